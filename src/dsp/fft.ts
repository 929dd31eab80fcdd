/**
 * Fourier transforms of power-of-two sizes over Float64Arrays, allocation-free after construction.
 *
 * Radix-4 Stockham form (one radix-2 pass where the size asks for it): every pass reads and writes in order, so that no
 * bit reversal is needed. Real transforms pack even and odd samples into one complex transform of half the size.
 * `bench/fft.ts` compares them with the fft.js package.
 */

/** Spectrum of real signals: bins 0 … size/2, so `size / 2 + 1` numbers each for real and imaginary part. */
export interface RealFft {
  /** Samples a transform takes, a power of two. */
  readonly size: number
  /** `size / 2 + 1`. */
  readonly binCount: number
  /** X[k] = Σ x[n] e^(-2πikn/size). Reads `size` samples, overwrites `binCount` bins. */
  forward(input: Float32Array | Float64Array, re: Float64Array, im: Float64Array): void
  /**
   * Undoes `forward`, scale included. The imaginary parts of the first and last bin are taken as 0. Overwrites `size`
   * samples of `output`.
   */
  inverse(re: Float64Array, im: Float64Array, output: Float32Array | Float64Array): void
}

export interface ComplexFft {
  /** Points a transform takes, a power of two. */
  readonly size: number
  /** X[k] = Σ x[n] e^(-2πikn/size), in place. */
  forward(re: Float64Array, im: Float64Array): void
  /** Undoes `forward`, scale included, in place. */
  inverse(re: Float64Array, im: Float64Array): void
}

/** Throws RangeError unless `size` is a power of two from 1 to 2^24. */
export function createComplexFft(size: number): ComplexFft {
  assertSize(size, 1)
  const passes = planPasses(size)
  const spareRe = new Float64Array(size)
  const spareIm = new Float64Array(size)

  const forward = (re: Float64Array, im: Float64Array): void => {
    let fromRe: Float64Array = re
    let fromIm: Float64Array = im
    let toRe: Float64Array = spareRe
    let toIm: Float64Array = spareIm
    for (let i = 0; i < passes.length; i++) {
      const { radix, stride, count, twiddles } = passes[i]!
      if (radix === 2) radix2(stride, fromRe, fromIm, toRe, toIm)
      else if (stride === 1) radix4First(count, twiddles, fromRe, fromIm, toRe, toIm)
      else if (count === 1) radix4Last(stride, fromRe, fromIm, toRe, toIm)
      else radix4(stride, count, twiddles, fromRe, fromIm, toRe, toIm)
      const doneRe = toRe
      const doneIm = toIm
      toRe = fromRe
      toIm = fromIm
      fromRe = doneRe
      fromIm = doneIm
    }
    if (fromRe !== re) {
      for (let i = 0; i < size; i++) {
        re[i] = fromRe[i]!
        im[i] = fromIm[i]!
      }
    }
  }
  return {
    size,
    forward,
    inverse(re, im) {
      // Swapping the parts conjugates on both sides, which turns the forward transform into the inverse one.
      forward(im, re)
      const scale = 1 / size
      for (let i = 0; i < size; i++) {
        re[i]! *= scale
        im[i]! *= scale
      }
    },
  }
}

/** Throws RangeError unless `size` is a power of two from 2 to 2^24. */
export function createRealFft(size: number): RealFft {
  assertSize(size, 2)
  const half = size / 2
  const fft = createComplexFft(half)
  const re = new Float64Array(half)
  const im = new Float64Array(half)
  const cos = new Float64Array(half + 1)
  const sin = new Float64Array(half + 1)
  for (let k = 0; k <= half; k++) {
    cos[k] = Math.cos((2 * Math.PI * k) / size)
    sin[k] = Math.sin((2 * Math.PI * k) / size)
  }
  return {
    size,
    binCount: half + 1,
    forward(input, outRe, outIm) {
      for (let n = 0; n < half; n++) {
        re[n] = input[2 * n]!
        im[n] = input[2 * n + 1]!
      }
      fft.forward(re, im)
      outRe[0] = re[0]! + im[0]!
      outIm[0] = 0
      outRe[half] = re[0]! - im[0]!
      outIm[half] = 0
      for (let k = 1; k <= half >> 1; k++) {
        const j = half - k
        const evenRe = 0.5 * (re[k]! + re[j]!)
        const evenIm = 0.5 * (im[k]! - im[j]!)
        const oddRe = 0.5 * (im[k]! + im[j]!)
        const oddIm = 0.5 * (re[j]! - re[k]!)
        const c = cos[k]!
        const s = sin[k]!
        const turnedRe = oddRe * c + oddIm * s
        const turnedIm = oddIm * c - oddRe * s
        outRe[k] = evenRe + turnedRe
        outIm[k] = evenIm + turnedIm
        outRe[j] = evenRe - turnedRe
        outIm[j] = turnedIm - evenIm
      }
    },
    inverse(inRe, inIm, output) {
      re[0] = 0.5 * (inRe[0]! + inRe[half]!)
      im[0] = 0.5 * (inRe[0]! - inRe[half]!)
      for (let k = 1; k <= half >> 1; k++) {
        const j = half - k
        const evenRe = 0.5 * (inRe[k]! + inRe[j]!)
        const evenIm = 0.5 * (inIm[k]! - inIm[j]!)
        const turnedRe = 0.5 * (inRe[k]! - inRe[j]!)
        const turnedIm = 0.5 * (inIm[k]! + inIm[j]!)
        const c = cos[k]!
        const s = sin[k]!
        const oddRe = turnedRe * c - turnedIm * s
        const oddIm = turnedIm * c + turnedRe * s
        re[k] = evenRe - oddIm
        im[k] = evenIm + oddRe
        re[j] = evenRe + oddIm
        im[j] = oddRe - evenIm
      }
      fft.inverse(re, im)
      for (let n = 0; n < half; n++) {
        output[2 * n] = re[n]!
        output[2 * n + 1] = im[n]!
      }
    },
  }
}

