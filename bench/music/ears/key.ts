import { meanChroma } from '../../../src/analysis/chroma.js'
import { estimateKey } from '../../../src/analysis/key.js'
import { isMinorish, type Key } from '../../../src/music/scale.js'
import type { Listening } from './listening.js'

/** What sounds last tends to be the tonic; it counts like so many phrase endings. */
const CLOSE_SECONDS = 4
const CLOSE_WEIGHT = 3

export interface HeardKey {
  readonly key: Key
  /** 0 … 1. */
  readonly confidence: number
}

/** Key of a recording from its chroma and its last chord. */
export function hearKey({
  chroma,
  durationSeconds,
}: Pick<Listening, 'chroma' | 'durationSeconds'>): HeardKey {
  const close = meanChroma(chroma, Math.max(0, durationSeconds - CLOSE_SECONDS), durationSeconds)
  const total = close.reduce((sum, value) => sum + value, 0) || 1
  return estimateKey(
    meanChroma(chroma, 0, Infinity),
    close.map((value) => (CLOSE_WEIGHT * value) / total),
  )
}

/**
 * How keys lie to each other: `same`, a fifth apart, relative (major and minor of the same notes), parallel (of the same
 * tonic) or something else. Modes count as the major or minor that their third makes them.
 */
export function keyRelation(heard: Key, asked: Key): 'same' | 'fifth' | 'relative' | 'parallel' | 'other' {
  const sameSide = isMinorish(heard) === isMinorish(asked)
  const distance = (((heard.tonic - asked.tonic) % 12) + 12) % 12
  if (sameSide && distance === 0) return 'same'
  if (sameSide && (distance === 5 || distance === 7)) return 'fifth'
  if (!sameSide && distance === (isMinorish(asked) ? 3 : 9)) return 'relative'
  return distance === 0 ? 'parallel' : 'other'
}
