/** Coefficients of a second-order section, normalised so that a0 is 1. */
export interface BiquadCoefficients {
  readonly b0: number
  readonly b1: number
  readonly b2: number
  readonly a1: number
  readonly a2: number
}

// Robert Bristow-Johnson, Audio EQ Cookbook. Frequencies are held between 10 Hz and 0.47 of the sample rate, where the
// bilinear transform still behaves.
function angle(frequencyHz: number, sampleRate: number): number {
  return (2 * Math.PI * Math.min(Math.max(frequencyHz, 10), 0.47 * sampleRate)) / sampleRate
}

function normalise(
  b0: number,
  b1: number,
  b2: number,
  a0: number,
  a1: number,
  a2: number,
): BiquadCoefficients {
  return { b0: b0 / a0, b1: b1 / a0, b2: b2 / a0, a1: a1 / a0, a2: a2 / a0 }
}

/** Second-order low-pass; `q` 0.707 is maximally flat. */
export function lowPass(frequencyHz: number, q: number, sampleRate: number): BiquadCoefficients {
  const w0 = angle(frequencyHz, sampleRate)
  const alpha = Math.sin(w0) / (2 * q)
  const c = Math.cos(w0)
  return normalise((1 - c) / 2, 1 - c, (1 - c) / 2, 1 + alpha, -2 * c, 1 - alpha)
}

/** Second-order high-pass; `q` 0.707 is maximally flat. */
export function highPass(frequencyHz: number, q: number, sampleRate: number): BiquadCoefficients {
  const w0 = angle(frequencyHz, sampleRate)
  const alpha = Math.sin(w0) / (2 * q)
  const c = Math.cos(w0)
  return normalise((1 + c) / 2, -(1 + c), (1 + c) / 2, 1 + alpha, -2 * c, 1 - alpha)
}

/** First-order high-pass for corners far below all sound: what is constant goes, and hardly a phase is turned. */
export function dcBlocker(cornerHz: number, sampleRate: number): BiquadCoefficients {
  const pole = Math.exp((-2 * Math.PI * cornerHz) / sampleRate)
  const gain = (1 + pole) / 2
  return { b0: gain, b1: -gain, b2: 0, a1: -pole, a2: 0 }
}

/** Band-pass with 0 dB at its centre. */
export function bandPass(frequencyHz: number, q: number, sampleRate: number): BiquadCoefficients {
  const w0 = angle(frequencyHz, sampleRate)
  const alpha = Math.sin(w0) / (2 * q)
  return normalise(alpha, 0, -alpha, 1 + alpha, -2 * Math.cos(w0), 1 - alpha)
}

/** Bell of `gainDb` around the centre. */
export function peaking(
  frequencyHz: number,
  q: number,
  gainDb: number,
  sampleRate: number,
): BiquadCoefficients {
  const w0 = angle(frequencyHz, sampleRate)
  const amplitude = 10 ** (gainDb / 40)
  const alpha = Math.sin(w0) / (2 * q)
  const c = Math.cos(w0)
  return normalise(
    1 + alpha * amplitude,
    -2 * c,
    1 - alpha * amplitude,
    1 + alpha / amplitude,
    -2 * c,
    1 - alpha / amplitude,
  )
}

/** Lifts (or lowers) everything below the corner by `gainDb`. */
export function lowShelf(
  frequencyHz: number,
  q: number,
  gainDb: number,
  sampleRate: number,
): BiquadCoefficients {
  return shelf(frequencyHz, q, gainDb, sampleRate, 1)
}

/** Lifts (or lowers) everything above the corner by `gainDb`. */
export function highShelf(
  frequencyHz: number,
  q: number,
  gainDb: number,
  sampleRate: number,
): BiquadCoefficients {
  return shelf(frequencyHz, q, gainDb, sampleRate, -1)
}

/** The two shelves differ in the sign of every cosine term only. */
function shelf(
  frequencyHz: number,
  q: number,
  gainDb: number,
  sampleRate: number,
  side: 1 | -1,
): BiquadCoefficients {
  const w0 = angle(frequencyHz, sampleRate)
  const a = 10 ** (gainDb / 40)
  const c = side * Math.cos(w0)
  const beta = 2 * Math.sqrt(a) * (Math.sin(w0) / (2 * q))
  return normalise(
    a * (a + 1 - (a - 1) * c + beta),
    side * 2 * a * (a - 1 - (a + 1) * c),
    a * (a + 1 - (a - 1) * c - beta),
    a + 1 + (a - 1) * c + beta,
    side * -2 * (a - 1 + (a + 1) * c),
    a + 1 + (a - 1) * c - beta,
  )
}

