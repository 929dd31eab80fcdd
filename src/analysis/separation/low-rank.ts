import { createRandom } from '../../dsp/random.js'
import { createMatrix, type Matrix } from './matrix.js'

/** Spectra that an accompaniment is taken to be made of; an even number, they are worked on in pairs. */
const RANK = 10
/** Neighbouring bands that are looked at as one. */
const GROUP = 2
const ROUNDS = 7

/**
 * A band plays few notes again and again: its spectrogram has a low rank, a voice stands out from it. Alternates between
 * the best approximation of low rank (by subspace iteration) and what exceeds it (GoDec, Zhou & Tao, ICML 2011). Returns
 * the share of each cell that stands out, 0 … 1.
 */
export function outstandingShare(magnitudes: Matrix): Matrix {
  const { frames, width } = magnitudes
  const groups = Math.ceil(width / GROUP)
  const whole = grouped(magnitudes, groups)
  const approximated = Float32Array.from(whole)
  const outstanding = new Float32Array(frames * groups)
  let basis = firstBasis(groups)
  for (let round = 0; round < ROUNDS; round++) {
    const weights = project(approximated, basis, frames, groups)
    basis = orthonormal(gather(approximated, weights, frames, groups), groups)
    reconstruct(project(approximated, basis, frames, groups), basis, frames, groups, outstanding)
    // `outstanding` holds the approximation here; from now on what exceeds it by more than its usual error.
    const usual = meanExcess(whole, outstanding, frames, groups)
    for (let start = 0; start < whole.length; start += groups) {
      for (let g = 0; g < groups; g++) {
        const i = start + g
        const excess = Math.max(0, whole[i]! - Math.max(0, outstanding[i]!) - usual[g]!)
        outstanding[i] = excess
        approximated[i] = whole[i]! - excess
      }
    }
  }
  const share = createMatrix(frames, width)
  for (let frame = 0; frame < frames; frame++) {
    for (let g = 0; g < groups; g++) {
      const at = frame * groups + g
      const own = whole[at]! > 0 ? outstanding[at]! / whole[at]! : 0
      share.data.fill(own, frame * width + g * GROUP, frame * width + Math.min(width, (g + 1) * GROUP))
    }
  }
  return share
}

function grouped({ frames, width, data }: Matrix, groups: number): Float32Array {
  const sums = new Float32Array(frames * groups)
  for (let frame = 0; frame < frames; frame++) {
    for (let g = 0, k = 0; g < groups; g++)
      for (; k < Math.min(width, (g + 1) * GROUP); k++) sums[frame * groups + g]! += data[frame * width + k]!
  }
  return sums
}

function firstBasis(groups: number): Float64Array {
  const random = createRandom(1)
  return orthonormal(
    Float64Array.from({ length: RANK * groups }, () => random.gaussian()),
    groups,
  )
}

/** Frames × RANK: how much of each basis spectrum is in each frame. */
function project(matrix: Float32Array, basis: Float64Array, frames: number, groups: number): Float64Array {
  const weights = new Float64Array(frames * RANK)
  for (let frame = 0; frame < frames; frame++) {
    const row = frame * groups
    for (let r = 0; r < RANK; r += 2) {
      const [even, odd] = [r * groups, (r + 1) * groups]
      let first = 0
      let second = 0
      for (let g = 0; g < groups; g++) {
        const value = matrix[row + g]!
        first += value * basis[even + g]!
        second += value * basis[odd + g]!
      }
      weights[frame * RANK + r] = first
      weights[frame * RANK + r + 1] = second
    }
  }
  return weights
}

/** RANK × groups: the frames summed by their weights. */
function gather(matrix: Float32Array, weights: Float64Array, frames: number, groups: number): Float64Array {
  const sums = new Float64Array(RANK * groups)
  for (let frame = 0; frame < frames; frame++) {
    const row = frame * groups
    for (let r = 0; r < RANK; r += 2) {
      const [even, odd] = [r * groups, (r + 1) * groups]
      const first = weights[frame * RANK + r]!
      const second = weights[frame * RANK + r + 1]!
      for (let g = 0; g < groups; g++) {
        const value = matrix[row + g]!
        sums[even + g]! += first * value
        sums[odd + g]! += second * value
      }
    }
  }
  return sums
}

/** Gram-Schmidt, row by row. */
function orthonormal(rows: Float64Array, groups: number): Float64Array {
  for (let r = 0; r < RANK; r++) {
    const row = rows.subarray(r * groups, (r + 1) * groups)
    for (let q = 0; q < r; q++) {
      const other = rows.subarray(q * groups, (q + 1) * groups)
      let dot = 0
      for (let g = 0; g < groups; g++) dot += row[g]! * other[g]!
      for (let g = 0; g < groups; g++) row[g]! -= dot * other[g]!
    }
    let squares = 0
    for (let g = 0; g < groups; g++) squares += row[g]! * row[g]!
    const scale = squares > 1e-20 ? 1 / Math.sqrt(squares) : 0
    for (let g = 0; g < groups; g++) row[g]! *= scale
  }
  return rows
}

function reconstruct(
  weights: Float64Array,
  basis: Float64Array,
  frames: number,
  groups: number,
  out: Float32Array,
): void {
  const line = new Float64Array(groups)
  for (let frame = 0; frame < frames; frame++) {
    line.fill(0)
    for (let r = 0; r < RANK; r += 2) {
      const [even, odd] = [r * groups, (r + 1) * groups]
      const first = weights[frame * RANK + r]!
      const second = weights[frame * RANK + r + 1]!
      for (let g = 0; g < groups; g++) line[g]! += first * basis[even + g]! + second * basis[odd + g]!
    }
    out.set(line, frame * groups)
  }
}

/** For each group the mean of what lies above the approximation. */
function meanExcess(
  whole: Float32Array,
  approximation: Float32Array,
  frames: number,
  groups: number,
): Float32Array {
  const mean = new Float32Array(groups)
  for (let start = 0; start < whole.length; start += groups) {
    for (let g = 0; g < groups; g++)
      mean[g]! += Math.max(0, whole[start + g]! - approximation[start + g]!) / frames
  }
  return mean
}
