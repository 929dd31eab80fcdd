import { beatToSeconds } from '../../../src/music/tempo-map.js'
import type { NoteList } from './note-list.js'

/** Repetition at three lengths, each 0 … 1. */
export interface Structureness {
  /** Segments of 3 to 8 seconds. */
  readonly short: number
  /** 8 to 15 seconds. */
  readonly medium: number
  /** 15 seconds and more. */
  readonly long: number
}

/** Similarities below the best fifth count as "not alike" (relative threshold of the enhanced matrix). */
const KEPT_SHARE = 0.2
/** What a step through "not alike" costs. */
const PENALTY = -2
/** Longer pieces have frames of whole bars, or of several: the fitness of all segments costs the fourth power. */
const MOST_FRAMES = 130
/** Segments that are tried: each length this much longer than the one before, starts this part of a length apart. */
const LENGTH_STEP = 1.12
const START_STEP = 0.12

/**
 * Structureness indicator (Wu & Yang 2020, section 5.4): the highest fitness of any segment whose length lies in a range
 * of seconds. Fitness is Müller, Jiang & Grosche's ("A Robust Fitness Measure for Capturing Repetitions in Music
 * Recordings With Applications to Audio Thumbnailing", IEEE TASLP 2013): the harmonic mean of how well a segment's
 * repetitions fit and how much of the piece they cover, both without the segment itself. The self-similarity matrix is
 * one of half bars here: pitch classes that sound and places that have an onset.
 */
export function structureness(piece: NoteList): Structureness {
  const frames = framesOf(piece)
  const similarity = enhanced(selfSimilarity(frames.features))
  const count = frames.features.length
  const seconds = piece.barBeats.length > 1 ? frames.secondsEach : 1
  const best = { short: 0, medium: 0, long: 0 }
  for (let length = 1; length <= count / 2; length = Math.max(length + 1, Math.round(length * LENGTH_STEP))) {
    const duration = length * seconds
    if (duration < 3) continue
    const kind = duration < 8 ? 'short' : duration < 15 ? 'medium' : 'long'
    const step = Math.max(1, Math.round(length * START_STEP))
    for (let start = 0; start + length <= count; start += step) {
      best[kind] = Math.max(best[kind], segmentFitness(similarity, count, start, length))
    }
  }
  return best
}

interface Frames {
  readonly features: readonly Float64Array[]
  readonly secondsEach: number
}

function framesOf(piece: NoteList): Frames {
  const bars = piece.barBeats.length - 1
  const barsEach = bars * 2 <= MOST_FRAMES ? 0.5 : Math.ceil(bars / MOST_FRAMES)
  const features: Float64Array[] = []
  for (let bar = 0; bar + barsEach <= bars + 1e-9; bar += barsEach) {
    const start = beatOfBar(piece.barBeats, bar)
    features.push(frameFeatures(piece, start, beatOfBar(piece.barBeats, bar + barsEach) - start))
  }
  const seconds =
    beatToSeconds(piece.tempoMap, piece.barBeats.at(-1)!) - beatToSeconds(piece.tempoMap, piece.barBeats[0]!)
  return { features, secondsEach: seconds / Math.max(1, features.length) }
}

/** Where a bar, or half of one, begins. */
function beatOfBar(barBeats: readonly number[], bar: number): number {
  const whole = Math.floor(bar)
  const start = barBeats[whole]!
  return start + (bar - whole) * ((barBeats[whole + 1] ?? start) - start)
}

const PLACES = 8

/** Twelve pitch classes by how long they sound, and eight places by onsets, pitched and drums apart; each of length 1. */
function frameFeatures(piece: NoteList, startBeat: number, length: number): Float64Array {
  const chroma = new Float64Array(12)
  const onsets = new Float64Array(2 * PLACES)
  for (const { isDrums, notes } of piece.parts) {
    for (const note of notes) {
      if (note.startBeat >= startBeat + length) break
      const sounds =
        Math.min(note.startBeat + note.durationBeats, startBeat + length) -
        Math.max(note.startBeat, startBeat)
      if (sounds > 0 && !isDrums) chroma[note.pitchMidi % 12]! += sounds
      const place = Math.round(((note.startBeat - startBeat) / length) * PLACES)
      if (place >= 0 && place < PLACES) onsets[place + (isDrums ? PLACES : 0)]! += 1
    }
  }
  normalise(chroma)
  normalise(onsets)
  const features = new Float64Array(chroma.length + onsets.length)
  features.set(chroma)
  // Harmony carries a form more than rhythm does.
  features.set(
    onsets.map((value) => value * 0.6),
    chroma.length,
  )
  normalise(features)
  return features
}

