import { createMelBands } from '../mel-bands.js'
import { forEachSpectrum } from '../spectrogram.js'

/**
 * What a phone model looks at: mel cepstra with their first and second differences, computed as the model was trained
 * (Sphinx's front end: 25 bands from 130 to 6800 Hz, 13 cepstra, lifter 22, mean removed over the recording).
 */
export interface SpeechFeatures {
  readonly hopSeconds: number
  /** Numbers a frame. */
  readonly width: number
  readonly frames: number
  /** Frame by frame. */
  readonly values: Float32Array
  /** Level of each frame where voices are, 200 Hz to 5 kHz, in dB with any offset. */
  readonly levelDb: Float32Array
}

/** Rate of the samples that features are made from, in Hz. */
export const SPEECH_RATE = 16_000
const HOP = 160
const FFT_SIZE = 512
const BANDS = 25
const LOW_HZ = 130
const HIGH_HZ = 6800
const CEPSTRA = 13
const LIFTER = 22
const PRE_EMPHASIS = 0.97
const LEVEL_LOW_HZ = 200
const LEVEL_HIGH_HZ = 5000
/** What lies this far under a band's loud frames is as good as silence: separation leaves holes there, not speech. In dB. */
const FLOOR_DB = -50
/** The mean is taken over frames at most this far under the loud ones, in dB: pauses are no speech. */
const SPEECH_DB = -25

/**
 * Features of `mono` at `SPEECH_RATE`. `warp` stretches the frequency axis under the bands: above 1 for voices with
 * shorter vocal tracts than the model's average.
 */
export function speechFeatures(mono: Float32Array, warp = 1): SpeechFeatures {
  const bands = createMelBands({
    count: BANDS,
    lowHz: LOW_HZ * warp,
    highHz: Math.min(HIGH_HZ * warp, SPEECH_RATE / 2),
    fftSize: FFT_SIZE,
    sampleRate: SPEECH_RATE,
  })
  const frames = Math.floor(mono.length / HOP)
  const energies = new Float32Array(frames * BANDS)
  const levelDb = new Float32Array(frames)
  const power = new Float32Array(FFT_SIZE / 2 + 1)
  const [fromBin, toBin] = [LEVEL_LOW_HZ, LEVEL_HIGH_HZ].map((hz) =>
    Math.round((hz * FFT_SIZE) / SPEECH_RATE),
  )
  const row = new Float32Array(BANDS)
  forEachSpectrum(emphasised(mono), FFT_SIZE, HOP, (magnitudes, frame) => {
    for (let bin = 0; bin < power.length; bin++) power[bin] = magnitudes[bin]! ** 2
    bands.apply(power, row)
    energies.set(row, frame * BANDS)
    let sum = 0
    for (let bin = fromBin!; bin <= toBin!; bin++) sum += power[bin]!
    levelDb[frame] = 10 * Math.log10(sum + 1e-9)
  })
  raiseToFloor(energies)
  const cepstra = cepstraOf(energies, frames)
  removeMean(cepstra, frames, levelDb)
  return {
    hopSeconds: HOP / SPEECH_RATE,
    width: 3 * CEPSTRA,
    frames,
    values: withDifferences(cepstra, frames),
    levelDb,
  }
}

function emphasised(mono: Float32Array): Float32Array {
  const out = new Float32Array(mono.length)
  let before = 0
  for (let i = 0; i < mono.length; i++) {
    out[i] = mono[i]! - PRE_EMPHASIS * before
    before = mono[i]!
  }
  return out
}

function raiseToFloor(energies: Float32Array): void {
  const frames = energies.length / BANDS
  for (let band = 0; band < BANDS; band++) {
    const column = Float32Array.from({ length: frames }, (_, frame) => energies[frame * BANDS + band]!).sort()
    const floor = (column[Math.floor(0.95 * (frames - 1))] ?? 0) * 10 ** (FLOOR_DB / 10) + 1e-9
    for (let at = band; at < energies.length; at += BANDS) energies[at]! += floor
  }
}

function cepstraOf(energies: Float32Array, frames: number): Float32Array {
  const cosines = Float32Array.from({ length: CEPSTRA * BANDS }, (_, i) => {
    const [order, band] = [Math.floor(i / BANDS), i % BANDS]
    const scale = order === 0 ? Math.sqrt(1 / BANDS) : Math.sqrt(2 / BANDS)
    const lift = 1 + (LIFTER / 2) * Math.sin((order * Math.PI) / LIFTER)
    return scale * lift * Math.cos((order * Math.PI * (band + 0.5)) / BANDS)
  })
  const cepstra = new Float32Array(frames * CEPSTRA)
  const logs = new Float32Array(BANDS)
  for (let frame = 0; frame < frames; frame++) {
    for (let band = 0; band < BANDS; band++) logs[band] = Math.log(energies[frame * BANDS + band]!)
    for (let order = 0; order < CEPSTRA; order++) {
      let sum = 0
      for (let band = 0; band < BANDS; band++) sum += logs[band]! * cosines[order * BANDS + band]!
      cepstra[frame * CEPSTRA + order] = sum
    }
  }
  return cepstra
}

function removeMean(cepstra: Float32Array, frames: number, levelDb: Float32Array): void {
  const sorted = Float32Array.from(levelDb).sort()
  const least = (sorted[Math.floor(0.95 * (frames - 1))] ?? 0) + SPEECH_DB
  const mean = new Float64Array(CEPSTRA)
  let count = 0
  for (let frame = 0; frame < frames; frame++) {
    if (levelDb[frame]! < least) continue
    count++
    for (let order = 0; order < CEPSTRA; order++) mean[order]! += cepstra[frame * CEPSTRA + order]!
  }
  if (count === 0) return
  for (let i = 0; i < cepstra.length; i++) cepstra[i]! -= mean[i % CEPSTRA]! / count
}

/** Cepstra, then c[t+2] - c[t-2], then the difference of the differences one frame to either side. */
function withDifferences(cepstra: Float32Array, frames: number): Float32Array {
  const width = 3 * CEPSTRA
  const values = new Float32Array(frames * width)
  const at = (frame: number, order: number) =>
    cepstra[Math.min(frames - 1, Math.max(0, frame)) * CEPSTRA + order]!
  for (let frame = 0; frame < frames; frame++) {
    for (let order = 0; order < CEPSTRA; order++) {
      const start = frame * width + order
      values[start] = at(frame, order)
      values[start + CEPSTRA] = at(frame + 2, order) - at(frame - 2, order)
      values[start + 2 * CEPSTRA] =
        at(frame + 3, order) - at(frame - 1, order) - at(frame + 1, order) + at(frame - 3, order)
    }
  }
  return values
}
