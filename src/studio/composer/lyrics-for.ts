import type { Random } from '../../dsp/random.js'
import type { Brief } from '../brief.js'
import type { LyricSheet } from '../lyrics/lyric-sheet.js'
import { parseLyrics } from '../lyrics/parse-lyrics.js'
import { writeLyrics } from '../lyrics/write-lyrics.js'
import type { StyleReading } from '../style/style-reading.js'
import type { SongSettings } from './settings.js'

/** Sung sections of invented lyrics that a short song has room for, by its length in seconds. */
const SHORT_FORMS: readonly { readonly below: number; readonly sections: number }[] = [
  { below: 45, sections: 1 },
  { below: 75, sections: 2 },
  { below: 110, sections: 4 },
]

/** The words of a take: those given, or new ones from the idea (each take its own). `random` belongs to the task. */
export function lyricsFor(
  brief: Brief,
  reading: StyleReading,
  { profile }: SongSettings,
  takeIndex: number,
  random: Random,
): LyricSheet | undefined {
  const given = brief.lyrics?.trim()
  if (given) return parseLyrics(given, brief.title?.trim() ?? '')
  const idea = [brief.idea, brief.title, brief.style].map((text) => text?.trim()).find(Boolean)
  if (!idea) return undefined
  const sheets = writeLyrics({
    idea,
    genre: profile.id,
    mood: [...reading.understood].join(' '),
    count: 2,
    random,
    ...(brief.title?.trim() ? { title: brief.title.trim() } : {}),
  })
  const sheet = sheets[takeIndex % sheets.length]!
  const seconds = Math.min(
    brief.durationSeconds ?? reading.durationSeconds ?? Infinity,
    brief.maxDurationSeconds,
  )
  const short = SHORT_FORMS.find(({ below }) => seconds < below)
  return short ? firstSections(sheet, short.sections) : sheet
}

/** The sheet with its first so many sung sections only. */
function firstSections(sheet: LyricSheet, count: number): LyricSheet {
  const blocks = sheet.text.split(/\n{2,}(?=\[)/)
  return blocks.length <= count ? sheet : parseLyrics(blocks.slice(0, count).join('\n\n'), sheet.title)
}
