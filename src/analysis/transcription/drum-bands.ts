import { createMelBands } from '../mel-bands.js'
import { forEachSpectrum } from '../spectrogram.js'

/** Sample rate at which drums are listened to, in hertz. */
export const DRUM_RATE = 44_100
/** Samples from one frame to the next: 10 ms. */
export const DRUM_HOP = 441
/** Mel bands from 30 Hz to 16 kHz. */
export const DRUM_BANDS = 40
const FFT_SIZE = 2048

/**
 * Magnitude in each band, frame by frame, rows of `DRUM_BANDS`; frame f is centred on sample f × `DRUM_HOP`.
 * @param mono One channel at `DRUM_RATE`.
 */
export function drumBands(mono: Float32Array): { readonly frames: number; readonly bands: Float32Array } {
  const frames = Math.floor(mono.length / DRUM_HOP)
  const bands = new Float32Array(frames * DRUM_BANDS)
  const mel = createMelBands({
    count: DRUM_BANDS,
    lowHz: 30,
    highHz: 16_000,
    fftSize: FFT_SIZE,
    sampleRate: DRUM_RATE,
  })
  forEachSpectrum(mono, FFT_SIZE, DRUM_HOP, (magnitudes, frame) => {
    if (frame < frames) mel.apply(magnitudes, bands.subarray(frame * DRUM_BANDS, (frame + 1) * DRUM_BANDS))
  })
  return { frames, bands }
}
