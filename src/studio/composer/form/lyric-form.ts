import type { LyricSection, LyricSheet } from '../../lyrics/lyric-sheet.js'
import type { FormWish } from '../../style/meaning.js'
import { withSolo } from './asked-solo.js'
import type { LineDraft, SectionDraft } from './section-draft.js'
import { wishOf } from './section-wish.js'

export interface LyricFormRequest {
  readonly sheet: LyricSheet
  /** Length of a bar. */
  readonly barSeconds: number
  /** The most syllables a second that a line may need. */
  readonly syllablesPerSecond: number
  readonly wishes: FormWish
  /** Leave no bars free after the words. */
  readonly tight: boolean
  /** Bars of one time round the form, where strophes are sung to it: see `FormHabits`. */
  readonly strophe?: number
}

/** The part of a line's window that is sung; the rest is breath and the next line's pick-up. */
const SUNG_SHARE = 0.8

/** A form out of the lyrics' own sections, with an intro and an outro where they have none. */
export function formFromLyrics(request: LyricFormRequest): SectionDraft[] {
  const { sheet, wishes, tight } = request
  const drafts = sheet.sections.map((section, index): SectionDraft => {
    const wish = wishOf(section)
    return { ...sectionFrom(section, index, request), ...(wish && { wish }) }
  })
  if (wishes.solo) {
    const bars = request.strophe ?? (tight ? 4 : barsFor(SOLO_SECONDS, request.barSeconds))
    drafts.splice(0, drafts.length, ...withSolo(drafts, bars))
  }
  const first = drafts[0]
  const wantsIntro = wishes.noIntro !== true || !first
  if (wantsIntro && (!first || first.lines.length > 0)) {
    const bars = wishes.shortIntro || tight ? 2 : wishes.longIntro ? 8 : barsFor(8, request.barSeconds)
    drafts.unshift({ kind: 'intro', label: '', bars, lines: [] })
  }
  if (drafts.at(-1)!.kind !== 'outro')
    drafts.push({ kind: 'outro', label: '', bars: tight ? 2 : barsFor(8, request.barSeconds), lines: [] })
  return drafts
}

/** About so many seconds, in two, four or eight bars. */
function barsFor(seconds: number, barSeconds: number): number {
  const bars = seconds / barSeconds
  return bars < 3 ? 2 : bars < 6.5 ? 4 : 8
}

/** How long a solo is. */
const SOLO_SECONDS = 16
const INSTRUMENTAL_SECONDS: Partial<Record<LyricSection['kind'], number>> = {
  intro: 9,
  outro: 9,
  interlude: 8,
  break: 8,
  build: 8,
  solo: SOLO_SECONDS,
  drop: 16,
}

function sectionFrom(section: LyricSection, lyricSection: number, request: LyricFormRequest): SectionDraft {
  const { strophe, tight } = request
  const windows = lineWindows(section, request)
  const lines = strophe === undefined || tight ? windows : calledAndAnswered(windows, strophe)
  if (lines.length === 0) {
    const bars = barsFor(INSTRUMENTAL_SECONDS[section.kind] ?? 12, request.barSeconds)
    return {
      kind: section.kind,
      label: section.label,
      bars: section.kind === 'solo' ? (strophe ?? Math.max(4, bars)) : bars,
      lines: [],
    }
  }
  const sung = lines.reduce((sum, { bars }) => sum + bars, 0)
  return {
    kind: section.kind,
    label: section.label,
    bars: tight || isWhole(sung, strophe) ? sung : padded(sung),
    lyricSection,
    lines,
  }
}

function isWhole(bars: number, strophe: number | undefined): boolean {
  return strophe !== undefined && bars % strophe === 0
}

/**
 * Lines that share one time round the form, or two: each is called in its own bars and answered by the band in the rest
 * of its share, as three lines are in a twelve-bar blues. Others, and lines that fill more than their share, stay.
 */
function calledAndAnswered(lines: readonly LineDraft[], strophe: number): readonly LineDraft[] {
  const longest = Math.max(0, ...lines.map(({ bars }) => bars))
  for (const bars of [strophe, 2 * strophe]) {
    const share = bars / lines.length
    if (lines.length < 2 || !Number.isInteger(share) || share < longest || share > 4) continue
    return lines.map(({ lineIndex, bars: called }) => ({
      lineIndex,
      bars: share,
      ...(share > called && { answerBars: share - called }),
    }))
  }
  return lines
}

/** Rounds a sung length up to whole phrases: pairs of bars, and fours where only one bar is missing. */
function padded(bars: number): number {
  if (bars <= 2) return bars
  const even = bars + (bars % 2)
  return even % 4 === 3 ? even + 1 : even
}

/** The most comfortable rate of singing as a share of the fastest. */
const COMFORTABLE_RATE = 0.62

/** Windows of one, two, four … bars: all lines of a section alike, except those too long for it, which get double. */
export function lineWindows(
  section: LyricSection,
  { barSeconds, syllablesPerSecond }: Pick<LyricFormRequest, 'barSeconds' | 'syllablesPerSecond'>,
): LineDraft[] {
  const sung: { lineIndex: number; syllables: number }[] = []
  section.lines.forEach((line, lineIndex) => {
    const syllables = line.words.reduce((sum, word) => sum + word.syllables.length, 0)
    const before = sung.at(-1)
    // Backing lines answer within the window of the line before them, partly while it is still held.
    if (line.backing && before) before.syllables += 0.7 * syllables
    else if (syllables > 0) sung.push({ lineIndex, syllables })
  })
  if (sung.length === 0) return []
  const rateIn = (syllables: number, bars: number): number => syllables / (bars * barSeconds * SUNG_SHARE)
  const leastBars = (syllables: number): number => {
    let bars = 1
    while (rateIn(syllables, bars) > syllablesPerSecond) bars *= 2
    return bars
  }
  const distance = (syllables: number, bars: number): number =>
    Math.abs(Math.log(rateIn(syllables, bars) / (syllablesPerSecond * COMFORTABLE_RATE)))
  // The typical line decides: long enough for it to be sung, and then as close to comfortable as doubling comes.
  const sorted = sung.map(({ syllables }) => syllables).sort((a, b) => a - b)
  const typical = sorted[Math.floor((sorted.length - 1) * 0.7)]!
  let common = leastBars(typical)
  while (distance(typical, common * 2) < distance(typical, common)) common *= 2
  return sung.map(({ lineIndex, syllables }) => ({
    lineIndex,
    bars: Math.max(common, leastBars(syllables)),
  }))
}
