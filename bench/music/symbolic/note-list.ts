import type { TempoMap } from '../../../src/music/tempo-map.js'

/** A note in musical time: beats are quarter notes from the beginning of the piece. */
export interface ListedNote {
  readonly startBeat: number
  readonly durationBeats: number
  /** 0 … 127; of drums the General MIDI percussion key. */
  readonly pitchMidi: number
  /** 0 … 1. */
  readonly velocity: number
}

/** What one player plays. */
export interface Part {
  readonly name: string
  readonly isDrums: boolean
  /** General MIDI program, 0 … 127. */
  readonly program: number
  /** Ordered by start. */
  readonly notes: readonly ListedNote[]
}

/** A piece of music as all measures take it, whoever wrote it. */
export interface NoteList {
  readonly name: string
  readonly parts: readonly Part[]
  /** Where each bar starts, and, as the last one, where the last bar ends: one more than there are bars. */
  readonly barBeats: readonly number[]
  readonly tempoMap: TempoMap
}

/** All notes but the drums', ordered by start. */
export function pitchedNotes({ parts }: Pick<NoteList, 'parts'>): ListedNote[] {
  return parts
    .filter(({ isDrums }) => !isDrums)
    .flatMap(({ notes }) => notes)
    .toSorted(byStart)
}

/** All notes, drums included, ordered by start. */
export function allNotes({ parts }: Pick<NoteList, 'parts'>): ListedNote[] {
  return parts.flatMap(({ notes }) => notes).toSorted(byStart)
}

/** Notes that start in each bar. A note a 64th of a bar early belongs to the bar it leads into. */
export function notesByBar(notes: readonly ListedNote[], barBeats: readonly number[]): ListedNote[][] {
  const bars = Array.from({ length: Math.max(0, barBeats.length - 1) }, (): ListedNote[] => [])
  for (const note of notes) {
    const bar = barAt(barBeats, note.startBeat)
    if (bar >= 0 && bar < bars.length) bars[bar]!.push(note)
  }
  return bars
}

function barAt(barBeats: readonly number[], beat: number): number {
  let low = 0
  let high = barBeats.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (startOfBar(barBeats, middle) <= beat) low = middle
    else high = middle - 1
  }
  return startOfBar(barBeats, low) <= beat ? low : -1
}

function startOfBar(barBeats: readonly number[], bar: number): number {
  const length = (barBeats[bar + 1] ?? barBeats[bar]! + 4) - barBeats[bar]!
  return barBeats[bar]! - length / 128
}

function byStart(a: ListedNote, b: ListedNote): number {
  return a.startBeat - b.startBeat || a.pitchMidi - b.pitchMidi
}
