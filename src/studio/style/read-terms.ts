import { FILLERS, LEXICON, LONGEST_TERM_WORDS, normaliseTerm } from './lexicon/index.js'
import type { Meaning } from './meaning.js'

/** A term of the lexicon found in a text. */
export interface FoundTerm {
  readonly term: string
  readonly meaning: Meaning
  /** "no drums", "without strings". */
  readonly negated: boolean
}

export interface ReadTerms {
  readonly found: readonly FoundTerm[]
  /** Words and word groups that mean nothing to us, in their order. */
  readonly unknown: readonly string[]
}

const NEGATIONS = new Set([
  'no',
  'not',
  'without',
  'minus',
  'except',
  'avoid',
  'zero',
  'never',
  "don't",
  'dont',
  'exclude',
  'excluding',
  'skip',
])
const NEGATION_ENDS = new Set(['but', 'with', 'plus', 'only', 'just'])

/** Fillers that mean something once they are refused. */
const REFUSABLE = new Set(
  'melody melodies harmony harmonies chords chord rhythm rhythms hook hooks riff riffs loop loops chorus verse verses bridge outro'.split(
    ' ',
  ),
)

function lookUp(words: readonly string[]): Meaning | undefined {
  const term = words.join(' ')
  const direct = LEXICON.get(term)
  if (direct) return direct
  const last = words.at(-1)!
  const stem = last.endsWith('s') ? last.slice(0, -1) : last.endsWith('ish') ? last.slice(0, -3) : undefined
  if (stem === undefined || stem.length < 3) return undefined
  return LEXICON.get([...words.slice(0, -1), stem].join(' '))
}

/** Finds the lexicon's terms in free text, the longest first, each with whether it is refused. */
export function readTerms(text: string): ReadTerms {
  const found: FoundTerm[] = []
  const unknown: string[] = []
  for (const clause of text.split(/[,;:.!?()[\]{}"\n\r\t|/+]+/)) {
    const words = normaliseTerm(clause).split(' ').filter(Boolean)
    let negated = false
    let refused: string | undefined
    let strangers: string[] = []
    const flush = (): void => {
      if (strangers.length > 0) unknown.push(strangers.join(' '))
      strangers = []
    }
    for (let i = 0; i < words.length;) {
      const word = words[i]!
      let length = Math.min(LONGEST_TERM_WORDS, words.length - i)
      let meaning: Meaning | undefined
      for (; length > 0; length--) {
        meaning = lookUp(words.slice(i, i + length))
        if (meaning) break
      }
      if (meaning) {
        flush()
        const term = words.slice(i, i + length).join(' ')
        if (meaning.unsupported) unknown.push(term)
        else found.push({ term, meaning, negated })
        refused = undefined
        i += length
        continue
      }
      if (NEGATIONS.has(word)) {
        negated = true
        refused = word
      } else if (NEGATION_ENDS.has(word)) negated = false
      else if (refused !== undefined && REFUSABLE.has(word)) {
        // "No melody", "without chords": nothing in a song can be taken away under these names.
        unknown.push(`${refused} ${word}`)
        refused = undefined
      } else if (!FILLERS.has(word) && !/^\d+$/.test(word)) {
        strangers.push(word)
        i++
        continue
      }
      flush()
      i++
    }
    flush()
  }
  return { found, unknown }
}
