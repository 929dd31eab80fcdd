import { createComplexFft } from '../../../dsp/fft.js'

/** Complex transforms of any size, in place (Bluestein, 1970: as a convolution by one of a power of two). */
export interface AnySizeFft {
  readonly size: number
  /** X[k] = Σ x[n] e^(-2πikn/size). */
  forward(re: Float64Array, im: Float64Array): void
  /** Undoes `forward`, scale included. */
  inverse(re: Float64Array, im: Float64Array): void
}

/** Throws RangeError unless `size` is a whole number from 2 to 2^20. */
export function createAnySizeFft(size: number): AnySizeFft {
  if (!Number.isInteger(size) || size < 2 || size > 2 ** 20)
    throw new RangeError(`a transform of ${size} points was asked for; 2 to ${2 ** 20} are possible`)
  if (Number.isInteger(Math.log2(size))) return createComplexFft(size)

  const length = 2 ** Math.ceil(Math.log2(2 * size - 1))
  const fft = createComplexFft(length)
  // e^(-πi n² / size); n² modulo 2 size keeps the angle exact.
  const cos = new Float64Array(size)
  const sin = new Float64Array(size)
  for (let n = 0; n < size; n++) {
    const angle = (Math.PI * ((n * n) % (2 * size))) / size
    cos[n] = Math.cos(angle)
    sin[n] = -Math.sin(angle)
  }
  const chirpRe = new Float64Array(length)
  const chirpIm = new Float64Array(length)
  for (let n = 0; n < size; n++) {
    chirpRe[n] = cos[n]!
    chirpIm[n] = -sin[n]!
    if (n === 0) continue
    chirpRe[length - n] = cos[n]!
    chirpIm[length - n] = -sin[n]!
  }
  fft.forward(chirpRe, chirpIm)
  const workRe = new Float64Array(length)
  const workIm = new Float64Array(length)

  const forward = (re: Float64Array, im: Float64Array): void => {
    workRe.fill(0)
    workIm.fill(0)
    for (let n = 0; n < size; n++) {
      workRe[n] = re[n]! * cos[n]! - im[n]! * sin[n]!
      workIm[n] = re[n]! * sin[n]! + im[n]! * cos[n]!
    }
    fft.forward(workRe, workIm)
    for (let k = 0; k < length; k++) {
      const [a, b] = [workRe[k]!, workIm[k]!]
      workRe[k] = a * chirpRe[k]! - b * chirpIm[k]!
      workIm[k] = a * chirpIm[k]! + b * chirpRe[k]!
    }
    fft.inverse(workRe, workIm)
    for (let k = 0; k < size; k++) {
      re[k] = workRe[k]! * cos[k]! - workIm[k]! * sin[k]!
      im[k] = workRe[k]! * sin[k]! + workIm[k]! * cos[k]!
    }
  }
  return {
    size,
    forward,
    inverse: (re, im) => {
      // Swapping the parts conjugates on both sides, which turns the forward transform into the inverse one.
      forward(im, re)
      for (let n = 0; n < size; n++) {
        re[n]! /= size
        im[n]! /= size
      }
    },
  }
}
