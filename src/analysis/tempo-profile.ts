import { recurrence } from './recurrence.js'

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
  const recurrences = envelopes.map((envelope) =>
    recurrence(envelope, framesPerSecond, (60 / SLOWEST_BPM) * LONGEST_BEATS),
  )
  const after = (seconds: number) =>
    recurrences.reduce((sum, of) => sum + of(seconds), 0) / recurrences.length
  const bpms: number[] = []
  for (let bpm = SLOWEST_BPM; bpm <= FASTEST_BPM; bpm *= STEP) bpms.push(bpm)
  const support = Float32Array.from(bpms, (bpm) => {
    const comb = COMB.reduce((sum, [beats, weight]) => sum + weight * after((beats * 60) / bpm), 0)
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
    strengthAt: (beatsPerMinute) => Math.max(0, Math.min(1, after(60 / beatsPerMinute))),
  }
}
