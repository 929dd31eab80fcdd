import { distributionDistance } from './melodic-intervals.js'
import type { PieceMeasures } from './measure-piece.js'

/** The measures that songs are held against the human set by, in the order of the tables. */
export const GUARD_RAILS = [
  'entropy1',
  'entropy4',
  'grooving',
  'chordIrregularity',
  'structureShort',
  'structureMedium',
  'structureLong',
  'densitySpread',
  'intervalDistance',
] as const
export type GuardRail = (typeof GUARD_RAILS)[number]

/** Their names for people. */
export const GUARD_RAIL_LABELS: Readonly<Record<GuardRail, string>> = {
  entropy1: 'pitch-class entropy, 1 bar',
  entropy4: 'pitch-class entropy, 4 bars',
  grooving: 'grooving similarity',
  chordIrregularity: 'chord irregularity',
  structureShort: 'structureness 3-8 s',
  structureMedium: 'structureness 8-15 s',
  structureLong: 'structureness from 15 s',
  densitySpread: 'note-density spread',
  intervalDistance: 'melodic intervals, distance to human mean',
}

/** From the 5th to the 95th percentile of the human set. */
export interface HumanRange {
  readonly low: number
  readonly median: number
  readonly high: number
}

export interface HumanReference {
  readonly pieces: number
  readonly ranges: Readonly<Record<GuardRail, HumanRange>>
  /** Mean distribution of melodic intervals, -12 … 12. */
  readonly intervals: readonly number[]
}

/** Ranges of pieces written by people. Throws RangeError for fewer than ten: their percentiles mean nothing. */
export function humanReference(pieces: readonly PieceMeasures[]): HumanReference {
  if (pieces.length < 10) {
    throw new RangeError(`a human reference needs at least 10 pieces, got ${pieces.length}`)
  }
  const intervals = meanDistribution(pieces)
  const values = pieces.map((piece): Record<GuardRail, number> => {
    // Each is held against the others: a piece is near to a mean that it is part of.
    const others = meanDistribution(pieces.filter((other) => other !== piece))
    return guardRailsOf(piece, others)
  })
  const ranges = Object.fromEntries(
    GUARD_RAILS.map((rail) => {
      const sorted = values.map((value) => value[rail]).toSorted((a, b) => a - b)
      const range: HumanRange = {
        // Nearer to how people's tunes move than most people's tunes is no fault.
        low: rail === 'intervalDistance' ? 0 : percentile(sorted, 5),
        median: percentile(sorted, 50),
        high: percentile(sorted, 95),
      }
      return [rail, range]
    }),
  ) as Record<GuardRail, HumanRange>
  return { pieces: pieces.length, ranges, intervals }
}

/** A piece's figures on each guard rail. */
export function guardRailsOf(
  piece: PieceMeasures,
  humanIntervals: readonly number[],
): Record<GuardRail, number> {
  const { entropy1, entropy4, grooving, chordIrregularity, densitySpread } = piece
  const { structureShort, structureMedium, structureLong } = piece
  return {
    entropy1,
    entropy4,
    grooving,
    chordIrregularity,
    structureShort,
    structureMedium,
    structureLong,
    densitySpread,
    intervalDistance: distributionDistance(piece.intervals, humanIntervals),
  }
}

/** Linear interpolation between the order statistics of sorted values; `share` in percent. */
export function percentile(sorted: readonly number[], share: number): number {
  const position = ((sorted.length - 1) * share) / 100
  const below = Math.floor(position)
  const above = Math.min(sorted.length - 1, below + 1)
  return sorted[below]! + (sorted[above]! - sorted[below]!) * (position - below)
}

function meanDistribution(pieces: readonly PieceMeasures[]): number[] {
  const withTune = pieces.filter(({ intervals }) => intervals.some((share) => share > 0))
  const length = pieces[0]?.intervals.length ?? 0
  return Array.from(
    { length },
    (_, i) => withTune.reduce((sum, { intervals }) => sum + intervals[i]!, 0) / Math.max(1, withTune.length),
  )
}
