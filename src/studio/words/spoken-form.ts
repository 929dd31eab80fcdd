import { lookUp } from './dictionary.js'
import { cardinalWords, digitWords, ordinal, plural, yearWords } from './number-words.js'

/** A piece of a written word as it is said. */
export type SpokenPart =
  /** Lower-case letters a-z and apostrophes, to be pronounced as one word. */
  | { readonly kind: 'word'; readonly text: string }
  /** One letter said by its name. */
  | { readonly kind: 'letter'; readonly text: string }
  /** Writing that cannot be read; so many syllables are hummed in its place. */
  | { readonly kind: 'vocalise'; readonly syllableCount: number }

const LATIN_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'th',
  Ð: 'Th',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
  ŋ: 'ng',
}
const APOSTROPHES = /[’‘ʼ‛´`′＇]/g

/** Plain letters: `'Café’s'` → `Cafe's`; scripts other than Latin stay as they are. */
export function foldLatin(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(APOSTROPHES, "'")
    .replace(/[ßæÆœŒøØłŁđĐðÐþÞıŋ]/g, (letter) => LATIN_LETTERS[letter]!)
}

const SPOKEN_SIGNS: Readonly<Record<string, string>> = {
  '&': 'and',
  '+': 'plus',
  '=': 'equals',
  '@': 'at',
  '%': 'percent',
  '#': 'number',
}
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  'mr.': 'mister',
  mr: 'mister',
  'mrs.': 'missus',
  mrs: 'missus',
  'ms.': 'miz',
  'dr.': 'doctor',
  dr: 'doctor',
  'st.': 'saint',
  'jr.': 'junior',
  vs: 'versus',
  'vs.': 'versus',
  etc: 'et cetera',
  'etc.': 'et cetera',
  'ft.': 'featuring',
  'feat.': 'featuring',
  'no.': 'number',
  mph: 'miles an hour',
  km: 'kilometres',
  rpm: 'r p m',
  bpm: 'b p m',
  'w/': 'with',
  'w/o': 'without',
  xoxo: 'x o x o',
}
const CURRENCIES: Readonly<Record<string, readonly [one: string, many: string]>> = {
  $: ['dollar', 'dollars'],
  '€': ['euro', 'euros'],
  '£': ['pound', 'pounds'],
  '¥': ['yen', 'yen'],
}

const word = (text: string): SpokenPart => ({ kind: 'word', text })
const words = (texts: readonly string[]): SpokenPart[] => texts.map(word)
const letters = (text: string): SpokenPart[] =>
  [...text.toLowerCase()].map((letter) => ({ kind: 'letter', text: letter }))

