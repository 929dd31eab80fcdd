import { createMatrix, type Matrix } from './matrix.js'

/** Bands whose shape tells how alike two frames are. */
const FEATURE_BANDS = 48
/** Similar frames whose median is the background, and how far apart they must lie. */
const NEIGHBOURS = 15
const NEIGHBOUR_GAP_FRAMES = 12

/**
 * REPET-SIM (Rafii & Pardo, ISMIR 2012): an accompaniment repeats, a voice does not. The background of a frame is the
 * median of the frames that sound most like it. Returns the share of each cell that is background, 0 … 1.
 */
export function repeatingShare(magnitudes: Matrix): Matrix {
  const { frames, width, data } = magnitudes
  const similarities = similarityMatrix(normalisedShapes(magnitudes), frames)
  const share = createMatrix(frames, width)
  const column = new Float32Array(NEIGHBOURS)

  for (let frame = 0; frame < frames; frame++) {
    const chosen = mostSimilar(similarities.subarray(frame * frames, (frame + 1) * frames))
    const rows = Int32Array.from(chosen, (other) => other * width)
    const own = data.subarray(frame * width, (frame + 1) * width)
    shareOfMedian(data, rows, own, column, share.data.subarray(frame * width, (frame + 1) * width))
  }
  return share
}

/** The median of some rows in each column, against this row. */
function shareOfMedian(
  data: Float32Array,
  rows: Int32Array,
  own: Float32Array,
  column: Float32Array,
  out: Float32Array,
): void {
  const middle = rows.length >> 1
  for (let k = 0; k < own.length; k++) {
    for (let size = 0; size < rows.length; size++) {
      const value = data[rows[size]! + k]!
      let i = size
      while (i > 0 && column[i - 1]! > value) {
        column[i] = column[i - 1]!
        i--
      }
      column[i] = value
    }
    out[k] = own[k]! > 0 ? Math.min(1, column[middle]! / own[k]!) : 1
  }
}

/** How alike any two frames are: both halves, so that a row can be read at once. */
function similarityMatrix(features: Float32Array, frames: number): Float32Array {
  const similarities = new Float32Array(frames * frames)
  for (let frame = 0; frame < frames; frame++) {
    const a = frame * FEATURE_BANDS
    for (let other = frame; other < frames; other++) {
      const b = other * FEATURE_BANDS
      let dot = 0
      for (let i = 0; i < FEATURE_BANDS; i++) dot += features[a + i]! * features[b + i]!
      similarities[frame * frames + other] = dot
      similarities[other * frames + frame] = dot
    }
  }
  return similarities
}

/** Log of neighbouring bands' sums, scaled to length 1. */
function normalisedShapes({ frames, width, data }: Matrix): Float32Array {
  const features = new Float32Array(frames * FEATURE_BANDS)
  for (let frame = 0; frame < frames; frame++) {
    const row = features.subarray(frame * FEATURE_BANDS, (frame + 1) * FEATURE_BANDS)
    for (let k = 0; k < width; k++) {
      row[Math.floor((k * FEATURE_BANDS) / width)]! += data[frame * width + k]!
    }
    let squares = 0
    for (let i = 0; i < FEATURE_BANDS; i++) {
      row[i] = Math.log1p(row[i]!)
      squares += row[i]! * row[i]!
    }
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0
    for (let i = 0; i < FEATURE_BANDS; i++) row[i]! *= scale
  }
  return features
}

/** Positions of the largest values that keep their distance from each other. Overwrites `values`. */
function mostSimilar(values: Float32Array): number[] {
  const chosen: number[] = []
  while (chosen.length < NEIGHBOURS) {
    let best = -1
    let most = -Infinity
    for (let i = 0; i < values.length; i++) {
      if (values[i]! > most) {
        most = values[i]!
        best = i
      }
    }
    if (best < 0) break
    chosen.push(best)
    values.fill(
      -Infinity,
      Math.max(0, best - NEIGHBOUR_GAP_FRAMES),
      Math.min(values.length, best + NEIGHBOUR_GAP_FRAMES + 1),
    )
  }
  return chosen
}
