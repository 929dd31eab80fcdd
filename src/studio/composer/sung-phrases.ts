import type { Note, SungPhrase } from '../../music/score.js'
import type { LyricLine, LyricSheet } from '../lyrics/lyric-sheet.js'
import type { PlannedSection } from './plan.js'

/** Every note of a sung phrase. */
export function notesOf({ words }: SungPhrase): Note[] {
  return words.flatMap(({ syllables }) => syllables.flatMap(({ notes }) => [...notes]))
}

/** Where a sung phrase comes from. */
export interface PhraseOrigin {
  readonly section: PlannedSection
  /** Index of the line among the section's, -1 where it is none of them. */
  readonly lineIndex: number
  readonly line?: LyricLine
}

/** Finds the section and the line of the lyrics that a phrase sings; repeated refrains share their lines. */
export function originOfPhrase(
  phrase: SungPhrase,
  sections: readonly PlannedSection[],
  sheet: Pick<LyricSheet, 'sections'>,
): PhraseOrigin {
  const beginsAt = notesOf(phrase)[0]!.startBeat
  // A pick-up may begin a beat before its section.
  const index = sections.findLastIndex(({ startBeat }) => beginsAt >= startBeat - 1)
  const section = sections[Math.max(0, index)]!
  const lines = sheet.sections[section.lyricSection ?? -1]?.lines ?? []
  const lineIndex = lines.findIndex(({ charStart, charEnd }) =>
    phrase.words.some((word) => word.charStart >= charStart && word.charEnd <= charEnd),
  )
  const line = lines[lineIndex]
  return { section, lineIndex, ...(line && { line }) }
}
