import { forEachSpectrum } from './spectrogram.js'

/** Half a second at 16 kHz: semitones stand apart down to the bass. */
const WINDOW_SECONDS = 0.5
const HOP_SECONDS = 0.2
const LOWEST_HZ = 50
const HIGHEST_HZ = 1500
/** Lower than this no fundamental is looked for. */
const LOWEST_FUNDAMENTAL_HZ = 45
/** Weight of a peak for the notes that it could be the first, second … partial of. */
const PARTIAL_WEIGHTS = [1, 0.6, 0.36, 0.216, 0.1296]
/** Peaks softer than this share of the loudest in their frame do not count. */
const LEAST_PEAK = 1e-3
/** Nor do frames whose loudest peak is softer than this share of the recording's loudest: breath and room. */
const LEAST_FRAME = 1e-2

/**
 * How much each pitch class sounds in a whole recording, 12 weights from C, largest 1, all 0 in silence. A harmonic pitch
 * class profile (after Gómez 2006): every spectral peak counts for its own note and, less and less, for the notes that it
 * could be an overtone of; without that, overtones pull every key towards its dominant. Frames weigh alike, loud or soft.
 */
export function pitchClassProfile(mono: Float32Array, sampleRate: number): number[] {
  const fftSize = 2 ** Math.round(Math.log2(WINDOW_SECONDS * sampleRate))
  const binHz = sampleRate / fftSize
  const frames: { readonly profile: readonly number[]; readonly loudest: number }[] = []
  forEachSpectrum(mono, fftSize, Math.round(HOP_SECONDS * sampleRate), (magnitudes) => {
    frames.push(profileOfSpectrum(magnitudes, binHz))
  })
  const least = LEAST_FRAME * frames.reduce((max, { loudest }) => Math.max(max, loudest), 0)
  const sum = new Array<number>(12).fill(0)
  for (const { profile, loudest } of frames) {
    if (loudest >= least) profile.forEach((value, pitchClass) => (sum[pitchClass]! += value))
  }
  return scaledToOne(sum)
}

function profileOfSpectrum(magnitudes: Float32Array, binHz: number) {
  const profile = new Array<number>(12).fill(0)
  const loudest = magnitudes.reduce((max, value) => Math.max(max, value), 0)
  const lastBin = Math.floor(HIGHEST_HZ / binHz)
  for (let bin = Math.ceil(LOWEST_HZ / binHz); bin <= lastBin; bin++) {
    const [before, at, after] = [magnitudes[bin - 1]!, magnitudes[bin]!, magnitudes[bin + 1]!]
    if (at <= before || at < after || at < LEAST_PEAK * loudest) continue
    const shift = (before - after) / (2 * (before - 2 * at + after) || 1)
    addPeak(profile, (bin + Math.max(-0.5, Math.min(0.5, shift))) * binHz, Math.sqrt(at))
  }
  return { profile: scaledToOne(profile), loudest }
}

function addPeak(profile: number[], hz: number, weight: number): void {
  for (const [i, partialWeight] of PARTIAL_WEIGHTS.entries()) {
    const fundamentalHz = hz / (i + 1)
    if (fundamentalHz < LOWEST_FUNDAMENTAL_HZ) return
    const pitch = 69 + 12 * Math.log2(fundamentalHz / 440)
    const nearest = Math.round(pitch)
    const closeness = Math.cos(Math.PI * Math.abs(pitch - nearest)) ** 2
    profile[((nearest % 12) + 12) % 12]! += weight * partialWeight * closeness
  }
}

function scaledToOne(values: readonly number[]): number[] {
  const largest = Math.max(...values)
  return largest > 0 ? values.map((value) => value / largest) : [...values]
}
