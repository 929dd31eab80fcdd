import { type Audio, frameCount } from './audio.js'
import { createDotProducts } from './kernel/dot-products.js'

/** Input frames each output frame is made from, at equal or higher target rates. */
const TAPS = 128
/** Kaiser window for 100 dB of rejection; with 128 taps the transition takes a tenth of the lower Nyquist rate. */
const KAISER_BETA = 10.06
/** The corner lies in the middle of that transition, so that nothing above Nyquist passes. */
const CORNER = 0.95
/** Ratios with more phases than this (both rates share few factors) interpolate between tabulated ones. */
const MAX_PHASES = 1024
/** Output frames made at a time, about; a multiple of 4. */
const BLOCK = 4096

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
  const filter = createFilter(Math.min(phases, MAX_PHASES), Math.min(1, targetRate / sampleRate))
  const run = createConverter(filter, phases, step)
  return { sampleRate: targetRate, channels: audio.channels.map((channel) => run(channel, frames)) }
}

interface Filter {
  /** Taps of a phase; even. */
  readonly length: number
  readonly phases: number
  /** `phases + 1` rows of `length`: row p serves an output that lies p / phases of an input frame after frame 0. */
  readonly taps: Float32Array
}

/** @param ratio Target rate over source rate, at most 1: narrows the pass band when frames get fewer. */
function createFilter(phases: number, ratio: number): Filter {
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

/** Where an output lies: so many input frames on from the block's first one, and that share of `phases` further. */
interface Place {
  readonly frame: number
  readonly phase: number
}

/**
 * Makes outputs of one channel after the other, in the kernel's 64-bit floats. Output i lies `i × step / phases` input frames
 * after the first one.
 */
function createConverter(
  filter: Filter,
  phases: number,
  step: number,
): (channel: Float32Array, frames: number) => Float32Array {
  const { length } = filter
  // An output between two rows of taps is made from both.
  const rowsEach = phases > filter.phases ? 2 : 1
  // A whole round of phases or more: the next block is then made from the same rows.
  const block = rowsEach === 1 ? phases * Math.ceil(BLOCK / phases) : BLOCK
  const wholeStep = Math.floor(step / phases)
  const seen = Math.ceil((block * step) / phases) + length + 1
  const products = createDotProducts(filter.taps.length + seen, rowsEach * block, length)
  products.values.set(filter.taps)
  const firstInput = filter.taps.length
  const input = products.values.subarray(firstInput)
  const fractions = new Float64Array(block)

  /** Pairs of input and taps for a block whose first output has this phase; gives where the one after it lies. */
  const fillPairs = (firstPhase: number): Place => {
    let phase = firstPhase
    let frame = 0
    for (let i = 0, pair = 0; i < block; i++) {
      const place = rowsEach === 1 ? phase : (phase / phases) * filter.phases
      const row = Math.floor(place)
      fractions[i] = place - row
      for (let each = 0; each < rowsEach; each++) {
        products.setPair(pair++, firstInput + frame, (row + each) * length)
      }
      frame += wholeStep
      phase += step - wholeStep * phases
      if (phase >= phases) {
        phase -= phases
        frame++
      }
    }
    return { phase, frame }
  }

  return (channel, frames) => {
    const output = new Float32Array(frames)
    // Frame 0 is seen by tap `length / 2 - 1`.
    let firstSeen = 1 - length / 2
    let phase = 0
    let filled: { readonly phase: number; readonly after: Place } | undefined
    for (let start = 0; start < frames; start += block) {
      if (filled?.phase !== phase) filled = { phase, after: fillPairs(phase) }
      const count = Math.min(block, frames - start)
      copySeen(channel, firstSeen, input)
      products.run(count * rowsEach)
      if (rowsEach === 1) output.set(products.sums.subarray(0, count), start)
      else interpolate(products.sums, fractions, count, output.subarray(start))
      firstSeen += filled.after.frame
      phase = filled.after.phase
    }
    return output
  }
}

/** Copies `view.length` frames from `first` on, with silence around the channel, so that sums need no bounds. */
function copySeen(channel: Float32Array, first: number, view: Float64Array): void {
  const before = Math.min(view.length, Math.max(0, -first))
  const part = channel.subarray(Math.max(0, first), Math.max(0, first + view.length))
  view.fill(0, 0, before)
  view.set(part, before)
  view.fill(0, before + part.length)
}

/** What lies between pairs of values, in shares of the way from one to the other. */
function interpolate(values: Float64Array, shares: Float64Array, count: number, output: Float32Array): void {
  for (let i = 0; i < count; i++) {
    const below = values[2 * i]!
    output[i] = below + shares[i]! * (values[2 * i + 1]! - below)
  }
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