function normalise(values: Float64Array): void {
  const length = Math.hypot(...values)
  if (length > 0) for (let i = 0; i < values.length; i++) values[i]! /= length
}

/** Cosine similarity of each frame with each, averaged over a frame and its neighbour so that sequences count. */
function selfSimilarity(features: readonly Float64Array[]): Float64Array {
  const count = features.length
  const plain = new Float64Array(count * count)
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) {
      let dot = 0
      for (let k = 0; k < features[i]!.length; k++) dot += features[i]![k]! * features[j]![k]!
      plain[i * count + j] = dot
      plain[j * count + i] = dot
    }
  }
  const smooth = new Float64Array(count * count)
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      let sum = plain[i * count + j]!
      let terms = 1
      for (const step of [-1, 1]) {
        const [a, b] = [i + step, j + step]
        if (a < 0 || b < 0 || a >= count || b >= count) continue
        sum += plain[a * count + b]!
        terms++
      }
      smooth[i * count + j] = sum / terms
    }
  }
  return smooth
}

/** The best fifth stretched to 0 … 1, everything else the penalty; every frame is like itself. */
function enhanced(similarity: Float64Array): Float64Array {
  const count = Math.sqrt(similarity.length)
  const sorted = similarity.toSorted()
  const threshold = sorted[Math.floor(sorted.length * (1 - KEPT_SHARE))] ?? 1
  const span = Math.max(1e-9, 1 - threshold)
  return similarity.map((value, index) => {
    if (index % (count + 1) === 0) return 1
    return value >= threshold ? Math.min(1, (value - threshold) / span) : PENALTY
  })
}

/**
 * Fitness of the segment of `length` frames from `start`: the best family of paths through its columns, found by dynamic
 * programming with steps (1,1), (2,1) and (1,2) (Müller et al. 2013, section III). Every state carries, besides its
 * score, the length of its paths and the rows they cover, so that nothing has to be traced back.
 */
export function segmentFitness(
  similarity: Float64Array,
  count: number,
  start: number,
  length: number,
): number {
  // Column 0 stands for "no path is being followed", column m for the segment's frame m - 1.
  const width = length + 1
  let now = createRow(width)
  let before = createRow(width)
  let earlier = createRow(width)
  now.score[0] = 0
  for (let row = 1; row <= count; row++) {
    const spare = earlier
    earlier = before
    before = now
    now = spare
    const isEnded = before.score[length]! > before.score[0]!
    carry(now, 0, before, isEnded ? length : 0)
    const rowStart = (row - 1) * count + start - 1
    for (let column = 1; column <= length; column++) {
      // A path begins behind a rest or right behind the end of another: column 0 of this row holds the better by now.
      let from = before
      let source = column - 1
      let rows = 1
      if (column === 1) from = now
      else {
        if (earlier.score[column - 1]! > from.score[source]!) {
          from = earlier
          rows = 2
        }
        if (column > 2 && before.score[column - 2]! > from.score[source]!) {
          from = before
          source = column - 2
          rows = 1
        }
      }
      now.score[column] = from.score[source]! + similarity[rowStart + column]!
      now.pathLength[column] = from.pathLength[source]! + 1
      now.covered[column] = from.covered[source]! + rows
    }
  }
  const end = now.score[length]! > now.score[0]! ? length : 0
  const pathLength = now.pathLength[end]!
  if (pathLength === 0) return 0
  const fit = Math.max(0, (now.score[end]! - length) / pathLength)
  const coverage = Math.max(0, (now.covered[end]! - length) / count)
  return fit + coverage > 0 ? (2 * fit * coverage) / (fit + coverage) : 0
}

/** The best ways to each column of one row. */
interface Row {
  readonly score: Float64Array
  readonly pathLength: Int32Array
  readonly covered: Int32Array
}

function createRow(width: number): Row {
  return {
    score: new Float64Array(width).fill(-Infinity),
    pathLength: new Int32Array(width),
    covered: new Int32Array(width),
  }
}

function carry(to: Row, column: number, from: Row, source: number): void {
  to.score[column] = from.score[source]!
  to.pathLength[column] = from.pathLength[source]!
  to.covered[column] = from.covered[source]!
}
