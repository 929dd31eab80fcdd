import MusicTempo from 'music-tempo'
import { trackBeats } from './steady-beats.js'
import { estimateTempo } from './steady-tempo.js'
import { ONSET_HOP, type Listening } from './listening.js'

/** Songs may slow down at their end: beats behind this share of the song do not count. */
const STEADY_SHARE = 0.85
/** A beat is measured over so many at once: onsets tremble, tempos do not. */
const SPAN_BEATS = 8
/** Listeners tap every beat, every second one, three for two …: tempos this far apart are one tempo. */
const METRICAL_LEVELS = [1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4, 1, 4 / 3, 3 / 2, 2, 3, 4]

export interface HeardTempo {
  /** By our own analysis, in beats a minute at whatever metrical level it hears. */
  readonly bpm: number
  /** By the music-tempo package; undefined when it hears none. */
  readonly secondBpm?: number
}

/** Tempo of a recording by two beat trackers that know nothing of the score. */
export function hearTempo({ mono, onsets }: Pick<Listening, 'mono' | 'onsets'>): HeardTempo {
  const estimate = estimateTempo(onsets.all, onsets.framesPerSecond)
  const beatTimesSeconds = trackBeats(onsets.all, onsets.framesPerSecond, estimate.bpm)
  const second = secondOpinion(mono)
  return {
    bpm: steadyBpm(beatTimesSeconds) ?? estimate.bpm,
    ...(second !== undefined && { secondBpm: second }),
  }
}

/** Median tempo over spans of beats; undefined for fewer than two spans. */
export function steadyBpm(beatTimesSeconds: readonly number[]): number | undefined {
  const steady = beatTimesSeconds.slice(0, Math.floor(beatTimesSeconds.length * STEADY_SHARE))
  const spans = steady
    .slice(SPAN_BEATS)
    .map((time, i) => (time - steady[i]!) / SPAN_BEATS)
    .toSorted((a, b) => a - b)
  return spans.length < 2 ? undefined : 60 / spans[spans.length >> 1]!
}

/** How far a heard tempo lies from the asked one, as a share, at the metrical level where they are nearest. */
export function tempoError(heardBpm: number, askedBpm: number): number {
  return Math.min(...METRICAL_LEVELS.map((level) => Math.abs((heardBpm * level) / askedBpm - 1)))
}

function secondOpinion(mono: Float32Array): number | undefined {
  try {
    return steadyBpm(new MusicTempo(mono, { bufferSize: 1024, hopSize: ONSET_HOP, timeStep: 0.01 }).beats)
  } catch {
    // It throws a plain string where it finds no beat: drones and free rhythms.
    return undefined
  }
}