interface Pass {
  readonly radix: 2 | 4
  /** Sub-transforms already interleaved. */
  readonly stride: number
  /** Butterflies of one sub-transform. */
  readonly count: number
  /** For each butterfly e^(-2πip/n) to the powers 1, 2, 3: six numbers, real before imaginary. */
  readonly twiddles: Float64Array
}

function planPasses(size: number): Pass[] {
  const passes: Pass[] = []
  let left = size
  let stride = 1
  while (left >= 4) {
    const count = left / 4
    const twiddles = new Float64Array(count * 6)
    for (let p = 0; p < count; p++) {
      for (let power = 1; power <= 3; power++) {
        const angle = (-2 * Math.PI * p * power) / left
        twiddles[6 * p + 2 * power - 2] = Math.cos(angle)
        twiddles[6 * p + 2 * power - 1] = Math.sin(angle)
      }
    }
    passes.push({ radix: 4, stride, count, twiddles })
    left = count
    stride *= 4
  }
  if (left === 2) passes.push({ radix: 2, stride, count: 1, twiddles: new Float64Array(0) })
  return passes
}

/** The first pass: each sub-transform is one point wide, so that the butterflies themselves are the inner loop. */
function radix4First(
  count: number,
  twiddles: Float64Array,
  xRe: Float64Array,
  xIm: Float64Array,
  yRe: Float64Array,
  yIm: Float64Array,
): void {
  for (let p = 0, t = 0, to = 0; p < count; p++, t += 6, to += 4) {
    const aRe = xRe[p]!
    const aIm = xIm[p]!
    const bRe = xRe[p + count]!
    const bIm = xIm[p + count]!
    const cRe = xRe[p + 2 * count]!
    const cIm = xIm[p + 2 * count]!
    const dRe = xRe[p + 3 * count]!
    const dIm = xIm[p + 3 * count]!
    const sumRe = aRe + cRe
    const sumIm = aIm + cIm
    const differenceRe = aRe - cRe
    const differenceIm = aIm - cIm
    const sideRe = bRe + dRe
    const sideIm = bIm + dIm
    const crossRe = dIm - bIm
    const crossIm = bRe - dRe
    const w1r = twiddles[t]!
    const w1i = twiddles[t + 1]!
    const w2r = twiddles[t + 2]!
    const w2i = twiddles[t + 3]!
    const w3r = twiddles[t + 4]!
    const w3i = twiddles[t + 5]!
    const oneRe = differenceRe - crossRe
    const oneIm = differenceIm - crossIm
    const twoRe = sumRe - sideRe
    const twoIm = sumIm - sideIm
    const threeRe = differenceRe + crossRe
    const threeIm = differenceIm + crossIm
    yRe[to] = sumRe + sideRe
    yIm[to] = sumIm + sideIm
    yRe[to + 1] = oneRe * w1r - oneIm * w1i
    yIm[to + 1] = oneRe * w1i + oneIm * w1r
    yRe[to + 2] = twoRe * w2r - twoIm * w2i
    yIm[to + 2] = twoRe * w2i + twoIm * w2r
    yRe[to + 3] = threeRe * w3r - threeIm * w3i
    yIm[to + 3] = threeRe * w3i + threeIm * w3r
  }
}

