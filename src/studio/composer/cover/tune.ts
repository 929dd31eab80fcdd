import type { HeardNote } from '../../../music/heard.js'
import { pitchClassOf } from '../../../music/pitch.js'
import { scaleOf, type Key } from '../../../music/scale.js'
import { secondsToBeat } from '../../../music/tempo-map.js'
import type { BeatGrid } from '../accompany/beat-grid.js'
import type { SungHere, WordAt } from './sung-in-recording.js'

/** A note of a heard melody, on the grid. Beats count from wherever its list says. */
export interface TuneNote {
  readonly startBeat: number
  readonly durationBeats: number
  readonly pitchMidi: number
  /** 0 … 1. */
  readonly velocity: number
  /** What the recording sings on it, where that is known. */
  readonly sung?: SungHere
}

/** What is sung or played in one breath; never empty, notes in time order, not overlapping. */
export type TunePhrase = readonly TuneNote[]

/** Grids a melody may move on, in beats, and how much better a finer one has to fit to be taken. */
const GRIDS: readonly { readonly step: number; readonly penalty: number }[] = [
  { step: 0.5, penalty: 0 },
  { step: 1 / 3, penalty: 0.03 },
  { step: 0.25, penalty: 0.035 },
]

/** A rest of this length ends a phrase, in beats. */
const BREATH_BEATS = 0.7
/** Phrases longer than this are cut at their longest rest or note, in bars. */
const LONGEST_PHRASE_BARS = 4

/**
 * A heard melody in score beats: onsets on the grid it moves on, whole semitones after taking out its tuning, doubtful
 * pitches drawn into the key, cut into phrases at rests, or between lines where the words are known. Notes that fall on
 * one place become one.
 */
export function tuneOf(
  melody: readonly HeardNote[],
  grid: BeatGrid,
  key: Key,
  wordAt: WordAt = () => undefined,
): TunePhrase[] {
  if (melody.length === 0) return []
  const raw = melody.map((note) => ({
    start: secondsToBeat(grid.tempoMap, note.startSeconds),
    end: secondsToBeat(grid.tempoMap, note.endSeconds),
    pitch: note.pitchMidi,
    velocity: note.velocity,
    sung: wordAt(note.startSeconds),
  }))
  const step = gridStep(raw.map(({ start }) => start))
  const tuning = medianOf(raw.map(({ pitch }) => pitch - Math.round(pitch)))
  const scale = new Set(scaleOf(key))
  const notes: (Omit<TuneNote, 'durationBeats'> & { end: number })[] = []
  for (const { start, end, pitch, velocity, sung } of raw) {
    const startBeat = Math.round(start / step) * step
    const note = {
      startBeat,
      end: Math.max(startBeat + step, Math.round(end / step) * step),
      pitchMidi: wholePitch(pitch - tuning, scale),
      velocity,
      ...(sung && { sung }),
    }
    const last = notes.at(-1)
    if (!last || startBeat > last.startBeat + 1e-6) {
      if (last) last.end = Math.min(last.end, startBeat)
      notes.push(note)
    } else if (note.end - note.startBeat > last.end - last.startBeat) notes[notes.length - 1] = note
  }
  return phrasesOf(
    notes.map(({ end, ...note }) => ({ ...note, durationBeats: end - note.startBeat })),
    grid.beatsPerBar,
  )
}

/** First and last beat of a phrase. */
export function spanOf(phrase: TunePhrase): { startBeat: number; endBeat: number } {
  const last = phrase.at(-1)!
  return { startBeat: phrase[0]!.startBeat, endBeat: last.startBeat + last.durationBeats }
}

/** The phrase, later by `beats` and higher by `semitones`. */
export function movedPhrase(phrase: TunePhrase, beats: number, semitones = 0): TunePhrase {
  return phrase.map((note) => ({
    ...note,
    startBeat: note.startBeat + beats,
    pitchMidi: note.pitchMidi + semitones,
  }))
}

/** The coarsest grid that the onsets keep to. */
function gridStep(onsets: readonly number[]): number {
  const costOf = ({ step, penalty }: (typeof GRIDS)[number]): number =>
    onsets.reduce((sum, onset) => sum + Math.abs(onset - Math.round(onset / step) * step), 0) /
      onsets.length +
    penalty
  return GRIDS.reduce((best, grid) => (costOf(grid) < costOf(best) ? grid : best)).step
}

/** The nearest semitone; between two, the one of the key. */
function wholePitch(pitch: number, scale: ReadonlySet<number>): number {
  const near = Math.round(pitch)
  if (scale.has(pitchClassOf(near)) || Math.abs(pitch - near) < 0.28) return near
  const other = pitch > near ? near + 1 : near - 1
  return scale.has(pitchClassOf(other)) ? other : near
}

function phrasesOf(notes: readonly TuneNote[], beatsPerBar: number): TunePhrase[] {
  const phrases: TuneNote[][] = []
  for (const note of notes) {
    const open = phrases.at(-1)
    const last = open?.at(-1)
    if (open && last && isOneBreath(last, note)) open.push(note)
    else phrases.push([note])
  }
  return phrases.flatMap((phrase) => cutLong(phrase, LONGEST_PHRASE_BARS * beatsPerBar))
}

/** A line that is known holds together and ends where the next begins; else rests decide. */
function isOneBreath(last: TuneNote, next: TuneNote): boolean {
  if (last.sung ?? next.sung) return last.sung?.line === next.sung?.line
  return next.startBeat - (last.startBeat + last.durationBeats) < BREATH_BEATS
}

/** Cuts a phrase that nobody could sing in one breath behind its longest inner note. */
function cutLong(phrase: readonly TuneNote[], longest: number): TunePhrase[] {
  const { startBeat, endBeat } = spanOf(phrase)
  if (endBeat - startBeat <= longest || phrase.length < 4 || phrase.every(({ sung }) => sung)) return [phrase]
  let at = 1
  let best = -Infinity
  for (let i = 1; i < phrase.length; i++) {
    const gap = phrase[i]!.startBeat - phrase[i - 1]!.startBeat
    const place = (phrase[i]!.startBeat - startBeat) / (endBeat - startBeat)
    const value = gap + 2 * (1 - Math.abs(2 * place - 1))
    if (place > 0.15 && place < 0.85 && value > best) [best, at] = [value, i]
  }
  return [...cutLong(phrase.slice(0, at), longest), ...cutLong(phrase.slice(at), longest)]
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!
}
