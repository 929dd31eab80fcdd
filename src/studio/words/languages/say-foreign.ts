import { CONSONANTS, VOWELS } from '../phones.js'
import { syllabify, type StressedPhone, type Syllable } from '../syllabify.js'
import { FRENCH, liaison } from './french.js'
import { GERMAN } from './german.js'
import { ITALIAN } from './italian.js'
import type { Language } from './language.js'
import { PORTUGUESE } from './portuguese.js'
import { SPANISH } from './spanish.js'
import { numberWords, spellOut, type SpellingLanguage } from './spelling-language.js'

/** Languages that are read by spelling rules. */
export type SpelledLanguage = Exclude<Language, 'en' | 'ja'>

const BY_ID: Readonly<Record<SpelledLanguage, SpellingLanguage>> = {
  es: SPANISH,
  it: ITALIAN,
  de: GERMAN,
  fr: FRENCH,
  pt: PORTUGUESE,
}

/**
 * Syllables of a written word of a language, by its rules; undefined when it holds letters outside Latin script or
 * nothing that sounds. `nextWord` is the word after it in the line.
 */
export function sayForeign(written: string, id: SpelledLanguage, nextWord: string): Syllable[] | undefined {
  const language = BY_ID[id]
  const text = plainForm(written)
  if (/[^\p{Script=Latin}\p{M}\p{N}\p{P}\p{S}\s]/u.test(text)) return undefined
  const pieces = text.match(/[\p{L}']+|\d+/gu) ?? []
  const phones: StressedPhone[] = []
  const syllables: Syllable[] = []
  const close = (): void => {
    if (phones.length > 0) syllables.push(...syllabify(phones.splice(0)))
  }
  pieces.forEach((piece, i) => {
    if (/^\d/.test(piece)) {
      close()
      for (const word of numberWords(language.numbers, piece))
        syllables.push(...syllabify(spellOut(language, word)))
      return
    }
    // "l'amour", "dell'anima": what stands before the apostrophe has lost its vowel and joins the next.
    const parts = piece.split("'").filter(Boolean)
    parts.forEach((part, k) => {
      const isElided = k < parts.length - 1
      // The e keeps the last consonant from falling silent; it is not sung itself.
      const spelled =
        isElided && id === 'fr'
          ? spellOut(language, `${part}e`).filter(({ stress }) => stress === undefined)
          : spellOut(language, part)
      phones.push(...spelled)
      if (!isElided) {
        const joint = id === 'fr' ? liaison(part, plainForm(pieces[i + 1] ?? nextWord)) : undefined
        if (joint !== undefined && phones.at(-1)?.phone !== joint) phones.push({ phone: joint })
        close()
      }
    })
  })
  close()
  const sung = syllables.filter(({ phones: own }) =>
    own.every((phone) => VOWELS.has(phone) || CONSONANTS.has(phone)),
  )
  return sung.length > 0 ? sung : undefined
}

/** Lower case, composed accents, plain apostrophes; letters of other Latin alphabets as the nearest known. */
function plainForm(written: string): string {
  return written
    .normalize('NFC')
    .toLowerCase()
    .replace(/[’‘ʼ´`]/g, "'")
    .replace(/[^a-zàáâãäçèéêëìíîïñòóôõöùúûüßœ']/gu, (letter) => {
      const bare = letter.normalize('NFD').replace(/\p{M}/gu, '')
      return letter === 'æ' ? 'ä' : bare
    })
}
