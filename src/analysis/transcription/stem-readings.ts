import type { StemName } from '../../music/stems.js'
import type { NoteReading } from './note-events.js'
import type { SoftAttacks } from './struck-attacks.js'

/** How the notes of a kind of stem are told from its sound. */
export interface StemReading extends NoteReading {
  /** How its notes begin: struck or plucked, or swelling. `either`: that is listened for first. */
  readonly attack: 'sharp' | 'slow' | 'either'
  /** What else counts as struck or plucked than likely onsets; undefined: nothing. */
  readonly softAttacks?: SoftAttacks
  /** A key that is struck again gets louder by this at least, in dB; undefined: it need not (bows and breath). */
  readonly repeatRiseDb?: number
  /** One note at a time, whatever is heard besides. */
  readonly isSingleLine: boolean
  /** Notes at the overtones of others are dropped below this share of their likelihood; undefined: all are kept. */
  readonly overtoneLikelihood?: number
}

/** Stems whose notes have pitch. */
export type PitchedStem = Exclude<StemName, 'drums' | 'percussion'> | 'instrumental'

const CLEAR = { attack: 'sharp', onsetThreshold: 0.6, soundingThreshold: 0.4 } as const
/** What seems to begin in the middle of bowed notes and pads is mostly none, and what begins is often seen by its growing. */
const SLOW = { attack: 'slow', onsetThreshold: 0.7, soundingThreshold: 0.4, swellThreshold: 0.65 } as const
/** How a stem is read that turned out to swell. */
export function slowReadingOf(reading: StemReading): StemReading {
  return { ...reading, ...SLOW, repeatRiseDb: 0 }
}

const BLOWN = { attack: 'slow', onsetThreshold: 0.6, soundingThreshold: 0.4 } as const
const WHOLE_KEYBOARD = { lowestMidi: 21, highestMidi: 108 } as const

/** Chosen by `npm run bench:ears` on four of five songs of its set; the fifth ones are kept for testing. */
export const STEM_READINGS: Readonly<Record<PitchedStem, StemReading>> = {
  vocal: {
    attack: 'sharp',
    onsetThreshold: 0.5,
    soundingThreshold: 0.3,
    swellThreshold: 0.5,
    lowestMidi: 36,
    highestMidi: 88,
    isSingleLine: true,
  },
  backingVocals: {
    ...SLOW,
    lowestMidi: 40,
    highestMidi: 88,
    isSingleLine: false,
    repeatRiseDb: 0,
    overtoneLikelihood: 0.9,
  },
  bass: {
    ...CLEAR,
    lowestMidi: 23,
    highestMidi: 76,
    isSingleLine: false,
    repeatRiseDb: 0,
    overtoneLikelihood: 0.8,
  },
  guitar: {
    ...CLEAR,
    softAttacks: { onsetThreshold: 0.45, riseDb: 3 },
    swellThreshold: 0.5,
    lowestMidi: 35,
    highestMidi: 93,
    isSingleLine: false,
    overtoneLikelihood: 1,
  },
  keyboard: {
    ...CLEAR,
    ...WHOLE_KEYBOARD,
    attack: 'either',
    swellThreshold: 0.5,
    isSingleLine: false,
    repeatRiseDb: -3,
    overtoneLikelihood: 0.9,
  },
  strings: {
    ...SLOW,
    lowestMidi: 28,
    highestMidi: 103,
    isSingleLine: false,
    repeatRiseDb: 0,
    overtoneLikelihood: 1.2,
  },
  synth: {
    ...SLOW,
    ...WHOLE_KEYBOARD,
    soundingThreshold: 0.3,
    isSingleLine: false,
    repeatRiseDb: -3,
    overtoneLikelihood: 1,
  },
  brass: { ...BLOWN, lowestMidi: 28, highestMidi: 89, isSingleLine: false },
  woodwinds: {
    ...BLOWN,
    swellThreshold: 0.5,
    lowestMidi: 34,
    highestMidi: 100,
    isSingleLine: false,
    overtoneLikelihood: 0.9,
  },
  fx: { ...CLEAR, ...WHOLE_KEYBOARD, isSingleLine: false, overtoneLikelihood: 1 },
  instrumental: { ...CLEAR, soundingThreshold: 0.3, ...WHOLE_KEYBOARD, isSingleLine: false },
}
