import { chordIrregularity } from './chord-irregularity.js'
import { groovingSimilarity } from './grooving-similarity.js'
import { guessChords } from './guess-chords.js'
import { intervalDistribution, stepShare } from './melodic-intervals.js'
import { melodyLine } from './melody-line.js'
import type { NoteList } from './note-list.js'
import { noteDensity } from './note-density.js'
import { pitchClassEntropy } from './pitch-class-entropy.js'
import { structureness } from './structureness.js'

/** What is measured of any piece, ours or a person's, by the same code from the same kind of data. */
export interface PieceMeasures {
  /** Bits, over one bar and over four. */
  readonly entropy1: number
  readonly entropy4: number
  /** 0 … 1. */
  readonly grooving: number
  readonly chordIrregularity: number
  readonly structureShort: number
  readonly structureMedium: number
  readonly structureLong: number
  /** Standard deviation over mean of the notes a bar. */
  readonly densitySpread: number
  /** Notes a second. */
  readonly density: number
  /** Share of melodic intervals of one or two semitones. */
  readonly steps: number
  /** Shares of the intervals -12 … 12; all 0 when no part can be a tune. */
  readonly intervals: readonly number[]
}

export function measurePiece(piece: NoteList): PieceMeasures {
  const structure = structureness(piece)
  const density = noteDensity(piece)
  const intervals = intervalDistribution(melodyLine(piece))
  return {
    entropy1: pitchClassEntropy(piece, 1),
    entropy4: pitchClassEntropy(piece, 4),
    grooving: groovingSimilarity(piece),
    chordIrregularity: chordIrregularity(guessChords(piece)),
    structureShort: structure.short,
    structureMedium: structure.medium,
    structureLong: structure.long,
    densitySpread: density.spread,
    density: density.perSecond,
    steps: stepShare(intervals),
    intervals,
  }
}
