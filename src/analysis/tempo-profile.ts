import { createRealFft } from '../dsp/fft.js'

/** Tempi that beats may have, in beats a minute. */
export const SLOWEST_BPM = 48
export const FASTEST_BPM = 220
/** People tap to most music near this tempo; an octave away they are less likely to, below it more so than above. */
const PREFERRED_BPM = 118
const PREFERENCE_OCTAVES = { below: 0.65, above: 0.8 } as const
/**
 * How much it speaks for a tempo that the envelope comes again after so many beats. What comes again after thirds of beats
 * speaks against it: otherwise the dotted rhythms of a faster tempo would pass for it.
 */
const COMB = [
  [1, 1],
  [2, 0.6],
  [4, 0.8],
  [8, 0.6],
  [1 / 2, 0.3],
  [2 / 3, -0.15],
  [4 / 3, -0.15],
] as const
const LONGEST_BEATS = 8
/** Neighbouring tempi of a profile differ by this factor. */
const STEP = 1.006

/** How well a recording can be counted at each tempo. */
export interface TempoProfile {
  /** Rising, in beats a minute. */
  readonly bpms: readonly number[]
  /** One value a tempo: the largest is 1, negative ones speak against it. */
  readonly support: Float32Array
  /** The best tempo, in beats a minute. */
  readonly bpm: number
  /** 0 … 1: how much of the envelopes comes again after a beat of a tempo. */
  strengthAt(bpm: number): number
}

/**
 * How well each tempo fits the envelopes' autocorrelation (a comb), times how likely people are to choose it (log-normal, after Ellis, "Beat tracking by dynamic programming", 2007).
 * @param envelopes Onset envelopes on one grid of frames; each is scaled to the same power first.
 */
export function tempoProfile(envelopes: readonly Float32Array[], framesPerSecond: number): TempoProfile {
  const longestLag = Math.ceil((60 / SLOWEST_BPM) * framesPerSecond * LONGEST_BEATS) + 2
  const correlation = new Float32Array(longestLag + 1)
  for (const envelope of envelopes) {
    autocorrelation(envelope, longestLag).forEach(
      (value, lag) => (correlation[lag]! += value / envelopes.length),
    )
  }
  const at = (lag: number) => {
    const i = Math.floor(lag)
    if (i + 1 > longestLag) return 0
    return correlation[i]! + (correlation[i + 1]! - correlation[i]!) * (lag - i)
  }
  const bpms: number[] = []
  for (let bpm = SLOWEST_BPM; bpm <= FASTEST_BPM; bpm *= STEP) bpms.push(bpm)
  const support = Float32Array.from(bpms, (bpm) => {
    const lag = (60 / bpm) * framesPerSecond
    const comb = COMB.reduce((sum, [beats, weight]) => sum + weight * at(beats * lag), 0)
    const octaves = Math.log2(bpm / PREFERRED_BPM)
    const width = octaves < 0 ? PREFERENCE_OCTAVES.below : PREFERENCE_OCTAVES.above
    return comb * Math.exp(-0.5 * (octaves / width) ** 2)
  })
  let best = 0
  support.forEach((value, i) => {
    if (value > support[best]!) best = i
  })
  const bpm = bpms[best]!
  const largest = Math.max(1e-9, support[best]!)
  return {
    bpms,
    support: support.map((value) => value / largest),
    bpm,
    strengthAt: (beatsPerMinute) => Math.max(0, Math.min(1, at((60 / beatsPerMinute) * framesPerSecond))),
  }
}

/** Lags 0 … `longestLag` of the mean-free envelope, lag 0 being 1; each divided by how many frames overlap. */
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
