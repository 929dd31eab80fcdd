import { singsTheseWords, type RecordedWord } from '../../../music/recorded-word.js'
import type { LyricSheet } from '../../lyrics/lyric-sheet.js'

/** The word of the lyrics that a recording sings on a note, by the first letters of word and line. */
export interface SungHere {
  readonly word: number
  readonly line: number
}

/** Says which word is sung at a moment of a recording; undefined where none is. */
export type WordAt = (seconds: number) => SungHere | undefined

/** Fewer of the sheet's words than this were looked for: these are others. */
const LEAST_KNOWN = 0.6
/** A note may begin so long before its word and go on so long after it: words are found to a tenth of a second. */
const EARLY_SECONDS = 0.1
const LATE_SECONDS = 0.3

/** The words of a sheet where a recording sings them; undefined where it sings others, or none. */
export function wordsInRecording(
  sheet: LyricSheet | undefined,
  found: readonly RecordedWord[] | undefined,
): WordAt | undefined {
  if (!sheet || !found || !singsTheseWords(found)) return undefined
  const lineOf = new Map<number, number>()
  for (const { lines } of sheet.sections) {
    for (const line of lines) for (const { charStart } of line.words) lineOf.set(charStart, line.charStart)
  }
  const words = found
    .filter(({ charStart }) => lineOf.has(charStart))
    .toSorted((a, b) => a.startSeconds - b.startSeconds)
  if (words.length < LEAST_KNOWN * lineOf.size) return undefined
  return (seconds) => {
    const word = words.findLast(({ startSeconds }) => startSeconds <= seconds + EARLY_SECONDS)
    if (!word || seconds > word.endSeconds + LATE_SECONDS) return undefined
    return { word: word.charStart, line: lineOf.get(word.charStart)! }
  }
}
