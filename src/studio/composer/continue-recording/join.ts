import { beatToSeconds, secondsToBeat } from '../../../music/tempo-map.js'
import type { RecordingFrame } from '../recording-frame.js'
import { beatSecondsAtEnd } from './tempo-at-join.js'

/** Where something new takes over from a recording. */
export interface Join {
  readonly beat: number
  readonly seconds: number
  /** Bars of the recording before it. */
  readonly bar: number
  /** Tempo of the recording just before it, in quarter notes a minute. */
  readonly bpm: number
}

/** A position so little before a bar line, in beats, is meant to be on it. */
const TOLERANCE_BEATS = 0.2

/**
 * The bar line at or just before `atSeconds` (by default where the recording's sound ends). Where no whole bar lies
 * before it, the place itself.
 */
export function joinAt(frame: RecordingFrame, atSeconds: number | undefined): Join {
  const { heard, grid } = frame
  const lastSound = heard.phrases.at(-1)?.endSeconds ?? heard.durationSeconds
  const asked = Math.min(frame.seconds, Math.max(0, atSeconds ?? lastSound))
  const askedBeat = secondsToBeat(grid.tempoMap, asked)
  const bar = Math.floor((askedBeat + TOLERANCE_BEATS) / grid.beatsPerBar)
  const barSeconds = beatToSeconds(grid.tempoMap, bar * grid.beatsPerBar)
  const onBar = barSeconds > 0 && barSeconds <= heard.durationSeconds
  const seconds = onBar ? barSeconds : asked
  return {
    beat: onBar ? bar * grid.beatsPerBar : askedBeat,
    seconds,
    bar: Math.max(0, bar),
    bpm: tempoBefore(frame, seconds),
  }
}

function tempoBefore({ heard, grid }: RecordingFrame, seconds: number): number {
  const beatSeconds = beatSecondsAtEnd(heard.beatTimesSeconds.filter((time) => time <= seconds + 0.05))
  return beatSeconds === undefined ? grid.bpm : (60 / beatSeconds) * grid.beatsPerHeard
}
