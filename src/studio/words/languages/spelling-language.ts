import { VOWELS } from '../phones.js'
import { applySpelling, type Spelling } from '../spelling-rules.js'
import type { StressedPhone } from '../syllabify.js'

/** A language that is sung by its spelling rules, on the English phones that come nearest: understood, with an accent. */
export interface SpellingLanguage {
  readonly spelling: Spelling
  /** Index of the stressed one among `count` vowels of a lower-case word, 0 … count - 1. */
  stressedVowel(word: string, count: number): number
  /** Names of 0 … 19, of the tens from 20, of 100 and of 1000, and how tens and ones are joined. */
  readonly numbers: NumberNames
}

export interface NumberNames {
  readonly small: readonly string[]
  /** 20, 30 … 90. */
  readonly tens: readonly string[]
  readonly hundred: string
  readonly thousand: string
  /** Between tens and ones, as a word of its own; `''` for none. */
  readonly and: string
  /** The ones are said before the tens (German). */
  readonly onesFirst?: boolean
}

/** Phones of a lower-case word with its accents. Empty when the rules make everything silent. */
export function spellOut(language: SpellingLanguage, word: string): StressedPhone[] {
  const phones = applySpelling(language.spelling, word)
  const vowels = phones.flatMap((phone, i) => (VOWELS.has(phone) ? [i] : []))
  const stressed =
    vowels[Math.min(vowels.length - 1, Math.max(0, language.stressedVowel(word, vowels.length)))]
  return phones.map((phone, i) =>
    VOWELS.has(phone) ? { phone, stress: i === stressed ? (1 as const) : (0 as const) } : { phone },
  )
}

/** `n` below a million in words of a language, e.g. `['cuarenta', 'y', 'dos']`; larger ones digit by digit. */
export function numberWords(
  { small, tens, hundred, thousand, and, onesFirst }: NumberNames,
  digits: string,
): string[] {
  const n = Number(digits)
  if (!(n < 1e6) || (digits.length > 1 && digits.startsWith('0'))) {
    return [...digits].map((digit) => small[Number(digit)]!)
  }
  const below = (value: number): string[] => {
    if (value < small.length) return value === 0 ? [] : [small[value]!]
    if (value < 100) {
      const ten = tens[Math.floor(value / 10) - 2]!
      if (value % 10 === 0) return [ten]
      const one = small[value % 10]!
      const joint = and === '' ? [] : [and]
      return onesFirst === true ? [one, ...joint, ten] : [ten, ...joint, one]
    }
    const scale = value < 1000 ? 100 : 1000
    const count = Math.floor(value / scale)
    return [...(count === 1 ? [] : below(count)), scale === 100 ? hundred : thousand, ...below(value % scale)]
  }
  return n === 0 ? [small[0]!] : below(n)
}
