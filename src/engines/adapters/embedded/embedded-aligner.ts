import { alignedWords, timedLines } from '../../../studio/lyrics/timed-words.js'
import type { Aligner } from '../../ports/aligner.js'

/** Songs of ours are not aligned but read: the score knows when each word is sung. */
export function createScoreAligner(): Aligner {
  return { id: 'score', words: alignedWords, lines: timedLines }
}
