import { BAND_EDGES, BANDS } from './bands.js'
import { outstandingShare } from './low-rank.js'
import { createMatrix, type Matrix } from './matrix.js'
import { medianOverFrequency, medianOverTime } from './median.js'
import { pitchComb } from './pitch-comb.js'
import { repeatingShare } from './repeating-background.js'
import type { Spectra } from './spectra.js'
import { BINS, FFT_SIZE } from './stft.js'

/** What is known about each cell of a spectrogram, in this order. Networks are trained on exactly these numbers. */
export const CUES = [
  'level',
  'central',
  'aside',
  'inPhase',
  'unrepeated',
  'outstanding',
  'steady',
  'unsustained',
  'voiceComb',
  'voicePresence',
  'bassComb',
  'onset',
  'frameOnset',
  'peak',
  'restless',
  'height',
] as const

export type Cue = (typeof CUES)[number]

/** Pitches that are sung, and those of basses. */
const VOICE_RANGE = { lowestHz: 90, highestHz: 900 }
const BASS_RANGE = { lowestHz: 33, highestHz: 220 }
/** Bins below this are looked at for pitches: a bass needs no more than its first harmonics. */
const BASS_BINS = 160
const VOICE_BINS = 1000

/** Cues of one stretch of a recording: for each cue one number a cell, 0 … 1 but for `level`. */
export interface Cues {
  readonly frames: number
  /** `CUES.length` planes of frames × BANDS. */
  readonly planes: Float32Array
  /** Mean power of the channels in each cell, for weighing. */
  readonly power: Matrix
}

/** Everything that tells a voice, a drum or a bass from a band without having learned it. */
export function collectCues(spectra: Spectra, sampleRate: number): Cues {
  const { frames } = spectra
  const cells = frames * BANDS
  const binHz = sampleRate / FFT_SIZE
  const planes = new Float32Array(CUES.length * cells)
  const plane = (cue: Cue): Float32Array => {
    const at = CUES.indexOf(cue)
    return planes.subarray(at * cells, (at + 1) * cells)
  }
  const { power, magnitudes, central } = stereoCues(spectra, {
    central: plane('central'),
    aside: plane('aside'),
    inPhase: plane('inPhase'),
  })
  levels(magnitudes, plane('level'), plane('peak'))
  onsets(magnitudes, plane('onset'), plane('frameOnset'))

  const repeating = repeatingShare(magnitudes)
  without(repeating.data, plane('unrepeated'))
  plane('outstanding').set(outstandingShare(magnitudes).data)
  shareOfSquares(medianOverTime(magnitudes, 8), medianOverFrequency(magnitudes, 15), plane('steady'))
  const unsustained = plane('unsustained')
  shareOfSquares(medianOverTime(magnitudes, 30), medianOverFrequency(magnitudes, 4), unsustained)
  without(unsustained, unsustained)
  restlessness(magnitudes, plane('restless'))

  const voice = pitchComb(firstColumns(central, VOICE_BINS), VOICE_RANGE, binHz)
  plane('voiceComb').set(voice.comb.data)
  plane('bassComb').set(pitchComb(firstColumns(central, BASS_BINS), BASS_RANGE, binHz).comb.data)
  const presence = plane('voicePresence')
  const height = plane('height')
  const heights = Float32Array.from({ length: BANDS }, (_, band) => Math.log2(BAND_EDGES[band]! + 1) / 11)
  for (let frame = 0; frame < frames; frame++) {
    presence.fill(voice.presence[frame]!, frame * BANDS, (frame + 1) * BANDS)
    height.set(heights, frame * BANDS)
  }
  return { frames, planes, power }
}

