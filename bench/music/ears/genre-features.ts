import { createMelBands } from '../../../src/analysis/mel-bands.js'
import { medianOverFrequency, medianOverTime } from '../../../src/analysis/separation/median.js'
import { createMatrix } from '../../../src/analysis/separation/matrix.js'
import { forEachSpectrum } from '../../../src/analysis/spectrogram.js'
import { LISTENING_RATE, type Listening } from './listening.js'
import type { OctaveSpectrum } from './spectrum.js'
import { autocorrelate, estimateTempo } from './steady-tempo.js'

const FFT_SIZE = 1024
const HOP = 320
const MEL_BANDS = 40
const COEFFICIENTS = 20
/** Bins and frames that a tone or a hit is looked for in, either side. */
const MEDIAN_RADIUS = 8

/**
 * Numbers that describe how a recording sounds, in groups that weigh alike when recordings are compared: such as any
 * handbook of music information retrieval lists, none of them made for this studio.
 */
export interface GenreFeatures {
  /** Mean and deviation of mel-frequency cepstral coefficients, and deviation of their changes. */
  readonly timbre: readonly number[]
  /** Octave bands, tilt, and how far peaks stand out of each octave. */
  readonly spectrum: readonly number[]
  /** Share of hits, spread of levels, crest, width. */
  readonly dynamics: readonly number[]
  /** How fast, how busy, how steady; and how well low, middle and high onsets repeat at parts and multiples of the beat. */
  readonly rhythm: readonly number[]
  /** How well onsets repeat after 0.1 … 2.4 s, whatever the beat. */
  readonly pulse: readonly number[]
  /** Spread of the pitch classes, and how fast they change. */
  readonly harmony: readonly number[]
}

export const FEATURE_GROUPS = ['timbre', 'spectrum', 'dynamics', 'rhythm', 'pulse', 'harmony'] as const

/** Listens to a whole song. */
export function genreFeatures(listening: Listening, octaves: OctaveSpectrum): GenreFeatures {
  const frames = framesOf(listening.mono)
  const onsets = bandOnsets(frames.mel)
  return {
    timbre: timbreOf(frames.mel),
    spectrum: [
      ...octaves.levelsDb.slice(0, 10).map((level) => Math.max(-60, level)),
      octaves.tiltDb,
      ...contrasts(frames.magnitudes),
    ],
    dynamics: [
      Math.log(1e-4 + shareOfHits(frames.magnitudes)),
      ...levelsOf(frames.magnitudes),
      crestDb(listening.mono),
      octaves.sideToMid,
    ],
    ...rhythmOf(onsets),
    harmony: harmonyOf(listening),
  }
}

interface Frames {
  readonly magnitudes: readonly Float32Array[]
  /** Logarithms of mel bands. */
  readonly mel: readonly Float32Array[]
}

function framesOf(mono: Float32Array): Frames {
  const mel = createMelBands({
    count: MEL_BANDS,
    lowHz: 40,
    highHz: 7600,
    fftSize: FFT_SIZE,
    sampleRate: LISTENING_RATE,
  })
  const frames: { magnitudes: Float32Array[]; mel: Float32Array[] } = { magnitudes: [], mel: [] }
  forEachSpectrum(mono, FFT_SIZE, HOP, (magnitudes) => {
    const bands = new Float32Array(MEL_BANDS)
    mel.apply(magnitudes, bands)
    frames.magnitudes.push(magnitudes.slice())
    frames.mel.push(bands.map((value) => Math.log10(1e-3 + value)))
  })
  return frames
}

/** Davis & Mermelstein (1980): cosine transform of the logarithms of mel bands. */
function timbreOf(mel: readonly Float32Array[]): number[] {
  const cosines = Array.from({ length: COEFFICIENTS }, (_, c) =>
    Float32Array.from({ length: MEL_BANDS }, (__, band) =>
      Math.cos((Math.PI * c * (band + 0.5)) / MEL_BANDS),
    ),
  )
  const courses = cosines.map((cosine) =>
    mel.map((bands) => bands.reduce((sum, value, band) => sum + value * cosine[band]!, 0)),
  )
  const changes = courses.map((course) => course.slice(2).map((value, i) => (value - course[i]!) / 2))
  // The mean of the first coefficient is the level, which mastering made the same for all.
  return [...courses.slice(1).map(meanOf), ...courses.slice(1).map(deviationOf), ...changes.map(deviationOf)]
}

/** Of the octaves from 125 Hz on: how far the strongest tenth of the bins stands above the weakest (Jiang et al. 2002). */
function contrasts(magnitudes: readonly Float32Array[]): number[] {
  const binHz = LISTENING_RATE / FFT_SIZE
  return [125, 250, 500, 1000, 2000, 4000].map((lowHz) => {
    const from = Math.ceil(lowHz / binHz)
    const to = Math.floor((2 * lowHz) / binHz)
    const tenth = Math.max(1, Math.floor((to - from) / 10))
    return meanOf(
      magnitudes.map((frame) => {
        const sorted = frame.slice(from, to).toSorted()
        return (
          Math.log(1e-4 + meanOf(sorted.subarray(-tenth))) -
          Math.log(1e-4 + meanOf(sorted.subarray(0, tenth)))
        )
      }),
    )
  })
}

