import type { PlayedNote } from '../../music/played-notes.js'
import type { PitchedStem } from './stem-readings.js'

/** General MIDI programs, counted from 0, by stem; where two are named, for what is struck and for what swells. */
const PROGRAMS: Readonly<
  Record<PitchedStem, number | { readonly struck: number; readonly swelling: number }>
> = {
  // Voice Oohs, Choir Aahs.
  vocal: 53,
  backingVocals: 52,
  // Fingered bass, steel guitar.
  bass: 33,
  guitar: 25,
  // Grand piano, church organ.
  keyboard: { struck: 0, swelling: 19 },
  // String ensemble.
  strings: 48,
  // Saw lead, warm pad.
  synth: { struck: 81, swelling: 89 },
  // Brass section.
  brass: 61,
  // Tenor saxophone; higher parts, see below.
  woodwinds: 66,
  // The effect that our own effects are written as.
  fx: 103,
  instrumental: 0,
}
const FLUTE = 73
/** A woodwind part that mostly lies as high is written for the flute, whose range begins at C4 (60). */
const FLUTE_MEDIAN_MIDI = 70

/**
 * The General MIDI program, 0 … 127, for the notes of a stem: the kind of stem names the instrument, and whether its notes
 * swell, or how high they lie, the nearest of its relatives. Finer differences are not heard and not guessed at.
 */
export function nearestProgram(stem: PitchedStem, notes: readonly PlayedNote[], isSlow: boolean): number {
  const program = PROGRAMS[stem]
  if (typeof program !== 'number') return isSlow ? program.swelling : program.struck
  if (stem !== 'woodwinds' || notes.length === 0) return program
  const pitches = notes.map(({ pitchMidi }) => pitchMidi).sort((a, b) => a - b)
  return pitches[pitches.length >> 1]! >= FLUTE_MEDIAN_MIDI ? FLUTE : program
}
