import type { PlayedNote } from '../../src/music/played-notes.js'

/** Onsets may differ by this much, as in MIREX and mir_eval: 50 ms. */
export const ONSET_TOLERANCE_SECONDS = 0.05

export interface NoteScore {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

/** Precision, recall and F1 of heard notes; each true note is found by at most one of the same pitch. */
export function scoreNotes(
  truth: readonly PlayedNote[],
  heard: readonly PlayedNote[],
  toleranceSeconds = ONSET_TOLERANCE_SECONDS,
): NoteScore {
  let hits = 0
  for (let pitch = 0; pitch < 128; pitch++) {
    hits += matches(onsets(truth, pitch), onsets(heard, pitch), toleranceSeconds)
  }
  const precision = heard.length > 0 ? hits / heard.length : 0
  const recall = truth.length > 0 ? hits / truth.length : 0
  return {
    precision,
    recall,
    f1: precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0,
  }
}

function onsets(notes: readonly PlayedNote[], pitch: number): number[] {
  return notes
    .filter(({ pitchMidi }) => pitchMidi === pitch)
    .map(({ startSeconds }) => startSeconds)
    .toSorted((a, b) => a - b)
}

/** Most pairs that lie within the tolerance; taking the earliest each time is best where all tolerances are equal. */
function matches(truth: readonly number[], heard: readonly number[], tolerance: number): number {
  let count = 0
  let at = 0
  for (const time of truth) {
    while (at < heard.length && heard[at]! < time - tolerance) at++
    if (at < heard.length && heard[at]! <= time + tolerance) {
      count++
      at++
    }
  }
  return count
}
