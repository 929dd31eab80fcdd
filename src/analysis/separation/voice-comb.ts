import { BINS, createMatrix, FFT_SIZE, type Matrix } from './stft.js'

const LOWEST_HZ = 90
const HIGHEST_HZ = 900
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

/**
 * Where the harmonics of the leading voice lie, 0 … 1 per cell: harmonic-sum salience of the whitened spectrum, best
 * pitch path by Viterbi, a comb around it that opens with the salience.
 */
export function voiceComb(magnitudes: Matrix, sampleRate: number): Matrix {
  const { frames } = magnitudes
  const binHz = sampleRate / FFT_SIZE
  const candidates = Float64Array.from(
    { length: Math.floor(Math.log2(HIGHEST_HZ / LOWEST_HZ) * STEPS_PER_OCTAVE) },
    (_, i) => LOWEST_HZ * 2 ** (i / STEPS_PER_OCTAVE),
  )
  const salience = harmonicSalience(magnitudes, candidates, binHz)
  const path = bestPath(salience, frames, candidates.length)

  const along = path.map((candidate, frame) => salience[frame * candidates.length + candidate]!)
  const sorted = [...along].sort((a, b) => a - b)
  const threshold = sorted[Math.floor(0.35 * sorted.length)] ?? 0
  const mean = along.reduce((sum, value) => sum + value, 0) / (along.length || 1)
  const spread = Math.sqrt(along.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (along.length || 1))

  const comb = createMatrix(frames)
  for (let frame = 0; frame < frames; frame++) {
    const f0 = candidates[path[frame]!]!
    const voiced = 1 / (1 + Math.exp(-(along[frame]! - threshold) / (0.25 * spread + 1e-6)))
    const lastBin = Math.min(BINS - 1, Math.floor(COMB_LIMIT_HZ / binHz))
    for (let k = 1; k <= lastBin; k++) {
      const hz = k * binHz
      const harmonic = Math.round(hz / f0)
      if (harmonic < 1) continue
      const distance = hz - harmonic * f0
      const width = Math.max(22, 0.012 * hz)
      comb.data[frame * BINS + k] = voiced * Math.exp(-0.5 * (distance / width) ** 2)
    }
  }
  return comb
}

/** Sum over harmonics, less what lies half-way between them (an octave below would collect that too). */
function harmonicSalience(magnitudes: Matrix, candidates: Float64Array, binHz: number): Float32Array {
  const salience = new Float32Array(magnitudes.frames * candidates.length)
  const white = new Float32Array(BINS)
  const sums = new Float64Array(BINS + 1)
  let total = 0
  for (const value of magnitudes.data) total += value
  const scale = 1 / (total / magnitudes.data.length + 1e-9)
  for (let frame = 0; frame < magnitudes.frames; frame++) {
    const row = magnitudes.data.subarray(frame * BINS, (frame + 1) * BINS)
    for (let k = 0; k < BINS; k++) {
      white[k] = Math.log1p(row[k]! * scale)
      sums[k + 1] = sums[k]! + white[k]!
    }
    for (let k = BINS - 1; k >= 0; k--) {
      const from = Math.max(0, k - 30)
      const to = Math.min(BINS, k + 31)
      white[k] = Math.max(0, white[k]! - (sums[to]! - sums[from]!) / (to - from))
    }
    for (let c = 0; c < candidates.length; c++) {
      let sum = 0
      let weight = 1
      for (let harmonic = 1; harmonic <= HARMONICS; harmonic++) {
        const k = Math.round((candidates[c]! * harmonic) / binHz)
        if (k >= BINS - 1) break
        sum += weight * Math.max(white[k]!, 0.9 * Math.max(white[k - 1]!, white[k + 1]!))
        if (harmonic > 1)
          sum -= 0.35 * weight * white[Math.round((candidates[c]! * (harmonic - 0.5)) / binHz)]!
        weight *= HARMONIC_DECAY
      }
      salience[frame * candidates.length + c] = sum
    }
  }
  return salience
}

function bestPath(salience: Float32Array, frames: number, count: number): number[] {
  let scores = salience.slice(0, count)
  const origins = new Int16Array(frames * count)
  for (let frame = 1; frame < frames; frame++) {
    let leader = 0
    for (let c = 1; c < count; c++) if (scores[c]! > scores[leader]!) leader = c
    const next = new Float32Array(count)
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
    scores = next
  }
  const path = new Array<number>(frames).fill(0)
  if (frames === 0) return path
  path[frames - 1] = scores.indexOf(scores.reduce((max, value) => Math.max(max, value), -Infinity))
  for (let frame = frames - 1; frame > 0; frame--) path[frame - 1] = origins[frame * count + path[frame]!]!
  return path
}
