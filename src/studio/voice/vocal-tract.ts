import { SAMPLE_RATE } from '../../dsp/audio.js'
import { createRealFft } from '../../dsp/fft.js'
import type { VoiceModel } from './hts-model.js'
import type { Singer } from './singers.js'

/** Points of the vocoder's transforms: long enough for a narrow first formant to ring out after a 10 ms window. */
export const TRANSFORM_SIZE = 2048
/** The mel-cepstrum is unrolled on this many points of its own, warped axis, then read off at the bins. */
const GRID_SIZE = 1024

/** What of a sound is breath or hiss, in dB against the whole, at some frequencies in hertz; straight lines between. */
type Curve = readonly (readonly [hz: number, db: number])[]
const VOICED_NOISE: Curve = [
  [0, -27],
  [1000, -24],
  [2000, -19],
  [3000, -15.5],
  [5000, -11],
  [7000, -5.5],
  [9000, -2.5],
  [12000, -0.5],
  [24000, 0],
]
const FRICTION_NOISE: Curve = [
  [0, -18],
  [700, -14],
  [1800, -5],
  [3000, -1],
  [5000, 0],
  [24000, 0],
]

/**
 * Hiss fades below this. A jet of air makes next to no noise down there (Stevens, "Acoustic Phonetics", 1998, section 8);
 * the model's unvoiced frames have kept what the room and the end of the last vowel left in its recordings.
 */
const HISS_FROM_HZ = 500

/** Cosine of 4096 steps a turn, with three quarters of a turn more for the sine; straight lines between are good to 3e-7. */
const TURN_STEPS = 4096
const TURN_SCALE = TURN_STEPS / (2 * Math.PI)
const COSINE = Float64Array.from({ length: (TURN_STEPS / 4) * 7 + 2 }, (_, i) => Math.cos(i / TURN_SCALE))

/** The filter of one frame at the transform's bins. */
export interface FrameFilter {
  readonly re: Float64Array
  readonly im: Float64Array
  /** Amplitude share of noise and of pulses, 0 … 1; their squares add up to 1. */
  readonly noise: Float64Array
  readonly pulses: Float64Array
}

export interface VocalTract {
  /** Bins from here on are silent. */
  readonly endBin: number
  /**
   * Turns one frame's mel-cepstrum (at `offset` in `cepstra`) into the filter that both excitations go through. `gain`
   * is linear; `friction` and `hiss` are the shares of voiced and voiceless friction, 0 … 1; `tiltDbPerOctave` brightens
   * or darkens around 1 kHz. Overwrites `filter` up to `endBin`.
   */
  shape(
    cepstra: Float32Array,
    offset: number,
    gain: number,
    friction: number,
    hiss: number,
    tiltDbPerOctave: number,
    filter: FrameFilter,
  ): void
  /** Sound power in dB of the harmonics of `f0Hz` under one frame's spectrum, weighted roughly as the ear does. */
  harmonicLevelDb(cepstra: Float32Array, offset: number, f0Hz: number): number
}

export function createFrameFilter(): FrameFilter {
  const array = (): Float64Array => new Float64Array(TRANSFORM_SIZE / 2 + 1)
  return { re: array(), im: array(), noise: array(), pulses: array() }
}

/**
 * A mel-cepstrum c is the logarithm of a minimum-phase filter on a warped frequency axis (Tokuda, Kobayashi, Masuko, Imai:
 * "Mel-generalized cepstral analysis", ICSLP 1994): log H(β) = Σ c[m] e^(-jmβ). One small transform gives magnitude and
 * phase on an even grid of β; a longer or shorter vocal tract than the model's stretches the way from hertz to β.
 */