/** How a written word is said, in order. Empty for punctuation and emoji. Never throws. */
export function spokenForm(written: string): SpokenPart[] {
  const text = foldLatin(written).replace(/^[^\p{L}\p{N}'$€£¥#&+=@%]+|[^\p{L}\p{N}'$€£¥&+=%./]+$/gu, '')
  const lower = text.toLowerCase()
  const full = ABBREVIATIONS[lower]
  if (full !== undefined && Object.hasOwn(ABBREVIATIONS, lower)) return sayAll(full.split(' '))
  const sign = SPOKEN_SIGNS[text]
  if (sign !== undefined && Object.hasOwn(SPOKEN_SIGNS, text)) return [word(sign)]
  if (/^(\p{L}\.){2,}\p{L}?$/u.test(text) && /^[a-z.]+$/i.test(text)) return letters(text.replaceAll('.', ''))
  const bare = text.replace(/[./]+$/, '')
  if (isSpelled(bare)) return letters(bare)

  const parts: SpokenPart[] = []
  // A run of digits with its signs, a run of letters, or one speakable sign; everything between is silent.
  const pieces = bare.matchAll(
    /([$€£¥#]?)(\d[\d,]*)(?:([.:])(\d+))?(st|nd|rd|th|'?s|[kKmM](?![a-z]))?(%?)|([\p{L}']+)|([&+=@%])/giu,
  )
  for (const piece of pieces) {
    const [, currency, digits, separator, tail, suffix, percent, run, loneSign] = piece
    if (digits !== undefined)
      parts.push(
        ...sayNumber({
          currency,
          digits,
          separator,
          tail,
          suffix: suffix?.toLowerCase(),
          percent: percent === '%',
        }),
      )
    else if (run !== undefined) parts.push(...sayLetters(run))
    else if (loneSign !== undefined && bare.length > 1) parts.push(word(SPOKEN_SIGNS[loneSign]!))
  }
  return parts
}

function sayAll(texts: readonly string[]): SpokenPart[] {
  return texts.flatMap((text) => (text.length === 1 && text !== 'a' ? letters(text) : [word(text)]))
}

/** Capitals that are no word are an abbreviation said letter by letter: TV, NYC, USA; but LOVE is a word. */
function isSpelled(text: string): boolean {
  if (!/^[A-Z]{2,5}$/.test(text)) return false
  const lower = text.toLowerCase()
  // Interjections and hums have no vowel letter either, and the voice knows how to hum them.
  if (/^(h*m+|s+h+|g*r+|b+r+|p+s+t+|z+)$/.test(lower)) return false
  return lookUp(lower) === undefined && (!/[AEIOUY]/.test(text) || text.length <= 3)
}

function sayLetters(run: string): SpokenPart[] {
  const lower = run.toLowerCase()
  if (/^[a-z']+$/.test(lower)) {
    return /[a-z]/.test(lower) ? [word(lower)] : []
  }
  // Another script: one syllable a character where characters are syllables, else one for two or so letters.
  const syllabic = [
    ...lower.matchAll(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu),
  ].length
  const others = [...lower.matchAll(/\p{L}/gu)].length - syllabic
  // Hangul falls into two or three letters a syllable when folded.
  const hangul = [...lower.matchAll(/[\u1100-\u11ff]/g)].length
  const count = syllabic - hangul + Math.ceil(hangul / 2.5) + Math.ceil(others / 2.3)
  return [{ kind: 'vocalise', syllableCount: Math.min(12, Math.max(1, count)) }]
}

interface WrittenNumber {
  readonly currency: string | undefined
  readonly digits: string
  readonly separator: string | undefined
  readonly tail: string | undefined
  readonly suffix: string | undefined
  readonly percent: boolean
}

function sayNumber(number: WrittenNumber): SpokenPart[] {
  const { currency, separator, tail, suffix, percent } = number
  const digits = number.digits.replaceAll(',', '')
  if (separator === ':' && tail !== undefined) {
    const minutes =
      Number(tail) === 0
        ? ["o'clock"]
        : tail.startsWith('0')
          ? ['oh', ...digitWords(tail.slice(1))]
          : cardinalWords(tail)
    return words([...cardinalWords(digits), ...minutes])
  }
  const fraction = separator === '.' && tail !== undefined
  const isYear = /^(1[1-9]|20)\d\d$/.test(digits) && !number.digits.includes(',') && !currency && !fraction
  let said = isYear ? yearWords(digits) : cardinalWords(digits)
  if (suffix === 'st' || suffix === 'nd' || suffix === 'rd' || suffix === 'th') said = ordinal(said)
  else if (suffix === 's' || suffix === "'s") said = plural(said)
  else if (suffix === 'k') said = [...said, 'thousand']
  else if (suffix === 'm') said = [...said, 'million']
  if (fraction) {
    if (currency && currency !== '#' && tail.length === 2) {
      const [one, many] = CURRENCIES[currency]!
      return words([...said, digits === '1' ? one : many, ...cardinalWords(String(Number(tail)))])
    }
    said = [...said, 'point', ...digitWords(tail)]
  }
  if (currency === '#') said = ['number', ...said]
  else if (currency) said = [...said, CURRENCIES[currency]![digits === '1' && !fraction && !suffix ? 0 : 1]]
  if (percent) said = [...said, 'percent']
  return words(said)
}
