import { forEachSpectrum } from './spectrogram.js'

const FFT_SIZE = 8192
const LOWEST_HZ = 110
const HIGHEST_HZ = 2000
/** Peaks softer than this share of the loudest in their frame do not count. */
const LEAST_PEAK = 0.05

/**
 * How far the sound is tuned from A = 440 Hz, in cents, -50 … 50: the mean direction of the spectral peaks' distances from
 * the nearest semitone on a circle of one. Undefined where the peaks agree on nothing.
 * @param sampleRate Of `mono`, in hertz; 16-24 kHz is enough.
 */
export function estimateTuning(mono: Float32Array, sampleRate: number): number | undefined {
  const binHz = sampleRate / FFT_SIZE
  const lastBin = Math.floor(HIGHEST_HZ / binHz)
  let re = 0
  let im = 0
  let total = 0
  forEachSpectrum(mono, FFT_SIZE, FFT_SIZE, (magnitudes) => {
    let loudest = 0
    for (let bin = 1; bin <= lastBin; bin++) loudest = Math.max(loudest, magnitudes[bin]!)
    if (loudest < 1e-3) return
    for (let bin = Math.ceil(LOWEST_HZ / binHz); bin <= lastBin; bin++) {
      const [before, at, after] = [magnitudes[bin - 1]!, magnitudes[bin]!, magnitudes[bin + 1]!]
      if (at <= before || at < after || at < LEAST_PEAK * loudest) continue
      const [left, top, right] = [Math.log(before + 1e-9), Math.log(at), Math.log(after + 1e-9)]
      const shift = (left - right) / (2 * (left - 2 * top + right) || 1)
      const semitones = 12 * Math.log2(((bin + shift) * binHz) / 440)
      const weight = Math.sqrt(at)
      re += weight * Math.cos(2 * Math.PI * semitones)
      im += weight * Math.sin(2 * Math.PI * semitones)
      total += weight
    }
  })
  const agreement = total > 0 ? Math.hypot(re, im) / total : 0
  return agreement > LEAST_AGREEMENT ? (100 * Math.atan2(im, re)) / (2 * Math.PI) : undefined
}

/** Noise agrees by chance alone. */
const LEAST_AGREEMENT = 0.1
