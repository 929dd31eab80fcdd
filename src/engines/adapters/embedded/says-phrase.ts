import { likenessOf, listenForWords } from '../../../analysis/alignment/align-words.js'
import type { PhoneScorer } from '../../../analysis/alignment/phone-scores.js'
import type { Audio } from '../../../dsp/audio.js'
import { VALIDATION_PHRASES } from '../../../studio/voice/validation-phrases.js'
import { wordsToAlign } from './words-to-align.js'

/**
 * How much more a recording must sound like its phrase than like any other phrase of the language. With four voices of
 * espeak-ng, which the model does not know, the right phrase was ahead by 0.3 and more in English, and by as little as
 * 0.04 in French.
 */
const LEAST_LEAD = 0.02
/** Languages whose phrases our singers can pronounce. Japanese ones are written in characters, which nobody here reads. */
const KNOWN_LANGUAGES = ['en', 'es', 'fr', 'pt', 'de']

/**
 * Whether a phrase, and not another of its language, is said or sung in a recording. Undefined for phrases in languages
 * whose sounds are not known here, and for phrases that are none of ours.
 */
export function saysPhrase(voice: Audio, phrase: string, scorer: PhoneScorer): boolean | undefined {
  const phrases = KNOWN_LANGUAGES.map((language) => VALIDATION_PHRASES[language]!).find((each) =>
    each.includes(phrase),
  )
  if (!phrases) return undefined
  const find = listenForWords([voice], scorer)
  const likeness = (text: string): number => {
    const wanted = wordsToAlign(text)
    const found = find(wanted)
    return found ? likenessOf(wanted, found) : -Infinity
  }
  const others = phrases.filter((other) => other !== phrase).map(likeness)
  return likeness(phrase) >= Math.max(...others) + LEAST_LEAD
}
