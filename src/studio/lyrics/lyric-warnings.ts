import type { StudioWarning } from '../brief.js'
import { pronounce } from '../words/pronounce.js'
import type { LyricSheet } from './lyric-sheet.js'

/** What of the lyrics cannot be sung as written; empty when everything can. */
export function lyricWarnings(sheet: LyricSheet): StudioWarning[] {
  const words = sheet.sections.flatMap((section) =>
    section.lines.flatMap((line) => line.words.flatMap((word) => word.parts ?? [word])),
  )
  const unreadable = new Set(
    words.filter((word) => pronounce(word.text).source === 'vocalise').map((word) => word.text),
  )
  if (unreadable.size === 0) return []
  const examples = [...unreadable].slice(0, 3).join(', ')
  return [
    {
      code: 'lyrics_script_not_supported',
      message: `${unreadable.size} ${unreadable.size === 1 ? 'word is' : 'words are'} in a script the voice cannot read (${examples}); sung as "la" instead`,
    },
  ]
}