/** Magnitude (linear) of a section at a frequency. */
export function magnitudeAt(filter: BiquadCoefficients, frequencyHz: number, sampleRate: number): number {
  const w = (2 * Math.PI * frequencyHz) / sampleRate
  const [c1, s1, c2, s2] = [Math.cos(w), Math.sin(w), Math.cos(2 * w), Math.sin(2 * w)]
  const top = Math.hypot(filter.b0 + filter.b1 * c1 + filter.b2 * c2, filter.b1 * s1 + filter.b2 * s2)
  return top / Math.hypot(1 + filter.a1 * c1 + filter.a2 * c2, filter.a1 * s1 + filter.a2 * s2)
}

/** One channel's running second-order section (transposed direct form II, 64-bit state). */
export class Biquad {
  private z1 = 0
  private z2 = 0

  constructor(private coefficients: BiquadCoefficients) {}

  /** Filters `frames` samples of `block` from `start` in place. */
  process(block: Float32Array, start: number, frames: number): void {
    const { b0, b1, b2, a1, a2 } = this.coefficients
    let { z1, z2 } = this
    for (let i = start, end = start + frames; i < end; i++) {
      const x = block[i]!
      const y = b0 * x + z1
      z1 = b1 * x - a1 * y + z2
      z2 = b2 * x - a2 * y
      block[i] = y
    }
    this.z1 = z1
    this.z2 = z2
  }

  /** Filters one sample. */
  next(x: number): number {
    const { b0, b1, b2, a1, a2 } = this.coefficients
    const y = b0 * x + this.z1
    this.z1 = b1 * x - a1 * y + this.z2
    this.z2 = b2 * x - a2 * y
    return y
  }

  /** Changes the response and keeps the state. */
  setCoefficients(coefficients: BiquadCoefficients): void {
    this.coefficients = coefficients
  }
}

/** Two channels through one response. Faster than two `Biquad`s: neither has to wait for its own last sample. */
export class StereoBiquad {
  private leftZ1 = 0
  private leftZ2 = 0
  private rightZ1 = 0
  private rightZ2 = 0

  constructor(private readonly coefficients: BiquadCoefficients) {}

  /** Filters the first `frames` samples in place. */
  process(left: Float32Array, right: Float32Array, frames: number): void {
    const { b0, b1, b2, a1, a2 } = this.coefficients
    let { leftZ1, leftZ2, rightZ1, rightZ2 } = this
    for (let i = 0; i < frames; i++) {
      const l = left[i]!
      const r = right[i]!
      const leftOut = b0 * l + leftZ1
      const rightOut = b0 * r + rightZ1
      leftZ1 = b1 * l - a1 * leftOut + leftZ2
      rightZ1 = b1 * r - a1 * rightOut + rightZ2
      leftZ2 = b2 * l - a2 * leftOut
      rightZ2 = b2 * r - a2 * rightOut
      left[i] = leftOut
      right[i] = rightOut
    }
    this.leftZ1 = leftZ1
    this.leftZ2 = leftZ2
    this.rightZ1 = rightZ1
    this.rightZ2 = rightZ2
  }
}

/** The coefficients of an EQ band; `q` defaults to 0.707 for shelves and 1 for peaks. */
export function equaliserBand(
  band: {
    readonly type: 'low-shelf' | 'peak' | 'high-shelf'
    readonly frequencyHz: number
    readonly gainDb: number
    readonly q?: number
  },
  sampleRate: number,
): BiquadCoefficients {
  switch (band.type) {
    case 'low-shelf':
      return lowShelf(band.frequencyHz, band.q ?? Math.SQRT1_2, band.gainDb, sampleRate)
    case 'high-shelf':
      return highShelf(band.frequencyHz, band.q ?? Math.SQRT1_2, band.gainDb, sampleRate)
    case 'peak':
      return peaking(band.frequencyHz, band.q ?? 1, band.gainDb, sampleRate)
  }
}
