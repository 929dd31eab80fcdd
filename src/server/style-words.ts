import type { StyleWordGroup } from '@troubadour/contract'
import { PROFILES } from '../studio/profiles/index.js'
import { INSTRUMENT_NAMES } from '../studio/style/lexicon/instrument-names.js'
import { MOODS } from '../studio/style/lexicon/moods.js'
import { SOUND_AND_ERA } from '../studio/style/lexicon/sound-and-era.js'
import { SUB_GENRES } from '../studio/style/lexicon/sub-genres/index.js'
import { TEMPO_AND_FORM } from '../studio/style/lexicon/tempo-and-form.js'
import { VOICES } from '../studio/style/lexicon/voices.js'
import type { LexiconEntry } from '../studio/style/meaning.js'

/** A word that style texts understand. */
export interface StyleWord {
  readonly word: string
  readonly group: StyleWordGroup
}

const GROUPS: readonly (readonly [StyleWordGroup, readonly LexiconEntry[]])[] = [
  ['genre', SUB_GENRES],
  ['instrument', INSTRUMENT_NAMES],
  ['voice', VOICES],
  ['mood', MOODS],
  ['tempo', TEMPO_AND_FORM],
  ['sound', SOUND_AND_ERA],
]

/** The studio's words for completing what people type: the genres it has profiles of first, then the lexicon by group. */
export function styleWords(): readonly StyleWord[] {
  const words = new Map<string, StyleWord>()
  const add = (word: string, group: StyleWordGroup) => {
    if (word !== '' && !words.has(word)) words.set(word, { word, group })
  }
  for (const { label, terms } of PROFILES) {
    add(label.toLowerCase(), 'genre')
    for (const term of terms) add(term.trim(), 'genre')
  }
  for (const [group, entries] of GROUPS) {
    for (const [terms, meaning] of entries) {
      // Wishes that we know and cannot meet are not suggested.
      if (meaning.unsupported) continue
      for (const term of terms.split(',')) add(term.trim(), group)
    }
  }
  return [...words.values()]
}
