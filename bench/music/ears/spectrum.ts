import { forEachSpectrum } from '../../../src/analysis/spectrogram.js'
import type { Audio } from '../../../src/dsp/audio.js'

/** Centres of the octave bands, in hertz (IEC 61260, rounded). */
export const OCTAVE_HZ = [31.5, 63, 125, 250, 500, 1000, 2000, 4000, 8000, 16000] as const

export interface OctaveSpectrum {
  /** Level of each octave band over the whole recording, both channels, in dB against the loudest band. */
  readonly levelsDb: readonly number[]
  /** Straight line through the bands from 125 Hz to 4 kHz, in dB an octave; pink noise is 0. */
  readonly tiltDb: number
  /** What each band loses when left and right are played as one, in dB: 0 mono, 3 unrelated, more is cancelling. */
  readonly monoLossDb: readonly number[]
  /** Energy of the difference of the channels over that of their sum. */
  readonly sideToMid: number
}

/** How a spectrum lies against a reference curve. */
export interface CurveFit {
  /** Distance of the bands from 63 Hz to 8 kHz, in dB; null where nothing plays. */
  readonly distancesDb: readonly (number | null)[]
  /** The largest of them. */
  readonly worstDb: number
}

/** A band this far below the curve holds no instrument: it has no slope to judge. */
const EMPTY_DB = 12
/** 63 Hz to 8 kHz within `OCTAVE_HZ`. */
const JUDGED = { from: 1, to: 8 }

/**
 * Lays a curve (dB an octave band from 63 Hz on, any offset) through the bands that are there: the offset is the mean over
 * 125 Hz to 4 kHz.
 */
export function fitCurve(levelsDb: readonly number[], curve: readonly number[]): CurveFit {
  const differences = levelsDb.slice(JUDGED.from, JUDGED.to + 1).map((level, band) => level - curve[band]!)
  const middle = differences.slice(1, 7)
  const average = (values: readonly number[]): number => sum(values) / values.length
  const present = middle.filter((difference) => difference > average(middle) - EMPTY_DB)
  const offset = average(present)
  const distancesDb = differences.map((difference) =>
    difference < offset - EMPTY_DB ? null : difference - offset,
  )
  return {
    distancesDb,
    worstDb: Math.max(...distancesDb.map((distance) => Math.abs(distance ?? 0))),
  }
}

const FFT_SIZE = 8192

/** Long-term octave spectrum and mono compatibility of a stereo recording. */
export function octaveSpectrum({ channels, sampleRate }: Audio): OctaveSpectrum {
  const left = channels[0]!
  const right = channels[1] ?? left
  const mid = left.map((value, i) => (value + right[i]!) / 2)
  const side = left.map((value, i) => (value - right[i]!) / 2)
  const mids = bandEnergies(mid, sampleRate)
  const sides = bandEnergies(side, sampleRate)
  const stereo = mids.map((energy, band) => energy + sides[band]!)
  const loudest = Math.max(1e-20, ...stereo)
  const levelsDb = stereo.map((energy) => decibels(energy / loudest))
  return {
    levelsDb,
    tiltDb: slopeOf(levelsDb, 2, 7),
    monoLossDb: stereo.map((energy, band) =>
      // Bands that are not really there cancel nothing.
      energy < loudest * 1e-6 ? 0 : decibels(energy / Math.max(1e-20, mids[band]!)),
    ),
    sideToMid: sum(sides) / Math.max(1e-20, sum(mids)),
  }
}

function bandEnergies(samples: Float32Array, sampleRate: number): number[] {
  const energies = new Array<number>(OCTAVE_HZ.length).fill(0)
  const binHz = sampleRate / FFT_SIZE
  const bandOfBin = Array.from({ length: FFT_SIZE / 2 + 1 }, (_, bin) =>
    OCTAVE_HZ.findIndex((hz) => bin * binHz >= hz / Math.SQRT2 && bin * binHz < hz * Math.SQRT2),
  )
  forEachSpectrum(samples, FFT_SIZE, FFT_SIZE / 2, (magnitudes) => {
    for (let bin = 0; bin < magnitudes.length; bin++) {
      const band = bandOfBin[bin]!
      if (band >= 0) energies[band]! += magnitudes[bin]! ** 2
    }
  })
  return energies
}

/** Slope of the straight line through the entries `from` … `to`, by least squares. */
function slopeOf(values: readonly number[], from: number, to: number): number {
  const points = values.slice(from, to + 1).map((y, i) => ({ x: from + i, y }))
  const meanX = sum(points.map(({ x }) => x)) / points.length
  const meanY = sum(points.map(({ y }) => y)) / points.length
  return (
    sum(points.map(({ x, y }) => (x - meanX) * (y - meanY))) / sum(points.map(({ x }) => (x - meanX) ** 2))
  )
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function decibels(ratio: number): number {
  return 10 * Math.log10(Math.max(1e-20, ratio))
}
