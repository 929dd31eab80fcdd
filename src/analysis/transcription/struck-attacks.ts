import { keyLevelDb } from './key-level.js'
import { sharpAttacks, type Attack, type NoteReading } from './note-events.js'
import { LOWEST_PITCH_MIDI, PITCH_COUNT, type PitchActivity } from './pitch-activity.js'

/** When an onset that is less likely than the threshold of the reading counts nevertheless. */
export interface SoftAttacks {
  /** It is at least this likely, 0 … 1 … */
  readonly onsetThreshold: number
  /** … and its key gets louder by so much, in dB. */
  readonly riseDb: number
}

/** Levels from one to seven frames before and after an attack are compared: 70 ms each. */
const NEAREST_FRAME = 1
const FURTHEST_FRAME = 7

/**
 * Attacks of what is struck or plucked: where an onset is likely and, if asked for, where the network doubts it but the key
 * does get louder. It doubts soft notes, above all those of a key that sounds already.
 * @param samples One channel at `PITCH_RATE`.
 * @returns Ordered by time.
 */
export function struckAttacks(
  activity: PitchActivity,
  reading: NoteReading,
  samples: Float32Array,
  soft: SoftAttacks | undefined,
): Attack[] {
  if (!soft) return sharpAttacks(activity, reading)
  return sharpAttacks(activity, { ...reading, onsetThreshold: soft.onsetThreshold }).filter(
    ({ key, frame }) => {
      if (activity.onsets[frame * PITCH_COUNT + key]! >= reading.onsetThreshold) return true
      const level = (from: number, to: number) => keyLevelDb(samples, key + LOWEST_PITCH_MIDI, from, to)
      const before = level(frame - FURTHEST_FRAME, frame - NEAREST_FRAME)
      return level(frame + NEAREST_FRAME, frame + FURTHEST_FRAME) >= before + soft.riseDb
    },
  )
}
