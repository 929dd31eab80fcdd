import { createRealFft } from '../dsp/fft.js'

/**
 * How much of an envelope comes again after so many seconds, 1 at most, around 0 where it has nothing to do with itself: its
 * autocorrelation without its mean, each value divided by how many frames overlap. 0 beyond `longestSeconds`.
 */
export function recurrence(
  envelope: Float32Array,
  framesPerSecond: number,
  longestSeconds: number,
): (seconds: number) => number {
  const longestLag = Math.ceil(longestSeconds * framesPerSecond) + 2
  const values = autocorrelation(envelope, longestLag)
  return (seconds) => {
    const lag = seconds * framesPerSecond
    const i = Math.floor(lag)
    if (i + 1 > longestLag) return 0
    return values[i]! + (values[i + 1]! - values[i]!) * (lag - i)
  }
}

/** Lags 0 … `longestLag`, lag 0 being 1. */
function autocorrelation(values: Float32Array, longestLag: number): Float32Array {
  const size = 2 ** Math.ceil(Math.log2(values.length + longestLag + 1))
  const padded = new Float32Array(size)
  const mean = values.reduce((sum, value) => sum + value, 0) / (values.length || 1)
  for (let i = 0; i < values.length; i++) padded[i] = values[i]! - mean
  const fft = createRealFft(size)
  const re = new Float64Array(fft.binCount)
  const im = new Float64Array(fft.binCount)
  fft.forward(padded, re, im)
  for (let k = 0; k < fft.binCount; k++) {
    re[k] = re[k]! ** 2 + im[k]! ** 2
    im[k] = 0
  }
  const lagged = new Float32Array(size)
  fft.inverse(re, im, lagged)
  const scale = values.length / (lagged[0]! || 1)
  return Float32Array.from({ length: longestLag + 1 }, (_, lag) =>
    lag < values.length ? (lagged[lag]! * scale) / (values.length - lag) : 0,
  )
}
