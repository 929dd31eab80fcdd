import { keyLevelDb } from './key-level.js'
import type { NoteEvent } from './note-events.js'

/** Frames of the attack whose level counts: 93 ms. */
const ATTACK_FRAMES = 8
/** What most loud notes of a piece are played with, 0 … 1: the 90th percentile of levels gets it. */
const LOUD_VELOCITY = 0.85
const LOUD_PERCENTILE = 0.9
/** Synthesisers and samplers follow amplitude ~ velocity² (SoundFont 2.04, 9.6.2): 40 dB a decade of velocity. */
const DB_A_DECADE = 40
const SOFTEST = 0.15

/**
 * How hard each note was played, 0 … 1, from the level of its partials just after it begins, compared with the other notes
 * of the recording near its pitch: low and high notes are of different strength on most instruments.
 * @param samples One channel at `PITCH_RATE`.
 */
export function velocitiesOf(notes: readonly NoteEvent[], samples: Float32Array): number[] {
  if (notes.length === 0) return []
  const levels = notes.map(({ pitchMidi, startFrame, endFrame }) =>
    keyLevelDb(samples, pitchMidi, startFrame, Math.min(endFrame, startFrame + ATTACK_FRAMES)),
  )
  const trend = linearTrend(
    notes.map(({ pitchMidi }) => pitchMidi),
    levels,
  )
  const relative = levels.map((level, i) => level - trend(notes[i]!.pitchMidi))
  const sorted = relative.toSorted((a, b) => a - b)
  const loud = sorted[Math.min(sorted.length - 1, Math.floor(LOUD_PERCENTILE * sorted.length))]!
  return relative.map((level) =>
    Math.min(1, Math.max(SOFTEST, LOUD_VELOCITY * 10 ** ((level - loud) / DB_A_DECADE))),
  )
}

/** Least-squares line through the points; a constant where they don't differ in x. */
function linearTrend(xs: readonly number[], ys: readonly number[]): (x: number) => number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const meanX = mean(xs)
  const meanY = mean(ys)
  let covariance = 0
  let variance = 0
  xs.forEach((x, i) => {
    covariance += (x - meanX) * (ys[i]! - meanY)
    variance += (x - meanX) ** 2
  })
  const slope = variance > 0 ? covariance / variance : 0
  return (x) => meanY + slope * (x - meanX)
}