/** Share of the energy that is broad and short rather than narrow and lasting (Fitzgerald 2010). */
function shareOfHits(magnitudes: readonly Float32Array[]): number {
  const every = magnitudes.filter((_, i) => i % 2 === 0)
  const bins = FFT_SIZE / 2
  const spectra = createMatrix(every.length, bins)
  every.forEach((frame, i) => spectra.data.set(frame.subarray(0, bins), i * bins))
  const lasting = medianOverTime(spectra, MEDIAN_RADIUS).data
  const broad = medianOverFrequency(spectra, MEDIAN_RADIUS).data
  let hits = 0
  let all = 0
  spectra.data.forEach((value, i) => {
    const energy = value * value
    all += energy
    hits += (energy * broad[i]! ** 2) / (1e-12 + lasting[i]! ** 2 + broad[i]! ** 2)
  })
  return hits / Math.max(1e-12, all)
}

/** Deviation of the level over the song, and the distance of its loud from its soft moments, in dB. */
function levelsOf(magnitudes: readonly Float32Array[]): number[] {
  const levels = magnitudes.map(
    (frame) => 10 * Math.log10(1e-6 + frame.reduce((sum, value) => sum + value * value, 0)),
  )
  const sorted = levels.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0
  return [deviationOf(levels), at(0.95) - at(0.1)]
}

function crestDb(mono: Float32Array): number {
  let peak = 0
  let energy = 0
  for (const sample of mono) {
    peak = Math.max(peak, Math.abs(sample))
    energy += sample * sample
  }
  return 10 * Math.log10((peak * peak + 1e-12) / (energy / Math.max(1, mono.length) + 1e-12))
}

const ONSET_BANDS = [
  [0, 6],
  [6, 20],
  [20, MEL_BANDS],
  [0, MEL_BANDS],
] as const

/** How much the level rises from frame to frame: of low, middle and high bands, and of all. */
function bandOnsets(mel: readonly Float32Array[]): Float32Array[] {
  return ONSET_BANDS.map(([from, to]) =>
    Float32Array.from({ length: Math.max(0, mel.length - 1) }, (_, i) => {
      let rise = 0
      for (let band = from; band < to; band++) rise += Math.max(0, mel[i + 1]![band]! - mel[i]![band]!)
      return rise / (to - from)
    }),
  )
}

/** Parts and multiples of the beat. */
const BEAT_RATIOS = [1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4, 3 / 2, 2, 3, 4]
const PULSE_STEPS = 24
const LONGEST_SECONDS = 6

function rhythmOf(onsets: readonly Float32Array[]): Pick<GenreFeatures, 'rhythm' | 'pulse'> {
  const framesPerSecond = LISTENING_RATE / HOP
  const all = onsets[3]!
  const mean = meanOf(all)
  const deviation = deviationOf(all)
  let peaks = 0
  for (let i = 1; i + 1 < all.length; i++) {
    if (all[i]! > mean + deviation && all[i]! >= all[i - 1]! && all[i]! > all[i + 1]!) peaks++
  }
  const { bpm, strength } = estimateTempo(all, framesPerSecond)
  const beatFrames = (60 / bpm) * framesPerSecond
  const repeats = onsets.map((values) => {
    const correlation = autocorrelate(values, Math.min(values.length - 1, LONGEST_SECONDS * framesPerSecond))
    return (from: number, to: number): number => {
      let best = 0
      for (let lag = Math.max(1, Math.round(from)); lag <= Math.round(to); lag++)
        best = Math.max(best, correlation[lag] ?? 0)
      return best / (correlation[0] || 1)
    }
  })
  const steps = Array.from({ length: PULSE_STEPS }, (_, i) => 0.1 * 24 ** (i / PULSE_STEPS))
  return {
    rhythm: [
      Math.log2(bpm / 100),
      strength,
      (peaks * framesPerSecond) / Math.max(1, all.length),
      deviation / Math.max(1e-9, mean),
      mean,
      ...onsets.slice(0, 3).map((values) => meanOf(values) / Math.max(1e-9, mean)),
      ...repeats
        .slice(0, 3)
        .flatMap((at) => BEAT_RATIOS.map((ratio) => at(ratio * beatFrames - 1, ratio * beatFrames + 1))),
    ],
    pulse: [repeats[0]!, repeats[2]!, repeats[3]!].flatMap((at) =>
      steps.map((seconds) =>
        at(seconds * framesPerSecond, 24 ** (1 / PULSE_STEPS) * seconds * framesPerSecond),
      ),
    ),
  }
}

function harmonyOf({ chroma: { frames } }: Listening): number[] {
  const mean = new Array<number>(12).fill(0)
  let change = 0
  const ranked = new Array<number>(12).fill(0)
  frames.forEach((frame, i) => {
    frame.forEach((value, pitchClass) => {
      mean[pitchClass]! += value / frames.length
      if (i > 0) change += Math.abs(value - frames[i - 1]![pitchClass]!) / frames.length
    })
    frame.toSorted((a, b) => b - a).forEach((value, rank) => (ranked[rank]! += value / frames.length))
  })
  const total = mean.reduce((sum, value) => sum + value, 0) || 1
  const shares = mean.map((value) => value / total)
  const entropy = shares.reduce((sum, share) => (share > 0 ? sum - share * Math.log2(share) : sum), 0)
  // From the tone whose fifth sounds with it: songs in all keys become one.
  const tonic = shares.map((share, tone) => share + shares[(tone + 7) % 12]!)
  const first = tonic.indexOf(Math.max(...tonic))
  return [entropy, change, ...ranked.slice(1), ...shares.map((_, i) => shares[(first + i) % 12]!)]
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / Math.max(1, values.length)
}

function deviationOf(values: ArrayLike<number>): number {
  const mean = meanOf(values)
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += (values[i]! - mean) ** 2
  return Math.sqrt(sum / Math.max(1, values.length))
}
