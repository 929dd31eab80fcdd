import type { SungSyllable } from '../../music/score.js'
import { isOnset, VOWELS } from './phones.js'

/** A syllable as it is spoken; the score adds the notes. */
export type Syllable = Pick<SungSyllable, 'phones' | 'nucleus' | 'stress'>

/** A phone with its stress: 0, 1 (primary) or 2 (secondary) on vowels, absent on consonants. */
export interface StressedPhone {
  readonly phone: string
  readonly stress?: 0 | 1 | 2
}

/** Reads the dictionary's spelling: `'M UW1 N L IH2 T'`. An unstressed `AH` becomes `ax`. */
export function parsePhones(arpabet: string): StressedPhone[] {
  return arpabet
    .trim()
    .split(/\s+/)
    .map((symbol) => {
      const digit = symbol.at(-1)!
      const name = symbol.replace(/\d$/, '').toLowerCase()
      if (digit !== '0' && digit !== '1' && digit !== '2') return { phone: name }
      const stress = Number(digit) as 0 | 1 | 2
      return { phone: name === 'ah' && stress === 0 ? 'ax' : name, stress }
    })
}

/**
 * Divides phones into syllables by the maximal-onset rule: of the consonants between two vowels as many as English
 * allows begin the second syllable. Phones without any vowel (`hmm`, `shh`) get an `ah` so that they can be sung.
 */
export function syllabify(phones: readonly StressedPhone[]): Syllable[] {
  if (phones.length === 0) return []
  const vowelAt = phones.flatMap((phone, i) => (VOWELS.has(phone.phone) ? [i] : []))
  if (vowelAt.length === 0) {
    const names = phones.map((phone) => phone.phone)
    return [{ phones: [names[0]!, 'ah', ...names.slice(1)], nucleus: 1, stress: 1 }]
  }
  const starts = [0]
  for (let k = 1; k < vowelAt.length; k++) {
    const vowel = vowelAt[k]!
    let start = vowelAt[k - 1]! + 1
    while (start < vowel && !isOnset(phones.slice(start, vowel).map((phone) => phone.phone))) start++
    starts.push(start)
  }
  return starts.map((start, k) => {
    const part = phones.slice(start, starts[k + 1] ?? phones.length)
    const nucleus = vowelAt[k]! - start
    return {
      phones: part.map((phone) => phone.phone),
      nucleus,
      stress: (part[nucleus]!.stress ?? 0) > 0 ? 1 : 0,
    }
  })
}
