import { divisionOf, REACH_FRAMES, settleBeats } from './beat-phase.js'
import { findBeats } from './beat-path.js'
import { extendToEdges, smoothBeats } from './beats.js'
import { noteAccents } from './note-accents.js'
import type { OnsetStrength } from './onset-strength.js'
import { peakNear } from './peak-near.js'
import { tempoProfile } from './tempo-profile.js'
import type { NoteEvent } from './transcription/note-events.js'

export interface Pulse {
  /** Over the whole recording, strictly rising; at least two. */
  readonly beatTimesSeconds: readonly number[]
  /** 0 (a guess) … 1 (sure). */
  readonly confidence: number
  /** Parts of a beat: 3 in shuffles and compound metres. */
  readonly division: 2 | 3
}

/** Low onsets and long notes weigh half as much as onsets of any kind. */
const SIDE_WEIGHT = 0.5

/** The beats of a recording, by where its sound rises and where its notes begin. */
export function findPulse(
  onsets: OnsetStrength,
  notes: readonly NoteEvent[],
  durationSeconds: number,
): Pulse {
  const { framesPerSecond } = onsets
  const all = scaled(onsets.all)
  const low = scaled(onsets.low)
  const accents = scaled(noteAccents(notes, all.length, framesPerSecond))
  const profile = tempoProfile([all, low, accents], framesPerSecond)
  const mixed = all.map((value, i) => value + SIDE_WEIGHT * (low[i]! + accents[i]!))
  const found = findBeats(mixed, framesPerSecond, profile)
  const period = 60 / profile.bpm
  // A recording of a beat or two has none that could be found.
  const beats =
    found.length > 1
      ? smoothBeats(found, (i) => peakNear(all, found[i]! * framesPerSecond, REACH_FRAMES))
      : [0, period]
  const settled = settleBeats(
    beats,
    all,
    low.map((value, i) => value + accents[i]!),
    framesPerSecond,
  )
  return {
    beatTimesSeconds: extendToEdges(settled, period, durationSeconds),
    confidence: profile.strengthAt((60 * (settled.length - 1)) / (settled.at(-1)! - settled[0]!)),
    division: divisionOf(settled, all, framesPerSecond),
  }
}

/** With root mean square 1. */
function scaled(values: Float32Array): Float32Array {
  const power = values.reduce((sum, value) => sum + value * value, 0) / (values.length || 1)
  return values.map((value) => value / Math.sqrt(power || 1))
}
