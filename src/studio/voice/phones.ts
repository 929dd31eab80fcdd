/** The phones of the voice model (ARPAbet, lower case, `ax` for the reduced vowel) and how each is sounded. */

const VOWELS = new Set('aa ae ah ao aw ax ay eh er ey ih iy ow oy uh uw'.split(' '))
const DIPHTHONGS = new Set('aw ay ey ow oy'.split(' '))
const SONORANTS = new Set('l r w y m n ng'.split(' '))
const VOICELESS = new Set('p t k f th s sh ch hh'.split(' '))
/** How much of a voiced fricative is friction: `dh` is hardly more than an approximant. */
const VOICED_FRICTION: Readonly<Record<string, number>> = { v: 0.6, dh: 0.3, z: 1, zh: 1, jh: 1 }

const SIBILANTS = new Set('s z sh zh ch jh'.split(' '))

/** The phone of silence at both ends of a breath group. */
export const PAUSE = 'pau'

export function isVowel(phone: string): boolean {
  return VOWELS.has(phone)
}

/** Vowels that move to another one: their glide is sung late. */
export function isDiphthong(phone: string): boolean {
  return DIPHTHONGS.has(phone)
}

/** How the vocal folds take part: always, never, or as the model's own statistics say. */
export type Voicing = 'always' | 'never' | 'by-model'

export function voicingOf(phone: string): Voicing {
  if (VOWELS.has(phone) || SONORANTS.has(phone)) return 'always'
  return VOICELESS.has(phone) || phone === PAUSE ? 'never' : 'by-model'
}

/** Stops that are let go with a breath. */
export function isAspirated(phone: string): boolean {
  return phone === 'p' || phone === 't' || phone === 'k'
}

/** Sharp hisses: what a de-esser listens for. */
export function isSibilant(phone: string): boolean {
  return SIBILANTS.has(phone)
}

/** Share of friction in a sound that is voiced and hissing at once, 0 … 1; 0 for all others. */
export function voicedFriction(phone: string): number {
  return VOICED_FRICTION[phone] ?? 0
}
