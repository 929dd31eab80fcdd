import { COUNTED_PROFILES, fitOfKey, RATED_PROFILES } from '../music/key-profiles.js'
import type { Key } from '../music/scale.js'

/** Degrees that belong to neither the scale nor, in minor, its raised sixth and seventh. */
const FOREIGN_DEGREES = { major: [1, 3, 6, 8, 10], minor: [1, 4, 6] } as const
/** Correlation alone hardly notices a key whose leading note is missing and whose foreign notes sound. */
const FOREIGN_COST = 1.5
const CLOSING_BONUS = 0.3
/** So many phrase endings must agree before they count fully. */
const FEW_FINALS = 2

export interface KeyEstimate {
  readonly key: Key
  /** 0 … 1: distance of the best key from the best unrelated one. */
  readonly confidence: number
}

/**
 * Key of a melody by how long each pitch class is sung (12 weights from C): the profile that correlates best. `finals` are
 * pitch classes that phrases end on, weighted; melodies tend to close on the tonic, which a distribution does not show.
 */
export function estimateKey(
  weights: readonly number[],
  finals: readonly number[] = new Array<number>(12).fill(0),
): KeyEstimate {
  const total = weights.reduce((sum, value) => sum + value, 0) || 1
  const totalFinals = finals.reduce((sum, value) => sum + value, 0)
  return bestKey((key) => {
    const { tonic, mode } = key
    const at = (degree: number) => (tonic + degree) % 12
    const outside = FOREIGN_DEGREES[mode].reduce((sum, degree) => sum + weights[at(degree)]!, 0) / total
    const third = mode === 'major' ? 4 : 3
    const closing = finals[tonic]! + 0.3 * (finals[at(7)]! + finals[at(third)]!)
    return (
      fitOfKey(weights, RATED_PROFILES, key) -
      FOREIGN_COST * outside +
      (CLOSING_BONUS * closing) / (totalFinals + FEW_FINALS)
    )
  })
}

/** Key of music of many voices by how much each pitch class sounds in it (12 weights from C, see `pitchClassProfile`). */
export function estimateKeyOfMusic(weights: readonly number[]): KeyEstimate {
  return bestKey((key) => fitOfKey(weights, COUNTED_PROFILES, key))
}

/** How well each of the 24 keys fits music in which the pitch classes sound this much: correlation, -1 … 1. */
export function fitOfKeys(weights: readonly number[]): { readonly key: HearableKey; readonly fit: number }[] {
  return KEYS.map((key) => ({ key, fit: fitOfKey(weights, COUNTED_PROFILES, key) }))
}

/** Keys that can be heard: the other modes are taken for the nearest of the two. */
export type HearableKey = Key & { readonly mode: 'major' | 'minor' }

/** All major keys, then all minor ones, from C. */
const KEYS: readonly HearableKey[] = (['major', 'minor'] as const).flatMap((mode) =>
  Array.from({ length: 12 }, (_, tonic) => ({ tonic, mode })),
)

function bestKey(scoreOf: (key: HearableKey) => number): KeyEstimate {
  const candidates = KEYS.map((key) => ({ key, score: scoreOf(key) }))
  candidates.sort((a, b) => b.score - a.score)
  const best = candidates[0]!
  const rival = candidates.find(({ key }) => !areRelative(key, best.key)) ?? best
  return { key: best.key, confidence: Math.max(0, Math.min(1, (best.score - rival.score) * 3)) }
}

/** The same key, or major and minor over the same notes. */
function areRelative(a: Key, b: Key): boolean {
  const majorTonic = (key: Key) => (key.mode === 'major' ? key.tonic : (key.tonic + 3) % 12)
  return majorTonic(a) === majorTonic(b)
}
