import { phaseEvidence, type PhaseEvidence } from './phase-evidence.js'
import type { PulseEnvelopes } from './tempo-evidence.js'

/** Parts of a beat that onsets are counted in. */
const PARTS = 12
/** Share of the onsets on the supposed beats that must come shortly after them to make those pickups … */
const LEAST_AFTER = 0.2
/** … and share of these that may lie where they would be if the supposed beats were right. */
const MOST_BEFORE = 0.3

/**
 * How much each kind of evidence counts for beats against the moments between them: fitted (logistic regression) to MIDI files by
 * people and songs of our own studio, none of those that are kept for testing; see `training/tempo`.
 */
const WEIGHTS: Readonly<Record<keyof PhaseEvidence, number>> = {
  accents: 0.72,
  newNotes: 0.65,
  newHarmony: 12.44,
  pickups: 0.95,
  backbeat: 2.96,
}
const KINDS = Object.keys(WEIGHTS) as (keyof PhaseEvidence)[]

/**
 * Beats moved to where people would tap. In shuffles and dotted rhythms the short note before the beat often rises more
 * than the beat, since it follows a gap: of two onsets close together the later, after which the longer gap comes, is the
 * beat. Half a beat off it is all that tells beats from what is between them.
 * @param newness How much sounds within so many seconds after a moment that did not sound before it.
 */
export function settleBeats(
  beats: readonly number[],
  envelopes: PulseEnvelopes,
  framesPerSecond: number,
  newness: (seconds: number, span: number) => number,
): number[] {
  const pickup = pickupOf(beats, envelopes.all, framesPerSecond)
  if (pickup > 0) return moved(beats, pickup)
  const evidence = phaseEvidence(beats, envelopes, framesPerSecond, newness)
  const forBeats = KINDS.reduce((sum, kind) => sum + WEIGHTS[kind] * evidence[kind], 0)
  return forBeats < 0 ? moved(beats, 1 / 2) : [...beats]
}

/** How far behind the supposed beats, in beats, the real ones are, whose short notes before them were taken for beats; else 0. */
function pickupOf(beats: readonly number[], onsets: Float32Array, framesPerSecond: number): number {
  const counts = onsetsByPart(beats, onsets, framesPerSecond)
  const around = (part: number) => counts[part]! + 0.5 * (counts[part - 1]! + counts[part + 1]!)
  for (const pickup of [PARTS / 3, PARTS / 4]) {
    const after = around(pickup)
    const before = around(PARTS - pickup)
    if (after > LEAST_AFTER * counts[0]! && before < MOST_BEFORE * after && counts[PARTS / 2]! < 0.5 * after)
      return pickup / PARTS
  }
  return 0
}

/** Onset strength in each part of all beats together; part 0 lies around the beat. */
function onsetsByPart(beats: readonly number[], onsets: Float32Array, framesPerSecond: number): number[] {
  const counts = new Array<number>(PARTS).fill(0)
  for (let i = 0; i + 1 < beats.length; i++) {
    const length = beats[i + 1]! - beats[i]!
    const from = Math.max(0, Math.round((beats[i]! - length / PARTS / 2) * framesPerSecond))
    const to = Math.min(onsets.length, Math.round((beats[i + 1]! - length / PARTS / 2) * framesPerSecond))
    for (let frame = from; frame < to; frame++) {
      const part = Math.round(((frame / framesPerSecond - beats[i]!) / length) * PARTS)
      counts[Math.max(0, part) % PARTS]! += onsets[frame]!
    }
  }
  return counts
}

/** Whether beats fall into halves or into thirds, by where onsets lie between them. */
export function divisionOf(beats: readonly number[], onsets: Float32Array, framesPerSecond: number): 2 | 3 {
  const counts = onsetsByPart(beats, onsets, framesPerSecond)
  const halves =
    counts[PARTS / 2]! + 0.5 * (counts[PARTS / 2 - 1]! + counts[PARTS / 2 + 1]!) + counts[PARTS / 4]!
  const lastThird = (2 * PARTS) / 3
  const thirds =
    counts[PARTS / 3]! + counts[lastThird]! + 0.5 * (counts[lastThird - 1]! + counts[PARTS / 3 + 1]!)
  return thirds > 1.3 * halves && thirds > 0.1 * counts[0]! ? 3 : 2
}

function moved(beats: readonly number[], share: number): number[] {
  return beats.map((time, i) => {
    const next = beats[i + 1] ?? time + (time - (beats[i - 1] ?? time))
    return time + share * (next - time)
  })
}