/** How the channels of each cell stand to each other; of mono recordings all is central. */
function stereoCues(
  { frames, re, im }: Spectra,
  out: Readonly<Record<'central' | 'aside' | 'inPhase', Float32Array>>,
): { power: Matrix; magnitudes: Matrix; central: Matrix } {
  const power = createMatrix(frames, BANDS)
  const magnitudes = createMatrix(frames, BANDS)
  const central = createMatrix(frames, BINS)
  const [leftRe, leftIm] = [re[0]!, im[0]!]
  const [rightRe, rightIm] = [re[1] ?? leftRe, im[1] ?? leftIm]
  for (let frame = 0; frame < frames; frame++) {
    for (let band = 0; band < BANDS; band++) {
      let sums = 0
      let differences = 0
      let left = 0
      let right = 0
      let products = 0
      const end = frame * BINS + BAND_EDGES[band + 1]!
      for (let bin = frame * BINS + BAND_EDGES[band]!; bin < end; bin++) {
        const lr = leftRe[bin]!
        const li = leftIm[bin]!
        const rr = rightRe[bin]!
        const ri = rightIm[bin]!
        const leftPower = lr * lr + li * li
        const rightPower = rr * rr + ri * ri
        const sum = Math.sqrt(leftPower) + Math.sqrt(rightPower)
        const difference = Math.sqrt((lr - rr) ** 2 + (li - ri) ** 2)
        sums += sum
        differences += difference
        left += leftPower
        right += rightPower
        products += lr * rr + li * ri
        const share = Math.max(0, 1 - difference / (sum + 1e-9))
        central.data[bin] = Math.sqrt((leftPower + rightPower) / 2) * share * share
      }
      const at = frame * BANDS + band
      const both = left + right
      power.data[at] = both / 2
      magnitudes.data[at] = Math.sqrt(both / 2)
      out.central[at] = Math.max(0, 1 - differences / (sums + 1e-9))
      out.aside[at] = Math.abs(right - left) / (both + 1e-12)
      out.inPhase[at] = 0.5 + 0.5 * (products / (Math.sqrt(left * right) + 1e-12))
    }
  }
  return { power, magnitudes, central }
}

/** Level in nepers over the stretch's mean, softly floored; and how far a cell rises above its neighbours in frequency. */
function levels(magnitudes: Matrix, level: Float32Array, peak: Float32Array): void {
  const { frames, width, data } = magnitudes
  let squares = 0
  for (const value of data) squares += value * value
  const reference = 1 / (Math.sqrt(squares / data.length) + 1e-9)
  const sums = new Float64Array(width + 1)
  for (let frame = 0; frame < frames; frame++) {
    const start = frame * width
    for (let k = 0; k < width; k++) {
      level[start + k] = Math.log(data[start + k]! * reference + 1e-3)
      sums[k + 1] = sums[k]! + level[start + k]!
    }
    for (let k = 0; k < width; k++) {
      const from = Math.max(0, k - 16)
      const to = Math.min(width, k + 17)
      const above = level[start + k]! - (sums[to]! - sums[from]!) / (to - from)
      peak[start + k] = 1 / (1 + Math.exp(-above))
    }
  }
}

/** Share of each cell, and of each frame, that was not there a frame before. */
function onsets({ frames, width, data }: Matrix, onset: Float32Array, frameOnset: Float32Array): void {
  for (let frame = 0; frame < frames; frame++) {
    const start = frame * width
    let rise = 0
    let all = 0
    for (let k = 0; k < width; k++) {
      const now = data[start + k]!
      const risen = Math.max(0, now - (frame > 0 ? data[start + k - width]! : 0))
      onset[start + k] = risen / (now + 1e-9)
      rise += risen
      all += now
    }
    frameOnset.fill(rise / (all + 1e-9), start, start + width)
  }
}

function shareOfSquares({ data: part }: Matrix, { data: rest }: Matrix, out: Float32Array): void {
  for (let i = 0; i < out.length; i++) {
    const a = part[i]! * part[i]!
    const b = rest[i]! * rest[i]!
    out[i] = a + b > 0 ? a / (a + b) : 0
  }
}

/** The rest to 1. May work in place. */
function without(shares: Float32Array, out: Float32Array): void {
  for (let i = 0; i < out.length; i++) out[i] = 1 - shares[i]!
}

/** Deviation of each cell's magnitude from its mean over a third of a second, relative to it. */
function restlessness({ frames, width, data }: Matrix, out: Float32Array): void {
  const radius = 8
  for (let k = 0; k < width; k++) {
    let [sum, squares, count] = [0, 0, 0]
    for (let frame = -radius; frame < frames; frame++) {
      const entering = frame + radius
      if (entering < frames) {
        const value = data[entering * width + k]!
        sum += value
        squares += value * value
        count++
      }
      const leaving = frame - radius - 1
      if (leaving >= 0) {
        const value = data[leaving * width + k]!
        sum -= value
        squares -= value * value
        count--
      }
      if (frame < 0) continue
      const mean = sum / count
      const deviation = Math.sqrt(Math.max(0, squares / count - mean * mean))
      out[frame * width + k] = deviation / (deviation + mean + 1e-9)
    }
  }
}

function firstColumns({ frames, width, data }: Matrix, columns: number): Matrix {
  const part = createMatrix(frames, columns)
  for (let frame = 0; frame < frames; frame++) {
    part.data.set(data.subarray(frame * width, frame * width + columns), frame * columns)
  }
  return part
}
