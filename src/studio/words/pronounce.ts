import { lookUp } from './dictionary.js'
import { isLightWord, LIGHT_FORMS, THE_BEFORE_VOWEL } from './function-words.js'
import { KANA, readKana } from './languages/japanese.js'
import type { Language } from './languages/language.js'
import { sayForeign } from './languages/say-foreign.js'
import { letterToSound } from './letter-to-sound.js'
import { VOWELS } from './phones.js'
import { spokenForm, type SpokenPart } from './spoken-form.js'
import { parsePhones, syllabify, type StressedPhone, type Syllable } from './syllabify.js'

/** How a written word is sung. */
export interface Pronunciation {
  /** Empty only for what has no sound: punctuation, emoji. */
  readonly syllables: readonly Syllable[]
  /** Where it comes from; `vocalise` when (part of) the word is in a script that cannot be read. */
  readonly source: 'dictionary' | 'rules' | 'vocalise'
}

/** What surrounds the word. */
export interface PronunciationContext {
  /** The word after it in the line: "the" changes before a vowel. */
  readonly nextWord?: string
  /** Of the line; default English. Kana are read whatever the line. */
  readonly language?: Language
}

const LETTER_NAMES: Readonly<Record<string, string>> = {
  a: 'EY1',
  w: 'D AH1 B AH0 L Y UW0',
}

/**
 * Syllables of any written word: dictionary words, inflected, compound and stretched ones ("sooooo", "runnin'"),
 * numbers, abbreviations, names by rule. Grammatical words are sung lightly. Never throws; same word, same answer.
 */
export function pronounce(written: string, context: PronunciationContext = {}): Pronunciation {
  if (KANA.test(written)) return sayJapanese(written)
  const { language = 'en' } = context
  if (language !== 'en' && language !== 'ja') {
    const syllables = sayForeign(written, language, context.nextWord ?? '')
    if (syllables) return { syllables, source: 'rules' }
  }
  return sayEnglish(written, context)
}

/** Kana are read; what stands between them (Chinese characters, Latin letters, digits) is said as anywhere else. */
function sayJapanese(written: string): Pronunciation {
  const pieces = (
    written.match(/[\u3041-\u3096\u30a1-\u30fa\u30fc]+|[^\u3041-\u3096\u30a1-\u30fa\u30fc]+/g) ?? []
  ).map((piece): Pronunciation =>
    KANA.test(piece) ? { syllables: readKana(piece), source: 'rules' } : sayEnglish(piece, {}),
  )
  return {
    syllables: pieces.flatMap(({ syllables }) => syllables),
    source: pieces.some(({ source }) => source === 'vocalise') ? 'vocalise' : 'rules',
  }
}

function sayEnglish(written: string, context: PronunciationContext): Pronunciation {
  const parts = joinedIfKnown(written, spokenForm(written))
  const said = parts.map((part) => sayPart(part))
  const only = parts.length === 1 && parts[0]!.kind === 'word' ? parts[0]!.text : undefined
  if (only === 'the' && context.nextWord !== undefined && beginsWithVowel(context.nextWord)) {
    return { syllables: syllabify(parsePhones(THE_BEFORE_VOWEL)), source: 'dictionary' }
  }
  return {
    syllables: said.flatMap((piece) => piece.syllables),
    source: said.some((piece) => piece.source === 'vocalise')
      ? 'vocalise'
      : said.some((piece) => piece.source === 'rules')
        ? 'rules'
        : 'dictionary',
  }
}

/** Number of syllables of a written word. */
export function syllableCount(written: string): number {
  return pronounce(written).syllables.length
}

function beginsWithVowel(written: string): boolean {
  const first = pronounce(written).syllables[0]
  return first !== undefined && first.nucleus === 0
}

/** "ba-by" is "baby" written for singers; "heart-shaped" stays two words. */
function joinedIfKnown(written: string, parts: readonly SpokenPart[]): readonly SpokenPart[] {
  if (parts.length < 2 || !written.includes('-') || !parts.every((part) => part.kind === 'word')) return parts
  const joined = parts.map((part) => part.text).join('')
  return parts.every((part) => part.text.length <= 4) && lookUp(joined) !== undefined
    ? [{ kind: 'word', text: joined }]
    : parts
}

