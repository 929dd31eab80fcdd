import { createAudio, frameCount, type Audio } from './audio.js'
import { createRealFft } from './fft.js'
import { resample } from './resample.js'

/** A moment of the input and where it is to be heard in the output, in seconds. */
export interface StretchPoint {
  readonly inputSeconds: number
  readonly outputSeconds: number
}

/** 85 ms at 48 kHz. */
const FFT_SIZE = 4096
const HOP = FFT_SIZE / 4
const BINS = FFT_SIZE / 2 + 1
/** Sum of the squared Hann windows at a quarter-window hop. */
const OVERLAP_GAIN = 1.5
/** A bin is a peak when no other within so many bins is stronger. */
const PEAK_REACH = 3
/** A frame this much stronger than the one a hop before it is an onset: phases start anew, so that it stays sharp. */
const ONSET_RISE = 1.6

const WINDOW = Float64Array.from(
  { length: FFT_SIZE },
  (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / FFT_SIZE),
)

/**
 * Stretches and squeezes a sound in time so that given moments meet, and moves its pitch by `semitones`, formants
 * included. Phase vocoder with the phases of each spectral peak's neighbours locked to it (Puckette, Laroche and Dolson)
 * and one rotation for all channels, so that the stereo picture stays; where time runs as fast as before the sound
 * passes unchanged. The output begins with the first point and ends with the last. Throws RangeError unless there are
 * two or more points, rising in both.
 */
export function timeStretch(audio: Audio, points: readonly StretchPoint[], semitones = 0): Audio {
  assertRising(points)
  if (semitones === 0) return stretch(audio, points)
  // Played back faster by the ratio, a sound that was made longer by it is as long as wanted, and higher.
  const ratio = 2 ** (semitones / 12)
  const heldRate = Math.round(audio.sampleRate * ratio)
  const exact = heldRate / audio.sampleRate
  const longer = points.map(({ inputSeconds, outputSeconds }) => ({
    inputSeconds,
    outputSeconds: outputSeconds * exact,
  }))
  const stretched = stretch(audio, longer)
  return resample({ sampleRate: heldRate, channels: stretched.channels }, audio.sampleRate)
}

function assertRising(points: readonly StretchPoint[]): void {
  const isRising = points.every(
    ({ inputSeconds, outputSeconds }, i) =>
      i === 0 || (inputSeconds > points[i - 1]!.inputSeconds && outputSeconds > points[i - 1]!.outputSeconds),
  )
  if (points.length < 2 || !isRising)
    throw new RangeError(`timeStretch() needs at least two points that rise in both, got ${points.length}`)
}

function stretch(audio: Audio, points: readonly StretchPoint[]): Audio {
  const { sampleRate } = audio
  const first = points[0]!.outputSeconds
  const frames = Math.max(1, Math.round((points.at(-1)!.outputSeconds - first) * sampleRate))
  const output = createAudio(audio.channels.length, frames, sampleRate)
  const fft = createRealFft(FFT_SIZE)
  const count = audio.channels.length
  const spectra = (): { re: Float64Array[]; im: Float64Array[] } => ({
    re: Array.from({ length: count }, () => new Float64Array(BINS)),
    im: Array.from({ length: count }, () => new Float64Array(BINS)),
  })
  const now = spectra()
  const before = spectra()
  const made = spectra()
  const segment = new Float64Array(FFT_SIZE)
  const rotation = { re: new Float64Array(BINS), im: new Float64Array(BINS) }
  const strength = new Float64Array(BINS)
  let line = 0
  for (let frame = 0, centre = 0; centre <= frames + FFT_SIZE / 2; frame++, centre = frame * HOP) {
    const seconds = first + centre / sampleRate
    while (line < points.length - 2 && seconds >= points[line + 1]!.outputSeconds) line++
    const at = Math.round(inputAt(points, line, seconds) * sampleRate)
    analyse(audio, at, segment, fft, now)
    if (frame === 0) rotation.re.fill(1)
    else {
      analyse(audio, at - HOP, segment, fft, before)
      findRotation(now, before, made, strength, rotation)
    }
    for (let c = 0; c < count; c++) {
      const [re, im, outRe, outIm] = [now.re[c]!, now.im[c]!, made.re[c]!, made.im[c]!]
      for (let k = 0; k < BINS; k++) {
        const [cos, sin] = [rotation.re[k]!, rotation.im[k]!]
        outRe[k] = re[k]! * cos - im[k]! * sin
        outIm[k] = re[k]! * sin + im[k]! * cos
      }
      fft.inverse(outRe, outIm, segment)
      const channel = output.channels[c]!
      const start = centre - FFT_SIZE / 2
      const until = Math.min(FFT_SIZE, frames - start)
      for (let i = Math.max(0, -start); i < until; i++)
        channel[start + i] = channel[start + i]! + (segment[i]! * WINDOW[i]!) / OVERLAP_GAIN
    }
  }
  return output
}

