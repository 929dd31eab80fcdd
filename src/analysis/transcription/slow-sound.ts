import { keyLevelDb } from './key-level.js'
import { sharpAttacks, type NoteReading } from './note-events.js'
import { LOWEST_PITCH_MIDI, PITCH_COUNT, type PitchActivity } from './pitch-activity.js'

/** Notes that are listened to, and those it takes to tell anything. */
const LISTENED_NOTES = 80
const LEAST_NOTES = 5
/** A note is fresh where its key was silent for so long before: less likely than this, in frames of 12 ms. */
const SILENT = 0.3
const SILENT_FRAMES = [6, 8, 10] as const
/** It lasts where its key stays this likely. */
const LASTING = 0.4
const LASTING_FRAMES = [8, 12, 16, 20] as const
/** Levels just after the attack and 140 ms later are compared, each over 70 ms, in frames. */
const EARLY_FRAME = 4
const LATE_FRAME = 16
const HALF_LEVEL = 3

/**
 * Whether notes go on growing after they have begun, as those of organs, bows and pads do; what is struck or plucked is
 * loudest at once.
 * @param samples One channel at `PITCH_RATE`.
 */
export function soundsSlow(activity: PitchActivity, reading: NoteReading, samples: Float32Array): boolean {
  const growths: number[] = []
  for (const { key, frame } of sharpAttacks(activity, reading)) {
    if (frame + LATE_FRAME + HALF_LEVEL >= activity.frames || growths.length >= LISTENED_NOTES) break
    const likelihood = (at: number) => activity.notes[at * PITCH_COUNT + key] ?? 0
    const isFresh = SILENT_FRAMES.every((before) => likelihood(frame - before) <= SILENT)
    if (!isFresh || !LASTING_FRAMES.every((after) => likelihood(frame + after) >= LASTING)) continue
    const level = (at: number) =>
      keyLevelDb(samples, key + LOWEST_PITCH_MIDI, at - HALF_LEVEL, at + HALF_LEVEL)
    growths.push(level(frame + LATE_FRAME) - level(frame + EARLY_FRAME))
  }
  if (growths.length < LEAST_NOTES) return false
  return growths.toSorted((a, b) => a - b)[growths.length >> 1]! > 0
}
