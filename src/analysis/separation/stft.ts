/** 85 ms at 48 kHz: long enough to part the harmonics of a low voice, short enough for its consonants. */
export const FFT_SIZE = 4096
/** A quarter of the window, in samples. */
export const HOP = 1024
export const BINS = FFT_SIZE / 2 + 1

/** Hann, periodic. */
export const WINDOW = Float32Array.from(
  { length: FFT_SIZE },
  (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / FFT_SIZE),
)
/** Sum of the squared windows at this hop: what overlap-add must be divided by. */
export const OVERLAP_GAIN = 1.5

/** Writes FFT_SIZE windowed samples from `from` on, which may lie before or after the recording. */
export function cutWindow(channel: Float32Array, from: number, out: Float32Array | Float64Array): void {
  if (from >= 0 && from + FFT_SIZE <= channel.length) {
    for (let i = 0; i < FFT_SIZE; i++) out[i] = channel[from + i]! * WINDOW[i]!
    return
  }
  for (let i = 0; i < FFT_SIZE; i++) {
    const at = from + i
    out[i] = at >= 0 && at < channel.length ? channel[at]! * WINDOW[i]! : 0
  }
}
