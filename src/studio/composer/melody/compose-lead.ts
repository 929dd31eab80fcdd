import type { Random } from '../../../dsp/random.js'
import type { ChordSpan, Note, SectionKind } from '../../../music/score.js'
import type { MelodicHabits, PlannedSection, SongPlan } from '../plan.js'
import { randomContour, type Contour } from './contour.js'
import { slotsBetween, shortestGapBeats, swung } from './meter-grid.js'
import type { PlacedNote } from './line-rhythm.js'
import { tonicDistance } from './line-tune.js'
import { judgeShape, scoreMelody, type MelodyLine } from './melody-score.js'
import { findPitches } from './pitch-search.js'
import type { VoiceRange } from './tessitura.js'

export interface LeadRequest {
  readonly plan: SongPlan
  readonly chords: readonly ChordSpan[]
  /** Where the lead plays, in time order; sections of one kind share their theme. */
  readonly sections: readonly PlannedSection[]
  readonly range: VoiceRange
  readonly habits: MelodicHabits
  /** 0 (long notes, much air) … 1 (busy). */
  readonly density: number
  /** 0 … 1: how far the search may stray from the likeliest note; default 0.5. */
  readonly temperature?: number
  readonly random: Random
}

const CANDIDATES = 12

/** Kinds that improvise: they build up and are never the same twice. */
const IMPROVISED: ReadonlySet<SectionKind> = new Set(['solo', 'build'])

/** A phrase between two breaths, and where it stands in its section. */
interface Phrase extends MelodyLine {
  readonly startBeat: number
  readonly endBeat: number
}

interface Theme {
  readonly section: PlannedSection
  readonly phrases: readonly Phrase[]
}

/**
 * Writes an instrumental lead: themes of question and answer made from a motif, the best of several candidates; the
 * theme comes back with its section, fitted to the chords there. Solos rise in register and grow busier to their end.
 * Notes in time order, not overlapping, with swing.
 */
export function composeLead(request: LeadRequest): Note[] {
  const themes = new Map<SectionKind, Theme>()
  return request.sections.flatMap((section, index) => {
    const known = IMPROVISED.has(section.kind) ? undefined : themes.get(section.kind)
    const random = request.random.fork(`${section.kind}/${known ? index : 'first'}`)
    const phrases = known ? repeatTheme(known, section, request, random) : bestTheme(section, request, random)
    if (!themes.has(section.kind)) themes.set(section.kind, { section, phrases })
    return phrases.flatMap((phrase) => play(phrase, section, request.plan, random))
  })
}

function bestTheme(section: PlannedSection, request: LeadRequest, random: Random): Phrase[] {
  let best: Phrase[] = []
  let bestScore = -Infinity
  for (let i = 0; i < CANDIDATES; i++) {
    const phrases = writeTheme(section, request, random.fork(i))
    if (phrases.length === 0) continue
    const score = scoreMelody(judgeShape(phrases, request.chords))
    if (score > bestScore) [best, bestScore] = [phrases, score]
  }
  return best
}

/** Start and end of the phrases: four bars each, two where bars are long or the section short. */
function phraseWindows(section: PlannedSection, plan: SongPlan): [startBeat: number, endBeat: number][] {
  const length = section.endBeat - section.startBeat
  const bars = plan.beatsPerBar >= 6 || length < plan.beatsPerBar * 8 ? 2 : 4
  const size = bars * plan.beatsPerBar
  const windows: [number, number][] = []
  for (let start = section.startBeat; start < section.endBeat - 1e-6; start += size) {
    windows.push([start, Math.min(start + size, section.endBeat)])
  }
  return windows
}

