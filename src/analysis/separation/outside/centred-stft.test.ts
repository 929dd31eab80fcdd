import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../dsp/random.js'
import { createAnySizeFft } from './any-size-fft.js'
import { centredIstft, centredStft } from './centred-stft.js'

const noise = (length: number) => {
  const random = createRandom(length)
  return Float32Array.from({ length }, () => random.gaussian())
}

describe('transforms of any size', () => {
  it.each([2, 3, 60, 64, 441])('are the sums of their definition: %i points', (size) => {
    const [re, im] = [Float64Array.from(noise(size)), Float64Array.from(noise(size).reverse())]
    const [gotRe, gotIm] = [re.slice(), im.slice()]
    const fft = createAnySizeFft(size)
    fft.forward(gotRe, gotIm)
    for (let k = 0; k < size; k++) {
      let [sumRe, sumIm] = [0, 0]
      for (let n = 0; n < size; n++) {
        const [c, s] = [Math.cos((-2 * Math.PI * k * n) / size), Math.sin((-2 * Math.PI * k * n) / size)]
        sumRe += re[n]! * c - im[n]! * s
        sumIm += re[n]! * s + im[n]! * c
      }
      expect(gotRe[k]).toBeCloseTo(sumRe, 8)
      expect(gotIm[k]).toBeCloseTo(sumIm, 8)
    }
    fft.inverse(gotRe, gotIm)
    gotRe.forEach((value, n) => expect(value).toBeCloseTo(re[n]!, 10))
  })

  it('refuses sizes that are none', () => {
    expect(() => createAnySizeFft(1.5)).toThrow(/1.5 points/)
  })
})

describe('centred spectrograms', () => {
  it.each([
    { size: 6144, hop: 1024, normalised: false },
    { size: 4096, hop: 1024, normalised: true },
    { size: 2048, hop: 441, normalised: false },
  ])('are undone exactly: $size points', (shape) => {
    const samples = noise(9000)
    const planes = centredStft(samples, shape)
    expect(planes.frames).toBe(Math.floor(9000 / shape.hop) + 1)
    const back = centredIstft(planes, samples.length, shape)
    samples.forEach((value, i) => expect(Math.abs(back[i]! - value)).toBeLessThan(1e-4))
  })

  it('have their first frame in the middle of mirrored samples', () => {
    // An even signal around its first sample has a real spectrum there.
    const { im, frames } = centredStft(noise(4096), { size: 1024, hop: 256, normalised: false })
    for (let k = 0; k < 513; k++) expect(Math.abs(im[k * frames]!)).toBeLessThan(1e-3)
  })
})
