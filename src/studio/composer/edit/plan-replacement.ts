import type { Random } from '../../../dsp/random.js'
import type { Score, Section } from '../../../music/score.js'
import type { Brief, StudioWarning } from '../../brief.js'
import type { LyricSheet } from '../../lyrics/lyric-sheet.js'
import { parseLyrics } from '../../lyrics/parse-lyrics.js'
import { readTag, sectionName } from '../../lyrics/section-tags.js'
import { fitToBars } from '../form/fit-length.js'
import { formFromLyrics, lineWindows } from '../form/lyric-form.js'
import { placeSections } from '../form/place-sections.js'
import { totalBars, type LineDraft, type SectionDraft } from '../form/section-draft.js'
import { leaveOutWords } from '../form/shorten-lyrics.js'
import type { PlannedLine, PlannedSection } from '../plan.js'
import { blocksOf, inventedBlocks } from './continued-words.js'
import { leadPhrases, onsetOf } from './join.js'
import type { Palette } from './palette.js'
import { moveSpan } from './play-part.js'
import { keyAt, sectionAt } from './source-bars.js'
import { spansBefore, spansFrom } from './cut-tracks.js'
import type { BarWindow } from './window-bars.js'

/** What is going to be sung and played in a window. */
export interface PlannedReplacement {
  /** From beat 0, which is the window's first bar line. */
  readonly sections: readonly PlannedSection[]
  readonly sheet?: LyricSheet
  /** Whether the sections are others than the song had here. */
  readonly hasNewSections: boolean
  readonly warnings: readonly StudioWarning[]
}

export interface ReplacementRequest {
  readonly brief: Brief
  readonly source: Score
  readonly window: BarWindow
  /** Where the voices have to be silent again, at most the window's end. */
  readonly voiceEndBeat: number
  readonly palette: Palette
  readonly bpm: number
  readonly takeIndex: number
  readonly random: Random
}

const PACES = [0.86, 1, 1.25] as const

/**
 * Lays words into the bars of a window. Words with headings of their own bring their own sections; words without go into
 * the sections that are there. Without words in the brief new ones are invented where the song was sung.
 */
export function planReplacement(request: ReplacementRequest): PlannedReplacement {
  const { brief, source } = request
  const pieces = piecesOf(request)
  if (brief.instrumental) return { sections: pieces, hasNewSections: false, warnings: [] }
  const given = brief.lyrics?.trim()
  if (given) {
    const sheet = parseLyrics(given, source.title)
    const isOneOfItsKind =
      sheet.sections.length === 1 && pieces.length === 1 && sheet.sections[0]!.kind === pieces[0]!.kind
    if (hasHeadings(given) && !isOneOfItsKind) return ownSections(request, sheet)
    return intoPieces(request, pieces, sharedOut(textLines(given), pieces, sungPieces(request, pieces)))
  }
  const sung = sungPieces(request, pieces)
  if (sung.size === 0) return { sections: pieces, hasNewSections: false, warnings: [] }
  return intoPieces(request, pieces, inventedLines(request, pieces, sung))
}

/** The song's sections within the window. */
function piecesOf({ source, window }: ReplacementRequest): PlannedSection[] {
  return spansBefore(spansFrom(source.sections, window.startBeat), window.endBeat).map((section) => ({
    ...moveSpan(section, -window.startBeat),
    key: keyAt(source, section.startBeat),
    lines: [],
  }))
}

/** Indices of the pieces in which the song is sung; all of them where it is sung nowhere in the window. */
function sungPieces(
  { source, window, brief }: ReplacementRequest,
  pieces: readonly PlannedSection[],
): Set<number> {
  const onsets = leadPhrases(source).map((phrase) => onsetOf(phrase) - window.startBeat)
  const sung = pieces.flatMap(({ startBeat, endBeat }, index) =>
    onsets.some((onset) => onset >= startBeat - 1 && onset < endBeat - 1) ? [index] : [],
  )
  const asksForVoice = Boolean(brief.lyrics?.trim()) || source.lyrics === ''
  return new Set(sung.length > 0 || !asksForVoice ? sung : pieces.keys())
}