function inputAt(points: readonly StretchPoint[], line: number, seconds: number): number {
  const [from, to] = [points[line]!, points[line + 1]!]
  const share = (seconds - from.outputSeconds) / (to.outputSeconds - from.outputSeconds)
  return from.inputSeconds + share * (to.inputSeconds - from.inputSeconds)
}

/** Spectra of all channels around a sample; silence outside. */
function analyse(
  audio: Audio,
  centre: number,
  segment: Float64Array,
  fft: ReturnType<typeof createRealFft>,
  into: { re: Float64Array[]; im: Float64Array[] },
): void {
  const samples = frameCount(audio)
  const start = centre - FFT_SIZE / 2
  audio.channels.forEach((channel, c) => {
    for (let i = 0; i < FFT_SIZE; i++) {
      const at = start + i
      segment[i] = at >= 0 && at < samples ? channel[at]! * WINDOW[i]! : 0
    }
    fft.forward(segment, into.re[c]!, into.im[c]!)
  })
}

type Spectra = { readonly re: readonly Float64Array[]; readonly im: readonly Float64Array[] }

/**
 * By what each bin is turned so that it goes on from what was made last as it goes on in the input: the input a hop
 * earlier against what stands in its place. Decided at the peaks of all channels together, taken over by their
 * neighbours.
 */
function findRotation(
  now: Spectra,
  before: Spectra,
  made: Spectra,
  strength: Float64Array,
  rotation: { re: Float64Array; im: Float64Array },
): void {
  const count = now.re.length
  let [loud, was] = [0, 0]
  for (let k = 0; k < BINS; k++) {
    let [power, past] = [0, 0]
    for (let c = 0; c < count; c++) {
      power += now.re[c]![k]! ** 2 + now.im[c]![k]! ** 2
      past += before.re[c]![k]! ** 2 + before.im[c]![k]! ** 2
    }
    strength[k] = power
    loud += Math.sqrt(power)
    was += Math.sqrt(past)
  }
  if (loud > ONSET_RISE * was) {
    rotation.re.fill(1)
    rotation.im.fill(0)
    return
  }
  let from = 0
  let previous = -1
  for (let k = 0; k < BINS; k++) {
    if (!isPeak(strength, k)) continue
    // The border between two peaks is the weakest bin between them.
    let border = from
    if (previous >= 0) {
      border = previous
      for (let b = previous; b <= k; b++) if (strength[b]! < strength[border]!) border = b
      spread(rotation, from, border, previous)
      from = border
    }
    let [re, im] = [0, 0]
    for (let c = 0; c < count; c++) {
      const [a, b, x, y] = [made.re[c]![k]!, made.im[c]![k]!, before.re[c]![k]!, before.im[c]![k]!]
      re += a * x + b * y
      im += b * x - a * y
    }
    const size = Math.hypot(re, im)
    rotation.re[k] = size > 1e-30 ? re / size : 1
    rotation.im[k] = size > 1e-30 ? im / size : 0
    previous = k
  }
  if (previous < 0) {
    rotation.re.fill(1)
    rotation.im.fill(0)
  } else spread(rotation, from, BINS, previous)
}

function isPeak(strength: Float64Array, k: number): boolean {
  const value = strength[k]!
  if (value <= 1e-20) return false
  for (let d = 1; d <= PEAK_REACH; d++) {
    if (k - d >= 0 && strength[k - d]! > value) return false
    if (k + d < BINS && strength[k + d]! >= value) return false
  }
  return true
}

function spread(
  rotation: { re: Float64Array; im: Float64Array },
  from: number,
  to: number,
  peak: number,
): void {
  const [re, im] = [rotation.re[peak]!, rotation.im[peak]!]
  for (let k = from; k < to; k++) {
    rotation.re[k] = re
    rotation.im[k] = im
  }
}