function sayPart(part: SpokenPart): Pronunciation {
  switch (part.kind) {
    case 'vocalise':
      return {
        syllables: Array.from({ length: part.syllableCount }, (_, i) => ({
          phones: ['l', 'aa'],
          nucleus: 1,
          stress: i % 2 === 0 ? (1 as const) : (0 as const),
        })),
        source: 'vocalise',
      }
    case 'letter': {
      const name = LETTER_NAMES[part.text] ?? lookUp(`${part.text}.`) ?? lookUp(part.text)
      return name === undefined
        ? { syllables: syllabify(letterToSound(part.text)), source: 'rules' }
        : { syllables: syllabify(parsePhones(name)), source: 'dictionary' }
    }
    case 'word':
      return sayWord(part.text)
  }
}

function sayWord(text: string): Pronunciation {
  const light = Object.hasOwn(LIGHT_FORMS, text) ? LIGHT_FORMS[text] : undefined
  const known = light === undefined ? knownPhones(text) : parsePhones(light)
  if (known) {
    const syllables = syllabify(known)
    return {
      syllables:
        light !== undefined || isLightWord(text)
          ? syllables.map((syllable) => ({ ...syllable, stress: 0 }))
          : syllables,
      source: 'dictionary',
    }
  }
  let syllables = syllabify(letterToSound(text))
  // Only silent letters ("w", "'h"): said by the letters' names rather than swallowed.
  if (syllables.length === 0)
    syllables = [...text].flatMap((letter) =>
      /[a-z]/.test(letter) ? sayPart({ kind: 'letter', text: letter }).syllables : [],
    )
  return { syllables, source: 'rules' }
}

/** Phones of a word that the dictionary has, or has in another form. */
function knownPhones(text: string): readonly StressedPhone[] | undefined {
  const direct = lookUp(text)
  if (direct !== undefined) return parsePhones(direct)
  return clipped(text) ?? stretched(text) ?? inflected(text) ?? apostrophised(text) ?? compound(text)
}

/** "dancin'" and "dancin" are "dancing" with another ending. */
function clipped(text: string): readonly StressedPhone[] | undefined {
  const stem = /^(.{2,}in)'?$/.exec(text)?.[1]
  if (stem === undefined) return undefined
  const whole = lookUp(`${stem}g`)
  if (whole === undefined || !whole.endsWith('IH0 NG')) return undefined
  return parsePhones(whole.replace(/NG$/, 'N'))
}

/** "looove" is "love", "gooood" is "good", "yeahhh" is "yeah", "sooo" is "so". */
function stretched(text: string): readonly StressedPhone[] | undefined {
  if (!/(.)\1\1|([aeiouyhw])\2$/.test(text)) return undefined
  const [double, single] = [text.replace(/(.)\1{2,}/g, '$1$1'), text.replace(/(.)\1+/g, '$1')]
  // "soo" and "noo" are names in the dictionary, but nobody sings them.
  for (const shorter of /^[sngy]o+$/.test(text) ? [single] : [double, single]) {
    const known = shorter === text ? undefined : (lookUp(shorter) ?? lookUp(shorter.replace(/h$/, '')))
    if (known !== undefined) return parsePhones(known)
  }
  return undefined
}

const VOICELESS: ReadonlySet<string> = new Set(['p', 't', 'k', 'f', 'th'])
const SIBILANT: ReadonlySet<string> = new Set(['s', 'z', 'sh', 'zh', 'ch', 'jh'])

/** Adds what an ending sounds like after `stem`. */
function withEnding(stem: readonly StressedPhone[], ending: 's' | 'd'): StressedPhone[] {
  const last = stem.at(-1)!.phone
  if (ending === 's') {
    if (SIBILANT.has(last)) return [...stem, { phone: 'ih', stress: 0 }, { phone: 'z' }]
    return [...stem, { phone: VOICELESS.has(last) ? 's' : 'z' }]
  }
  if (last === 't' || last === 'd') return [...stem, { phone: 'ih', stress: 0 }, { phone: 'd' }]
  return [
    ...stem,
    { phone: VOICELESS.has(last) || last === 's' || last === 'sh' || last === 'ch' ? 't' : 'd' },
  ]
}

