import { entropyBits } from './pitch-class-entropy.js'
import type { ListedNote } from './note-list.js'

/** Larger intervals count as an octave. */
const LARGEST = 12
/** A rest as long as this, in beats, ends a phrase: what comes behind it is no interval of the tune. */
const PHRASE_REST_BEATS = 2

/** Shares of the intervals -12 … 12 semitones between neighbouring notes of a line, from the largest fall upwards. */
export function intervalDistribution(line: readonly ListedNote[]): number[] {
  const counts = new Array<number>(2 * LARGEST + 1).fill(0)
  for (let i = 1; i < line.length; i++) {
    const before = line[i - 1]!
    if (line[i]!.startBeat - before.startBeat - before.durationBeats >= PHRASE_REST_BEATS) continue
    const interval = line[i]!.pitchMidi - before.pitchMidi
    counts[Math.min(LARGEST, Math.max(-LARGEST, interval)) + LARGEST]!++
  }
  const total = counts.reduce((sum, count) => sum + count, 0)
  return counts.map((count) => count / Math.max(1, total))
}

/** Share of intervals of one or two semitones. */
export function stepShare(distribution: readonly number[]): number {
  return [-2, -1, 1, 2].reduce((sum, interval) => sum + distribution[interval + LARGEST]!, 0)
}

/** Jensen-Shannon distance of two distributions: 0 (the same) … 1 (nothing in common). */
export function distributionDistance(a: readonly number[], b: readonly number[]): number {
  const middle = a.map((share, i) => (share + b[i]!) / 2)
  return Math.sqrt(Math.max(0, entropyBits(middle) - (entropyBits(a) + entropyBits(b)) / 2))
}
