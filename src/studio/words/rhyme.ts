import { pronounce } from './pronounce.js'
import type { Syllable } from './syllabify.js'

/**
 * What must agree for a true rhyme: every phone from the last stressed vowel on (`'ay t'` for "tonight"). A word
 * without stress rhymes from its last vowel. Empty for what has no sound.
 */
export function rhymeKey(written: string): string {
  return rhymeKeyOf(pronounce(written).syllables)
}

/** As `rhymeKey`, of syllables already known. */
export function rhymeKeyOf(syllables: readonly Syllable[]): string {
  if (syllables.length === 0) return ''
  const stressed = syllables.findLastIndex((syllable) => syllable.stress === 1)
  return (
    syllables
      .slice(stressed < 0 ? -1 : stressed)
      .flatMap((syllable, i) => (i === 0 ? syllable.phones.slice(syllable.nucleus) : syllable.phones))
      .join(' ')
      .replaceAll('ax', 'ah')
      // "year" and "here": the dictionary wavers between the two before r.
      .replaceAll('iy r', 'ih r')
  )
}

/** True rhyme: the endings agree and the words are not the same sound altogether ("their" and "there"). */
export function rhymes(first: string, second: string): boolean {
  const [a, b] = [pronounce(first).syllables, pronounce(second).syllables]
  const key = rhymeKeyOf(a)
  if (key === '' || key !== rhymeKeyOf(b)) return false
  const sound = (syllables: readonly Syllable[]): string =>
    syllables.flatMap((syllable) => syllable.phones).join(' ')
  return sound(a) !== sound(b)
}
