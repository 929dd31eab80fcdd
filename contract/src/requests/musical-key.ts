/** A key as a client asks for it: tonic pitch class (0 = C … 11 = B) and mode. */
export type RequestedKey = {
  readonly tonic: number
  readonly mode: (typeof REQUESTED_MODES)[number]
}

export const REQUESTED_MODES = [
  'major',
  'minor',
  'dorian',
  'phrygian',
  'lydian',
  'mixolydian',
  'locrian',
  'harmonic minor',
  'phrygian dominant',
] as const

const LETTERS: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 }
const SHIFTS: Readonly<Record<string, number>> = { '': 0, '#': 1, '♯': 1, b: -1, '♭': -1 }
const MODE_WORDS: Readonly<Record<string, RequestedKey['mode']>> = {
  '': 'major',
  M: 'major',
  maj: 'major',
  m: 'minor',
  min: 'minor',
  ...Object.fromEntries(REQUESTED_MODES.map((mode) => [mode, mode])),
}

/** `'D minor'`, `'F#m'`, `'Bb'`, `'e dorian'`; undefined when it is no key. A bare letter is major. */
export function parseRequestedKey(text: string): RequestedKey | undefined {
  const match = /^\s*([A-Ga-g])([#♯b♭]?)[\s-]*([A-Za-z ]*?)\s*$/u.exec(text)
  if (!match) return undefined
  const [, letter = '', sign = '', word = ''] = match
  const mode = MODE_WORDS[word] ?? MODE_WORDS[word.toLowerCase().replaceAll(/\s+/g, ' ')]
  if (!mode) return undefined
  return { tonic: (LETTERS[letter.toUpperCase()]! + SHIFTS[sign]! + 12) % 12, mode }
}