function writeTheme(section: PlannedSection, request: LeadRequest, random: Random): Phrase[] {
  const { plan, habits, range } = request
  const improvised = IMPROVISED.has(section.kind)
  const windows = phraseWindows(section, plan)
  const motif = writeMotif(plan, habits, request.density, random)
  const contours: Contour[] = [randomContour(random, 1.4), randomContour(random, 1.4)]
  const phrases: Phrase[] = []
  windows.forEach(([startBeat, endBeat], i) => {
    const progress = windows.length === 1 ? 0.5 : i / (windows.length - 1)
    const density = request.density * (improvised ? 0.7 + 0.6 * progress : 1)
    const bars =
      improvised && i > 0 && random.chance(0.5 + 0.3 * progress)
        ? writeMotif(plan, habits, density, random)
        : motif
    const notes = phraseRhythm(
      bars,
      startBeat,
      endBeat,
      i % 2 === 1 || i === windows.length - 1,
      request,
      random,
    )
    if (notes.length === 0) return
    const isAnswer = i % 2 === 1
    // An answer takes up the question's melody and ends it differently.
    const question = isAnswer ? phrases.at(-1) : i >= 2 ? phrases[i - 2] : undefined
    const centre =
      range.lowMidi + (range.highMidi - range.lowMidi) * (improvised ? 0.38 + 0.34 * progress : 0.5)
    const contour = contours[i % 2]!
    const pitches = findPitches(notes, {
      key: section.key,
      chords: request.chords,
      ...reach(range, centre, improvised ? 10 : 8),
      habits: { ...habits, speech: 0, leaps: Math.min(1, habits.leaps + 0.2) },
      contour: (position) => centre + contour(position),
      ...(question
        ? {
            model: {
              pitches: pitchesAt(question, notes, startBeat),
              strength: (isAnswer ? 0.35 : 0.7) * (improvised ? 0.3 : 0.4 + habits.repetition),
            },
          }
        : {}),
      cadence: isAnswer || i === windows.length - 1 ? 'closed' : 'open',
      ...(phrases.at(-1) ? { previousPitch: phrases.at(-1)!.pitches.at(-1)! } : {}),
      temperature: (improvised ? 0.9 : 0.6) * (0.4 + 1.2 * (request.temperature ?? 0.5)),
      random,
    })
    phrases.push({ startBeat, endBeat, notes, pitches })
  })
  return phrases
}

function reach(range: VoiceRange, centre: number, semitones: number): VoiceRange {
  return {
    lowMidi: Math.max(range.lowMidi, Math.round(centre - semitones)),
    highMidi: Math.min(range.highMidi, Math.round(centre + semitones)),
  }
}

/** The pitch a model phrase has at the same distance from its start. */
function pitchesAt(model: Phrase, notes: readonly PlacedNote[], startBeat: number): number[] {
  return notes.map((note) => {
    const offset = note.beat - startBeat
    const at = model.notes.findLastIndex((other) => other.beat - model.startBeat <= offset + 1e-6)
    return model.pitches[Math.max(0, at)]!
  })
}

/** Onsets of one bar, in beats from its start. */
type Bar = readonly number[]

/** Two bars of rhythm: an idea and its continuation, which a theme repeats and varies. */
function writeMotif(
  plan: SongPlan,
  habits: Pick<MelodicHabits, 'gridBeats' | 'syncopation'>,
  density: number,
  random: Random,
): readonly [Bar, Bar] {
  const first = writeBar(plan, habits, density, random)
  // The second bar keeps the first one's beginning or is a calmer bar of its own.
  const second = random.chance(0.5)
    ? [
        ...first.filter((beat) => beat < plan.beatsPerBar / 2),
        ...writeBar(plan, habits, density * 0.7, random).filter((beat) => beat >= plan.beatsPerBar / 2),
      ]
    : writeBar(plan, habits, density * 0.75, random)
  return [first, second]
}

function writeBar(
  plan: SongPlan,
  habits: Pick<MelodicHabits, 'gridBeats' | 'syncopation'>,
  density: number,
  random: Random,
): Bar {
  const grid = Math.max(habits.gridBeats, shortestGapBeats(plan) * 1.2)
  const step = habits.gridBeats * Math.ceil(grid / habits.gridBeats - 1e-6)
  const slots = slotsBetween(0, plan.beatsPerBar - step, 0, step, plan)
  const perBeat = 0.5 + 1.6 * density
  const count = Math.max(
    1,
    Math.min(slots.length, Math.round(plan.beatsPerBar * perBeat + random.range(-0.8, 0.8))),
  )
  const ranked = slots
    .map((slot, i) => {
      const next = slots[i + 1]?.weight ?? 1
      // The slot before a strong one takes its weight over where the style is syncopated.
      const pull = next > slot.weight ? next * habits.syncopation : 0
      return {
        beat: slot.beat,
        rank: Math.max(slot.weight * (1 - 0.4 * habits.syncopation), pull) + random.range(0, 0.75),
      }
    })
    .sort((a, b) => b.rank - a.rank)
  return ranked
    .slice(0, count)
    .map((slot) => slot.beat)
    .sort((a, b) => a - b)
}