function radix4(
  stride: number,
  count: number,
  twiddles: Float64Array,
  xRe: Float64Array,
  xIm: Float64Array,
  yRe: Float64Array,
  yIm: Float64Array,
): void {
  const quarter = stride * count
  const quarter2 = 2 * quarter
  const quarter3 = 3 * quarter
  const stride2 = 2 * stride
  const stride3 = 3 * stride
  for (let p = 0, t = 0; p < count; p++, t += 6) {
    const w1r = twiddles[t]!
    const w1i = twiddles[t + 1]!
    const w2r = twiddles[t + 2]!
    const w2i = twiddles[t + 3]!
    const w3r = twiddles[t + 4]!
    const w3i = twiddles[t + 5]!
    const readFrom = stride * p
    const writeFrom = 4 * readFrom
    for (let q = 0; q < stride; q++) {
      const from = readFrom + q
      const to = writeFrom + q
      const aRe = xRe[from]!
      const bRe = xRe[from + quarter]!
      const cRe = xRe[from + quarter2]!
      const dRe = xRe[from + quarter3]!
      const aIm = xIm[from]!
      const bIm = xIm[from + quarter]!
      const cIm = xIm[from + quarter2]!
      const dIm = xIm[from + quarter3]!
      const sumRe = aRe + cRe
      const differenceRe = aRe - cRe
      const sideRe = bRe + dRe
      const crossIm = bRe - dRe
      const sumIm = aIm + cIm
      const differenceIm = aIm - cIm
      const sideIm = bIm + dIm
      const crossRe = dIm - bIm
      yRe[to] = sumRe + sideRe
      yIm[to] = sumIm + sideIm
      const oneRe = differenceRe - crossRe
      const oneIm = differenceIm - crossIm
      yRe[to + stride] = oneRe * w1r - oneIm * w1i
      yIm[to + stride] = oneRe * w1i + oneIm * w1r
      const twoRe = sumRe - sideRe
      const twoIm = sumIm - sideIm
      yRe[to + stride2] = twoRe * w2r - twoIm * w2i
      yIm[to + stride2] = twoRe * w2i + twoIm * w2r
      const threeRe = differenceRe + crossRe
      const threeIm = differenceIm + crossIm
      yRe[to + stride3] = threeRe * w3r - threeIm * w3i
      yIm[to + stride3] = threeRe * w3i + threeIm * w3r
    }
  }
}

/** A closing radix-4 pass: one butterfly a sub-transform, whose twiddles are all 1. */
function radix4Last(
  stride: number,
  xRe: Float64Array,
  xIm: Float64Array,
  yRe: Float64Array,
  yIm: Float64Array,
): void {
  for (let q = 0; q < stride; q++) {
    const aRe = xRe[q]!
    const bRe = xRe[q + stride]!
    const cRe = xRe[q + 2 * stride]!
    const dRe = xRe[q + 3 * stride]!
    const aIm = xIm[q]!
    const bIm = xIm[q + stride]!
    const cIm = xIm[q + 2 * stride]!
    const dIm = xIm[q + 3 * stride]!
    const sumRe = aRe + cRe
    const differenceRe = aRe - cRe
    const sideRe = bRe + dRe
    const crossIm = bRe - dRe
    const sumIm = aIm + cIm
    const differenceIm = aIm - cIm
    const sideIm = bIm + dIm
    const crossRe = dIm - bIm
    yRe[q] = sumRe + sideRe
    yIm[q] = sumIm + sideIm
    yRe[q + stride] = differenceRe - crossRe
    yIm[q + stride] = differenceIm - crossIm
    yRe[q + 2 * stride] = sumRe - sideRe
    yIm[q + 2 * stride] = sumIm - sideIm
    yRe[q + 3 * stride] = differenceRe + crossRe
    yIm[q + 3 * stride] = differenceIm + crossIm
  }
}

function radix2(
  stride: number,
  xRe: Float64Array,
  xIm: Float64Array,
  yRe: Float64Array,
  yIm: Float64Array,
): void {
  for (let q = 0; q < stride; q++) {
    const aRe = xRe[q]!
    const aIm = xIm[q]!
    const bRe = xRe[q + stride]!
    const bIm = xIm[q + stride]!
    yRe[q] = aRe + bRe
    yIm[q] = aIm + bIm
    yRe[q + stride] = aRe - bRe
    yIm[q + stride] = aIm - bIm
  }
}

function assertSize(size: number, smallest: number): void {
  if (!Number.isInteger(size) || size < smallest || size > 2 ** 24 || (size & (size - 1)) !== 0) {
    throw new RangeError(`FFT size must be a power of two from ${smallest} to 2^24, got ${size}`)
  }
}
