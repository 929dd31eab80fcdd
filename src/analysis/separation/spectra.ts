import { createRealFft } from '../../dsp/fft.js'
import { BINS, cutWindow, FFT_SIZE, HOP } from './stft.js'

/** Spectra of a stretch of a recording: for each channel `frames` rows of `BINS` numbers. */
export interface Spectra {
  readonly frames: number
  readonly re: readonly Float32Array[]
  readonly im: readonly Float32Array[]
}

/** Spectra of `frames` frames; the first is centred on sample `start`, which may lie before or after the recording. */
export function takeSpectra(channels: readonly Float32Array[], start: number, frames: number): Spectra {
  const fft = createRealFft(FFT_SIZE)
  const segment = new Float32Array(FFT_SIZE)
  const lineRe = new Float64Array(BINS)
  const lineIm = new Float64Array(BINS)
  const re = channels.map(() => new Float32Array(frames * BINS))
  const im = channels.map(() => new Float32Array(frames * BINS))
  channels.forEach((channel, c) => {
    for (let frame = 0; frame < frames; frame++) {
      cutWindow(channel, start + frame * HOP - FFT_SIZE / 2, segment)
      fft.forward(segment, lineRe, lineIm)
      re[c]!.set(lineRe, frame * BINS)
      im[c]!.set(lineIm, frame * BINS)
    }
  })
  return { frames, re, im }
}
