import type { Score } from '../../src/music/score.js'
import type { Asked } from './prompts.js'
import { askedInScore, lengthOf, type AskedInScore } from './rules/asked-in-score.js'
import { emptyBars } from './rules/empty-bars.js'
import { CHORALE_LIKE, parallels, type Parallels } from './rules/parallels.js'
import { strongBeats, type StrongBeats } from './rules/strong-beats.js'
import { measurePiece, type PieceMeasures } from './symbolic/measure-piece.js'
import { noteListOf } from './symbolic/score-notes.js'

/** Everything that is measured of a song before it is performed. */
export interface ScoreFigures {
  readonly genre: string
  readonly seconds: number
  readonly measures: PieceMeasures
  readonly strongBeats: StrongBeats
  /** Only of chorale-like genres. */
  readonly parallels?: Parallels
  readonly emptyBars: readonly number[]
  readonly asked: AskedInScore
}

export function measureScore(score: Score, asked: Asked): ScoreFigures {
  return {
    genre: score.genre,
    seconds: lengthOf(score),
    measures: measurePiece(noteListOf(score)),
    strongBeats: strongBeats(score),
    ...(CHORALE_LIKE.has(score.genre) && { parallels: parallels(score) }),
    emptyBars: emptyBars(score),
    asked: askedInScore(score, asked),
  }
}
