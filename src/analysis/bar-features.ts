import { createMelBands } from './mel-bands.js'
import { chromaOf } from './pitch-chroma.js'
import { forEachSpectrum } from './spectrogram.js'
import { PITCH_RATE, type PitchActivity } from './transcription/pitch-activity.js'

const FFT_SIZE = 2048
/** 46 ms. */
const HOP = 1024
const BANDS = 14
/** Parts of a bar whose harmony is compared. */
const PARTS = 2

/** What a bar sounds like. */
export interface BarFeatures {
  readonly startSeconds: number
  readonly endSeconds: number
  /** Harmony of each part of the bar, 12 values each, of length 1 together; zeros where nothing has pitch. */
  readonly harmony: readonly number[]
  /** Level in each band in dB, from low to high. */
  readonly timbreDb: readonly number[]
  /** RMS level in dBFS; -120 is silence. */
  readonly levelDb: number
}

/**
 * Harmony, timbre and loudness of each bar.
 * @param barSeconds Where the bars begin, and where the last one ends.
 * @param samples One channel at `PITCH_RATE`.
 */
export function featuresOfBars(
  barSeconds: readonly number[],
  activity: PitchActivity,
  samples: Float32Array,
): BarFeatures[] {
  const bands = bandLevels(samples)
  return barSeconds.slice(0, -1).map((startSeconds, bar): BarFeatures => {
    const endSeconds = barSeconds[bar + 1]!
    const part = (endSeconds - startSeconds) / PARTS
    const harmony = Array.from(
      { length: PARTS },
      (_, p) => chromaOf(activity, startSeconds + p * part, startSeconds + (p + 1) * part).all,
    ).flat()
    const norm = Math.hypot(...harmony) || 1
    const from = Math.max(0, Math.round((startSeconds * PITCH_RATE) / HOP))
    const to = Math.min(bands.length, Math.max(from + 1, Math.round((endSeconds * PITCH_RATE) / HOP)))
    const power = new Array<number>(BANDS).fill(0)
    for (let frame = from; frame < to; frame++) {
      for (let band = 0; band < BANDS; band++) power[band]! += bands[frame]![band]! / (to - from)
    }
    return {
      startSeconds,
      endSeconds,
      harmony: harmony.map((value) => value / norm),
      timbreDb: power.map((value) => Math.max(-90, 10 * Math.log10(value + 1e-12))),
      levelDb: levelOf(samples, startSeconds, endSeconds),
    }
  })
}

function bandLevels(samples: Float32Array): Float32Array[] {
  const mel = createMelBands({
    count: BANDS,
    lowHz: 40,
    highHz: 10_000,
    fftSize: FFT_SIZE,
    sampleRate: PITCH_RATE,
  })
  const frames: Float32Array[] = []
  forEachSpectrum(samples, FFT_SIZE, HOP, (magnitudes) => {
    const powers = new Float32Array(BANDS)
    mel.apply(
      magnitudes.map((value) => value * value),
      powers,
    )
    frames.push(powers)
  })
  return frames
}

function levelOf(samples: Float32Array, startSeconds: number, endSeconds: number): number {
  const from = Math.max(0, Math.round(startSeconds * PITCH_RATE))
  const to = Math.min(samples.length, Math.round(endSeconds * PITCH_RATE))
  let energy = 0
  for (let i = from; i < to; i++) energy += samples[i]! ** 2
  return Math.max(-120, 10 * Math.log10(energy / Math.max(1, to - from) + 1e-12))
}
