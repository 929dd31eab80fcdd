import type { Score } from '../../../music/score.js'
import { beatToSeconds, secondsToBeat } from '../../../music/tempo-map.js'
import { barLineAfter, barLineBefore, beatsPerBarOf, meterAt, SAME_BEAT, songSeconds } from './source-bars.js'

/** The bars of a song that a window of time covers whole: what is written anew. */
export interface BarWindow {
  readonly startBeat: number
  readonly endBeat: number
  readonly beatsPerBar: number
  /** The window as asked for, its end within the song. */
  readonly startSeconds: number
  readonly endSeconds: number
}

/** A window this little longer than its song still fits, in seconds: players round lengths. */
const END_TOLERANCE_SECONDS = 0.5
const SHORTEST_SECONDS = 1

/**
 * The bars between two times; where bars are so long that none lies between them, the beats. Throws RangeError for a
 * window that is empty or not within the song.
 */
export function barsWithin(source: Score, startSeconds: number, endSeconds: number): BarWindow {
  const length = songSeconds(source)
  const isWithin = startSeconds >= 0 && endSeconds <= length + END_TOLERANCE_SECONDS
  if (!isWithin || !(endSeconds - startSeconds >= SHORTEST_SECONDS)) {
    throw new RangeError(
      `a window to write anew must lie within the song's ${length.toFixed(2)} s and last at least ${SHORTEST_SECONDS} s; got startSeconds ${startSeconds} and endSeconds ${endSeconds}`,
    )
  }
  const musicSeconds = beatToSeconds(source.tempoMap, source.endBeat)
  const beatsPerBar = beatsPerBarOf(meterAt(source, secondsToBeat(source.tempoMap, startSeconds)))
  const end = Math.min(endSeconds, length)
  const endBeatOf = (last: (seconds: number) => number): number =>
    end >= musicSeconds - 0.01 ? source.endBeat : last(end)
  const window = { beatsPerBar, startSeconds, endSeconds: end }
  const bars = {
    startBeat: barLineAfter(source, startSeconds),
    endBeat: endBeatOf((seconds) => barLineBefore(source, seconds)),
  }
  if (bars.endBeat - bars.startBeat >= beatsPerBar - SAME_BEAT) return { ...window, ...bars }
  const beats = {
    startBeat: Math.ceil(secondsToBeat(source.tempoMap, startSeconds) - 0.01),
    endBeat: endBeatOf((seconds) => Math.floor(secondsToBeat(source.tempoMap, seconds) + 0.01)),
  }
  if (beats.endBeat - beats.startBeat >= 1) return { ...window, ...beats }
  throw new RangeError(
    `no beat of the song lies between ${startSeconds} s and ${endSeconds} s: its music ends at ${musicSeconds.toFixed(2)} s`,
  )
}
