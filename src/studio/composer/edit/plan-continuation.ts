import type { Random } from '../../../dsp/random.js'
import type { Key } from '../../../music/scale.js'
import type { Section } from '../../../music/score.js'
import type { Brief, StudioWarning } from '../../brief.js'
import type { LyricSheet } from '../../lyrics/lyric-sheet.js'
import { sectionName } from '../../lyrics/section-tags.js'
import type { EndingKind } from '../../profiles/profile.js'
import { energyCurve } from '../form/energy.js'
import { fitToBars } from '../form/fit-length.js'
import { barsIn, secondsOf, tailFor, type TempoFrame } from '../form/length-goal.js'
import { formFromLyrics } from '../form/lyric-form.js'
import { placeSections } from '../form/place-sections.js'
import { totalBars, type SectionDraft } from '../form/section-draft.js'
import { endingIn } from '../form/section-wish.js'
import { leaveOutWords } from '../form/shorten-lyrics.js'
import { parseTemplate } from '../form/template-form.js'
import type { PlannedSection, SongPlan } from '../plan.js'
import { pickForTake } from '../take-choice.js'
import type { Palette } from './palette.js'

export interface ContinuationRequest {
  readonly brief: Brief
  /** The song up to the join. */
  readonly kept: readonly Section[]
  readonly joinSeconds: number
  readonly bpm: number
  readonly beatsPerBar: number
  readonly meter: SongPlan['meter']
  readonly key: Key
  readonly palette: Palette
  readonly sheet?: LyricSheet
  readonly takeIndex: number
  readonly random: Random
}

export interface PlannedContinuation {
  /** From beat 0. */
  readonly plan: SongPlan
  readonly ending: EndingKind
  readonly tailSeconds: number
  readonly warnings: readonly StudioWarning[]
}

/** Bars that a continuation has at least. */
const LEAST_BARS = 2
/** Length of a continuation without words that nobody gave a length for, in seconds. */
const USUAL_SECONDS = [55, 80] as const

/** From comfortable to hurried, as in `planForm`; the tempo is the song's and does not give way. */
const PACES = [
  { pace: 0.86, tight: false },
  { pace: 1, tight: false },
  { pace: 1, tight: true },
  { pace: 1.25, tight: true },
] as const

/**
 * Sections of a part that goes on from a join to a real ending. Throws RangeError when less than two bars of it would
 * fit into the longest allowed song.
 */
export function planContinuation(request: ContinuationRequest): PlannedContinuation {
  const { brief, joinSeconds, bpm, beatsPerBar, palette, takeIndex, random } = request
  const ending =
    (request.sheet && endingIn(request.sheet)) ??
    palette.reading.form.ending ??
    random.fork(`ending ${takeIndex}`).weighted(palette.profile.endings, ({ weight }) => weight).kind
  const frame: TempoFrame = { bpm, bpmIsFree: false, beatsPerBar, ending }
  const roomSeconds = brief.maxDurationSeconds - joinSeconds
  const leastSeconds = secondsOf(LEAST_BARS, frame)
  if (roomSeconds < leastSeconds + 0.5) {
    throw new RangeError(
      `a song that may last ${brief.maxDurationSeconds} s cannot go on at ${joinSeconds.toFixed(2)} s: at least ${(leastSeconds + 0.5).toFixed(1)} s must be left for the new part`,
    )
  }
  const most = barsWithTail(roomSeconds, frame)
  const wanted =
    brief.durationSeconds === undefined
      ? undefined
      : Math.min(most, nearestBars(brief.durationSeconds, frame))
  const warnings: StudioWarning[] = []
  const drafts = request.sheet
    ? draftsOfWords(request, request.sheet, wanted, most, warnings)
    : draftsOfTemplate(request, wanted ?? Math.min(most, usualBars(request, frame)))
  const plan = planOf(request, drafts)
  const seconds = secondsOf(totalBars(drafts), frame)
  return {
    plan,
    ending,
    tailSeconds: Math.max(0, Math.min(tailFor(ending, seconds), roomSeconds - seconds)),
    warnings,
  }
}

