import type { HeardRecording } from './heard.js'
import type { TempoMap } from './tempo-map.js'

/** The beats of a recording as a page of notes counts them. */
export interface BeatGrid {
  /**
   * Seconds of every beat, strictly rising. The first is 0, the recording's first frame, also where the beat before the
   * first heard one began earlier: that beat is only as long as what is left of it. Two beats at least.
   */
  readonly beatTimesSeconds: readonly number[]
  /** Beats before the first bar line; 0: the recording begins on one. */
  readonly pickupBeats: number
  readonly beatsPerBar: number
}

/** A heard beat this near to the first frame is the first frame's, in seconds: beats are not heard more exactly. */
const NEAR_START_SECONDS = 0.02

/** The heard beats from the first frame to `endSeconds` at least, with the neighbours' tempo where none were heard. */
export function beatGridOf(
  heard: Pick<HeardRecording, 'beatTimesSeconds' | 'firstDownbeatIndex' | 'beatsPerBar'>,
  endSeconds: number,
): BeatGrid {
  const beats = heard.beatTimesSeconds.filter((time) => time > NEAR_START_SECONDS)
  const dropped = heard.beatTimesSeconds.length - beats.length
  const firstPeriod = heard.beatTimesSeconds[1]! - heard.beatTimesSeconds[0]!
  const lastPeriod = heard.beatTimesSeconds.at(-1)! - heard.beatTimesSeconds.at(-2)!
  let added = 0
  const first = beats[0] ?? firstPeriod
  if (beats.length === 0) beats.push(first)
  for (let time = first - firstPeriod; time > NEAR_START_SECONDS; time -= firstPeriod, added++) {
    beats.unshift(time)
  }
  beats.unshift(0)
  while (beats.at(-1)! < endSeconds) beats.push(beats.at(-1)! + lastPeriod)
  const { beatsPerBar } = heard
  const firstDownbeat = heard.firstDownbeatIndex - dropped + added + 1
  return {
    beatTimesSeconds: beats,
    pickupBeats: ((firstDownbeat % beatsPerBar) + beatsPerBar) % beatsPerBar,
    beatsPerBar,
  }
}

/** A beat of the grid is a quarter note. */
export function tempoMapOf({ beatTimesSeconds }: BeatGrid): TempoMap {
  return { anchors: beatTimesSeconds.map((seconds, beat) => ({ beat, seconds })) }
}
