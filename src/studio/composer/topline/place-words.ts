import type { Random } from '../../../dsp/random.js'
import type { StudioWarning } from '../../brief.js'
import type { LyricSheet } from '../../lyrics/lyric-sheet.js'
import type { StyleReading } from '../../style/style-reading.js'
import { tailFor } from '../form/length-goal.js'
import { planForm } from '../form/plan-form.js'
import type { PlannedLine, PlannedSection } from '../plan.js'
import type { SongSettings } from '../settings.js'
import type { HeardPart } from './heard-form.js'
import { singWhereItSuits } from './sing-where-it-suits.js'

export interface WordPlacement {
  /** Numbers of the bars that may be sung on, rising; at least one. */
  readonly bars: readonly number[]
  /** The parts of the recording's form, by bars of the recording; by default the words make a form of their own. */
  readonly form?: readonly HeardPart[]
  /** Where the last section ends. */
  readonly endBeat: number
  readonly settings: SongSettings
  readonly reading: StyleReading
  readonly sheet: LyricSheet
  readonly takeIndex: number
  readonly random: Random
}

/** A line keeps at least this share of its bars on one side of a pause; less would hurry it. */
const SMALLEST_PART = 0.6

/**
 * Sections and lines for words over given bars of a recording: planned as a song of that many bars, moved to where the
 * recording's own form suits them, then laid on exactly those bars, so that nobody sings where nothing plays. The first section begins with the first bar. No line is sung across
 * a pause.
 */
export function placeWords(placement: WordPlacement): {
  sections: PlannedSection[]
  warnings: readonly StudioWarning[]
} {
  const { bars, form = [], endBeat, settings, reading, sheet, takeIndex, random } = placement
  const { beatsPerBar } = settings
  const musicSeconds = (bars.length * beatsPerBar * 60) / settings.bpm
  const wantedSeconds = withTail(musicSeconds, settings)
  const { profile } = settings
  const { plan, warnings } = planForm({
    // A recording does not change its key for the last chorus.
    settings: { ...settings, profile: { ...profile, harmony: { ...profile.harmony, lift: 0 } } },
    reading: { ...reading, form: { ...reading.form, lift: false } },
    sheet,
    goal: { wantedSeconds, maxSeconds: wantedSeconds },
    takeIndex,
    random,
  })
  const barAt = (beat: number): number => Math.round(beat / beatsPerBar)
  // A form that is longer than the recording cannot be: what lies behind its end would be sung over silence.
  const suiting = singWhereItSuits(plan.sections, onBars(form, bars), bars.length, beatsPerBar)
  const fitting = suiting.filter(({ startBeat }) => barAt(startBeat) < bars.length)
  const sections = fitting.map((section, index): PlannedSection => {
    const from = bars[barAt(section.startBeat)]! * beatsPerBar
    const next = fitting[index + 1]
    const until = next ? bars[barAt(next.startBeat)]! * beatsPerBar : endBeat
    const lines = section.lines.flatMap((line) => layLine(line, bars, beatsPerBar, endBeat))
    return { ...section, startBeat: from, endBeat: Math.max(from, until), lines }
  })
  return { sections: sections.filter(({ startBeat, endBeat }) => endBeat > startBeat), warnings }
}

/** The form's parts by how many of the bars that may be sung on lie before them. */
function onBars(form: readonly HeardPart[], bars: readonly number[]): HeardPart[] {
  const parts: HeardPart[] = []
  for (const { kind, firstBar } of form) {
    const before = bars.findIndex((bar) => bar >= firstBar)
    if (before < 0) break
    if (parts.at(-1)?.firstBar === before) parts.pop()
    parts.push({ kind, firstBar: before })
  }
  return parts
}

/** Puts a line's window on the bars that play; of a window across a pause the longer or the roomier first part. */
function layLine(
  line: PlannedLine,
  bars: readonly number[],
  beatsPerBar: number,
  endBeat: number,
): PlannedLine[] {
  const first = Math.round(line.startBeat / beatsPerBar)
  const count = Math.round((line.endBeat - line.startBeat) / beatsPerBar)
  const own = bars.slice(first, first + count)
  if (own.length === 0) return []
  const pause = own.findIndex((bar, i) => i > 0 && bar !== own[i - 1]! + 1)
  const kept = pause < 0 ? own : pause >= own.length * SMALLEST_PART ? own.slice(0, pause) : own.slice(pause)
  const startBeat = kept[0]! * beatsPerBar
  const until = Math.min(endBeat, (kept.at(-1)! + 1) * beatsPerBar)
  return until - startBeat < 1 ? [] : [{ ...line, startBeat, endBeat: until }]
}

/** Length of a song whose music lasts so long: the form keeps a tail free, and gets it on top here. */
function withTail(musicSeconds: number, { ending }: SongSettings): number {
  let seconds = musicSeconds
  for (let round = 0; round < 20; round++) seconds = musicSeconds + tailFor(ending, seconds)
  return seconds + 0.01
}
