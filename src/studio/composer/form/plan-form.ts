import type { Random } from '../../../dsp/random.js'
import type { StudioWarning } from '../../brief.js'
import type { LyricSheet } from '../../lyrics/lyric-sheet.js'
import { isMinorish } from '../../../music/scale.js'
import type { StyleReading } from '../../style/style-reading.js'
import type { SongPlan } from '../plan.js'
import { isCompound, type SongSettings } from '../settings.js'
import { pickForTake } from '../take-choice.js'
import { withSolo } from './asked-solo.js'
import { energyCurve } from './energy.js'
import { fitToBars } from './fit-length.js'
import {
  barsIn,
  bpmFor,
  MOST_TEMPO_BEND,
  secondsOf,
  tailFor,
  type LengthGoal,
  type TempoFrame,
} from './length-goal.js'
import { formFromLyrics } from './lyric-form.js'
import { placeSections } from './place-sections.js'
import { totalBars, type SectionDraft } from './section-draft.js'
import { cueFor, together, wishIn, withoutRefused } from './section-wish.js'
import { leaveOutWords } from './shorten-lyrics.js'
import { parseTemplate } from './template-form.js'

export interface FormRequest {
  readonly settings: SongSettings
  readonly reading: StyleReading
  /** Absent for an instrumental. */
  readonly sheet?: LyricSheet
  readonly goal: LengthGoal
  readonly takeIndex: number
  /** A stream of the task. */
  readonly random: Random
}

export interface PlannedForm {
  readonly plan: SongPlan
  readonly tailSeconds: number
  readonly warnings: readonly StudioWarning[]
  readonly facts: readonly string[]
}

/** Share of a song that may lie a step higher without anybody's asking: what is longer is no last climb but another key. */
const LONGEST_LIFT = 0.35

/** A song with few words is still this long, unless another length is asked for. */
const SHORTEST_SONG_SECONDS = 85

/** Decides sections, their bars and the places of the lines, and bends a free tempo to meet the wanted length. */
export function planForm(request: FormRequest): PlannedForm {
  const { settings, reading, sheet, goal, takeIndex, random } = request
  const warnings: StudioWarning[] = []
  const frame: TempoFrame = settings
  const wanted = wantedSeconds(request)
  const fitted = sheet ? formOfWords(request, sheet, wanted, warnings) : formOfTemplate(request, wanted)
  const drafts = beforeEntrances(fitted.drafts, reading).map((draft): SectionDraft => {
    const cue = cueFor(draft.kind, reading, fitted.drafts)
    const wish =
      cue === undefined ? draft.wish : together(draft.wish, wishIn(cue, draft.kind, draft.lines.length > 0))
    return wish ? { ...draft, wish: withoutRefused(wish, reading) } : draft
  })
  if (reading.form.solo && !drafts.some(({ kind }) => kind === 'solo'))
    warnings.push({ code: 'solo_left_out', message: 'There is no room for a solo in a song of this length' })
  const isMet = goal.wantedSeconds === undefined || !settings.bpmIsFree
  const bpm = isMet ? fitted.bpm : bentTempo(drafts, goal.wantedSeconds, { ...frame, bpm: fitted.bpm })

  const energies = energyCurve(drafts, settings.profile.form, reading.energy)
  const chorusCount = drafts.filter(({ kind }) => kind === 'chorus').length
  const mayLift = reading.tonic === undefined && shareFromLastChorus(drafts) <= LONGEST_LIFT
  const liftChance = reading.form.lift ? 1 : mayLift ? settings.profile.harmony.lift : 0
  const lifts = chorusCount >= 2 && random.fork(`lift ${takeIndex}`).chance(liftChance)
  // The last section is home; a key that is asked for is kept throughout.
  const modulates =
    reading.tonic === undefined &&
    drafts.at(-1)!.kind !== 'bridge' &&
    random.fork(`modulation ${takeIndex}`).chance(settings.profile.harmony.modulation ?? 0)
  const sections = placeSections({
    drafts,
    energies,
    beatsPerBar: settings.beatsPerBar,
    key: settings.key,
    bridgeSteps: modulates
      ? random.fork('bridge steps').pick(isMinorish(settings.key) ? [3, 5] : [5, 5, 7])
      : 0,
    liftSteps: lifts ? random.fork('lift steps').pick([1, 2, 2]) : 0,
  })
  const plan: SongPlan = {
    bpm,
    beatsPerBar: settings.beatsPerBar,
    meter: settings.meter,
    swing: isCompound(settings.meter) ? 0.5 : settings.swing,
    key: settings.key,
    sections,
    endBeat: sections.at(-1)!.endBeat,
  }
  const musicSeconds = secondsOf(totalBars(drafts), { ...frame, bpm })
  const ceiling = Math.max(0, goal.maxSeconds - musicSeconds)
  const natural = tailFor(settings.ending, musicSeconds)
  const missing =
    goal.wantedSeconds === undefined ? natural : Math.max(natural, goal.wantedSeconds - musicSeconds)
  const tailSeconds = Math.min(ceiling, missing)
  return {
    plan,
    tailSeconds,
    warnings,
    facts: sections.map(
      ({ label, startBeat, endBeat, energy, lines }) =>
        `${label}: ${(endBeat - startBeat) / settings.beatsPerBar} bars, energy ${energy}${lines.length > 0 ? `, ${lines.length} lines` : ''}`,
    ),
  }
}

