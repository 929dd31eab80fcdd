import type { HeardRecording } from '../../music/heard.js'
import { secondsToBeat } from '../../music/tempo-map.js'
import { chooseFeel, layBeatGrid, type BeatGrid } from './accompany/beat-grid.js'
import type { BeatSpan } from './arrangement/song-frame.js'

/** A recording in a score's own coordinates: bars and beats over it, and where it sounds. */
export interface RecordingFrame {
  readonly heard: HeardRecording
  readonly grid: BeatGrid
  /** Factor between heard and written tempo: 0.5, 1 or 2. */
  readonly feel: number
  /** Length of the recording that is used, in seconds and beats. */
  readonly seconds: number
  readonly endBeat: number
  /** Bars that lie wholly or mostly within the used length; at least 1. */
  readonly barCount: number
  /** For each of those bars, whether anything sounds in at least half of it. */
  readonly isPlayed: readonly boolean[]
}

/**
 * Lays bars over a recording at the speed a style feels it. `maxSeconds` cuts recordings that are longer. A recording in
 * which no phrase was found counts as sounding throughout.
 */
export function frameRecording(
  heard: HeardRecording,
  tempo: { readonly lowBpm: number; readonly typicalBpm: number; readonly highBpm: number },
  maxSeconds: number,
): RecordingFrame {
  const feel = chooseFeel(heard.tempoBpm, heard.beatsPerBar, tempo)
  const grid = layBeatGrid(heard, feel)
  const seconds = Math.min(heard.durationSeconds, maxSeconds)
  const endBeat = Math.max(1, secondsToBeat(grid.tempoMap, seconds))
  const barCount = Math.max(1, Math.round(endBeat / grid.beatsPerBar))
  const sounding = spansOf(heard, grid)
  return {
    heard,
    grid,
    feel,
    seconds,
    endBeat,
    barCount,
    isPlayed: Array.from({ length: barCount }, (_, bar) => {
      const from = bar * grid.beatsPerBar
      return sounding.length === 0 || soundingShare(sounding, from, from + grid.beatsPerBar) >= 0.5
    }),
  }
}

/** Bars that sound, in order; all of them when none does. */
export function playedBars(frame: RecordingFrame): number[] {
  const bars = frame.isPlayed.flatMap((isPlayed, bar) => (isPlayed ? [bar] : []))
  return bars.length > 0 ? bars : frame.isPlayed.map((_, bar) => bar)
}

function spansOf(heard: HeardRecording, grid: BeatGrid): BeatSpan[] {
  return heard.phrases.map(({ startSeconds, endSeconds }) => ({
    startBeat: secondsToBeat(grid.tempoMap, startSeconds),
    endBeat: secondsToBeat(grid.tempoMap, endSeconds),
  }))
}

function soundingShare(spans: readonly BeatSpan[], from: number, to: number): number {
  const beats = spans.reduce(
    (sum, { startBeat, endBeat }) => sum + Math.max(0, Math.min(to, endBeat) - Math.max(from, startBeat)),
    0,
  )
  return beats / (to - from)
}
