import { type Audio, frameCount } from './audio.js'

/** Input frames each output frame is made from, at equal or higher target rates. */
const TAPS = 128
/** Kaiser window for 100 dB of rejection; with 128 taps the transition takes a tenth of the lower Nyquist rate. */
const KAISER_BETA = 10.06
/** The corner lies in the middle of that transition, so that nothing above Nyquist passes. */
const CORNER = 0.95
/** Ratios with more phases than this (both rates share few factors) interpolate between tabulated ones. */
const MAX_PHASES = 1024

/**
 * The same sound at another sample rate (windowed sinc, polyphase, linear phase, no delay). Flat within 0.1 dB up to 0.9
 * of the lower rate's Nyquist frequency; images and aliases lie at least 90 dB below. The result has
 * `round(frames × targetRate / sampleRate)` frames; the ends are continued with silence. Rates that are equal give back
 * the same arrays.
 */
export function resample(audio: Audio, targetRate: number): Audio {
  const { sampleRate } = audio
  for (const [name, rate] of [
    ['audio.sampleRate', sampleRate],
    ['targetRate', targetRate],
  ] as const) {
    if (!Number.isInteger(rate) || rate < 1) {
      throw new RangeError(`${name} must be a positive whole number of hertz, got ${rate}`)
    }
  }
  if (targetRate === sampleRate) return audio
  const frames = Math.round((frameCount(audio) * targetRate) / sampleRate)
  const divisor = greatestCommonDivisor(sampleRate, targetRate)
  const phases = targetRate / divisor
  const step = sampleRate / divisor
  const kernel = createKernel(Math.min(phases, MAX_PHASES), Math.min(1, targetRate / sampleRate))
  const convert = phases <= MAX_PHASES ? convertExactly : convertInterpolating
  return {
    sampleRate: targetRate,
    channels: audio.channels.map((channel) => convert(channel, frames, phases, step, kernel)),
  }
}

interface Kernel {
  /** Taps of a phase; even. */
  readonly length: number
  readonly phases: number
  /** `phases + 1` rows of `length`: row p serves an output that lies p / phases of an input frame after frame 0. */
  readonly taps: Float32Array
}

/** @param ratio Target rate over source rate, at most 1: narrows the pass band when frames get fewer. */
function createKernel(phases: number, ratio: number): Kernel {
  const length = 2 * Math.ceil(TAPS / 2 / ratio)
  const corner = CORNER * ratio
  const taps = new Float32Array((phases + 1) * length)
  for (let phase = 0; phase <= phases; phase++) {
    const row = taps.subarray(phase * length, (phase + 1) * length)
    let sum = 0
    for (let tap = 0; tap < length; tap++) {
      const distance = tap - (length / 2 - 1) - phase / phases
      row[tap] = sinc(corner * distance) * kaiser(distance / (length / 2))
      sum += row[tap]!
    }
    // Each phase passes DC with exactly the same gain: otherwise a constant would come out as a faint tone.
    for (let tap = 0; tap < length; tap++) row[tap]! /= sum
  }
  return { length, phases, taps }
}

function convertExactly(
  input: Float32Array,
  frames: number,
  phases: number,
  step: number,
  { length, taps }: Kernel,
): Float32Array {
  const output = new Float32Array(frames)
  const padded = pad(input, length)
  let frame = 0
  let phase = 0
  for (let i = 0; i < frames; i++) {
    output[i] = dot(padded, frame, taps, phase * length, length)
    phase += step
    frame += Math.floor(phase / phases)
    phase %= phases
  }
  return output
}

function convertInterpolating(
  input: Float32Array,
  frames: number,
  phases: number,
  step: number,
  kernel: Kernel,
): Float32Array {
  const { length, taps } = kernel
  const output = new Float32Array(frames)
  const padded = pad(input, length)
  let frame = 0
  let phase = 0
  for (let i = 0; i < frames; i++) {
    const position = (phase / phases) * kernel.phases
    const row = Math.floor(position)
    const below = dot(padded, frame, taps, row * length, length)
    const above = dot(padded, frame, taps, (row + 1) * length, length)
    output[i] = below + (position - row) * (above - below)
    phase += step
    frame += Math.floor(phase / phases)
    phase %= phases
  }
  return output
}

/** Silence around the input, so that the inner loop needs no bounds. Frame 0 is seen by tap `length / 2 - 1`. */
function pad(input: Float32Array, length: number): Float32Array {
  const padded = new Float32Array(input.length + 2 * length)
  padded.set(input, length / 2 - 1)
  return padded
}

function dot(
  input: Float32Array,
  inputStart: number,
  taps: Float32Array,
  tapStart: number,
  length: number,
): number {
  // Two sums, because one would make each addition wait for the one before it.
  let even = 0
  let odd = 0
  for (let i = 0; i < length; i += 2) {
    even += input[inputStart + i]! * taps[tapStart + i]!
    odd += input[inputStart + i + 1]! * taps[tapStart + i + 1]!
  }
  return even + odd
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

/** Kaiser window over -1 … 1; 0 outside. */
function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : besselI0(KAISER_BETA * Math.sqrt(1 - x * x)) / besselI0(KAISER_BETA)
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function besselI0(x: number): number {
  let sum = 1
  let term = 1
  for (let k = 1; term > 1e-12 * sum; k++) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
