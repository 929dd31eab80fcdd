import { PITCH_HOP, PITCH_RATE } from './pitch-activity.js'

/** Neighbouring partials of a tone are told apart over this many of its periods. */
const PERIODS = 6

/**
 * Level of a key's lowest partials over some frames, in dB.
 * @param samples One channel at `PITCH_RATE`.
 */
export function keyLevelDb(
  samples: Float32Array,
  pitchMidi: number,
  fromFrame: number,
  toFrame: number,
): number {
  const start = Math.max(0, fromFrame * PITCH_HOP)
  const end = Math.min(samples.length, toFrame * PITCH_HOP)
  const fundamentalHz = 440 * 2 ** ((pitchMidi - 69) / 12)
  const powers = tonePowers(samples, start, end, fundamentalHz)
  let power = 0
  for (const each of powers) power += each
  return 10 * Math.log10(power + 1e-12)
}

/**
 * How much louder the first and third partial of a key are than the second and fourth, in dB. Of a tone that is in truth
 * an octave higher, the odd ones are missing.
 * @param samples One channel at `PITCH_RATE`.
 */
export function oddPartialsDb(
  samples: Float32Array,
  pitchMidi: number,
  fromFrame: number,
  toFrame: number,
): number {
  const fundamentalHz = 440 * 2 ** ((pitchMidi - 69) / 12)
  const start = Math.max(0, fromFrame * PITCH_HOP)
  const shortest = Math.ceil((PERIODS * PITCH_RATE) / fundamentalHz)
  const end = Math.min(samples.length, Math.max(toFrame * PITCH_HOP, start + shortest))
  const [first, second, third, fourth] = tonePowers(samples, start, end, fundamentalHz)
  return 10 * Math.log10((first + third + 1e-12) / (second + fourth + 1e-12))
}

/**
 * Mean square of the parts of `samples` that sound at the first four partials: Goertzel's recursions under a Hann window;
 * 0 for those above what the rate holds.
 */
function tonePowers(
  samples: Float32Array,
  start: number,
  end: number,
  fundamentalHz: number,
): readonly [number, number, number, number] {
  const coefficientOf = (partial: number) =>
    2 * Math.cos((2 * Math.PI * partial * fundamentalHz) / PITCH_RATE)
  const [a, b, c, d] = [coefficientOf(1), coefficientOf(2), coefficientOf(3), coefficientOf(4)]
  const length = Math.max(1, end - start)
  const window = hann(length)
  // All four in one pass: each of their steps waits for the one before it, but not for the others.
  let [a1, a2, b1, b2, c1, c2, d1, d2] = [0, 0, 0, 0, 0, 0, 0, 0]
  for (let i = start; i < end; i++) {
    const windowed = samples[i]! * window[i - start]!
    const a0 = windowed + a * a1 - a2
    const b0 = windowed + b * b1 - b2
    const c0 = windowed + c * c1 - c2
    const d0 = windowed + d * d1 - d2
    a2 = a1
    a1 = a0
    b2 = b1
    b1 = b0
    c2 = c1
    c1 = c0
    d2 = d1
    d1 = d0
  }
  const powerOf = (partial: number, coefficient: number, previous: number, beforeThat: number) =>
    partial * fundamentalHz >= PITCH_RATE / 2
      ? 0
      : (2 * Math.max(0, previous ** 2 + beforeThat ** 2 - coefficient * previous * beforeThat)) / length ** 2
  return [powerOf(1, a, a1, a2), powerOf(2, b, b1, b2), powerOf(3, c, c1, c2), powerOf(4, d, d1, d2)]
}

/** Windows up to this length are kept: those of attacks and short notes, a few megabytes in all. Long ones are rare and large. */
const MOST_KEPT_SAMPLES = 64 * PITCH_HOP
/** By their length: the same few are asked for again and again. */
const windows = new Map<number, Float64Array>()

function hann(length: number): Float64Array {
  const known = windows.get(length)
  if (known) return known
  const turn = (2 * Math.PI) / length
  const window = Float64Array.from({ length }, (_, i) => 1 - Math.cos(turn * i))
  if (length % PITCH_HOP === 0 && length <= MOST_KEPT_SAMPLES) windows.set(length, window)
  return window
}
