import { toMono, type Audio } from '../dsp/audio.js'
import { Biquad, highPass, lowPass } from '../dsp/biquad.js'
import { resample } from '../dsp/resample.js'
import { midiToHz } from '../dsp/units.js'
import type { VoiceTraits } from '../music/voice-profile.js'
import { formantPeaks } from './formants.js'
import { findPhrases, levelTrack } from './phrases.js'
import { trackPitch } from './pitch-track.js'
import { forEachSpectrum } from './spectrogram.js'

/** 16 kHz holds everything of a voice that is looked at here. */
const RATE = 16_000
const HOP = 160
const HOP_SECONDS = HOP / RATE
/** Formants are looked for at this rate: the first four lie below its half for every grown-up. */
const FORMANT_RATE = 10_000
const FORMANT_ORDER = 12
const FORMANT_FRAME_SECONDS = 0.032
/** Every so many voiced frames one is looked at for formants. */
const FORMANT_STEP = 2
const FFT_SIZE = 1024
const BREATH_LOW_HZ = 2000
const BREATH_HIGH_HZ = 5000
const TILT_LOW_HZ = 300
const TILT_HIGH_HZ = 4000
/** A note is held when the pitch stays this near to its middle, for this long. */
const HELD_SEMITONES = 1
const HELD_SECONDS = 0.5
/** Singers' vibrato (Prame, JASA 1994) is 5 to 7 Hz; a little more is allowed on both sides. */
const VIBRATO_HZ = [4, 8] as const
/** Less than this is not heard as vibrato, in cents. */
const LEAST_VIBRATO_CENTS = 12

/** What can be measured of a voice; undefined where no pitch is heard at all. Pure. */
export function voiceTraits(audio: Audio): VoiceTraits | undefined {
  const mono = toMono(resample(audio, RATE))
  const phrases = findPhrases(levelTrack(mono, HOP), HOP_SECONDS)
  const { pitchMidi } = trackPitch(mono, RATE, HOP_SECONDS)
  const isSounding = (frame: number) =>
    phrases.some(
      ({ startSeconds, endSeconds }) =>
        frame * HOP_SECONDS >= startSeconds && frame * HOP_SECONDS < endSeconds,
    )
  const voiced: number[] = []
  for (let frame = 0; frame < pitchMidi.length; frame++) {
    if (!Number.isNaN(pitchMidi[frame]!) && isSounding(frame)) voiced.push(frame)
  }
  if (voiced.length === 0) return undefined

  const pitches = Float32Array.from(voiced, (frame) => pitchMidi[frame]!).sort()
  return {
    soundingSeconds: phrases.reduce((sum, phrase) => sum + phrase.endSeconds - phrase.startSeconds, 0),
    voicedSeconds: voiced.length * HOP_SECONDS,
    medianMidi: quantile(pitches, 0.5),
    lowMidi: quantile(pitches, 0.05),
    highMidi: quantile(pitches, 0.95),
    formantSpacingHz: formantSpacing(audio, voiced),
    tiltDbPerOctave: spectralTilt(mono, new Set(voiced)),
    harmonicsToNoiseDb: harmonicsToNoise(audio, voiced, pitchMidi),
    ...heldNotes(pitchMidi),
  }
}

/**
 * Formants of a tube closed at one end lie at 0.5, 1.5, 2.5 … times one distance, which only the length of the vocal
 * tract decides; vowels move the lower ones most. The distance is fitted to the third and fourth, which vowels move
 * least (Lammert & Narayanan, PLoS ONE 2015), and the middle of all frames is taken.
 */
