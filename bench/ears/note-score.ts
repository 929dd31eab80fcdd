import type { PlayedNote } from '../../src/music/played-notes.js'

/** Onsets may differ by this much, as in MIREX and mir_eval: 50 ms. */
export const ONSET_TOLERANCE_SECONDS = 0.05

export interface NoteScore {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  /** Each found note as it is true and as it was heard. */
  readonly pairs: readonly NotePair[]
}

export type NotePair = readonly [truth: PlayedNote, heard: PlayedNote]

/** Precision, recall and F1 of heard notes; each true note is found by at most one of the same pitch. */
export function scoreNotes(
  truth: readonly PlayedNote[],
  heard: readonly PlayedNote[],
  toleranceSeconds = ONSET_TOLERANCE_SECONDS,
): NoteScore {
  const pairs: NotePair[] = []
  for (let pitch = 0; pitch < 128; pitch++) {
    pairs.push(...matches(ofPitch(truth, pitch), ofPitch(heard, pitch), toleranceSeconds))
  }
  const hits = pairs.length
  const precision = heard.length > 0 ? hits / heard.length : 0
  const recall = truth.length > 0 ? hits / truth.length : 0
  return {
    precision,
    recall,
    f1: precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0,
    pairs,
  }
}

/** What of the notes of several players can be told apart: those that begin together on one key are one to the ear. */
export function audibleNotes(notes: readonly PlayedNote[]): PlayedNote[] {
  const kept: PlayedNote[] = []
  for (const note of notes.toSorted((a, b) => a.startSeconds - b.startSeconds)) {
    const isDouble = kept.some(
      ({ pitchMidi, startSeconds }) =>
        pitchMidi === note.pitchMidi && note.startSeconds - startSeconds <= ONSET_TOLERANCE_SECONDS,
    )
    if (!isDouble) kept.push(note)
  }
  return kept
}

function ofPitch(notes: readonly PlayedNote[], pitch: number): PlayedNote[] {
  return notes
    .filter(({ pitchMidi }) => pitchMidi === pitch)
    .toSorted((a, b) => a.startSeconds - b.startSeconds)
}

/** Most pairs that lie within the tolerance; taking the earliest each time is best where all tolerances are equal. */
function matches(truth: readonly PlayedNote[], heard: readonly PlayedNote[], tolerance: number): NotePair[] {
  const pairs: NotePair[] = []
  let at = 0
  for (const note of truth) {
    while (at < heard.length && heard[at]!.startSeconds < note.startSeconds - tolerance) at++
    if (at < heard.length && heard[at]!.startSeconds <= note.startSeconds + tolerance) {
      pairs.push([note, heard[at]!])
      at++
    }
  }
  return pairs
}

/** Fewer notes, or fewer different strengths, say nothing about how well strengths are heard. */
const LEAST_PAIRS = 10
const LEAST_STRENGTHS = 3

/** How far heard velocities are from true ones, of 127, and whether they rank the notes alike (Spearman). */
export function scoreVelocities(pairs: readonly NotePair[]): {
  readonly velocityError: number | undefined
  readonly velocityRanks: number | undefined
} {
  const truth = pairs.map(([note]) => note.velocity)
  const heard = pairs.map(([, note]) => note.velocity)
  const isTelling = pairs.length >= LEAST_PAIRS && new Set(truth).size >= LEAST_STRENGTHS
  const errors = truth.map((velocity, i) => Math.abs(velocity - heard[i]!))
  return {
    velocityError:
      pairs.length >= LEAST_PAIRS ? (127 * errors.reduce((sum, e) => sum + e, 0)) / pairs.length : undefined,
    velocityRanks: isTelling ? correlation(ranks(truth), ranks(heard)) : undefined,
  }
}

/** Places in order, equal values sharing the mean of theirs. */
function ranks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length
    const equal = values.filter((other) => other === value).length
    return below + (equal - 1) / 2
  })
}

function correlation(xs: readonly number[], ys: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanX, meanY] = [mean(xs), mean(ys)]
  const product = (as: readonly number[], a: number, bs: readonly number[], b: number) =>
    as.reduce((sum, value, i) => sum + (value - a) * (bs[i]! - b), 0)
  const spread = Math.sqrt(product(xs, meanX, xs, meanX) * product(ys, meanY, ys, meanY))
  return spread > 0 ? product(xs, meanX, ys, meanY) / spread : 0
}