/** Lines for each piece, shared out by length. */
function sharedOut(
  lines: readonly string[],
  pieces: readonly PlannedSection[],
  sung: ReadonlySet<number>,
): string[][] {
  const beatsOf = (index: number): number =>
    sung.has(index) ? pieces[index]!.endBeat - pieces[index]!.startBeat : 0
  const total = pieces.reduce((sum, _, index) => sum + beatsOf(index), 0)
  let beats = 0
  let from = 0
  return pieces.map((_, index) => {
    beats += beatsOf(index)
    const until = Math.round((lines.length * beats) / total)
    const own = lines.slice(from, until)
    from = until
    return own
  })
}

/** New lines for each sung piece, as many as it has room for. */
function inventedLines(
  request: ReplacementRequest,
  pieces: readonly PlannedSection[],
  sung: ReadonlySet<number>,
): string[][] {
  const { brief, source, takeIndex, random } = request
  const blocks = inventedBlocks(brief, source, takeIndex, random.fork('lyrics'), false)
  const verses = blocks.filter(({ kind }) => kind === 'verse')
  const used = new Set<string>()
  return pieces.map((piece, index) => {
    if (!sung.has(index)) return []
    const own = blocks.filter(({ kind }) => kind === piece.kind)
    const stock = [...own, ...verses, ...blocks].flatMap(({ lines }) => lines)
    const fresh = stock.filter((line, i) => !used.has(line) && stock.indexOf(line) === i)
    const room = roomFor(piece, request)
    const lines: string[] = []
    for (const line of fresh) {
      if (lines.length > 0 && barsOfLines([...lines, line], request, PACES[0]) > room) break
      lines.push(line)
    }
    lines.forEach((line) => used.add(line))
    return lines
  })
}

function barsOfLines(lines: readonly string[], request: ReplacementRequest, pace: number): number {
  const { sections } = parseLyrics(`[Verse]\n${lines.join('\n')}`, '')
  return sections[0] ? barCount(lineWindows(sections[0], rateAt(request, pace))) : 0
}

function rateAt({ palette, window, bpm }: ReplacementRequest, pace: number) {
  const { profile, reading } = palette
  return {
    barSeconds: (window.beatsPerBar * 60) / bpm,
    syllablesPerSecond: profile.singing.maxSyllablesPerSecond * (reading.voice.spoken ? 1.25 : 1) * pace,
  }
}

function barCount(lines: readonly LineDraft[]): number {
  return lines.reduce((sum, { bars }) => sum + bars, 0)
}

/** Bars of a piece in which may be sung. */
function roomFor({ startBeat, endBeat }: PlannedSection, { window }: ReplacementRequest): number {
  return Math.max(1, Math.floor((endBeat - startBeat) / window.beatsPerBar + 1e-6))
}

/** Sets lines into the pieces they belong to, at the most comfortable pace that fits. */
function intoPieces(
  request: ReplacementRequest,
  pieces: readonly PlannedSection[],
  linesOfPieces: readonly (readonly string[])[],
): PlannedReplacement {
  const { source, window } = request
  const text = pieces
    .flatMap(({ kind, label }, index) => {
      const lines = linesOfPieces[index]!
      const heading = readTag(label)?.kind === kind ? label : sectionName(kind)
      return lines.length === 0 ? [] : [[`[${heading}]`, ...lines].join('\n')]
    })
    .join('\n\n')
  const sheet = parseLyrics(text, source.title)
  let lyricSection = -1
  let leftOut = 0
  const sections = pieces.map((piece, index): PlannedSection => {
    if (linesOfPieces[index]!.length === 0) return piece
    lyricSection += 1
    const section = sheet.sections[lyricSection]
    if (!section) return piece
    const room = roomFor(piece, request)
    let drafts: LineDraft[] = []
    for (const pace of PACES) {
      drafts = lineWindows(section, rateAt(request, pace))
      if (barCount(drafts) <= room) break
    }
    drafts = widened(drafts, room)
    while (drafts.length > 1 && barCount(drafts) > room) {
      drafts.pop()
      leftOut += 1
    }
    return { ...piece, lyricSection, lines: placed(drafts, piece, window.beatsPerBar) }
  })
  return {
    sections: withinVoice(sections, request),
    ...(lyricSection >= 0 && { sheet }),
    hasNewSections: false,
    warnings: leftOut === 0 ? [] : [shortened(`${leftOut} ${leftOut === 1 ? 'line' : 'lines'}`)],
  }
}