function formantSpacing(audio: Audio, voiced: readonly number[]): number {
  const mono = toMono(resample(audio, FORMANT_RATE))
  const length = Math.round(FORMANT_FRAME_SECONDS * FORMANT_RATE)
  const spacings: number[] = []
  for (let i = 0; i < voiced.length; i += FORMANT_STEP) {
    const start = Math.round(voiced[i]! * HOP_SECONDS * FORMANT_RATE) - (length >> 1)
    if (start < 0 || start + length > mono.length) continue
    const peaks = formantPeaks(mono.subarray(start, start + length), FORMANT_RATE, FORMANT_ORDER)
    const [, , third, fourth] = peaks
    if (peaks.length !== 4 || third === undefined || fourth === undefined) continue
    // Least squares of third = 2.5 d and fourth = 3.5 d.
    spacings.push((2.5 * third + 3.5 * fourth) / (2.5 ** 2 + 3.5 ** 2))
  }
  if (spacings.length === 0) return NaN
  return quantile(Float32Array.from(spacings).sort(), 0.5)
}

/**
 * Harmonics against noise above `BREATH_LOW_HZ`, where breath is heard: how alike neighbouring periods are (Boersma,
 * IFA Proceedings 17, 1993), the middle of all frames.
 */
function harmonicsToNoise(audio: Audio, voiced: readonly number[], pitchMidi: Float32Array): number {
  const mono = Float32Array.from(toMono(audio))
  const { sampleRate } = audio
  new Biquad(highPass(BREATH_LOW_HZ, Math.SQRT1_2, sampleRate)).process(mono, 0, mono.length)
  new Biquad(lowPass(BREATH_HIGH_HZ, Math.SQRT1_2, sampleRate)).process(mono, 0, mono.length)
  const likeness: number[] = []
  for (let i = 0; i < voiced.length; i += FORMANT_STEP) {
    const period = Math.round(sampleRate / midiToHz(pitchMidi[voiced[i]!]!))
    const start = Math.round(voiced[i]! * HOP_SECONDS * sampleRate) - period
    if (start < 0 || start + 3 * period + 4 > mono.length) continue
    let best = 0
    for (let lag = period - 3; lag <= period + 3; lag++) {
      let product = 0
      let energy = 1e-12
      for (let n = start; n < start + 2 * period; n++) {
        product += mono[n]! * mono[n + lag]!
        energy += 0.5 * (mono[n]! ** 2 + mono[n + lag]! ** 2)
      }
      best = Math.max(best, product / energy)
    }
    likeness.push(best)
  }
  if (likeness.length === 0) return 0
  const middle = Math.min(0.999, Math.max(0.001, quantile(Float32Array.from(likeness).sort(), 0.5)))
  return 10 * Math.log10(middle / (1 - middle))
}

/** Slope of the mean voiced spectrum over the logarithm of frequency. */
function spectralTilt(mono: Float32Array, voiced: ReadonlySet<number>): number {
  const energy = new Float64Array(FFT_SIZE / 2 + 1)
  forEachSpectrum(mono, FFT_SIZE, HOP, (magnitudes, frame) => {
    if (!voiced.has(frame)) return
    for (let bin = 0; bin < energy.length; bin++) energy[bin]! += magnitudes[bin]! ** 2
  })
  const points: { octave: number; db: number }[] = []
  // Thirds of an octave: each counts alike, however many bins it has.
  for (let low = TILT_LOW_HZ; low < TILT_HIGH_HZ; low *= 2 ** (1 / 3)) {
    const from = Math.ceil((low * FFT_SIZE) / RATE)
    const to = Math.max(from, Math.floor((low * 2 ** (1 / 3) * FFT_SIZE) / RATE))
    let sum = 0
    for (let bin = from; bin <= to; bin++) sum += energy[bin]!
    points.push({ octave: Math.log2(low), db: 10 * Math.log10(sum / (to - from + 1) + 1e-12) })
  }
  const mean = (pick: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + pick(point), 0) / points.length
  const octave = mean((point) => point.octave)
  const db = mean((point) => point.db)
  const covariance = mean((point) => (point.octave - octave) * (point.db - db))
  return covariance / mean((point) => (point.octave - octave) ** 2)
}

