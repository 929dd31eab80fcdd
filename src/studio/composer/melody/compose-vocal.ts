import type { Random } from '../../../dsp/random.js'
import type { ChordSpan, SectionKind, SungPhrase } from '../../../music/score.js'
import type { LyricLine, LyricSheet } from '../../lyrics/lyric-sheet.js'
import type { MelodicHabits, PlannedSection, SongPlan } from '../plan.js'
import { composeBacking } from './backing.js'
import { rhythmSyllables, type LineTune, type SungLine } from './line-tune.js'
import { writeSection } from './section-tune.js'
import { singLine } from './sing.js'
import type { VoiceRange } from './tessitura.js'

export interface VocalRequest {
  readonly plan: SongPlan
  /** The harmony of the whole song. */
  readonly chords: readonly ChordSpan[]
  readonly lyrics: LyricSheet
  /** What the lead singer can sing comfortably. */
  readonly range: VoiceRange
  readonly habits: MelodicHabits
  /** 0 … 1: how far the melody strays from the nearest idea. */
  readonly weirdness: number
  /** Tunes that the song has already, by the kind of their section: they come back like those written here. */
  readonly tunes?: ReadonlyMap<SectionKind, readonly LineTune[]>
  readonly random: Random
}

export interface VocalParts {
  /** One phrase a line, in time order, not overlapping. */
  readonly lead: SungPhrase[]
  /** Harmonies of chorus lines and the lines in parentheses; in time order, not overlapping. */
  readonly backing: SungPhrase[]
}

/** A sung line with the backing lines that share its window. */
export interface ComposedLine {
  readonly tune: LineTune
  readonly phrase: SungPhrase
  readonly answersInParentheses: readonly LyricLine[]
}

/**
 * Writes the vocal melody of a song. Sections of one kind share their tune (verse 2 is verse 1 with its rhythm adapted
 * to the words), choruses lie higher than verses, and each tune is the best of many candidates. Every syllable of
 * every planned line gets at least one note.
 */
export function composeVocal(request: VocalRequest): VocalParts {
  const tunes = new Map<SectionKind, readonly LineTune[]>(request.tunes)
  const composed: ComposedLine[] = []
  let earliestBeat = 0
  let previousPitch: number | undefined
  request.plan.sections.forEach((section, sectionIndex) => {
    const lines = plannedLines(section, request.lyrics)
    if (lines.length === 0) return
    const model = tunes.get(section.kind)
    const written = writeSection(
      lines.map((line) => line.sung),
      {
        plan: request.plan,
        section,
        chords: request.chords,
        habits: request.habits,
        range: request.range,
        weirdness: request.weirdness,
        ...(model ? { model } : {}),
        earliestBeat,
        ...(previousPitch === undefined ? {} : { previousPitch }),
        // Named by kind and count rather than index: inserting an interlude leaves the other tunes alone.
        random: request.random.fork(`${section.kind}/${model ? sectionIndex : 'first'}`),
      },
    )
    if (!model) tunes.set(section.kind, written)
    written.forEach((tune, i) => {
      composed.push({
        tune,
        phrase: singLine(tune, {
          plan: request.plan,
          chords: request.chords,
          habits: request.habits,
          range: request.range,
          // The same for all sections of a kind, so that repeated lines are sung alike.
          random: request.random.fork(`sing/${section.kind}/${i}`),
        }),
        answersInParentheses: lines[i]!.backing,
      })
    })
    const last = written.at(-1)!
    earliestBeat = last.notes.at(-1)!.beat + last.notes.at(-1)!.durationBeats + 0.2
    previousPitch = last.pitches.at(-1)
  })
  return {
    lead: composed.map((line) => line.phrase),
    backing: composeBacking(composed, request),
  }
}

/** The lead lines of a section with their windows; backing lines are handed to the line before them. */
function plannedLines(
  section: PlannedSection,
  lyrics: LyricSheet,
): { sung: SungLine; backing: LyricLine[] }[] {
  const lines = section.lyricSection === undefined ? undefined : lyrics.sections[section.lyricSection]?.lines
  if (!lines) return []
  const planned = [...section.lines].sort((a, b) => a.startBeat - b.startBeat)
  return planned.flatMap((window) => {
    const line = lines[window.lineIndex]
    if (!line || line.words.length === 0) return []
    const backing: LyricLine[] = []
    for (let i = window.lineIndex + 1; lines[i]?.backing === true; i++) backing.push(lines[i]!)
    const sung: SungLine = {
      line,
      window: { startBeat: window.startBeat, endBeat: window.endBeat },
      syllables: rhythmSyllables(line, lyrics.text),
    }
    return [{ sung, backing }]
  })
}
