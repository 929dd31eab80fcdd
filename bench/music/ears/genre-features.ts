import { createMelBands } from '../../../src/analysis/mel-bands.js'
import { forEachSpectrum } from '../../../src/analysis/spectrogram.js'
import { estimateTempo } from './steady-tempo.js'
import { LISTENING_RATE, type Listening } from './listening.js'
import type { OctaveSpectrum } from './spectrum.js'

const FFT_SIZE = 1024
const HOP = 800
const MEL_BANDS = 40
const COEFFICIENTS = 14
const PHASES = 8

/** Numbers that describe how a recording sounds, in groups that weigh alike when recordings are compared. */
export interface GenreFeatures {
  /** Mean and deviation of the mel-frequency cepstral coefficients 1 … 13, and of the level's deviation. */
  readonly timbre: readonly number[]
  /** How fast, how busy, how steady; and where within the beat low and other onsets fall. */
  readonly rhythm: readonly number[]
  /** Spread of the pitch classes and how fast they change. */
  readonly harmony: readonly number[]
  /** Octave bands, tilt and width. */
  readonly tone: readonly number[]
}

export function genreFeatures(listening: Listening, spectrum: OctaveSpectrum): GenreFeatures {
  return {
    timbre: timbreOf(listening),
    rhythm: rhythmOf(listening),
    harmony: harmonyOf(listening),
    tone: [
      ...spectrum.levelsDb.slice(0, 10).map((level) => Math.max(-60, level)),
      spectrum.tiltDb,
      spectrum.sideToMid,
    ],
  }
}

/** Davis & Mermelstein (1980): cosine transform of the logarithms of mel bands. */
function timbreOf({ mono }: Listening): number[] {
  const mel = createMelBands({
    count: MEL_BANDS,
    lowHz: 40,
    highHz: 7600,
    fftSize: FFT_SIZE,
    sampleRate: LISTENING_RATE,
  })
  const bands = new Float32Array(MEL_BANDS)
  const sums = new Float64Array(COEFFICIENTS)
  const squares = new Float64Array(COEFFICIENTS)
  let frames = 0
  forEachSpectrum(mono, FFT_SIZE, HOP, (magnitudes) => {
    mel.apply(magnitudes, bands)
    const logs = bands.map((value) => Math.log(1e-4 + value))
    for (let c = 0; c < COEFFICIENTS; c++) {
      let value = 0
      for (let band = 0; band < MEL_BANDS; band++)
        value += logs[band]! * Math.cos((Math.PI * c * (band + 0.5)) / MEL_BANDS)
      sums[c]! += value
      squares[c]! += value * value
    }
    frames++
  })
  const means = [...sums].map((sum) => sum / Math.max(1, frames))
  const deviations = [...squares].map((square, c) =>
    Math.sqrt(Math.max(0, square / Math.max(1, frames) - means[c]! ** 2)),
  )
  // The first coefficient is the level, which mastering made the same for all.
  return [...means.slice(1), ...deviations]
}

function rhythmOf({ onsets }: Listening): number[] {
  const tempo = estimateTempo(onsets.all, onsets.framesPerSecond)
  const mean = meanOf(onsets.all)
  let peaks = 0
  for (let i = 1; i + 1 < onsets.all.length; i++) {
    const value = onsets.all[i]!
    if (value > 2 * mean && value >= onsets.all[i - 1]! && value > onsets.all[i + 1]!) peaks++
  }
  const perSecond = (peaks * onsets.framesPerSecond) / Math.max(1, onsets.all.length)
  return [
    2 * Math.log2(tempo.bpm / 100),
    tempo.strength * 3,
    perSecond / 2,
    (meanOf(onsets.low) / Math.max(1e-9, mean)) * 2,
    Math.log(1e-3 + mean),
    ...phaseProfile(onsets.all, onsets.framesPerSecond, tempo.bpm),
    ...phaseProfile(onsets.low, onsets.framesPerSecond, tempo.bpm),
  ]
}

/** Share of onsets at each eighth of the beat, turned so that the strongest comes first. */
function phaseProfile(onsets: Float32Array, framesPerSecond: number, bpm: number): number[] {
  const period = (60 / bpm) * framesPerSecond
  const profile = new Array<number>(PHASES).fill(0)
  onsets.forEach((value, frame) => {
    profile[Math.floor(((frame % period) / period) * PHASES) % PHASES]! += value
  })
  const total = profile.reduce((sum, value) => sum + value, 0) || 1
  const first = profile.indexOf(Math.max(...profile))
  return profile.map((_, i) => profile[(first + i) % PHASES]! / total)
}

function harmonyOf({ chroma: { frames } }: Listening): number[] {
  const mean = new Array<number>(12).fill(0)
  let change = 0
  let peakiness = 0
  frames.forEach((frame, i) => {
    frame.forEach((value, pitchClass) => {
      mean[pitchClass]! += value / frames.length
      if (i > 0) change += Math.abs(value - frames[i - 1]![pitchClass]!) / frames.length
    })
    peakiness += frame.reduce((sum, value) => sum + value, 0) / frames.length
  })
  const total = mean.reduce((sum, value) => sum + value, 0) || 1
  const sorted = mean.map((value) => value / total).toSorted((a, b) => b - a)
  const entropy = sorted.reduce((sum, share) => (share > 0 ? sum - share * Math.log2(share) : sum), 0)
  return [entropy, change, peakiness, sorted[0]!, sorted[6]!]
}

function meanOf(values: Float32Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / Math.max(1, values.length)
}