/** Vibrato and wandering of the notes that are held. */
function heldNotes(
  pitchMidi: Float32Array,
): Pick<VoiceTraits, 'vibratoRateHz' | 'vibratoDepthCents' | 'driftCents'> {
  const rates: number[] = []
  const depths: number[] = []
  const drifts: number[] = []
  for (const note of heldStretches(pitchMidi)) {
    const slow = smoothed(note, Math.round(0.12 / HOP_SECONDS))
    const fast = note.map((value, i) => value - slow[i]!)
    const rate = periodicity(fast)
    if (rate !== undefined) {
      const depth = deviation(fast) * Math.SQRT2 * 100
      if (depth >= LEAST_VIBRATO_CENTS) {
        rates.push(rate)
        depths.push(depth)
      }
    }
    drifts.push(deviation(smoothed(note, Math.round(0.25 / HOP_SECONDS))) * 100)
  }
  const middle = (values: readonly number[]) =>
    values.length === 0 ? 0 : quantile(Float32Array.from(values).sort(), 0.5)
  // One wavering note among many steady ones is no vibrato.
  const hasVibrato = depths.length > 0 && depths.length >= drifts.length / 4
  return {
    vibratoRateHz: hasVibrato ? middle(rates) : 0,
    vibratoDepthCents: hasVibrato ? middle(depths) : 0,
    driftCents: middle(drifts),
  }
}

/** Stretches of steady pitch without their first and last tenth of a second, where voices glide. */
function heldStretches(pitchMidi: Float32Array): Float32Array[] {
  const shortest = Math.round(HELD_SECONDS / HOP_SECONDS)
  const edge = Math.round(0.1 / HOP_SECONDS)
  const stretches: Float32Array[] = []
  let start = 0
  let sum = 0
  const close = (end: number) => {
    if (end - start >= shortest) stretches.push(pitchMidi.slice(start + edge, end - edge))
  }
  for (let frame = 0; frame <= pitchMidi.length; frame++) {
    const value = frame < pitchMidi.length ? pitchMidi[frame]! : NaN
    const mean = frame > start ? sum / (frame - start) : value
    if (Number.isNaN(value) || Math.abs(value - mean) > HELD_SEMITONES) {
      close(frame)
      start = Number.isNaN(value) ? frame + 1 : frame
      sum = Number.isNaN(value) ? 0 : value
    } else {
      sum += value
    }
  }
  return stretches
}

/** Rate in Hz of a regular wave within the range of vibratos; undefined when there is none. */
function periodicity(values: Float32Array): number | undefined {
  const fromLag = Math.floor(1 / VIBRATO_HZ[1] / HOP_SECONDS)
  const toLag = Math.ceil(1 / VIBRATO_HZ[0] / HOP_SECONDS)
  if (values.length < 2 * toLag) return undefined
  const at = (lag: number) => {
    let sum = 0
    let energy = 1e-9
    for (let i = 0; i + lag < values.length; i++) {
      sum += values[i]! * values[i + lag]!
      energy += 0.5 * (values[i]! ** 2 + values[i + lag]! ** 2)
    }
    return sum / energy
  }
  let best = -1
  let bestValue = 0.4
  for (let lag = fromLag; lag <= toLag; lag++) {
    const value = at(lag)
    if (value > bestValue && value >= at(lag - 1) && value >= at(lag + 1)) {
      best = lag
      bestValue = value
    }
  }
  return best < 0 ? undefined : 1 / (best * HOP_SECONDS)
}

/** Moving mean over ±radius values. */
function smoothed(values: Float32Array, radius: number): Float32Array {
  return values.map((_, i) => {
    const from = Math.max(0, i - radius)
    const to = Math.min(values.length - 1, i + radius)
    let sum = 0
    for (let j = from; j <= to; j++) sum += values[j]!
    return sum / (to - from + 1)
  })
}

function deviation(values: Float32Array): number {
  if (values.length === 0) return 0
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}

function quantile(sorted: Float32Array, q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!
}
