import { describe, expect, it } from 'vitest'
import { SAMPLE_RATE } from '../../dsp/audio.js'
import { Kernel } from '../../dsp/kernel/kernel.js'
import { TapeMachine } from './tape.js'

const BLOCK = 1024

/** A sine of 1 kHz after a machine of some wear, on both sides. */
function taped(wear: number, seconds: number): Float32Array {
  const kernel = new Kernel()
  const machine = new TapeMachine(wear, kernel)
  const left = kernel.allocateFloats(BLOCK)
  const right = kernel.allocateFloats(BLOCK)
  const out = new Float32Array(Math.ceil((seconds * SAMPLE_RATE) / BLOCK) * BLOCK)
  for (let start = 0; start < out.length; start += BLOCK) {
    for (const side of [left, right]) {
      const block = kernel.floatsAt(side, BLOCK)
      for (let i = 0; i < BLOCK; i++) block[i] = Math.sin((2 * Math.PI * 1000 * (start + i)) / SAMPLE_RATE)
    }
    machine.process(left, right, start, BLOCK)
    out.set(kernel.floatsAt(left, BLOCK), start)
  }
  return out
}

/** Pitch against 1 kHz in cents, in each tenth of a second, from the zeros of the wave. */
function bends(samples: Float32Array): number[] {
  const zeros: number[] = []
  for (let i = 1; i < samples.length; i++) {
    const [before, now] = [samples[i - 1]!, samples[i]!]
    if (before < 0 && now >= 0) zeros.push(i - 1 + before / (before - now))
  }
  const cents: number[] = []
  for (let i = 100; i + 100 < zeros.length; i += 100)
    cents.push(1200 * Math.log2((100 * SAMPLE_RATE) / 1000 / (zeros[i + 100]! - zeros[i]!)))
  return cents
}

describe('a tape machine', () => {
  it('lets the pitch waver by a few cents, the more the more it is worn', () => {
    const worn = bends(taped(1, 6)).map(Math.abs)
    const fair = bends(taped(0.4, 6)).map(Math.abs)
    expect(Math.max(...worn)).toBeGreaterThan(5)
    expect(Math.max(...worn)).toBeLessThan(12)
    expect(Math.max(...fair) / Math.max(...worn)).toBeCloseTo(0.4, 1)
  })

  it('keeps the level, and its place: it never runs away', () => {
    const samples = taped(1, 3)
    const power = samples.slice(BLOCK).reduce((sum, x) => sum + x * x, 0) / (samples.length - BLOCK)
    expect(10 * Math.log10(2 * power)).toBeCloseTo(0, 1)
    const cents = bends(samples)
    expect(Math.abs(cents.reduce((sum, bend) => sum + bend, 0) / cents.length)).toBeLessThan(1.5)
  })
})
