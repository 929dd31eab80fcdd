import { FILLERS, LEXICON, LONGEST_TERM_WORDS, normaliseTerm, respell } from './lexicon/index.js'
import { withoutAccents } from './spelling.js'
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
  'ohne',
  'sans',
  'senza',
  'sem',
  'kein',
  'keine',
  'без',
])
const NEGATION_ENDS = new Set(['but', 'with', 'plus', 'only', 'just'])

/** Little words of other languages between the ones that mean something. */
const FOREIGN_FILLERS = new Set(
  'con y de del la el los las en un una para mit und der die das im ein eine avec et le les des du e com da do na no um uma il lo di per i gli по на с и для música musica musik musique музыка música'.split(
    ' ',
  ),
)

/** "In the intro", behind what is refused there. */
const SOMEWHERE = /^in (?:the )?(?:intro|verse|verses|chorus|bridge|outro|beginning|middle|break)\b/

/** "Summer vibes" are a mood, "vibes" by themselves or "with vibes" an instrument. */
const MERE_VIBES = /(?<=[\w'-]\s+)(?<!\b(?:with|and|on|plus|featuring|the|some)\s+)vibes\b(?!\s+solo)/gi

/** Fillers that mean something once they are refused. */
const REFUSABLE = new Set(
  'harmony harmonies chords chord rhythm rhythms hook hooks riff riffs loop loops chorus verse verses bridge outro'.split(
    ' ',
  ),
)

function lookUp(words: readonly string[]): Meaning | undefined {
  const term = words.join(' ')
  const direct = LEXICON.get(term) ?? LEXICON.get(withoutAccents(term))
  if (direct) return direct
  const last = words.at(-1)!
  const stem = last.endsWith('s') ? last.slice(0, -1) : last.endsWith('ish') ? last.slice(0, -3) : undefined
  if (stem === undefined || stem.length < 3) return undefined
  return LEXICON.get([...words.slice(0, -1), stem].join(' '))
}

/** Whether a term names what is played, which "-free" and "-less" refuse. */
function isPlayed({ instruments, stems }: Meaning): boolean {
  return instruments !== undefined || stems !== undefined
}

/** "Drumless" as "drum-free"; other words that end so are left alone. */
function withoutLess(word: string): string[] {
  const stem = /^(.+)less$/.exec(word)?.[1]
  const meaning = stem !== undefined && !lookUp([word]) ? lookUp([stem]) : undefined
  return meaning && isPlayed(meaning) ? [stem!, 'free'] : [word]
}

/** Finds the lexicon's terms in free text, the longest first, each with whether it is refused. */
export function readTerms(text: string): ReadTerms {
  const found: FoundTerm[] = []
  const unknown: string[] = []
  for (const clause of text
    .replaceAll(/\bw\/o\b/gi, 'without ')
    .replaceAll(/\bw\/(?=\s|\w)/gi, 'with ')
    .replaceAll(/(?<=\w)\s+n'\s+(?=\w)/gi, ' n ')
    .replaceAll(MERE_VIBES, 'vibe')
    .replaceAll(/\b(?:instead of|rather than|in place of)\b/gi, 'without')
    .split(/[,;:.!?()[\]{}"\n\r\t|/+]+/)) {
    const words = normaliseTerm(clause).split(' ').filter(Boolean).flatMap(withoutLess)
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
        const isFreeOf = isPlayed(meaning) && words[i + length] === 'free'
        const isLocal = negated && SOMEWHERE.test(words.slice(i + length).join(' '))
        if (isLocal) unknown.push(`${refused ?? 'no'} ${term} ${words.slice(i + length).join(' ')}`)
        else if (meaning.unsupported) unknown.push(term)
        else if (!negated || !isPlayed(meaning) || !/^solos?$/.test(words[i + length] ?? ''))
          // "No guitar solo" is said of the solo, not of the guitar.
          found.push({ term, meaning, negated: negated || isFreeOf })
        refused = undefined
        i += length + Number(isFreeOf)
        continue
      }
      if (NEGATIONS.has(word)) {
        negated = true
        refused = word
      } else if (NEGATION_ENDS.has(word)) negated = false
      else if (refused !== undefined && REFUSABLE.has(word)) {
        // "No rhythm", "without chords": nothing in a song can be taken away under these names.
        unknown.push(`${refused} ${word}`)
        refused = undefined
      } else if (word === 'sin' && lookUp(words.slice(i + 1, i + 2))?.stems) {
        // Spanish "without", where what follows is something to be without.
        negated = true
        refused = word
      } else if (!FILLERS.has(word) && !FOREIGN_FILLERS.has(word) && !/^\d+$/.test(word)) {
        const term = respell(word)
        const meant = term === undefined ? undefined : LEXICON.get(term)
        if (meant) {
          flush()
          found.push({ term: term!, meaning: meant, negated })
          refused = undefined
          i++
          continue
        }
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
