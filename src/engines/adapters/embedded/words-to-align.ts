import type { WordToAlign } from '../../../analysis/alignment/align-words.js'
import { parseLyrics } from '../../../studio/lyrics/parse-lyrics.js'

/** A word of lyrics with its sounds. */
export interface LyricWordToAlign extends WordToAlign {
  readonly text: string
  /** UTF-16 offsets in the lyrics, end exclusive. */
  readonly charStart: number
  readonly charEnd: number
}

/** The words of lyrics in order; none of a language that our singers do not pronounce. */
export function wordsToAlign(lyrics: string): LyricWordToAlign[] {
  return parseLyrics(lyrics, '').sections.flatMap(({ lines }) =>
    lines.flatMap(({ words }) =>
      words.map(({ text, charStart, charEnd, syllables }, index) => ({
        ...{ text, charStart, charEnd },
        phones: syllables.flatMap(({ phones }) => phones),
        beginsLine: index === 0,
      })),
    ),
  )
}
