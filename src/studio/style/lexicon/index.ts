import { PROFILES } from '../../profiles/index.js'
import type { LexiconEntry, Meaning } from '../meaning.js'
import { INSTRUMENT_NAMES } from './instrument-names.js'
import { MOODS } from './moods.js'
import { SOUND_AND_ERA } from './sound-and-era.js'
import { SUB_GENRES } from './sub-genres/index.js'
import { TEMPO_AND_FORM } from './tempo-and-form.js'
import { VOICES } from './voices.js'

export { FILLERS } from './fillers.js'

/** Groups in rising order of precedence: where two claim a term, the later one has it. */
const GROUPS: readonly (readonly LexiconEntry[])[] = [
  SOUND_AND_ERA,
  MOODS,
  TEMPO_AND_FORM,
  INSTRUMENT_NAMES,
  VOICES,
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

/** Words in the longest term. */
export const LONGEST_TERM_WORDS = Math.max(...[...LEXICON.keys()].map((term) => term.split(' ').length))
