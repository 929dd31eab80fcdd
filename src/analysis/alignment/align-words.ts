import { toMono, type Audio } from '../../dsp/audio.js'
import { resample } from '../../dsp/resample.js'
import type { PhoneScorer, PhoneScores } from './phone-scores.js'
import { SPEECH_RATE, speechFeatures, type SpeechFeatures } from './speech-features.js'
import { findWordPath, type LookGains, type WordStates } from './word-path.js'

/** A word to be found in a recording. */
export interface WordToAlign {
  /** Lower-case ARPAbet without stress digits; `ax` counts as `ah`. At least one. */
  readonly phones: readonly string[]
  /** Whether a line begins with it: singers breathe there. */
  readonly beginsLine: boolean
}

/** Where a word was found. */
export interface FoundWord {
  readonly startSeconds: number
  readonly endSeconds: number
  /** 0 (it had to be put somewhere) … 1 (it was heard there). */
  readonly confidence: number
  /** What its sounds gained over any other sound, as a mean of logarithms: about 1 for words that are sung, 0.3 for others. */
  readonly gain: number
}

/** A look is so many frames of 10 ms: as exact as anybody sings. */
const FRAMES_A_LOOK = 2
/** Gaussians take neighbouring features for independent, which they are not: their logarithms count this much. */
const SCORE_WEIGHT = 0.2
/** Share of looks that say nothing: what the singer does there is in no model. */
const OUTLIERS = 0.03
/** What a recording usually sounds like is begun with so many looks at anything: a short one cannot tell. */
const UNKNOWN_LOOKS = 100
/** What a look between words gains: a word must be more than what sounds anyway. What a word loses where nobody sings. */
const PAUSE_GAIN = 0.1
const SILENCE_LOSS = 2.5
const PAUSE_IN_LINE = 5
const PAUSE_BETWEEN_LINES = 0.5
/** A consonant held for a further look. Vowels are held as long as the note. */
const HOLD_COST = 0.25
const VOWEL_HOLD_COST = 0.02
/** Words to either side that speak for a word, and how much it speaks for itself. */
const NEIGHBOURS = 4
const OWN_WEIGHT = 0.3
/** A gain over nonsense at which a word is as likely to be there as not, and how fast that changes. */
const EVEN_LEAD = 0.12
const LEAD_SLOPE = 0.05
/** Phones that are held in singing. */
const VOWELS = new Set('AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW'.split(' '))
/** Phones of the model that are no speech. */
const FILLERS = new Set(['SIL', '+NSN+', '+SPN+'])
/** The voice sounds where it is at most this far under its loud parts, in dB; around that, gradually. */
const VOICE_DB = -22
const VOICE_SLOPE_DB = 4
/** Looks that are less sure to hold a voice are not looked at closely: every phone is as likely there. */
const LEAST_VOICE_SHARE = 0.05

/** Finds words in order in a recording of a voice. Undefined when it is too short for them. */
export type FindWords = (words: readonly WordToAlign[]) => FoundWord[] | undefined

/**
 * Listens to a voice once, to look for any words in it. `versions`: the same recording with more and less of what is around
 * the voice, the clearest first; what one of them hides, another may show. Pure.
 */
export function listenForWords(versions: readonly [Audio, ...Audio[]], scorer: PhoneScorer): FindWords {
  const features = versions.map((version) => speechFeatures(toMono(resample(version, SPEECH_RATE))))
  const voiced = voiceShares(features[0]!)
  const scores = features.map((each) =>
    scorer.score(each, FRAMES_A_LOOK, (look) => voiced[look]! >= LEAST_VOICE_SHARE),
  )
  const { hopSeconds } = scores[0]!
  const gains = meanOf(scores.map((each) => gainsOf(each, voiced, scorer)))
  return (words) => {
    if (words.length === 0) return []
    const chains = words.map((word) => statesOf(word, scorer))
    const spans = findWordPath(chains, gains)
    if (!spans) return undefined
    const nonsense = nonsenseGain(chains, gains)
    return spans.map(({ first, last, gain }, index) => ({
      startSeconds: first * hopSeconds,
      endSeconds: (last + 1) * hopSeconds,
      confidence: confidenceOf(
        spans.slice(Math.max(0, index - NEIGHBOURS), index + NEIGHBOURS + 1),
        gain,
        nonsense,
      ),
      gain,
    }))
  }
}

/**
 * What words gain where they are certainly not sung: the same ones out of order, last to first, and every second one first.
 * In a noisy recording even true words gain little, but these gain less.
 */
function nonsenseGain(chains: readonly WordStates[], gains: LookGains): number {
  const everySecond = [0, 1].flatMap((first) => chains.filter((_, index) => index % 2 === first))
  const found = [chains.toReversed(), everySecond.toReversed()].flatMap(
    (order) => findWordPath(order, gains) ?? [],
  )
  return found.reduce((sum, { gain }) => sum + gain, 0) / Math.max(1, found.length)
}