export function createVocalTract(model: VoiceModel, singer: Singer): VocalTract {
  const points = GRID_SIZE / 2
  const bins = TRANSFORM_SIZE / 2 + 1
  const nyquist = model.sampleRate / 2
  const size = model.cepstrumSize
  const { warping } = model
  const warp = (hz: number): number => {
    const w = (Math.PI * Math.min(hz * singer.tractLength, nyquist)) / nyquist
    return w + 2 * Math.atan2(warping * Math.sin(w), 1 - warping * Math.cos(w))
  }
  const unwarp = (beta: number): number => {
    const w = beta - 2 * Math.atan2(warping * Math.sin(beta), 1 + warping * Math.cos(beta))
    return ((w / Math.PI) * nyquist) / singer.tractLength
  }

  // Beyond this the model knows nothing.
  const cutoffHz = Math.min(15_000, (0.95 * nyquist) / singer.tractLength)
  const endBin = Math.min(bins, Math.ceil(((cutoffHz + 2200) * TRANSFORM_SIZE) / SAMPLE_RATE))
  const strip = minimumPhase((hz) => stripLogGain(hz, singer, cutoffHz))
  const cell = new Uint16Array(bins)
  const within = new Float64Array(bins)
  for (let k = 0; k < bins; k++) {
    const position = (warp((k * SAMPLE_RATE) / TRANSFORM_SIZE) / Math.PI) * points
    cell[k] = Math.min(points - 1, Math.floor(position))
    within[k] = position - cell[k]!
  }

  const voicedNoise = new Float64Array(points + 1)
  const frictionNoise = new Float64Array(points + 1)
  const hissLoss = new Float64Array(points + 1)
  const octaves = new Float64Array(points + 1)
  for (let j = 0; j <= points; j++) {
    const hz = unwarp((Math.PI * j) / points)
    const breath = singer.breathDb * Math.min(1, Math.max(0.7, (hz - 300) / 2000))
    voicedNoise[j] = Math.min(1, 10 ** ((readCurve(VOICED_NOISE, hz) + breath) / 20))
    frictionNoise[j] = 10 ** (readCurve(FRICTION_NOISE, hz) / 20)
    hissLoss[j] = 1 / (1 + (hz / HISS_FROM_HZ) ** 2)
    octaves[j] = (Math.log2(Math.max(hz, 125) / 1000) * Math.LN10) / 20
  }

  const fft = createRealFft(GRID_SIZE)
  const sequence = new Float64Array(GRID_SIZE)
  const logGain = new Float64Array(points + 1)
  const phase = new Float64Array(points + 1)
  const gridRe = new Float64Array(points + 1)
  const gridIm = new Float64Array(points + 1)
  const gridNoise = new Float64Array(points + 1)

  return {
    endBin,
    shape(cepstra, offset, gain, friction, hiss, tiltDbPerOctave, filter) {
      for (let m = 0; m < size; m++) sequence[m] = cepstra[offset + m]!
      fft.forward(sequence, logGain, phase)
      const voiced = Math.max(0, 1 - friction - hiss)
      for (let j = 0; j <= points; j++) {
        const magnitude =
          gain * Math.exp(logGain[j]! + tiltDbPerOctave * octaves[j]!) * (1 - hiss * hissLoss[j]!)
        const turn = phase[j]! * TURN_SCALE
        const step = Math.floor(turn)
        const rest = turn - step
        const at = step & (TURN_STEPS - 1)
        const cos = COSINE[at]!
        const sin = COSINE[at + (TURN_STEPS / 4) * 3]!
        gridRe[j] = magnitude * (cos + rest * (COSINE[at + 1]! - cos))
        gridIm[j] = magnitude * (sin + rest * (COSINE[at + (TURN_STEPS / 4) * 3 + 1]! - sin))
        gridNoise[j] = Math.min(1, voiced * voicedNoise[j]! + friction * frictionNoise[j]! + hiss)
      }
      const { re, im, noise, pulses } = filter
      for (let k = 0; k < endBin; k++) {
        const j = cell[k]!
        const u = within[k]!
        const hRe = gridRe[j]! + u * (gridRe[j + 1]! - gridRe[j]!)
        const hIm = gridIm[j]! + u * (gridIm[j + 1]! - gridIm[j]!)
        const share = gridNoise[j]! + u * (gridNoise[j + 1]! - gridNoise[j]!)
        re[k] = hRe * strip.re[k]! - hIm * strip.im[k]!
        im[k] = hRe * strip.im[k]! + hIm * strip.re[k]!
        noise[k] = share
        pulses[k] = Math.sqrt(1 - share * share)
      }
    },
    harmonicLevelDb(cepstra, offset, f0Hz) {
      let power = 1e-9
      for (let hz = f0Hz; hz < 5000; hz += f0Hz) {
        const beta = warp(hz)
        let log = stripLogGain(hz, singer, cutoffHz)
        for (let m = 0; m < size; m++) log += cepstra[offset + m]! * Math.cos(m * beta)
        power += Math.exp(2 * log) * earWeight(hz)
      }
      return 10 * Math.log10((power * 2 * f0Hz) / SAMPLE_RATE)
    },
  }
}

/** What a singer's voice adds to the model everywhere and always: natural logarithm of the gain. */
function stripLogGain(hz: number, singer: Singer, cutoffHz: number): number {
  const tilt = singer.tiltDbPerOctave * Math.log2(Math.max(hz, 300) / 300)
  const warmth = singer.warmthDb / (1 + (hz / 500) ** 2)
  const ring = singer.ringDb * Math.exp(-(Math.log2(Math.max(hz, 1) / 3000) ** 2) / 0.18)
  const low = 20 * Math.log10(Math.max(hz, 4) ** 2 / (Math.max(hz, 4) ** 2 + 55 ** 2))
  const high = hz > cutoffHz ? (-30 * (hz - cutoffHz)) / 1000 : 0
  return Math.max(-60, tilt + warmth + ring + low + high) * (Math.LN10 / 20)
}

/** Complex gain at the transform's bins with the phase that belongs to a causal filter (folded cepstrum). */
function minimumPhase(logGainAt: (hz: number) => number): { re: Float64Array; im: Float64Array } {
  const size = TRANSFORM_SIZE * 2
  const fft = createRealFft(size)
  const log = new Float64Array(fft.binCount)
  const phase = new Float64Array(fft.binCount)
  for (let k = 0; k < fft.binCount; k++) log[k] = logGainAt((k * SAMPLE_RATE) / size)
  const cepstrum = new Float64Array(size)
  fft.inverse(log, phase, cepstrum)
  for (let n = 1; n < size / 2; n++) {
    cepstrum[n]! *= 2
    cepstrum[size - n] = 0
  }
  fft.forward(cepstrum, log, phase)
  const bins = TRANSFORM_SIZE / 2 + 1
  return {
    re: Float64Array.from({ length: bins }, (_, k) => Math.exp(log[2 * k]!) * Math.cos(phase[2 * k]!)),
    im: Float64Array.from({ length: bins }, (_, k) => Math.exp(log[2 * k]!) * Math.sin(phase[2 * k]!)),
  }
}

/** Power weight after the shelf and low cut of ITU-R BS.1770's K curve, simplified. */
function earWeight(hz: number): number {
  const shelf = 10 ** ((0.4 * hz * hz) / (hz * hz + 1700 ** 2))
  return (shelf * (hz * hz) ** 2) / (hz * hz + 60 ** 2) ** 2
}

function readCurve(curve: Curve, hz: number): number {
  const next = curve.findIndex(([at]) => at > hz)
  if (next <= 0) return curve.at(next === 0 ? 0 : -1)![1]
  const [x0, y0] = curve[next - 1]!
  const [x1, y1] = curve[next]!
  return y0 + ((y1 - y0) * (hz - x0)) / (x1 - x0)
}
