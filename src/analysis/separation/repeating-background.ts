import { createMelBands } from '../mel-bands.js'
import { BINS, createMatrix, FFT_SIZE, type Matrix } from './stft.js'

const FEATURE_BANDS = 48
/** Frames that are compared with each frame: about half a minute to both sides. */
const REACH_FRAMES = 1400
/** Similar frames whose median is the background, and how far apart they must lie. */
const NEIGHBOURS = 15
const NEIGHBOUR_GAP_FRAMES = 12

/**
 * REPET-SIM (Rafii & Pardo, ISMIR 2012): an accompaniment repeats, a voice does not. The background of a frame is the
 * median of the frames that sound most like it. Returns the share of each cell that is background, 0 … 1.
 */
export function repeatingShare(magnitudes: Matrix, sampleRate: number): Matrix {
  const { frames, data } = magnitudes
  const features = normalisedBands(magnitudes, sampleRate)
  const share = createMatrix(frames)
  const similarity = new Float32Array(2 * REACH_FRAMES + 1)
  const column = new Float32Array(NEIGHBOURS)

  for (let frame = 0; frame < frames; frame++) {
    const from = Math.max(0, frame - REACH_FRAMES)
    const to = Math.min(frames, frame + REACH_FRAMES + 1)
    for (let other = from; other < to; other++) {
      let dot = 0
      const a = frame * FEATURE_BANDS
      const b = other * FEATURE_BANDS
      for (let i = 0; i < FEATURE_BANDS; i++) dot += features[a + i]! * features[b + i]!
      similarity[other - from] = dot
    }
    const chosen = mostSimilar(similarity, to - from).map((i) => i + from)
    const middle = chosen.length >> 1
    for (let k = 0; k < BINS; k++) {
      for (let i = 0; i < chosen.length; i++) insertSorted(column, i, data[chosen[i]! * BINS + k]!)
      const own = data[frame * BINS + k]!
      share.data[frame * BINS + k] = own > 0 ? Math.min(1, column[middle]! / own) : 1
    }
  }
  return share
}

/** Log mel bands of each frame, scaled to length 1. */
function normalisedBands(magnitudes: Matrix, sampleRate: number): Float32Array {
  const mel = createMelBands({ count: FEATURE_BANDS, lowHz: 40, highHz: 9000, fftSize: FFT_SIZE, sampleRate })
  const features = new Float32Array(magnitudes.frames * FEATURE_BANDS)
  for (let frame = 0; frame < magnitudes.frames; frame++) {
    const bands = features.subarray(frame * FEATURE_BANDS, (frame + 1) * FEATURE_BANDS)
    mel.apply(magnitudes.data.subarray(frame * BINS, (frame + 1) * BINS), bands)
    let squares = 0
    for (let i = 0; i < FEATURE_BANDS; i++) {
      bands[i] = Math.log1p(bands[i]!)
      squares += bands[i]! * bands[i]!
    }
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0
    for (let i = 0; i < FEATURE_BANDS; i++) bands[i]! *= scale
  }
  return features
}

/** Positions of the largest values that keep their distance from each other. Overwrites `values`. */
function mostSimilar(values: Float32Array, count: number): number[] {
  const chosen: number[] = []
  while (chosen.length < NEIGHBOURS) {
    let best = -1
    for (let i = 0; i < count; i++) if (values[i]! > (best < 0 ? -Infinity : values[best]!)) best = i
    if (best < 0 || values[best] === -Infinity) break
    chosen.push(best)
    values.fill(
      -Infinity,
      Math.max(0, best - NEIGHBOUR_GAP_FRAMES),
      Math.min(count, best + NEIGHBOUR_GAP_FRAMES + 1),
    )
  }
  return chosen
}

function insertSorted(sorted: Float32Array, size: number, value: number): void {
  let i = size
  while (i > 0 && sorted[i - 1]! > value) {
    sorted[i] = sorted[i - 1]!
    i--
  }
  sorted[i] = value
}