function barsWithTail(seconds: number, frame: TempoFrame): number {
  return Math.max(
    LEAST_BARS,
    barsIn(seconds - Math.min(tailFor(frame.ending, seconds), 0.2 * seconds), frame),
  )
}

function nearestBars(seconds: number, frame: TempoFrame): number {
  const bar = (frame.beatsPerBar * 60) / frame.bpm
  return Math.max(LEAST_BARS, Math.round((seconds - tailFor(frame.ending, seconds)) / bar))
}

/** Whole fours about the usual length. */
function usualBars({ random, takeIndex }: ContinuationRequest, frame: TempoFrame): number {
  const bars = nearestBars(random.fork(`length ${takeIndex}`).range(...USUAL_SECONDS), frame)
  return Math.max(4, bars - (bars % 4))
}

function draftsOfWords(
  request: ContinuationRequest,
  sheet: LyricSheet,
  wanted: number | undefined,
  most: number,
  warnings: StudioWarning[],
): SectionDraft[] {
  const { palette, bpm, beatsPerBar } = request
  const rate = palette.profile.singing.maxSyllablesPerSecond * (palette.reading.voice.spoken ? 1.25 : 1)
  const limit = wanted ?? most
  let drafts: SectionDraft[] = []
  for (const { pace, tight } of PACES) {
    drafts = formFromLyrics({
      sheet,
      barSeconds: (beatsPerBar * 60) / bpm,
      syllablesPerSecond: rate * pace,
      wishes: palette.reading.form,
      tight,
    })
    // The song is under way: it needs no introduction of its own.
    if (sheet.sections[0]!.lines.length > 0) drafts = drafts.slice(1)
    const fitted = wanted === undefined && totalBars(drafts) <= limit ? drafts : fitToBars(drafts, limit)
    if (totalBars(fitted) <= limit) return fitted
  }
  const shortened = leaveOutWords(fitToBars(drafts, limit), limit, sheet)
  warnings.push({
    code: 'lyrics_shortened',
    message: `The lyrics are too long for what is left of the song; left out: ${shortened.leftOut.join(', ') || 'nothing'}`,
  })
  return fitToBars(shortened.drafts, limit)
}

/** The genre's form without its beginning, turned so that it does not open with what was just heard. */
function draftsOfTemplate(
  { kept, palette, takeIndex, random }: ContinuationRequest,
  bars: number,
): SectionDraft[] {
  const template = parseTemplate(pickForTake(palette.profile.form.templates, takeIndex, random.fork('form')))
  const core = template.filter(({ kind }) => kind !== 'intro' && kind !== 'outro')
  const outro = template.filter(({ kind }) => kind === 'outro')
  const heard = kept.at(-1)?.kind
  const turn = Math.max(
    0,
    core.findIndex(({ kind }) => kind !== heard),
  )
  return fitToBars([...core.slice(turn), ...core.slice(0, turn), ...outro], bars)
}

function planOf(request: ContinuationRequest, drafts: readonly SectionDraft[]): SongPlan {
  const { kept, bpm, beatsPerBar, meter, key, palette } = request
  const energies = energyCurve(drafts, palette.profile.form, palette.reading.energy)
  const sections = numberedAfter(
    kept,
    placeSections({ drafts, energies, beatsPerBar, key, liftSteps: 0, bridgeSteps: 0 }),
    drafts,
  )
  return { bpm, beatsPerBar, meter, swing: palette.swing, key, sections, endBeat: sections.at(-1)!.endBeat }
}

/** Names and ids that go on counting where the song has stopped. */
function numberedAfter(
  kept: readonly Section[],
  sections: readonly PlannedSection[],
  drafts: readonly SectionDraft[],
): PlannedSection[] {
  const ids = new Set(kept.map(({ id }) => id))
  const seen = kept.map(({ kind }) => kind)
  return sections.map((section, index) => {
    seen.push(section.kind)
    let number = seen.filter((kind) => kind === section.kind).length
    const name = sectionName(section.kind)
    const label =
      drafts[index]!.label || (number > 1 && section.kind !== 'chorus' ? `${name} ${number}` : name)
    while (ids.has(`${section.kind}-${number}`)) number++
    const id = `${section.kind}-${number}`
    ids.add(id)
    return { ...section, id, label }
  })
}
