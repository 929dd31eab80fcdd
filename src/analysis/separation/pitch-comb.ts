import { BAND_EDGES, BANDS, bandHz } from './bands.js'
import { createMatrix, type Matrix } from './matrix.js'

/** Which line is followed. */
export interface PitchRange {
  readonly lowestHz: number
  readonly highestHz: number
}

const STEPS_PER_OCTAVE = 60
const HARMONICS = 12
/** Each harmonic counts for this much of the one below it. */
const HARMONIC_DECAY = 0.86
/** The pitch path may move this many steps a frame (21 ms); each step costs. */
const MAX_STEP = 8
const STEP_COST = 0.25
/** Jumping anywhere else costs this much: a new phrase. */
const JUMP_COST = 6
/** Above this a voice is breath and hiss rather than harmonics. */
const COMB_LIMIT_HZ = 9000
/** So many widths off a harmonic the comb is shut. */
const FARTHEST = 6

/** Where the harmonics of one line lie. */
export interface PitchComb {
  /** 0 … 1 for each band: how near the line's harmonics, as far as there is a line. */
  readonly comb: Matrix
  /** 0 … 1 for each frame: whether there is a line. */
  readonly presence: Float32Array
}

/**
 * Follows the most salient line in a range of pitches: harmonic-sum salience of the whitened spectrum (rows of bins), best
 * path by Viterbi, and a comb around it that opens with the salience.
 */
export function pitchComb(magnitudes: Matrix, range: PitchRange, binHz: number): PitchComb {
  const { frames } = magnitudes
  const candidates = Float64Array.from(
    { length: Math.floor(Math.log2(range.highestHz / range.lowestHz) * STEPS_PER_OCTAVE) },
    (_, i) => range.lowestHz * 2 ** (i / STEPS_PER_OCTAVE),
  )
  const salience = harmonicSalience(magnitudes, candidates, binHz)
  const path = bestPath(salience, frames, candidates.length)
  const along = Float32Array.from(
    path,
    (candidate, frame) => salience[frame * candidates.length + candidate]!,
  )
  const presence = presenceOf(along)

  const comb = createMatrix(frames, BANDS)
  const centres = Float64Array.from({ length: BANDS }, (_, band) => bandHz(band, binHz))
  const widths = centres.map((hz, band) =>
    Math.max(22, 0.012 * hz, 0.5 * binHz * (BAND_EDGES[band + 1]! - BAND_EDGES[band]!)),
  )
  for (let frame = 0; frame < frames; frame++) {
    const f0 = candidates[path[frame]!]!
    for (let band = 1; band < BANDS; band++) {
      const hz = centres[band]!
      if (hz > COMB_LIMIT_HZ) break
      const harmonic = Math.round(hz / f0)
      if (harmonic < 1) continue
      const distance = hz - harmonic * f0
      const away = distance / widths[band]!
      if (Math.abs(away) < FARTHEST)
        comb.data[frame * BANDS + band] = presence[frame]! * Math.exp(-0.5 * away * away)
    }
  }
  return { comb, presence }
}

/** Salience against what is usual in this recording, squeezed into 0 … 1. */
function presenceOf(along: Float32Array): Float32Array {
  const sorted = Float32Array.from(along).sort()
  const threshold = sorted[Math.floor(0.35 * sorted.length)] ?? 0
  const mean = along.reduce((sum, value) => sum + value, 0) / (along.length || 1)
  const spread = Math.sqrt(along.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (along.length || 1))
  return along.map((value) => 1 / (1 + Math.exp(-(value - threshold) / (0.25 * spread + 1e-6))))
}

/** Sum over harmonics, less what lies half-way between them (an octave below would collect that too). */
function harmonicSalience(magnitudes: Matrix, candidates: Float64Array, binHz: number): Float32Array {
  const { frames, width } = magnitudes
  const salience = new Float32Array(frames * candidates.length)
  const white = new Float32Array(width)
  const peaks = new Float32Array(width)
  // Where each candidate's harmonics lie, and half-way below each; -1 above what is looked at.
  const harmonics = new Int16Array(candidates.length * HARMONICS).fill(-1)
  const between = new Int16Array(candidates.length * HARMONICS)
  candidates.forEach((hz, c) => {
    for (let harmonic = 1; harmonic <= HARMONICS; harmonic++) {
      const k = Math.round((hz * harmonic) / binHz)
      if (k >= width - 1) break
      harmonics[c * HARMONICS + harmonic - 1] = k
      between[c * HARMONICS + harmonic - 1] = Math.round((hz * (harmonic - 0.5)) / binHz)
    }
  })
  const sums = new Float64Array(width + 1)
  let total = 0
  for (const value of magnitudes.data) total += value
  const scale = 1 / (total / magnitudes.data.length + 1e-9)
  for (let frame = 0; frame < frames; frame++) {
    const row = magnitudes.data.subarray(frame * width, (frame + 1) * width)
    for (let k = 0; k < width; k++) {
      white[k] = Math.log1p(row[k]! * scale)
      sums[k + 1] = sums[k]! + white[k]!
    }
    for (let k = width - 1; k >= 0; k--) {
      const from = Math.max(0, k - 30)
      const to = Math.min(width, k + 31)
      white[k] = Math.max(0, white[k]! - (sums[to]! - sums[from]!) / (to - from))
    }
    for (let k = 1; k < width - 1; k++)
      peaks[k] = Math.max(white[k]!, 0.9 * Math.max(white[k - 1]!, white[k + 1]!))
    for (let c = 0; c < candidates.length; c++) {
      const from = c * HARMONICS
      let weight = 1
      let sum = peaks[harmonics[from]!]!
      for (let i = from + 1; i < from + HARMONICS && harmonics[i]! >= 0; i++) {
        weight *= HARMONIC_DECAY
        sum += weight * (peaks[harmonics[i]!]! - 0.35 * white[between[i]!]!)
      }
      salience[frame * candidates.length + c] = sum
    }
  }
  return salience
}

function bestPath(salience: Float32Array, frames: number, count: number): Int16Array {
  let scores = salience.slice(0, count)
  let next = new Float32Array(count)
  const origins = new Int16Array(frames * count)
  for (let frame = 1; frame < frames; frame++) {
    let leader = 0
    for (let c = 1; c < count; c++) if (scores[c]! > scores[leader]!) leader = c
    for (let c = 0; c < count; c++) {
      let best = scores[leader]! - JUMP_COST
      let origin = leader
      for (let from = Math.max(0, c - MAX_STEP); from <= Math.min(count - 1, c + MAX_STEP); from++) {
        const score = scores[from]! - STEP_COST * Math.abs(c - from)
        if (score > best) {
          best = score
          origin = from
        }
      }
      next[c] = best + salience[frame * count + c]!
      origins[frame * count + c] = origin
    }
    ;[scores, next] = [next, scores]
  }
  const path = new Int16Array(frames)
  if (frames === 0) return path
  let last = 0
  for (let c = 1; c < count; c++) if (scores[c]! > scores[last]!) last = c
  path[frames - 1] = last
  for (let frame = frames - 1; frame > 0; frame--) path[frame - 1] = origins[frame * count + path[frame]!]!
  return path
}