/** Lines get twice the time where the bars allow it: a slow line is better than a band that waits. */
function widened(drafts: readonly LineDraft[], room: number): LineDraft[] {
  const factor = 2 * barCount(drafts) <= room ? 2 : 1
  return drafts.map(({ lineIndex, bars }) => ({ lineIndex, bars: factor * bars }))
}

function placed(drafts: readonly LineDraft[], piece: PlannedSection, beatsPerBar: number): PlannedLine[] {
  let beat = piece.startBeat
  return drafts.map(({ lineIndex, bars }) => {
    const startBeat = beat
    beat = Math.min(piece.endBeat, beat + bars * beatsPerBar)
    return { lineIndex, startBeat, endBeat: beat }
  })
}

/** The sections that the words bring along, fitted to the window. */
function ownSections(request: ReplacementRequest, sheet: LyricSheet): PlannedReplacement {
  const { source, window, palette } = request
  const { beatsPerBar } = window
  const length = window.endBeat - window.startBeat
  const bars = Math.max(1, Math.floor(length / beatsPerBar + 1e-6))
  const warnings: StudioWarning[] = []
  let drafts: SectionDraft[] = []
  for (const pace of PACES) {
    const all = formFromLyrics({
      sheet,
      ...rateAt(request, pace),
      wishes: palette.reading.form,
      tight: true,
    })
    const begins = sheet.sections[0]!.lines.length > 0 ? 1 : 0
    const ends = sheet.sections.at(-1)!.kind === 'outro' ? all.length : all.length - 1
    drafts = all.slice(begins, ends)
    if (totalBars(fitToBars(drafts, bars)) <= bars) break
  }
  if (totalBars(fitToBars(drafts, bars)) > bars) {
    const shorter = leaveOutWords(drafts, bars, sheet)
    warnings.push(shortened(shorter.leftOut.join(', ') || 'nothing'))
    drafts = shorter.drafts
  }
  if (2 * totalBars(drafts) <= bars) {
    drafts = drafts.map((draft) => ({ ...draft, bars: 2 * draft.bars, lines: widened(draft.lines, bars) }))
  }
  const fitted = fitToBars(drafts, bars)
  const placedSections = placeSections({
    drafts: fitted,
    energies: fitted.map(({ kind }) => energyOf(kind, source, window)),
    beatsPerBar,
    key: keyAt(source, window.startBeat),
    liftSteps: 0,
    bridgeSteps: 0,
  })
  const last = placedSections.length - 1
  const sections = placedSections.map((section, index) =>
    index === last ? { ...section, endBeat: length } : section,
  )
  return { sections: withinVoice(sections, request), sheet, hasNewSections: true, warnings }
}

/** How busy the song is in sections of a kind; where it has none, in the window. */
function energyOf(kind: Section['kind'], source: Score, window: BarWindow): number {
  const alike = source.sections.filter((section) => section.kind === kind)
  if (alike.length === 0) return sectionAt(source, window.startBeat).energy
  return alike.reduce((sum, { energy }) => sum + energy, 0) / alike.length
}

/** Ends the last line early where the next one's pick-up begins within the window. */
function withinVoice(
  sections: readonly PlannedSection[],
  { window, voiceEndBeat }: ReplacementRequest,
): PlannedSection[] {
  const limit = voiceEndBeat - window.startBeat - (voiceEndBeat < window.endBeat ? 0.25 : 0)
  return sections.map((section) => ({
    ...section,
    lines: section.lines.map((line) => ({
      ...line,
      endBeat: Math.max(line.startBeat + 0.5, Math.min(line.endBeat, limit)),
    })),
  }))
}

function shortened(what: string): StudioWarning {
  return {
    code: 'lyrics_shortened',
    message: `The lyrics are too long for the bars of the window; left out: ${what}`,
  }
}

function textLines(text: string): string[] {
  const sections = blocksOf(parseLyrics(text, ''))
  return sections.flatMap(({ lines }) => [...lines])
}

function hasHeadings(text: string): boolean {
  return text.split('\n').some((line) => /^\s*[[{【]/.test(line))
}
