import { pitchClassName, pitchClassOf, type PitchClass } from './pitch.js'

export const MODES = {
  major: [0, 2, 4, 5, 7, 9, 11],
  minor: [0, 2, 3, 5, 7, 8, 10],
  dorian: [0, 2, 3, 5, 7, 9, 10],
  phrygian: [0, 1, 3, 5, 7, 8, 10],
  lydian: [0, 2, 4, 6, 7, 9, 11],
  mixolydian: [0, 2, 4, 5, 7, 9, 10],
  locrian: [0, 1, 3, 5, 6, 8, 10],
  'harmonic minor': [0, 2, 3, 5, 7, 8, 11],
  'phrygian dominant': [0, 1, 4, 5, 7, 8, 10],
} as const satisfies Record<string, readonly number[]>

export type Mode = keyof typeof MODES

/** A key: tonic and mode. */
export interface Key {
  readonly tonic: PitchClass
  readonly mode: Mode
}

/** Pitch classes of the key's scale, from the tonic upwards; always seven. */
export function scaleOf(key: Key): PitchClass[] {
  return MODES[key.mode].map((step) => pitchClassOf(key.tonic + step))
}

/** `'A minor'`, `'F# major'`. */
export function keyName(key: Key): string {
  return `${pitchClassName(key.tonic)} ${key.mode}`
}

/** Whether the third above the tonic is minor. */
export function isMinorish(key: Key): boolean {
  return (MODES[key.mode] as readonly number[]).includes(3)
}
