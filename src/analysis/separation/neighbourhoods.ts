import { BANDS } from './bands.js'

/** So many frames and bands around a cell, both odd; at the edges what lies outside does not count. */
export type Neighbourhood = readonly [frames: number, bands: number]

/**
 * Writes the means around the cells of one frame to `out` from `at` on. To be asked for frame 0, 1, 2 … in turn; of the plane
 * only what lies in the neighbourhood must be known by then.
 */
export type MeansOfRow = (frame: number, out: Float32Array, at: number) => void

/** Means over a neighbourhood of each cell of a plane (frames × BANDS), by running sums: as cheap for large ones as for small. */
export function runningMeans(
  plane: Float32Array,
  frames: number,
  [spanFrames, spanBands]: Neighbourhood,
): MeansOfRow {
  const [beside, aside] = [spanFrames >> 1, spanBands >> 1]
  const columns = new Float64Array(BANDS)
  const upTo = new Float64Array(BANDS + 1)
  return (frame, out, at) => {
    if (frame === 0) for (let row = 0; row < Math.min(beside, frames); row++) add(plane, row * BANDS, columns)
    const entering = (frame + beside) * BANDS
    const leaving = (frame - beside - 1) * BANDS
    if (entering < plane.length && leaving >= 0) replace(plane, entering, leaving, columns)
    else if (entering < plane.length) add(plane, entering, columns)
    else if (leaving >= 0) subtract(plane, leaving, columns)
    const rows = Math.min(frames, frame + beside + 1) - Math.max(0, frame - beside)
    writeMeans(columns, upTo, aside, 1 / rows, out, at)
  }
}

function add(plane: Float32Array, start: number, columns: Float64Array): void {
  for (let band = 0; band < columns.length; band++) columns[band]! += plane[start + band]!
}

function replace(plane: Float32Array, entering: number, leaving: number, columns: Float64Array): void {
  for (let band = 0; band < columns.length; band++)
    columns[band]! += plane[entering + band]! - plane[leaving + band]!
}

function subtract(plane: Float32Array, start: number, columns: Float64Array): void {
  for (let band = 0; band < columns.length; band++) columns[band]! -= plane[start + band]!
}

function writeMeans(
  columns: Float64Array,
  upTo: Float64Array,
  aside: number,
  scale: number,
  out: Float32Array,
  at: number,
): void {
  const bands = columns.length
  let sum = 0
  for (let band = 0; band < bands; band++) {
    sum += columns[band]!
    upTo[band + 1] = sum
  }
  for (let band = 0; band < aside; band++) {
    const to = Math.min(bands, band + aside + 1)
    out[at + band] = (upTo[to]! * scale) / to
  }
  const inside = scale / (2 * aside + 1)
  for (let band = aside; band < bands - aside; band++) {
    out[at + band] = (upTo[band + aside + 1]! - upTo[band - aside]!) * inside
  }
  for (let band = bands - aside; band < bands; band++) {
    const from = band - aside
    out[at + band] = ((sum - upTo[from]!) * scale) / (bands - from)
  }
}
