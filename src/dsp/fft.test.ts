import { describe, expect, it } from 'vitest'
import { createComplexFft, createRealFft } from './fft.js'
import { createRandom } from './random.js'

/** The definition, O(n²). */
function dft(re: Float64Array, im: Float64Array): { re: Float64Array; im: Float64Array } {
  const size = re.length
  const out = { re: new Float64Array(size), im: new Float64Array(size) }
  for (let k = 0; k < size; k++) {
    for (let n = 0; n < size; n++) {
      const angle = (-2 * Math.PI * ((k * n) % size)) / size
      out.re[k]! += re[n]! * Math.cos(angle) - im[n]! * Math.sin(angle)
      out.im[k]! += re[n]! * Math.sin(angle) + im[n]! * Math.cos(angle)
    }
  }
  return out
}

function noise(size: number, seed: number): Float64Array {
  const random = createRandom(seed)
  return Float64Array.from({ length: size }, () => random.gaussian())
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = 0
  for (let i = 0; i < b.length; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!))
  return largest
}

describe('complex FFT', () => {
  it.each([1, 2, 4, 8, 16, 32, 128, 512])('equals the Fourier sum for %i points', (size) => {
    const re = noise(size, 1)
    const im = noise(size, 2)
    const expected = dft(re, im)
    createComplexFft(size).forward(re, im)
    expect(largestDifference(re, expected.re)).toBeLessThan(1e-10)
    expect(largestDifference(im, expected.im)).toBeLessThan(1e-10)
  })

  it('gives the input back after the inverse', () => {
    const re = noise(1024, 3)
    const im = noise(1024, 4)
    const fft = createComplexFft(1024)
    const [copyRe, copyIm] = [re.slice(), im.slice()]
    fft.forward(re, im)
    fft.inverse(re, im)
    expect(largestDifference(re, copyRe)).toBeLessThan(1e-12)
    expect(largestDifference(im, copyIm)).toBeLessThan(1e-12)
  })
})

describe('real FFT', () => {
  it.each([2, 4, 8, 64, 256, 1024])('equals the Fourier sum for %i samples', (size) => {
    const input = noise(size, 5)
    const expected = dft(input, new Float64Array(size))
    const fft = createRealFft(size)
    const re = new Float64Array(fft.binCount)
    const im = new Float64Array(fft.binCount)
    fft.forward(input, re, im)
    expect(largestDifference(re, expected.re.subarray(0, fft.binCount))).toBeLessThan(1e-10)
    expect(largestDifference(im, expected.im.subarray(0, fft.binCount))).toBeLessThan(1e-10)
  })

  it('gives the samples back after the inverse, also through Float32Arrays', () => {
    const input = Float32Array.from(noise(2048, 6))
    const fft = createRealFft(2048)
    const re = new Float64Array(fft.binCount)
    const im = new Float64Array(fft.binCount)
    fft.forward(input, re, im)
    const output = new Float32Array(2048)
    fft.inverse(re, im, output)
    expect(largestDifference(output, input)).toBeLessThan(1e-6)
  })

  it('puts a cosine of amplitude 1 into its own bin with height size / 2', () => {
    const fft = createRealFft(512)
    const input = Float64Array.from({ length: 512 }, (_, n) => Math.cos((2 * Math.PI * 37 * n) / 512))
    const re = new Float64Array(257)
    const im = new Float64Array(257)
    fft.forward(input, re, im)
    expect(re[37]).toBeCloseTo(256, 9)
    expect(Math.abs(re[36]!) + Math.abs(re[38]!) + Math.abs(im[37]!)).toBeLessThan(1e-9)
  })

  it('names the size it cannot do', () => {
    expect(() => createRealFft(1000)).toThrow(/power of two.*got 1000/)
    expect(() => createRealFft(1)).toThrow(RangeError)
  })
})
