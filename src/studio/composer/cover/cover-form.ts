import type { SectionKind } from '../../../music/score.js'
import type { LyricSheet } from '../../lyrics/lyric-sheet.js'
import type { BarChords } from '../recording-frame-chords.js'
import { matchLines, type PlacedPhrase, type SetLine } from './match-lines.js'
import { movedPhrase, type TunePhrase } from './tune.js'
import type { TuneSection } from './tune-sections.js'

/** A section of a cover: one of the heard song, or bars before and after it. */
export interface CoverSection {
  readonly kind: SectionKind
  /** Empty for "by kind and number". */
  readonly label: string
  readonly bars: readonly BarChords[]
  readonly startBeat: number
  /** Beats from the song's start; those that nobody sings. */
  readonly phrases: readonly TunePhrase[]
}

export interface CoverForm {
  readonly sections: readonly CoverSection[]
  /** Empty where nobody sings. */
  readonly lines: readonly SetLine[]
  /** Lines of the lyrics there was no room for. */
  readonly leftOut: number
}

export interface CoverFormRequest {
  readonly heard: readonly TuneSection[]
  readonly sheet?: LyricSheet
  readonly bpm: number
  readonly beatsPerBar: number
  /** Length of the music, tail not counted. */
  readonly maxSeconds: number
  readonly wantedSeconds?: number
  /** Bars in front and behind that the recording does not have. */
  readonly introBars: number
  readonly outroBars: number
}

/** The heard song is gone through at most so often. */
const MOST_PASSES = 8

/**
 * The heard song's sections in their order, gone through again as long as there are words left or length is wanted,
 * with an intro and an outro made of their harmony where it has none of its own.
 */
export function formOfCover(request: CoverFormRequest): CoverForm {
  const { heard, sheet, wantedSeconds } = request
  const single = bare(request, 1)
  if (!sheet) {
    if (wantedSeconds === undefined) return { sections: cut(single, request), lines: [], leftOut: 0 }
    return { sections: toLength(request, wantedSeconds), lines: [], leftOut: 0 }
  }
  let best: { sections: CoverSection[]; lines: SetLine[]; leftOut: number } | undefined
  for (let passes = 1; passes <= MOST_PASSES; passes++) {
    const sections = cut(bare(request, passes), request)
    const { set, leftOut } = matchLines(sheet, phrasesOf(sections), request.bpm)
    if (!best || leftOut < best.leftOut) best = { sections, lines: set, leftOut }
    if (leftOut === 0 || sections.length < heard.length * passes) break
  }
  return endAfterWords(best!, sheet, request)
}

/** All sections of so many passes, with intro and outro. */
function bare(
  request: Pick<CoverFormRequest, 'heard' | 'introBars' | 'outroBars' | 'beatsPerBar'>,
  passes: number,
): CoverSection[] {
  const { heard, introBars, outroBars, beatsPerBar } = request
  const opening = heard[0]!
  const closing = heard.at(-1)!
  const around = (kind: SectionKind, section: TuneSection, count: number, last: boolean): TuneSection[] => {
    if (count <= 0 || section.phrases.length === 0) return []
    const own = section.bars
    const from = last ? Math.max(0, own.length - count) : 0
    return [
      { kind, bars: Array.from({ length: count }, (_, i) => own[(from + i) % own.length]!), phrases: [] },
    ]
  }
  const all = [
    ...around('intro', opening, introBars, false),
    ...Array.from({ length: passes }, (_, pass) =>
      // What opens a song does not open its second half.
      heard.map((section) =>
        pass > 0 && section.kind === 'intro' ? { ...section, kind: 'interlude' as const } : section,
      ),
    ).flat(),
    ...around('outro', closing, outroBars, true),
  ]
  let startBeat = 0
  return all.map(({ kind, bars, phrases }) => {
    const from = startBeat
    startBeat += bars.length * beatsPerBar
    return {
      kind,
      label: '',
      bars,
      startBeat: from,
      phrases: phrases.map((phrase) => movedPhrase(phrase, from)),
    }
  })
}

/** As many sections as the longest allowed song has room for; at least one. */
function cut(
  sections: readonly CoverSection[],
  request: Pick<CoverFormRequest, 'maxSeconds' | 'bpm' | 'beatsPerBar'>,
): CoverSection[] {
  const { maxSeconds, bpm, beatsPerBar } = request
  const room = Math.max(1, Math.floor((maxSeconds * bpm) / 60 / beatsPerBar + 1e-6))
  const kept: CoverSection[] = []
  for (const section of sections) {
    const used = section.startBeat / beatsPerBar
    if (used >= room) break
    const bars = section.bars.slice(0, room - used)
    const until = section.startBeat + bars.length * beatsPerBar
    kept.push({
      ...section,
      bars,
      phrases: section.phrases.filter((phrase) => phrase[0]!.startBeat < until - 1),
    })
  }
  return kept
}

function toLength(request: CoverFormRequest, wantedSeconds: number): CoverSection[] {
  const { bpm, beatsPerBar, heard } = request
  const bars = heard.reduce((sum, section) => sum + section.bars.length, 0)
  const wantedBars = (Math.min(wantedSeconds, request.maxSeconds) * bpm) / 60 / beatsPerBar
  const passes = Math.min(MOST_PASSES, Math.max(1, Math.ceil(wantedBars / bars)))
  return cut(bare(request, passes), {
    maxSeconds: Math.min(wantedSeconds, request.maxSeconds),
    bpm,
    beatsPerBar,
  })
}

function phrasesOf(sections: readonly CoverSection[]): PlacedPhrase[] {
  return sections.flatMap(({ phrases }, sectionIndex) =>
    phrases.map((phrase, index) => ({ phrase, sectionIndex, opensSection: index === 0 })),
  )
}

/**
 * Ends a song of several passes with the section of its last words; names sections after what is sung in them, and
 * leaves to the instruments what is not.
 */
function endAfterWords(
  form: { sections: readonly CoverSection[]; lines: readonly SetLine[]; leftOut: number },
  sheet: LyricSheet,
  request: CoverFormRequest,
): CoverForm {
  const { lines, leftOut } = form
  const lastSung = lines.at(-1)?.sectionIndex ?? form.sections.length - 1
  const firstPass = Math.min(form.sections.length, request.heard.length + 1)
  const outro = form.sections.at(-1)!
  const hasOutro = outro.kind === 'outro' && outro.phrases.length === 0
  const body = form.sections.slice(0, Math.max(lastSung + 1, firstPass))
  const ends = hasOutro && body.at(-1) !== outro ? [...body, outro] : body
  const sung = new Set(lines.flatMap(({ phrase }) => phrase.map(({ startBeat }) => startBeat)))
  let startBeat = 0
  const sections = ends.map((section, index): CoverSection => {
    const from = startBeat
    startBeat += section.bars.length * request.beatsPerBar
    const named = lines.find((line) => line.sectionIndex === index)
    const words = named && sheet.sections[named.lyricSection]
    return {
      ...section,
      ...(words ? { kind: words.kind, label: words.label } : {}),
      startBeat: from,
      phrases: section.phrases.filter((phrase) => !phrase.some((note) => sung.has(note.startBeat))),
    }
  })
  return { sections, lines, leftOut }
}
