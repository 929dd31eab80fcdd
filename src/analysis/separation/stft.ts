import { createAudio, frameCount, type Audio } from '../../dsp/audio.js'
import { createRealFft } from '../../dsp/fft.js'

/** 85 ms at 48 kHz: long enough to part the harmonics of a low voice, short enough for its consonants. */
export const FFT_SIZE = 4096
export const HOP = 1024
export const BINS = FFT_SIZE / 2 + 1

/** One value per frame and bin, row by row. */
export interface Matrix {
  readonly frames: number
  readonly data: Float32Array
}

export function createMatrix(frames: number): Matrix {
  return { frames, data: new Float32Array(frames * BINS) }
}

const WINDOW = Float32Array.from(
  { length: FFT_SIZE },
  (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / FFT_SIZE),
)
/** Sum of the squared Hann windows at a quarter-window hop: what overlap-add must be divided by. */
const OVERLAP_GAIN = 1.5

/** Frames needed to cover `samples`; frame i is centred on sample i × HOP. */
export function stftFrames(samples: number): number {
  return Math.ceil(samples / HOP) + 1
}

/** Spectra of all channels, frame after frame, in buffers that are reused. */
export function forEachFrame(
  audio: Audio,
  visit: (frame: number, re: readonly Float64Array[], im: readonly Float64Array[]) => void,
): void {
  const fft = createRealFft(FFT_SIZE)
  const samples = frameCount(audio)
  const segment = new Float32Array(FFT_SIZE)
  const re = audio.channels.map(() => new Float64Array(BINS))
  const im = audio.channels.map(() => new Float64Array(BINS))
  const frames = stftFrames(samples)
  for (let frame = 0; frame < frames; frame++) {
    const start = frame * HOP - FFT_SIZE / 2
    audio.channels.forEach((channel, c) => {
      for (let i = 0; i < FFT_SIZE; i++) {
        const at = start + i
        segment[i] = at >= 0 && at < samples ? channel[at]! * WINDOW[i]! : 0
      }
      fft.forward(segment, re[c]!, im[c]!)
    })
    visit(frame, re, im)
  }
}

/** The part of `audio` that `mask` (0 … 1 per frame and bin) lets through; same length, same phases. */
export function applyMask(audio: Audio, mask: Matrix): Audio {
  const fft = createRealFft(FFT_SIZE)
  const samples = frameCount(audio)
  const result = createAudio(audio.channels.length, samples, audio.sampleRate)
  const segment = new Float32Array(FFT_SIZE)
  forEachFrame(audio, (frame, re, im) => {
    const start = frame * HOP - FFT_SIZE / 2
    result.channels.forEach((out, c) => {
      const [channelRe, channelIm] = [re[c]!, im[c]!]
      for (let k = 0; k < BINS; k++) {
        const gain = mask.data[frame * BINS + k]!
        channelRe[k]! *= gain
        channelIm[k]! *= gain
      }
      fft.inverse(channelRe, channelIm, segment)
      const from = Math.max(0, -start)
      const to = Math.min(FFT_SIZE, samples - start)
      for (let i = from; i < to; i++) out[start + i]! += (segment[i]! * WINDOW[i]!) / OVERLAP_GAIN
    })
  })
  return result
}
