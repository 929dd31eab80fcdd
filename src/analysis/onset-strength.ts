import { createMelBands } from './mel-bands.js'
import { forEachSpectrum } from './spectrogram.js'

const FFT_SIZE = 1024
const BANDS = 36
/** Of snares and cymbals. */
const TREBLE_HZ = [4300, 8000] as const
/** Compared with the frame this many hops earlier: half the window, so that a rise is seen whole. */
const LAG_FRAMES = 3

/** Where things begin, at one value a hop; all ≥ 0, the local mean taken away. */
export interface OnsetStrength {
  readonly framesPerSecond: number
  readonly all: Float32Array
  /** Below 150 Hz only: bass drums and bass notes. */
  readonly low: Float32Array
  /** Above 4.3 kHz only: snares and cymbals. */
  readonly high: Float32Array
}

/**
 * SuperFlux (Böck & Widmer, DAFx 2013): rise of the log mel spectrum against the *maximum* of the neighbouring bands
 * some frames earlier, so that vibrato does not count as onsets. Bands stop at 5 kHz: in singing the beat lies on the
 * vowel, and the hiss of the consonant before it would pull onsets early.
 */
export function onsetStrength(mono: Float32Array, sampleRate: number, hop: number): OnsetStrength {
  const mel = createMelBands({ count: BANDS, lowHz: 50, highHz: 5000, fftSize: FFT_SIZE, sampleRate })
  const treble = createMelBands({
    count: 1,
    lowHz: TREBLE_HZ[0],
    highHz: TREBLE_HZ[1],
    fftSize: FFT_SIZE,
    sampleRate,
  })
  const frames = Math.floor(mono.length / hop)
  const history = Array.from({ length: LAG_FRAMES + 1 }, () => new Float32Array(BANDS + 1))
  const all = new Float32Array(frames)
  const low = new Float32Array(frames)
  const high = new Float32Array(frames)
  const bandHz = (band: number) => 50 + (band / BANDS) ** 2 * 4950
  const lowBands = Array.from({ length: BANDS }, (_, band) => band).filter(
    (band) => bandHz(band) < 150,
  ).length

  forEachSpectrum(mono, FFT_SIZE, hop, (magnitudes, frame) => {
    const current = history[frame % history.length]!
    mel.apply(magnitudes, current)
    treble.apply(magnitudes, current.subarray(BANDS))
    for (let band = 0; band <= BANDS; band++) current[band] = Math.log1p(20 * current[band]!)
    if (frame < LAG_FRAMES) return
    const earlier = history[(frame - LAG_FRAMES) % history.length]!
    let rise = 0
    let lowRise = 0
    for (let band = 0; band < BANDS; band++) {
      const above = band + 1 < BANDS ? earlier[band + 1]! : 0
      const before = Math.max(earlier[band]!, earlier[band - 1] ?? 0, above)
      const difference = current[band]! - before
      if (difference <= 0) continue
      rise += difference
      if (band < lowBands) lowRise += difference
    }
    all[frame] = rise
    low[frame] = lowRise
    high[frame] = Math.max(0, current[BANDS]! - earlier[BANDS]!)
  })
  const framesPerSecond = sampleRate / hop
  return {
    framesPerSecond,
    all: withoutLocalMean(all, framesPerSecond),
    low: withoutLocalMean(low, framesPerSecond),
    high: withoutLocalMean(high, framesPerSecond),
  }
}

/** Takes the mean of ±0.4 s away and keeps what is left above zero. */
function withoutLocalMean(values: Float32Array, framesPerSecond: number): Float32Array {
  const radius = Math.round(0.4 * framesPerSecond)
  const sums = new Float64Array(values.length + 1)
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i]! + values[i]!
  return values.map((value, i) => {
    const from = Math.max(0, i - radius)
    const to = Math.min(values.length, i + radius + 1)
    return Math.max(0, value - (sums[to]! - sums[from]!) / (to - from))
  })
}
