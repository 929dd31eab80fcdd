/** Vowels of the voice's phone set: lower-case ARPAbet plus `ax`, the reduced vowel of unstressed "ah". */
export const VOWELS: ReadonlySet<string> = new Set(
  'aa ae ah ao aw ax ay eh er ey ih iy ow oy uh uw'.split(' '),
)

/** Consonants of the voice's phone set. */
export const CONSONANTS: ReadonlySet<string> = new Set(
  'b ch d dh f g hh jh k l m n ng p r s sh t th v w y z zh'.split(' '),
)

/** Clusters that may begin an English syllable (Giegerich, English Phonology, 1992, chapter 6; `y` clusters added). */
const ONSET_CLUSTERS: ReadonlySet<string> = new Set(
  [
    'b l, b r, b y, d r, d w, d y, f l, f r, f y, g l, g r, g w, g y, hh w, hh y, k l, k r, k w, k y, m y, n y',
    'p l, p r, p y, s f, s k, s l, s m, s n, s p, s t, s w, sh l, sh m, sh n, sh r, t r, t w, t y, th r, th w, v y',
    's k l, s k r, s k w, s k y, s p l, s p r, s p y, s t r, s t y',
  ].flatMap((row) => row.split(', ')),
)

/** Whether the consonants can begin a syllable; no consonant at all can. `ng` and `zh` never do on their own. */
export function isOnset(consonants: readonly string[]): boolean {
  if (consonants.length === 0) return true
  if (consonants.length === 1) return consonants[0] !== 'ng' && consonants[0] !== 'zh'
  return ONSET_CLUSTERS.has(consonants.join(' '))
}
