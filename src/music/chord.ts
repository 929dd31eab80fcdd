import { pitchClassName, pitchClassOf, type PitchClass } from './pitch.js'

/** Semitones above the root, per chord quality. */
export const CHORD_QUALITIES = {
  maj: [0, 4, 7],
  min: [0, 3, 7],
  dim: [0, 3, 6],
  aug: [0, 4, 8],
  sus2: [0, 2, 7],
  sus4: [0, 5, 7],
  '5': [0, 7],
  '6': [0, 4, 7, 9],
  m6: [0, 3, 7, 9],
  '7': [0, 4, 7, 10],
  maj7: [0, 4, 7, 11],
  m7: [0, 3, 7, 10],
  mMaj7: [0, 3, 7, 11],
  m7b5: [0, 3, 6, 10],
  dim7: [0, 3, 6, 9],
  '7sus4': [0, 5, 7, 10],
  add9: [0, 4, 7, 14],
  madd9: [0, 3, 7, 14],
  '9': [0, 4, 7, 10, 14],
  maj9: [0, 4, 7, 11, 14],
  m9: [0, 3, 7, 10, 14],
  '13': [0, 4, 7, 10, 14, 21],
  '7b9': [0, 4, 7, 10, 13],
} as const satisfies Record<string, readonly number[]>

export type ChordQuality = keyof typeof CHORD_QUALITIES

export interface Chord {
  readonly root: PitchClass
  readonly quality: ChordQuality
  /** Lowest sounding pitch class when it is not the root (a slash chord). */
  readonly bass?: PitchClass
}

/** Pitch classes of the chord, root first. */
export function chordPitchClasses(chord: Chord): PitchClass[] {
  return CHORD_QUALITIES[chord.quality].map((step) => pitchClassOf(chord.root + step))
}

/** `'Am7'`, `'C'`, `'F/A'`. */
export function chordName(chord: Chord): string {
  const suffix = chord.quality === 'maj' ? '' : chord.quality === 'min' ? 'm' : chord.quality
  const bass = chord.bass === undefined || chord.bass === chord.root ? '' : `/${pitchClassName(chord.bass)}`
  return pitchClassName(chord.root) + suffix + bass
}