/** Sections in which somebody who comes in later is still silent. */
function beforeEntrances(
  drafts: readonly SectionDraft[],
  { entrances }: Pick<StyleReading, 'entrances'>,
): SectionDraft[] {
  return drafts.map((draft, index) =>
    entrances
      .filter(({ until }) => index < drafts.findIndex(({ kind }) => kind === until))
      .reduce<SectionDraft>(
        (now, { cue }) => ({ ...now, wish: together(now.wish, wishIn(cue, draft.kind, true)) }),
        draft,
      ),
  )
}

/** Share of the bars from the last chorus on. */
function shareFromLastChorus(drafts: readonly SectionDraft[]): number {
  const from = drafts.findLastIndex(({ kind }) => kind === 'chorus')
  return from < 0 ? 0 : totalBars(drafts.slice(from)) / totalBars(drafts)
}

function wantedSeconds({ goal, settings, sheet, random, takeIndex }: FormRequest): number | undefined {
  if (goal.wantedSeconds !== undefined) return Math.min(goal.wantedSeconds, goal.maxSeconds)
  if (sheet) return undefined
  const [low, high] = settings.profile.form.seconds
  return Math.min(goal.maxSeconds, random.fork(`length ${takeIndex}`).range(low, high))
}

/** Seconds of music in so many seconds of song. */
function withoutTail(seconds: number, frame: TempoFrame): number {
  return seconds - tailFor(frame.ending, seconds)
}

function formOfTemplate(
  request: FormRequest,
  wanted: number | undefined,
): { drafts: SectionDraft[]; bpm: number } {
  const { settings, reading, takeIndex, random } = request
  let drafts = parseTemplate(pickForTake(settings.profile.form.templates, takeIndex, random.fork('form')))
  if (reading.form.solo) drafts = withSolo(drafts, settings.profile.form.strophe ?? 8)
  if (reading.form.drop && !drafts.some(({ kind }) => kind === 'drop')) {
    drafts = drafts.map((draft) => (draft.kind === 'chorus' ? { ...draft, kind: 'drop' } : draft))
  }
  if (reading.form.noIntro && drafts.length > 2) drafts = drafts.filter(({ kind }) => kind !== 'intro')
  if (reading.form.shortIntro)
    drafts = drafts.map((draft) => (draft.kind === 'intro' ? { ...draft, bars: 2 } : draft))
  if (reading.form.longIntro)
    drafts = drafts.map((draft) =>
      draft.kind === 'intro' ? { ...draft, bars: Math.max(12, draft.bars) } : draft,
    )
  if (wanted === undefined) return { drafts, bpm: settings.bpm }
  const bars = barsIn(withoutTail(wanted, settings), settings)
  // Without a wish for an exact length the form keeps its fours; with one it does where the tempo can make up for it.
  const { strophe } = settings.profile.form
  const target =
    request.goal.wantedSeconds === undefined && bars > 16
      ? wholePhrases(bars, drafts, strophe)
      : settings.bpmIsFree
        ? phrased(bars)
        : bars
  return { drafts: fitToBars(drafts, target, strophe), bpm: settings.bpm }
}

