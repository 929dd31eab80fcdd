import { SAMPLE_RATE } from '../../../dsp/audio.js'
import { createRealFft } from '../../../dsp/fft.js'
import { hzToMidi } from '../../../dsp/units.js'

/** Independent measurements on rendered singing: they know the samples and the wish, nothing of how it was made. */

/**
 * Fundamental around a sample by normalised cross-correlation of neighbouring stretches, in hertz; 0 where the signal does
 * not repeat. Searches `lowHz` … `highHz`.
 */
export function fundamentalHz(signal: Float32Array, centre: number, lowHz: number, highHz: number): number {
  const shortest = Math.floor(SAMPLE_RATE / highHz)
  const longest = Math.ceil(SAMPLE_RATE / lowHz)
  const window = Math.max(720, Math.round(1.5 * longest))
  const start = centre - ((window + longest) >> 1)
  if (start < 0 || start + window + longest + 2 > signal.length) return 0
  const scores = new Float64Array(longest + 2)
  let ownPower = 0
  let lagPower = 0
  for (let n = 0; n < window; n++) {
    ownPower += signal[start + n]! ** 2
    lagPower += signal[start + shortest + n]! ** 2
  }
  if (ownPower / window < 1e-7) return 0
  let best = 0
  for (let lag = shortest; lag <= longest + 1; lag++) {
    let product = 0
    for (let n = 0; n < window; n++) product += signal[start + n]! * signal[start + lag + n]!
    scores[lag] = product / Math.sqrt(ownPower * lagPower + 1e-20)
    best = Math.max(best, scores[lag]!)
    lagPower += signal[start + lag + window]! ** 2 - signal[start + lag]! ** 2
  }
  if (best < 0.5) return 0
  // The first lag that is nearly as good as the best: multiples of the period are just as alike.
  for (let lag = shortest + 1; lag <= longest; lag++) {
    const [before, here, after] = [scores[lag - 1]!, scores[lag]!, scores[lag + 1]!]
    if (here < 0.92 * best || here < before || here < after) continue
    const shift = (0.5 * (before - after)) / (before - 2 * here + after || -1)
    return SAMPLE_RATE / (lag + shift)
  }
  return 0
}

export interface SungNote {
  readonly startSeconds: number
  readonly endSeconds: number
  readonly pitchMidi: number
}

/**
 * Pitch of a note against the score, in cents: every 10 ms between its attack and its release. Octave errors count as
 * such. Empty when nothing there has a pitch.
 */
export function pitchErrorsCents(signal: Float32Array, note: SungNote): number[] {
  const length = note.endSeconds - note.startSeconds
  const from = note.startSeconds + Math.min(0.1, 0.25 * length)
  const to = note.endSeconds - Math.min(0.12, 0.3 * length)
  const wantedHz = 440 * 2 ** ((note.pitchMidi - 69) / 12)
  const errors: number[] = []
  for (let time = from; time <= to; time += 0.01) {
    const hz = fundamentalHz(signal, Math.round(time * SAMPLE_RATE), wantedHz / 2.3, wantedHz * 2.3)
    if (hz > 0) errors.push((hzToMidi(hz) - note.pitchMidi) * 100)
  }
  return errors
}

const ONSET_WINDOW = 512

/**
 * When the vowel of a note that begins with a stop or fricative sets in, against the wish, in seconds: the steepest rise
 * of the energy from 150 to 1800 Hz within 0.12 s. Undefined where there is no clear rise.
 */
export function vowelOnsetErrorSeconds(signal: Float32Array, wantedSeconds: number): number | undefined {
  const fft = createRealFft(ONSET_WINDOW)
  const [re, im] = [new Float64Array(fft.binCount), new Float64Array(fft.binCount)]
  const piece = new Float64Array(ONSET_WINDOW)
  const levelDb = (seconds: number): number => {
    const start = Math.round(seconds * SAMPLE_RATE) - ONSET_WINDOW / 2
    for (let n = 0; n < ONSET_WINDOW; n++) {
      piece[n] = (signal[start + n] ?? 0) * (0.5 - 0.5 * Math.cos((2 * Math.PI * n) / ONSET_WINDOW))
    }
    fft.forward(piece, re, im)
    let power = 1e-9
    const bin = (hz: number): number => Math.round((hz * ONSET_WINDOW) / SAMPLE_RATE)
    for (let k = bin(150); k <= bin(1800); k++) power += re[k]! ** 2 + im[k]! ** 2
    return 10 * Math.log10(power)
  }
  let steepest = 4
  let found: number | undefined
  for (let offset = -0.12; offset <= 0.12; offset += 0.002) {
    const rise = levelDb(wantedSeconds + offset + 0.012) - levelDb(wantedSeconds + offset - 0.012)
    if (rise > steepest) {
      steepest = rise
      found = offset
    }
  }
  return found
}

/** Sudden steps: samples whose second difference stands far out of its surroundings. */
export function clickCount(signal: Float32Array): number {
  let usual = 0
  let clicks = 0
  for (let i = 2; i < signal.length; i++) {
    const bend = Math.abs(signal[i]! - 2 * signal[i - 1]! + signal[i - 2]!)
    usual += 0.005 * (bend - usual)
    if (bend > 25 * usual && bend > 0.08) clicks++
  }
  return clicks
}

/**
 * Harmonics-to-noise ratio around a sample, in dB, from the height of the autocorrelation peak at a known pitch
 * (Boersma 1993); up to about 40.
 */
export function harmonicsToNoiseDb(signal: Float32Array, centre: number, f0Hz: number): number {
  const period = SAMPLE_RATE / f0Hz
  const window = Math.round(4 * period)
  const start = centre - window
  let best = 0
  for (let lag = Math.floor(period * 0.97); lag <= Math.ceil(period * 1.03); lag++) {
    let product = 0
    let own = 1e-12
    let other = 1e-12
    for (let n = 0; n < window; n++) {
      const a = signal[start + n] ?? 0
      const b = signal[start + n + lag] ?? 0
      product += a * b
      own += a * a
      other += b * b
    }
    best = Math.max(best, product / Math.sqrt(own * other))
  }
  const likeness = Math.min(0.9999, Math.max(1e-4, best))
  return 10 * Math.log10(likeness / (1 - likeness))
}

/** The value below which a share (0 … 1) of the values lies; NaN for none. */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) return NaN
  const ordered = [...values].sort((a, b) => a - b)
  return ordered[Math.min(ordered.length - 1, Math.floor(share * ordered.length))]!
}
