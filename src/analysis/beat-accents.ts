import type { HeardNote, HeardPhrase } from '../music/heard.js'
import type { OnsetStrength } from './onset-strength.js'
import { peakNear } from './peak-near.js'
import type { PitchChroma } from './pitch-chroma.js'

/** A note or phrase that begins this near a beat begins on it, in seconds. */
const NEAR_SECONDS = 0.12
/** Frames around a beat in which its onset is looked for. */
const REACH_FRAMES = 5

export interface Accented {
  readonly beats: readonly number[]
  readonly onsets: OnsetStrength
  /** What sounds on each beat. */
  readonly beatChroma: readonly PitchChroma[]
  readonly melody: readonly HeardNote[]
  readonly phrases: readonly HeardPhrase[]
  /** A single line: long notes and new phrases tell more than harmony. */
  readonly isAlone: boolean
}

/**
 * How likely a bar starts on each beat: onsets, low onsets, new harmony and a new bass add up; of a single line, long notes
 * and the beginnings of phrases.
 */
export function beatAccents({ beats, onsets, beatChroma, melody, phrases, isAlone }: Accented): number[] {
  const scaled = (values: readonly number[]) => {
    const largest = Math.max(1e-9, ...values)
    return values.map((value) => value / largest)
  }
  const changes = (part: 'all' | 'bass') =>
    scaled(beatChroma.map((chroma, i) => newness(beatChroma[i - 1]?.[part], chroma[part])))
  const all = scaled(beats.map((time) => peakNear(onsets.all, time * onsets.framesPerSecond, REACH_FRAMES)))
  const low = scaled(beats.map((time) => peakNear(onsets.low, time * onsets.framesPerSecond, REACH_FRAMES)))
  const harmony = changes('all')
  const bass = changes('bass')
  const noteLength = scaled(
    beats.map((time) => {
      const note = melody.find(({ startSeconds }) => Math.abs(startSeconds - time) < NEAR_SECONDS)
      return note ? Math.min(2, note.endSeconds - note.startSeconds) : 0
    }),
  )
  const phrase = beats.map((time) =>
    phrases.some(({ startSeconds }) => Math.abs(startSeconds - time) < NEAR_SECONDS * 1.5) ? 1 : 0,
  )
  return beats.map((_, i) =>
    isAlone
      ? all[i]! + low[i]! + harmony[i]! + noteLength[i]! + phrase[i]!
      : 0.5 * all[i]! + low[i]! + 2 * harmony[i]! + 1.5 * bass[i]! + 0.3 * noteLength[i]! + 0.5 * phrase[i]!,
  )
}

/** How much sounds now that did not before. */
function newness(before: readonly number[] | undefined, now: readonly number[]): number {
  return before ? now.reduce((sum, value, i) => sum + Math.max(0, value - before[i]!), 0) : 0
}