/** The most bars up to a limit that make whole fours, or whole strophes between the form's beginning and end. */
function wholePhrases(limit: number, drafts: readonly SectionDraft[], strophe: number | undefined): number {
  if (strophe === undefined) return limit - (limit % 4)
  const edges = totalBars(drafts.filter(({ kind }) => kind === 'intro' || kind === 'outro'))
  return edges + Math.max(1, Math.floor((limit - edges) / strophe)) * strophe
}

/** How far a tempo is bent for phrases of whole fours or twos: less than takes lie apart. */
const PHRASE_BEND = 0.03

/** The nearest number of bars that makes whole phrases. */
function phrased(bars: number): number {
  for (const phrase of [4, 2]) {
    const whole = Math.round(bars / phrase) * phrase
    if (whole > 0 && Math.abs(whole / bars - 1) <= PHRASE_BEND) return whole
  }
  return bars
}

/** From comfortable to hurried: factors on the genre's fastest singing, and whether free bars are left after words. */
const PACES = [
  { pace: 0.86, tight: false },
  { pace: 1, tight: false },
  { pace: 1, tight: true },
  { pace: 1.25, tight: true },
] as const

function formOfWords(
  request: FormRequest,
  sheet: LyricSheet,
  wanted: number | undefined,
  warnings: StudioWarning[],
): { drafts: SectionDraft[]; bpm: number } {
  const { settings, reading, goal } = request
  const { strophe } = settings.profile.form
  const limitSeconds = wanted ?? goal.maxSeconds
  const rate = settings.profile.singing.maxSyllablesPerSecond * (reading.voice.spoken ? 1.25 : 1)
  const write = (bpm: number, pace: number, tight: boolean): SectionDraft[] => {
    const barSeconds = (settings.beatsPerBar * 60) / bpm
    return formFromLyrics({
      sheet,
      barSeconds,
      syllablesPerSecond: rate * pace,
      wishes: reading.form,
      tight,
      ...(strophe !== undefined && { strophe }),
    })
  }
  const tempos = settings.bpmIsFree ? [1, 1.06, MOST_TEMPO_BEND] : [1]
  for (const { pace, tight } of PACES) {
    for (const bend of pace === PACES[0].pace ? [1] : tempos) {
      const bpm = settings.bpm * bend
      const frame = { ...settings, bpm }
      const room = barsIn(withoutTail(limitSeconds, frame), frame)
      const drafts = write(bpm, pace, tight)
      if (wanted === undefined) {
        const shortest = barsIn(SHORTEST_SONG_SECONDS, frame)
        const least = Math.min(room, shortest - (shortest % 4))
        if (totalBars(drafts) <= room)
          return { drafts: totalBars(drafts) < least ? fitToBars(drafts, least) : drafts, bpm }
        continue
      }
      const target = settings.bpmIsFree ? phrased(room) : room
      const fitted = fitToBars(drafts, target)
      if (totalBars(fitted) <= target) return { drafts: fitted, bpm }
    }
  }
  // The words do not fit at any pace.
  const hurried = settings.bpm * tempos.at(-1)!
  const frame = { ...settings, bpm: hurried }
  const room = barsIn(withoutTail(limitSeconds, { ...frame, bpmIsFree: false }), {
    ...frame,
    bpmIsFree: false,
  })
  const { drafts, leftOut } = leaveOutWords(fitToBars(write(hurried, 1.25, true), room), room, sheet)
  warnings.push({
    code: 'lyrics_shortened',
    message: `The lyrics are too long for ${Math.round(limitSeconds)} s of music; left out: ${leftOut.join(', ') || 'nothing'}`,
  })
  return { drafts: fitToBars(drafts, room), bpm: hurried }
}

function bentTempo(drafts: readonly SectionDraft[], wanted: number, frame: TempoFrame): number {
  const bpm = bpmFor(totalBars(drafts), withoutTail(wanted, frame), frame)
  const bend = bpm / frame.bpm
  return bend < 1 / MOST_TEMPO_BEND || bend > MOST_TEMPO_BEND ? frame.bpm : bpm
}