/** How much like words a recording sounds that they were looked for in: the mean of their gains, by their sounds. */
export function likenessOf(words: readonly WordToAlign[], found: readonly FoundWord[]): number {
  let sum = 0
  let phones = 0
  found.forEach(({ gain }, index) => {
    const count = words[index]!.phones.length
    sum += gain * count
    phones += count
  })
  return phones === 0 ? 0 : sum / phones
}

/** A word among words that were heard has been heard too, even if it was mumbled. */
function confidenceOf(around: readonly { readonly gain: number }[], own: number, nonsense: number): number {
  const mean = around.reduce((sum, { gain }) => sum + gain, 0) / around.length
  const lead = OWN_WEIGHT * own + (1 - OWN_WEIGHT) * mean - nonsense
  return 1 / (1 + Math.exp((EVEN_LEAD - lead) / LEAD_SLOPE))
}

function statesOf({ phones, beginsLine }: WordToAlign, scorer: PhoneScorer): WordStates {
  const columns: number[] = []
  const stayCosts: number[] = []
  const beginsPhone: boolean[] = []
  for (const phone of phones) {
    const name = phone === 'ax' ? 'AH' : phone.toUpperCase()
    const index = scorer.phones.indexOf(name)
    if (index < 0) throw new RangeError(`"${phone}" is not a phone of the model (${scorer.phones.join(' ')})`)
    for (let state = 0; state < scorer.states; state++) {
      columns.push(index * scorer.states + state)
      stayCosts.push(VOWELS.has(name) ? VOWEL_HOLD_COST : HOLD_COST)
      beginsPhone.push(state === 0)
    }
  }
  return { columns, stayCosts, beginsPhone, pauseCost: beginsLine ? PAUSE_BETWEEN_LINES : PAUSE_IN_LINE }
}

/**
 * What each look speaks for, as logarithms against what the recording sounds like anyway: a band that resembles one vowel
 * all the time does not sing it. (Against all phones alike, words under a band were drawn into its introduction: 79 % of
 * ten songs' words were found within 0.3 s, and 96 % are now.)
 */
function gainsOf(scores: PhoneScores, voiced: Float32Array, scorer: PhoneScorer): LookGains {
  const { looks, width } = scores
  const columns = sharesOf(scores, scorer)
  const usual = usualShares(columns, width, voiced)
  for (let look = 0; look < looks; look++) {
    const loss = SILENCE_LOSS * (1 - voiced[look]!)
    for (let column = 0, at = look * width; column < width; column++, at++) {
      columns[at] = Math.log(((1 - OUTLIERS) * columns[at]!) / usual[column]! + OUTLIERS) - loss
    }
  }
  return { looks, width, columns, pauses: new Float32Array(looks).fill(PAUSE_GAIN) }
}

/** How much more each look is like each state of a phone than like the mean of all; 0 for what is no speech. */
function sharesOf({ looks, width, values }: PhoneScores, { phones, states }: PhoneScorer): Float32Array {
  const isSpeech = Array.from(
    { length: width },
    (_, column) => !FILLERS.has(phones[Math.floor(column / states)]!),
  )
  const speechColumns = isSpeech.filter(Boolean).length
  const shares = new Float32Array(values.length)
  for (let look = 0; look < looks; look++) {
    const row = look * width
    let largest = -Infinity
    for (let column = 0; column < width; column++) {
      if (isSpeech[column]) largest = Math.max(largest, values[row + column]!)
    }
    let sum = 0
    for (let column = 0; column < width; column++) {
      if (!isSpeech[column]) continue
      shares[row + column] = Math.exp(SCORE_WEIGHT * (values[row + column]! - largest))
      sum += shares[row + column]!
    }
    for (let column = 0; column < width; column++) shares[row + column]! *= speechColumns / sum
  }
  return shares
}

/** The mean of what each column gets where the voice sounds. */
function usualShares(shares: Float32Array, width: number, voiced: Float32Array): Float64Array {
  const sums = new Float64Array(width).fill(UNKNOWN_LOOKS)
  let weight = UNKNOWN_LOOKS
  voiced.forEach((share, look) => {
    weight += share
    for (let column = 0; column < width; column++) sums[column]! += share * shares[look * width + column]!
  })
  return sums.map((sum) => sum / weight)
}

/** Versions of one recording speak with one voice each. */
function meanOf([first, ...others]: readonly LookGains[]): LookGains {
  const columns = first!.columns.map(
    (gain, i) => others.reduce((sum, other) => sum + other.columns[i]!, gain) / (others.length + 1),
  )
  return { ...first!, columns }
}

/** How sure it is, at each look, that the voice sounds: 0 … 1. */
function voiceShares({ levelDb, frames }: SpeechFeatures): Float32Array {
  const looks = Math.floor((frames + FRAMES_A_LOOK - 1) / FRAMES_A_LOOK)
  const sorted = Float32Array.from(levelDb).sort()
  const loud = sorted[Math.floor(0.95 * (sorted.length - 1))] ?? 0
  return Float32Array.from({ length: looks }, (_, look) => {
    const level = levelDb[look * FRAMES_A_LOOK]! - loud - VOICE_DB
    return 1 / (1 + Math.exp(-level / VOICE_SLOPE_DB))
  })
}
