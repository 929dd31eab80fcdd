import type { Random } from '../../../dsp/random.js'
import type { Key } from '../../../music/scale.js'
import type { ChordSpan } from '../../../music/score.js'
import type { LyricLine } from '../../lyrics/lyric-sheet.js'
import type { MelodicHabits, PlannedSection, SongPlan } from '../plan.js'
import { chordAt } from './harmony-view.js'
import { placeSyllables, type LineWindow, type PlacedNote, type RhythmSyllable } from './line-rhythm.js'
import { findPitches, type Cadence } from './pitch-search.js'
import type { VoiceRange } from './tessitura.js'

/** A line of lyrics with its place in the song. */
export interface SungLine {
  readonly line: LyricLine
  readonly window: Pick<LineWindow, 'startBeat' | 'endBeat'>
  readonly syllables: readonly RhythmSyllable[]
}

/** A line's melody: one main note a syllable, straight time, absolute pitches. */
export interface LineTune {
  readonly line: SungLine
  readonly section: PlannedSection
  readonly notes: readonly PlacedNote[]
  readonly pitches: readonly number[]
  readonly cadence: Cadence
  /** Index of the line in its section that this one resembles on purpose. */
  readonly answers?: number
}

export interface LineOptions {
  readonly plan: SongPlan
  readonly section: PlannedSection
  readonly chords: readonly ChordSpan[]
  readonly habits: MelodicHabits
  readonly range: VoiceRange
  readonly contour: (position: number) => number
  readonly cadence: Cadence
  readonly earliestBeat: number
  readonly reservedBeats: number
  readonly preferredStart: number
  readonly previousPitch?: number
  readonly model?: { readonly tune: LineTune; readonly strength: number; readonly transpose: number }
  readonly answers?: number
  readonly temperature: number
  readonly random: Random
}

/** What rhythm needs to know of a line of lyrics; `text` is the whole text, for the punctuation between words. */
export function rhythmSyllables(line: LyricLine, text: string): RhythmSyllable[] {
  return line.words.flatMap((word, i) => {
    const next = line.words[i + 1]
    const pause = next !== undefined && /[,.;:!?—–…]|\s-\s/.test(text.slice(word.charEnd, next.charStart))
    return word.syllables.map((syllable, k) => ({
      stress: syllable.stress,
      endsWord: k === word.syllables.length - 1,
      pauseAfter: pause && k === word.syllables.length - 1,
    }))
  })
}

/** Writes one line's melody. */
export function writeLine(line: SungLine, options: LineOptions): LineTune {
  const repeated = options.model && repeatExactly(line, options, options.model)
  if (repeated) return repeated
  const { plan, section, habits, model, random } = options
  const window: LineWindow = {
    ...line.window,
    earliestBeat: options.earliestBeat,
    barBeat: section.startBeat,
    reservedBeats: options.reservedBeats,
  }
  const modelOnsets = model?.tune.notes.map((note) => note.beat - model.tune.line.window.startBeat)
  const notes = placeSyllables(line.syllables, window, {
    plan,
    habits,
    ...(model && modelOnsets ? { model: { onsets: modelOnsets, strength: model.strength } } : {}),
    preferredStart: options.preferredStart,
    temperature: options.temperature,
    random,
  })
  const pitches = findPitches(notes, {
    key: section.key,
    chords: options.chords,
    lowMidi: options.range.lowMidi,
    highMidi: options.range.highMidi,
    habits,
    contour: options.contour,
    ...(model ? { model: { pitches: modelPitches(notes, line, model), strength: model.strength } } : {}),
    cadence: options.cadence,
    ...(options.previousPitch === undefined ? {} : { previousPitch: options.previousPitch }),
    temperature: options.temperature,
    random,
  })
  return {
    line,
    section,
    notes,
    pitches,
    cadence: options.cadence,
    ...(options.answers === undefined ? {} : { answers: options.answers }),
  }
}

/** The signed number of semitones from one tonic to another, at most a tritone. */
export function tonicDistance(from: Key, to: Key): number {
  return ((((to.tonic - from.tonic + 6) % 12) + 12) % 12) - 6
}

/** Same words, same harmony, same room: the same melody. Undefined when something differs. */
function repeatExactly(
  line: SungLine,
  options: LineOptions,
  model: NonNullable<LineOptions['model']>,
): LineTune | undefined {
  const { tune } = model
  const shift = line.window.startBeat - tune.line.window.startBeat
  const length = line.window.endBeat - line.window.startBeat
  const sameWords =
    line.line.words.length === tune.line.line.words.length &&
    line.line.words.every((word, i) => word.text === tune.line.line.words[i]!.text)
  if (!sameWords || Math.abs(length - (tune.line.window.endBeat - tune.line.window.startBeat)) > 1e-6)
    return undefined
  if (model.strength < 0.75 || tune.cadence !== options.cadence) return undefined
  if (tune.notes[0]!.beat + shift < options.earliestBeat) return undefined
  const pitches = tune.pitches.map((pitch) => pitch + model.transpose)
  if (pitches.some((pitch) => pitch > options.range.highMidi + 2 || pitch < options.range.lowMidi - 2))
    return undefined
  const sameHarmony = tune.notes.every((note) => {
    const [was, is] = [chordAt(options.chords, note.beat), chordAt(options.chords, note.beat + shift)]
    return (
      was !== undefined &&
      is !== undefined &&
      was.quality === is.quality &&
      (is.root - was.root - model.transpose) % 12 === 0
    )
  })
  if (!sameHarmony) return undefined
  return {
    line,
    section: options.section,
    notes: tune.notes.map((note) => ({ ...note, beat: note.beat + shift })),
    pitches,
    cadence: options.cadence,
    ...(options.answers === undefined ? {} : { answers: options.answers }),
  }
}

/** For each new note the model's pitch at that place of the window; by number where the lines are equally long. */
function modelPitches(
  notes: readonly PlacedNote[],
  line: SungLine,
  model: NonNullable<LineOptions['model']>,
): number[] {
  const { tune, transpose } = model
  return notes.map((note, i) => {
    if (notes.length === tune.notes.length) return tune.pitches[i]! + transpose
    const offset = note.beat - line.window.startBeat
    const at = tune.notes.findLastIndex((other) => other.beat - tune.line.window.startBeat <= offset + 1e-6)
    return tune.pitches[Math.max(0, at)]! + transpose
  })
}