/** Fills a phrase with the motif: idea, continuation, idea again …, and a long note with a rest as the last bar. */
function phraseRhythm(
  motif: readonly [Bar, Bar],
  startBeat: number,
  endBeat: number,
  isAnswer: boolean,
  request: LeadRequest,
  random: Random,
): PlacedNote[] {
  const { plan, habits } = request
  const bar = plan.beatsPerBar
  const count = Math.max(1, Math.round((endBeat - startBeat) / bar))
  const onsets: number[] = []
  for (let b = 0; b < count; b++) {
    const at = startBeat + b * bar
    if (b === count - 1) onsets.push(...cadenceBar(motif[0], isAnswer, plan).map((beat) => at + beat))
    else onsets.push(...motif[b % 2]!.map((beat) => at + beat))
  }
  const rest = Math.min(bar / 3, 1.5)
  // Pick-ups into the next phrase would need its first pitch: phrases end with air instead.
  const inside = onsets.filter((beat) => beat < endBeat - rest - 0.2)
  return inside.map((beat, i) => {
    const next = inside[i + 1] ?? endBeat - rest
    const gap = next - beat
    const inBar = (beat - startBeat) % bar
    const slot = slotsBetween(inBar, inBar, 0, habits.gridBeats / 4, plan)[0]
    const cut = gap > 1 && random.chance(0.35) ? gap - 0.5 : gap
    return { beat, durationBeats: Math.min(cut, bar), weight: slot?.weight ?? 0.12 }
  })
}

/** The last bar of a phrase: the answer rests on its first beat, the question moves a little before it stops. */
function cadenceBar(idea: Bar, isAnswer: boolean, plan: SongPlan): Bar {
  if (isAnswer) return [0]
  const beginning = idea.filter((beat) => beat > 0 && beat < plan.beatsPerBar / 2)
  return [0, ...beginning.slice(0, 2)]
}

/** The theme again: its rhythm as far as the section reaches, its pitches fitted to the key and chords here. */
function repeatTheme(theme: Theme, section: PlannedSection, request: LeadRequest, random: Random): Phrase[] {
  const { range, habits } = request
  const transpose = tonicDistance(theme.section.key, section.key)
  const themeLength = theme.section.endBeat - theme.section.startBeat
  const phrases: Phrase[] = []
  for (let shift = section.startBeat - theme.section.startBeat; ; shift += themeLength) {
    if (theme.section.startBeat + shift >= section.endBeat - 1e-6 || theme.phrases.length === 0)
      return phrases
    for (const phrase of theme.phrases) {
      if (phrase.endBeat + shift > section.endBeat + 1e-6) return phrases
      const notes = phrase.notes.map((note) => ({ ...note, beat: note.beat + shift }))
      const wanted = phrase.pitches.map((pitch) => {
        const moved = pitch + transpose
        return moved > range.highMidi ? moved - 12 : moved < range.lowMidi ? moved + 12 : moved
      })
      const pitches = findPitches(notes, {
        key: section.key,
        chords: request.chords,
        ...range,
        habits: { ...habits, speech: 0 },
        contour: (position) => wanted[Math.round(position * (wanted.length - 1))]!,
        model: { pitches: wanted, strength: 1 },
        cadence: 'closed',
        temperature: 0.05,
        random,
      })
      phrases.push({ startBeat: phrase.startBeat + shift, endBeat: phrase.endBeat + shift, notes, pitches })
    }
  }
}

function play(phrase: Phrase, section: PlannedSection, plan: SongPlan, random: Random): Note[] {
  const highest = Math.max(...phrase.pitches)
  return phrase.notes.map((note, i) => {
    const start = swung(note.beat, plan)
    const end = swung(note.beat + note.durationBeats, plan)
    const pitchMidi = phrase.pitches[i]!
    const velocity = 0.5 + 0.25 * section.energy + 0.12 * note.weight + (pitchMidi === highest ? 0.06 : 0)
    return {
      startBeat: start,
      durationBeats: (end - start) * 0.97,
      pitchMidi,
      velocity: Math.min(1, velocity + 0.02 * random.gaussian()),
    }
  })
}
