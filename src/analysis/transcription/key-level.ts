import { PITCH_HOP, PITCH_RATE } from './pitch-activity.js'

/** Partials listened to. */
const PARTIALS = 4

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
