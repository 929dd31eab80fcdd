import { forEachSpectrum } from '../../../src/analysis/spectrogram.js'
import type { Audio } from '../../../src/dsp/audio.js'

/** Centres of the octave bands, in hertz (IEC 61260, rounded). */
export const OCTAVE_HZ = [31.5, 63, 125, 250, 500, 1000, 2000, 4000, 8000, 16000] as const

export interface OctaveSpectrum {
  /** Level of each octave band over the whole recording, both channels, in dB against the loudest band. */
  readonly levelsDb: readonly number[]
  /** Straight line through the bands from 125 Hz to 4 kHz, in dB an octave; pink noise is 0. */
  readonly tiltDb: number
  /** Largest distance of any of these bands from that line, in dB. */
  readonly unevennessDb: number
  /** What each band loses when left and right are played as one, in dB: 0 mono, 3 unrelated, more is cancelling. */
  readonly monoLossDb: readonly number[]
  /** Energy of the difference of the channels over that of their sum. */
  readonly sideToMid: number
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
  const { slope, at } = fitLine(levelsDb, 2, 7)
  return {
    levelsDb,
    tiltDb: slope,
    unevennessDb: Math.max(...levelsDb.slice(2, 8).map((level, i) => Math.abs(level - at(i + 2)))),
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

/** Least squares over the entries `from` … `to`. */
function fitLine(
  values: readonly number[],
  from: number,
  to: number,
): { readonly slope: number; readonly at: (index: number) => number } {
  const points = values.slice(from, to + 1).map((y, i) => ({ x: from + i, y }))
  const meanX = sum(points.map(({ x }) => x)) / points.length
  const meanY = sum(points.map(({ y }) => y)) / points.length
  const slope =
    sum(points.map(({ x, y }) => (x - meanX) * (y - meanY))) / sum(points.map(({ x }) => (x - meanX) ** 2))
  return { slope, at: (index) => meanY + slope * (index - meanX) }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function decibels(ratio: number): number {
  return 10 * Math.log10(Math.max(1e-20, ratio))
}
