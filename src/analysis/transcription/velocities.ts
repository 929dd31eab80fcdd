import { keyLevelDb } from './key-level.js'
import type { NoteEvent } from './note-events.js'
import { PITCH_FRAMES_PER_SECOND } from './pitch-activity.js'

/** A note is as loud as the loudest moment of its beginning: so many frames (209 ms), in moments of 46 ms … */
const BEGINNING_FRAMES = 18
const MOMENT_FRAMES = 4
/** … or so many periods of a low one: shorter ones do not tell its partials apart. */
const MOMENT_PERIODS = 4
const STEP_FRAMES = 2
/**
 * A recording does not tell how hard its notes were meant. This is what one of four is taken to pass: about right both
 * where all are played alike, as most parts of people's MIDI files are, and where there are dynamics.
 */
const FORTE_VELOCITY = 0.76
const FORTE_PERCENTILE = 0.75
const SOFTEST = 0.1

/**
 * How hard each note was played, 0 … 1, from the level of its partials when it begins, compared with the other notes of
 * the recording near its pitch: low and high notes are of different strength on most instruments.
 * @param samples One channel at `PITCH_RATE`.
 * @param dbADecade By how much a note of a tenth of the velocity is softer, in dB.
 */
export function velocitiesOf(
  notes: readonly NoteEvent[],
  samples: Float32Array,
  dbADecade: number,
): number[] {
  if (notes.length === 0) return []
  const levels = notes.map((note) => loudestDb(note, samples))
  const trend = linearTrend(
    notes.map(({ pitchMidi }) => pitchMidi),
    levels,
  )
  const relative = levels.map((level, i) => level - trend(notes[i]!.pitchMidi))
  const forte = relative.toSorted((a, b) => a - b)[Math.floor(FORTE_PERCENTILE * relative.length)]!
  return relative.map((level) =>
    Math.min(1, Math.max(SOFTEST, FORTE_VELOCITY * 10 ** ((level - forte) / dbADecade))),
  )
}

function loudestDb({ pitchMidi, startFrame, endFrame }: NoteEvent, samples: Float32Array): number {
  const periodFrames = PITCH_FRAMES_PER_SECOND / (440 * 2 ** ((pitchMidi - 69) / 12))
  const momentFrames = Math.max(MOMENT_FRAMES, Math.ceil(MOMENT_PERIODS * periodFrames))
  const last = Math.min(endFrame, startFrame + BEGINNING_FRAMES) - momentFrames
  let loudest = -Infinity
  for (let frame = startFrame; frame <= Math.max(startFrame, last); frame += STEP_FRAMES) {
    loudest = Math.max(loudest, keyLevelDb(samples, pitchMidi, frame, frame + momentFrames))
  }
  return loudest
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