const PLAIN_ENDINGS: readonly (readonly [ending: RegExp, stems: readonly string[], phones: string])[] = [
  [/ing$/, ['', 'e'], 'IH0 NG'],
  [/in'?$/, ['', 'e'], 'IH0 N'],
  [/er$/, ['', 'e'], 'ER0'],
  [/est$/, ['', 'e'], 'AH0 S T'],
  [/ly$/, ['', 'le'], 'L IY0'],
  [/ness$/, [''], 'N AH0 S'],
  [/less$/, [''], 'L AH0 S'],
  [/ful$/, [''], 'F AH0 L'],
  [/y$/, ['', 'e'], 'IY0'],
  [/ish$/, ['', 'e'], 'IH0 SH'],
]

function inflected(text: string): readonly StressedPhone[] | undefined {
  const plural = /^(.{2,}?)(?:'s|s'|s|es)$/.exec(text)
  if (plural) {
    for (const stem of [text.replace(/('s|s'|s)$/, ''), text.replace(/es$/, ''), text.replace(/ies$/, 'y')]) {
      const known = stem === text || stem.length < 2 ? undefined : lookUp(stem)
      if (known !== undefined) return withEnding(parsePhones(known), 's')
    }
  }
  if (text.endsWith('ed') || text.endsWith("'d")) {
    for (const stem of [
      text.slice(0, -1),
      text.slice(0, -2),
      undoubled(text.slice(0, -2)),
      text.replace(/ied$/, 'y'),
    ]) {
      const known = stem === text || stem.length < 2 ? undefined : lookUp(stem)
      if (known !== undefined) return withEnding(parsePhones(known), 'd')
    }
  }
  for (const [ending, additions, phones] of PLAIN_ENDINGS) {
    if (!ending.test(text)) continue
    const stem = text.replace(ending, '')
    if (stem.length < 3) continue
    for (const candidate of [
      ...additions.map((addition) => stem + addition),
      undoubled(stem),
      stem.replace(/i$/, 'y'),
    ]) {
      const known = lookUp(candidate)
      if (known !== undefined) return [...parsePhones(known), ...parsePhones(phones)]
    }
  }
  return undefined
}

function undoubled(stem: string): string {
  return stem.replace(/([^aeiou])\1$/, '$1')
}

/** Contractions the dictionary lacks: "rain'll", "who'd've", and apostrophes that only mark something left out. */
function apostrophised(text: string): readonly StressedPhone[] | undefined {
  if (!text.includes("'")) return undefined
  const contraction = /^(.+)'(ll|re|ve|d)$/.exec(text)
  const stem = contraction ? knownPhones(contraction[1]!) : undefined
  if (contraction && stem) {
    const endings: Readonly<Record<string, string>> = { ll: 'AH0 L', re: 'ER0', ve: 'AH0 V' }
    const ending = endings[contraction[2]!]
    return ending === undefined ? withEnding(stem, 'd') : [...stem, ...parsePhones(ending)]
  }
  const bare = text.replaceAll("'", '')
  return bare.length > 0 ? knownPhones(bare) : undefined
}

/** "moonlight" and "heartstrings" style words made of two; the second part's stress becomes secondary. */
function compound(text: string): readonly StressedPhone[] | undefined {
  if (text.length < 6) return undefined
  const cuts = Array.from({ length: text.length - 5 }, (_, i) => i + 3)
  // Even halves first: "fire|flies" before "fir|eflies".
  cuts.sort((a, b) => Math.abs(a - text.length / 2) - Math.abs(b - text.length / 2))
  for (const cut of cuts) {
    const [left, right] = [lookUp(text.slice(0, cut)), lookUp(text.slice(cut))]
    if (left === undefined || right === undefined) continue
    const [first, second] = [parsePhones(left), parsePhones(right)]
    if (![first, second].every((half) => half.some((phone) => VOWELS.has(phone.phone)))) continue
    return [
      ...first,
      ...second.map((phone) => (phone.stress === 1 ? { ...phone, stress: 2 as const } : phone)),
    ]
  }
  return undefined
}
