import { PROFILES } from '../../profiles/index.js'
import type { LexiconEntry, Meaning } from '../meaning.js'
import { INSTRUMENT_NAMES } from './instrument-names.js'
import { MOODS } from './moods.js'
import { OTHER_LANGUAGES } from './other-languages.js'
import { PLAYING } from './playing.js'
import { RHYTHMS } from './rhythms.js'
import { SOUND_AND_ERA } from './sound-and-era.js'
import { SUB_GENRES } from './sub-genres/index.js'
import { TEMPO_AND_FORM } from './tempo-and-form.js'
import { areSwapped, isOneSlip, soundOf } from '../spelling.js'
import { VOICES } from './voices.js'

export { FILLERS } from './fillers.js'

/** Groups in rising order of precedence: where two claim a term, the later one has it. */
const GROUPS: readonly (readonly LexiconEntry[])[] = [
  OTHER_LANGUAGES,
  SOUND_AND_ERA,
  MOODS,
  TEMPO_AND_FORM,
  INSTRUMENT_NAMES,
  VOICES,
  RHYTHMS,
  PLAYING,
  SUB_GENRES,
  PROFILES.map((profile) => [profile.terms.join(', '), { genre: { [profile.id]: 1 } }] as const),
]

/** Spelling under which a term is looked up: lower case, hyphens as spaces. */
export function normaliseTerm(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[\u2018\u2019]/g, "'")
    .replaceAll(/[-\u2010-\u2014_]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** Every term and what it means. */
export const LEXICON: ReadonlyMap<string, Meaning> = new Map(
  GROUPS.flatMap((entries) =>
    entries.flatMap(([terms, meaning]) =>
      terms.split(',').map((term) => [normaliseTerm(term), meaning] as const),
    ),
  ),
)

/** Names of genres and instruments that are recognised when they are misspelt, by how they sound. */
const BY_SOUND: ReadonlyMap<string, string> = new Map(
  [
    ...PROFILES.flatMap(({ terms }) => terms),
    ...[...SUB_GENRES, ...INSTRUMENT_NAMES].flatMap(([terms]) => terms.split(',')),
  ]
    .map(normaliseTerm)
    .filter((term) => term.length >= 5 && !term.includes(' '))
    .map((term) => [soundOf(term), term]),
)
/** Shorter words are too near to other words for a slip of the pen to be told from another word. */
const LONG_ENOUGH = 7

/** The genre or instrument that a misspelt word most likely stands for. */
export function respell(word: string): string | undefined {
  if (word.length < 5) return undefined
  const alike = BY_SOUND.get(soundOf(word))
  if (alike !== undefined) return alike
  const isNear = word.length < LONG_ENOUGH ? areSwapped : isOneSlip
  const near = [...BY_SOUND.values()].filter(
    (term) => term.length >= Math.min(LONG_ENOUGH, word.length) && isNear(word, term),
  )
  return near.length === 1 ? near[0] : undefined
}

/** Words in the longest term. */
export const LONGEST_TERM_WORDS = Math.max(...[...LEXICON.keys()].map((term) => term.split(' ').length))
