import type { Random } from '../../../dsp/random.js'
import type { ChordSpan } from '../../../music/score.js'
import { rhymeKeyOf } from '../../words/rhyme.js'
import type { MelodicHabits, PlannedSection, SongPlan } from '../plan.js'
import { tonicDistance, writeLine, type LineTune, type SungLine } from './line-tune.js'
import type { Cadence } from './pitch-search.js'
import { randomContour, type Contour } from './contour.js'
import { judgeMelody, scoreMelody } from './melody-score.js'
import { tessitura, type VoiceRange } from './tessitura.js'

export interface SectionOptions {
  readonly plan: SongPlan
  readonly section: PlannedSection
  readonly chords: readonly ChordSpan[]
  readonly habits: MelodicHabits
  readonly range: VoiceRange
  /** 0 … 1. */
  readonly weirdness: number
  /** The tune of an earlier section of the same kind. */
  readonly model?: readonly LineTune[]
  /** Nothing may sound before this beat. */
  readonly earliestBeat: number
  readonly previousPitch?: number
  readonly random: Random
}

const NEW_TUNE_CANDIDATES = 14
const REPEAT_CANDIDATES = 4

/** Melody of all lines of a section: the best of many candidates by `scoreMelody`. */
export function writeSection(lines: readonly SungLine[], options: SectionOptions): LineTune[] {
  if (lines.length === 0) return []
  const count = options.model ? REPEAT_CANDIDATES : NEW_TUNE_CANDIDATES
  let best: LineTune[] = []
  let bestScore = -Infinity
  for (let i = 0; i < count; i++) {
    const candidate = writeCandidate(lines, options, options.random.fork(i))
    const score = scoreMelody(judgeMelody(candidate, options.chords))
    if (score > bestScore) [best, bestScore] = [candidate, score]
  }
  return best
}

function writeCandidate(lines: readonly SungLine[], options: SectionOptions, random: Random): LineTune[] {
  const { plan, section, habits, model } = options
  const speech = section.kind === 'verse' || section.kind === 'bridge' ? habits.speech : habits.speech * 0.45
  const lineHabits = { ...habits, speech }
  const voice = tessitura(section.kind, options.range, speech)
  const answers = answerScheme(lines, random)
  const shapes = new Map<number, Contour>()
  const starts = new Map<number, number>()
  const sectionStart = random.weighted([0, 0.5, 1, plan.beatsPerBar >= 4 ? 2 : 0], (start) =>
    start === 0 ? 5 : start === 2 ? 0.4 * (1 - speech) : start === 0.5 ? 1 + 3 * habits.syncopation : 1.2,
  )
  const tunes: LineTune[] = []
  lines.forEach((line, i) => {
    const answered = answers[i]
    const shape = shapes.get(answered ?? -1) ?? randomContour(random, 1 - speech)
    shapes.set(i, shape)
    const start =
      (answered === undefined ? undefined : starts.get(answered)) ??
      (i === 0 || random.chance(0.75) ? sectionStart : 0)
    starts.set(i, start)
    const length = line.window.endBeat - line.window.startBeat
    // A crowded line cannot afford to begin late.
    const roomy = line.syllables.length * habits.gridBeats * 1.6 < length - start
    const earlier = model?.[i < model.length ? i : i % Math.max(1, Math.min(4, model.length))]
    const likeness = earlier
      ? {
          tune: earlier,
          strength: 0.5 + 0.5 * habits.repetition,
          transpose: tonicDistance(earlier.section.key, section.key),
        }
      : answered === undefined
        ? undefined
        : { tune: tunes[answered]!, strength: 0.25 + 0.6 * habits.repetition, transpose: 0 }
    const drift = centreDrift(i, lines.length, section.kind)
    const previous = tunes.at(-1)
    const sounded = previous?.notes.at(-1)
    const previousPitch = previous?.pitches.at(-1) ?? options.previousPitch
    tunes.push(
      writeLine(line, {
        plan,
        section,
        chords: options.chords,
        habits: lineHabits,
        range: voice,
        contour: (position) => voice.centreMidi + drift + shape(position),
        cadence: cadenceOf(i, lines.length, section),
        earliestBeat: sounded ? sounded.beat + sounded.durationBeats + 0.2 : options.earliestBeat,
        reservedBeats: reserveForPickUp(line, lines[i + 1], habits.gridBeats),
        preferredStart: roomy ? start : 0,
        ...(previousPitch === undefined ? {} : { previousPitch }),
        ...(likeness ? { model: likeness } : {}),
        ...(answered === undefined || earlier ? {} : { answers: answered }),
        temperature: 0.35 + 0.65 * options.weirdness,
        random,
      }),
    )
  })
  return tunes
}

/**
 * For each line the earlier line it answers (or undefined): rhymes say which lines belong together; without them one
 * of the customary orders.
 */
function answerScheme(lines: readonly SungLine[], random: Random): (number | undefined)[] {
  const keys = lines.map(({ line }) => rhymeKeyOf(line.words.at(-1)!.syllables))
  const rhymeStep = [2, 1].find((step) =>
    keys.slice(0, 4).some((key, i) => i >= step && key === keys[i - step]),
  )
  const step = rhymeStep ?? random.pick([2, 2, 1])
  // Where the lines of a pair rhyme (AABB) the second answers the first, and the third begins anew.
  const contrast = random.chance(0.6)
  return lines.map((_, i) => {
    const inEight = i % 8
    if (inEight >= 4) return i - 4
    if (step === 2) return inEight >= 2 && !(inEight === 3 && contrast) ? i - 2 : undefined
    if (inEight === 1) return i - 1
    return inEight === 3 ? (contrast ? i - 1 : i - 2) : undefined
  })
}

/** Lines ask and answer; the end of a verse asks for the chorus, the end of a chorus comes home. */
function cadenceOf(i: number, count: number, section: PlannedSection): Cadence {
  const last = i === count - 1
  if (last) {
    return section.kind === 'pre-chorus' || section.kind === 'build' || section.kind === 'bridge'
      ? 'open'
      : 'closed'
  }
  return i % 4 === 3 ? 'closed' : i % 2 === 0 ? 'open' : i % 4 === 1 && count > 2 ? 'open' : 'closed'
}

/** A section rises towards its third quarter; a pre-chorus and a build rise to the end. */
function centreDrift(i: number, count: number, kind: PlannedSection['kind']): number {
  const x = count === 1 ? 0.5 : i / (count - 1)
  if (kind === 'pre-chorus' || kind === 'build') return 4 * x - 1
  return 1.2 * Math.sin(Math.PI * Math.min(1, x * 0.75 + 0.1)) - 0.5
}

/** Light syllables before the first stressed one of the next line are sung before its window begins. */
function reserveForPickUp(line: SungLine, next: SungLine | undefined, grid: number): number {
  if (!next || next.window.startBeat > line.window.endBeat + 1e-6) return 0
  const light = next.syllables.findIndex((syllable) => syllable.stress === 1)
  const wanted = Math.min(1, Math.max(0, light) * grid)
  const length = line.window.endBeat - line.window.startBeat
  return line.syllables.length * grid * 1.2 < length - wanted - 0.5 ? wanted : 0
}
