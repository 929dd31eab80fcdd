/** Pitch class: 0 = C, 1 = C♯/D♭ … 11 = B. */
export type PitchClass = number

/** The pitch class of a MIDI note number; works for negative numbers too. */
export function pitchClassOf(pitchMidi: number): PitchClass {
  return ((Math.round(pitchMidi) % 12) + 12) % 12
}

const SHARP_NAMES = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'] as const

/** Name with sharps: `pitchClassName(10)` is `'A#'`. */
export function pitchClassName(pitchClass: PitchClass): string {
  return SHARP_NAMES[pitchClassOf(pitchClass)]!
}

const LETTERS: Record<string, PitchClass> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 }

/** `'Bb'` → 10, `'F#'` → 6, `'e♭'` → 3; undefined when it is no note name. */
export function parsePitchClass(name: string): PitchClass | undefined {
  const match = /^([a-g])([#♯b♭]?)$/i.exec(name.trim())
  if (!match) return undefined
  const shift = match[2] === '' ? 0 : match[2] === '#' || match[2] === '♯' ? 1 : -1
  return pitchClassOf(LETTERS[match[1]!.toUpperCase()]! + shift)
}
