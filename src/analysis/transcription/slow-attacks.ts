import { keyLevelDb } from './key-level.js'
import { sharpAttacks, type Attack, type NoteReading } from './note-events.js'
import { LOWEST_PITCH_MIDI, PITCH_COUNT, type PitchActivity } from './pitch-activity.js'

/** Slow instruments have begun by this long after their first breath, in frames: 210 ms. */
const LONGEST_RISE = 18
/** An onset has begun where it is this likely against the moment when it is likeliest. */
const BEGUN = 0.6
/** What has begun is at most so much softer than a moment after the likeliest onset, in dB. */
const SOFTEST_DB = 15
/** The moment after, and half the stretch over which levels are taken, in frames. */
const AFTER = 2
const HALF_LEVEL = 2
/** A key whose likelihood grows by so much in so many frames (232 ms) was not struck again: it is still beginning. */
const STILL_GROWING = 0.1
const GROWING_FRAMES = 20

/**
 * Attacks of what swells: bows, breath, pads, organs. There the likelihood of an onset does not peak when a note begins:
 * it rises, stays high while the tone grows, and may peak again and again. A note begins where that stretch begins and the
 * key is heard already; later peaks of it are the same note.
 * @param samples One channel at `PITCH_RATE`.
 * @returns Ordered by time.
 */
export function slowAttacks(activity: PitchActivity, reading: NoteReading, samples: Float32Array): Attack[] {
  const { notes, onsets } = activity
  const lastPeaks = new Map<number, number>()
  const attacks: Attack[] = []
  for (const { key, frame: peak } of sharpAttacks(activity, reading)) {
    const likelihood = (values: Float32Array, frame: number) => values[frame * PITCH_COUNT + key]!
    const level = (frame: number) =>
      keyLevelDb(samples, key + LOWEST_PITCH_MIDI, frame - HALF_LEVEL, frame + HALF_LEVEL)
    const begun = BEGUN * likelihood(onsets, peak)
    const audible = level(peak + AFTER) - SOFTEST_DB
    let start = peak
    while (
      start > 1 &&
      peak - start < LONGEST_RISE &&
      likelihood(onsets, start - 1) >= begun &&
      level(start - 1) >= audible
    ) {
      start--
    }
    const last = lastPeaks.get(key)
    if (last !== undefined) {
      const isGrowing =
        peak - last <= GROWING_FRAMES && likelihood(notes, peak) > likelihood(notes, last) + STILL_GROWING
      if (isGrowing || start <= last) continue
    }
    lastPeaks.set(key, peak)
    attacks.push({ key, frame: start })
  }
  return attacks.toSorted((a, b) => a.frame - b.frame || a.key - b.key)
}
