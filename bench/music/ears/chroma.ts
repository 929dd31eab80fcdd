import { forEachSpectrum } from '../../../src/analysis/spectrogram.js'

const FFT_SIZE = 8192
const LOWEST_HZ = 80
const HIGHEST_HZ = 2000

/** Energy of the twelve pitch classes over time. */
export interface Chroma {
  readonly framesPerSecond: number
  /** 12 values a frame, from C; largest 1, all 0 in silence. */
  readonly frames: readonly Float32Array[]
}

/**
 * Chroma of the spectral peaks (after Gómez 2006): each local maximum counts towards the pitch class nearest to it, less
 * the farther it lies from that semitone; low octaves weigh more, because overtones of one note lie above it.
 */
export function computeChroma(mono: Float32Array, sampleRate: number, hop: number): Chroma {
  const frames: Float32Array[] = []
  const binHz = sampleRate / FFT_SIZE
  const firstBin = Math.ceil(LOWEST_HZ / binHz)
  const lastBin = Math.floor(HIGHEST_HZ / binHz)
  forEachSpectrum(mono, FFT_SIZE, hop, (magnitudes) => {
    const chroma = new Float32Array(12)
    for (let k = firstBin; k <= lastBin; k++) {
      const [before, at, after] = [magnitudes[k - 1]!, magnitudes[k]!, magnitudes[k + 1]!]
      if (at <= before || at < after || at < 1e-3) continue
      const shift = (before - after) / (2 * (before - 2 * at + after) || 1)
      const hz = (k + Math.max(-0.5, Math.min(0.5, shift))) * binHz
      const pitch = 69 + 12 * Math.log2(hz / 440)
      const nearest = Math.round(pitch)
      const closeness = Math.cos((Math.PI / 2) * Math.min(1, Math.abs(pitch - nearest) * 2)) ** 2
      chroma[((nearest % 12) + 12) % 12]! += Math.sqrt(at) * closeness * (LOWEST_HZ / hz) ** 0.3
    }
    const largest = chroma.reduce((max, value) => Math.max(max, value), 0)
    if (largest > 0) for (let i = 0; i < 12; i++) chroma[i]! /= largest
    frames.push(chroma)
  })
  return { framesPerSecond: sampleRate / hop, frames }
}

/** Mean chroma between two times; zeros where there are no frames. */
export function meanChroma(chroma: Chroma, startSeconds: number, endSeconds: number): number[] {
  const from = Math.max(0, Math.floor(startSeconds * chroma.framesPerSecond))
  const to = Math.min(chroma.frames.length, Math.ceil(endSeconds * chroma.framesPerSecond))
  const sum = new Array<number>(12).fill(0)
  for (let i = from; i < to; i++) {
    for (let pitchClass = 0; pitchClass < 12; pitchClass++) sum[pitchClass]! += chroma.frames[i]![pitchClass]!
  }
  return sum.map((value) => value / Math.max(1, to - from))
}
