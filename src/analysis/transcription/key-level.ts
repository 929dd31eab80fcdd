import { PITCH_HOP, PITCH_RATE } from './pitch-activity.js'

/** Partials listened to. */
const PARTIALS = 4
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
  let power = 0
  for (let partial = 1; partial <= PARTIALS && partial * fundamentalHz < PITCH_RATE / 2; partial++) {
    power += tonePower(samples, start, end, partial * fundamentalHz)
  }
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
  const powerOf = (partial: number) =>
    partial * fundamentalHz < PITCH_RATE / 2 ? tonePower(samples, start, end, partial * fundamentalHz) : 0
  return 10 * Math.log10((powerOf(1) + powerOf(3) + 1e-12) / (powerOf(2) + powerOf(4) + 1e-12))
}

/** Mean square of the part of `samples` that sounds at `hz`: Goertzel's recursion under a Hann window. */
function tonePower(samples: Float32Array, start: number, end: number, hz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / PITCH_RATE)
  const length = Math.max(1, end - start)
  const turn = (2 * Math.PI) / length
  let previous = 0
  let beforeThat = 0
  for (let i = start; i < end; i++) {
    const windowed = samples[i]! * (1 - Math.cos(turn * (i - start)))
    const value = windowed + coefficient * previous - beforeThat
    beforeThat = previous
    previous = value
  }
  const power = previous ** 2 + beforeThat ** 2 - coefficient * previous * beforeThat
  return (2 * Math.max(0, power)) / length ** 2
}
