import type { Key } from '../music/scale.js'

/** Major and minor profile: a weight for each degree in semitones above the tonic. */
type Profiles = Readonly<Record<'major' | 'minor', readonly number[]>>

/**
 * How well each scale degree fits a major and a minor key: probe-tone ratings of Krumhansl & Kessler (1982), table in
 * Krumhansl, Cognitive Foundations of Musical Pitch (1990), p. 30.
 */
const MELODY_PROFILES: Profiles = {
  major: [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88],
  minor: [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17],
}

/**
 * How often each degree sounds in whole pieces: Albrecht & Shanahan, "The Use of Large Corpora to Train a New Type of
 * Key-Finding Algorithm", Music Perception 31 (2013), table 2. For accompanied music these find the key far more often
 * than ratings do, for a tune alone a little less often.
 */
const MUSIC_PROFILES: Profiles = {
  major: [0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.08, 0.008, 0.081],
  minor: [0.22, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052],
}

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
  return bestKey(({ tonic, mode }) => {
    const at = (degree: number) => (tonic + degree) % 12
    const outside = FOREIGN_DEGREES[mode].reduce((sum, degree) => sum + weights[at(degree)]!, 0) / total
    const third = mode === 'major' ? 4 : 3
    const closing = finals[tonic]! + 0.3 * (finals[at(7)]! + finals[at(third)]!)
    return (
      correlation(weights, rotate(MELODY_PROFILES[mode], tonic)) -
      FOREIGN_COST * outside +
      (CLOSING_BONUS * closing) / (totalFinals + FEW_FINALS)
    )
  })
}

/** Key of music of many voices by how much each pitch class sounds in it (12 weights from C, see `pitchClassProfile`). */
export function estimateKeyOfMusic(weights: readonly number[]): KeyEstimate {
  return bestKey(({ tonic, mode }) => correlation(weights, rotate(MUSIC_PROFILES[mode], tonic)))
}

/** How well each of the 24 keys fits music in which the pitch classes sound this much: correlation, -1 … 1. */
export function fitOfKeys(weights: readonly number[]): { readonly key: HearableKey; readonly fit: number }[] {
  return KEYS.map((key) => ({ key, fit: correlation(weights, rotate(MUSIC_PROFILES[key.mode], key.tonic)) }))
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

/** The profile from C instead of from its tonic. */
function rotate(profile: readonly number[], tonic: number): number[] {
  return profile.map((_, pitchClass) => profile[(pitchClass - tonic + 12) % 12]!)
}

/** The same key, or major and minor over the same notes. */
function areRelative(a: Key, b: Key): boolean {
  const majorTonic = (key: Key) => (key.mode === 'major' ? key.tonic : (key.tonic + 3) % 12)
  return majorTonic(a) === majorTonic(b)
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const meanA = a.reduce((sum, value) => sum + value, 0) / a.length
  const meanB = b.reduce((sum, value) => sum + value, 0) / b.length
  let ab = 0
  let aa = 0
  let bb = 0
  for (let i = 0; i < a.length; i++) {
    const da = a[i]! - meanA
    const db = b[i]! - meanB
    ab += da * db
    aa += da * da
    bb += db * db
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0
}
