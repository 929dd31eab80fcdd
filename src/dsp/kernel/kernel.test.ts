import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { renderKernelBinary } from '../../../scripts/build-kernel.js'
import { createRandom } from '../random.js'
import { CurveMultiplier } from './curve-multiplier.js'
import { FilterSections } from './filter-sections.js'
import { Kernel } from './kernel.js'
import { Biquad, highPass, peaking } from '../biquad.js'

const noise = (frames: number): Float32Array => {
  const random = createRandom(3)
  return Float32Array.from({ length: frames }, () => random.gaussian())
}

describe('the kernel', () => {
  it('is compiled from the sources as they stand (npm run build:kernel)', async () => {
    const committed = await readFile(new URL('./kernel-binary.ts', import.meta.url), 'utf8')
    expect(await renderKernelBinary()).toBe(committed)
  }, 60_000)

  it('keeps what it holds when its memory grows', () => {
    const kernel = new Kernel()
    const pointer = kernel.storeFloats([1, 2, 3])
    kernel.allocateFloats(2 ** 20)
    expect([...kernel.floatsAt(pointer, 3)]).toEqual([1, 2, 3])
    expect(kernel.doubles.length).toBe(kernel.floats.length / 2)
  })

  it('mixes any number of frames, whether or not they fill whole vectors', () => {
    for (const frames of [1, 3, 4, 7, 64]) {
      const kernel = new Kernel()
      const source = kernel.storeFloats(noise(frames))
      const left = kernel.allocateFloats(frames + 1)
      const right = kernel.allocateFloats(frames + 1)
      kernel.run.addMono(left, right, source, frames, 0.5, -2)
      const expected = noise(frames)
      kernel.floatsAt(left, frames).forEach((x, i) => expect(x).toBeCloseTo(0.5 * expected[i]!, 6))
      kernel.floatsAt(right, frames).forEach((x, i) => expect(x).toBeCloseTo(-2 * expected[i]!, 6))
      expect(kernel.floatsAt(left + 4 * frames, 1)[0]).toBe(0)
    }
  })

  it('lets a level fall by the same factor each frame', () => {
    const kernel = new Kernel()
    const source = kernel.storeFloats(new Float32Array(1001).fill(1))
    const left = kernel.allocateFloats(1001)
    kernel.run.addFading(left, kernel.allocateFloats(1001), source, source, 1001, 1, 1, 0.999)
    for (const i of [0, 1, 5, 400, 1000]) expect(kernel.floatsAt(left, 1001)[i]).toBeCloseTo(0.999 ** i, 4)
  })

  it.each([1, 2, 3])('filters as plain sections do, %i in a row', (count) => {
    const coefficients = [
      highPass(40, 0.7, 48_000),
      peaking(900, 1.4, 7, 48_000),
      peaking(5000, 1, -5, 48_000),
    ].slice(0, count)
    const kernel = new Kernel()
    const block = kernel.storeFloats(noise(600))
    const sections = new FilterSections(kernel, coefficients)
    sections.processMono(block, 256)
    sections.processMono(block + 4 * 256, 344)
    const plain = noise(600)
    for (const each of coefficients) new Biquad(each).process(plain, 0, 600)
    kernel.floatsAt(block, 600).forEach((x, i) => expect(x).toBeCloseTo(plain[i]!, 5))
  })
})

describe('a curve of gains', () => {
  it('multiplies a frame alike whichever block it comes in', () => {
    const kernel = new Kernel()
    const curve = new CurveMultiplier(kernel, 600)
    const gains = Float32Array.from({ length: 11 }, (_, i) => 1 + Math.sin(i))
    const along = (cuts: readonly number[]): number[] => {
      const block = kernel.storeFloats(noise(600))
      cuts.forEach((start, i) => {
        curve.multiply([block + 4 * start], (cuts[i + 1] ?? 600) - start, gains, start)
      })
      return [...kernel.floatsAt(block, 600)]
    }
    const whole = along([0])
    expect(along([0, 1, 64, 99, 250, 512])).toEqual(whole)
    const place = 200 / 64
    const gain = gains[3]! + (place - 3) * (gains[4]! - gains[3]!)
    expect(whole[200]).toBeCloseTo(noise(600)[200]! * gain, 5)
  })
})
