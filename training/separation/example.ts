import { BAND_OF_BIN, BANDS } from '../../src/analysis/separation/bands.js'
import { collectCues, CUES } from '../../src/analysis/separation/cues.js'
import { takeSpectra } from '../../src/analysis/separation/spectra.js'
import { BINS, HOP } from '../../src/analysis/separation/stft.js'
import type { Audio } from '../../src/dsp/audio.js'
import { STEMS, type StemName } from '../../src/music/stems.js'
import { POOL_RATE } from './pool.js'

/** The cue `level` is stored as (level + this) / range; the others are 0 … 1 as they are. */
const LEVEL_OFFSET = 7
const LEVEL_RANGE = 12

/** What a network sees of a mix, and what it should say. */
export interface Example {
  readonly frames: number
  /** `CUES.length` planes of frames × BANDS. */
  readonly cues: Float32Array
  /** `STEMS.length` planes of frames × BANDS: the gain with which the mix comes nearest to the stem, 0 … 1. */
  readonly shares: Float32Array
}

/** The example of a mix of stems, all stereo, of one length, at the pool's rate. */
export function exampleOf(stems: ReadonlyMap<StemName, Audio>): Example {
  const mix = sumOf([...stems.values()].map(({ channels }) => channels))
  const frames = Math.floor(mix[0]!.length / HOP)
  const whole = takeSpectra(mix, 0, frames)
  const { planes } = collectCues(whole, POOL_RATE)
  const shares = new Float32Array(STEMS.length * frames * BANDS)
  const power = new Float64Array(BANDS)
  const common = new Float64Array(BANDS)
  for (const [name, { channels }] of stems) {
    const part = takeSpectra(channels, 0, frames)
    const plane = shares.subarray(
      STEMS.indexOf(name) * frames * BANDS,
      (STEMS.indexOf(name) + 1) * frames * BANDS,
    )
    for (let frame = 0; frame < frames; frame++) {
      power.fill(0)
      common.fill(0)
      for (let c = 0; c < 2; c++) {
        const [wholeRe, wholeIm, partRe, partIm] = [whole.re[c]!, whole.im[c]!, part.re[c]!, part.im[c]!]
        for (let k = 0; k < BINS; k++) {
          const at = frame * BINS + k
          const band = BAND_OF_BIN[k]!
          power[band]! += wholeRe[at]! ** 2 + wholeIm[at]! ** 2
          common[band]! += wholeRe[at]! * partRe[at]! + wholeIm[at]! * partIm[at]!
        }
      }
      for (let band = 0; band < BANDS; band++) {
        plane[frame * BANDS + band] = Math.min(1, Math.max(0, common[band]! / (power[band]! + 1e-12)))
      }
    }
  }
  return { frames, cues: planes, shares }
}

/** One byte a number, cues before shares. */
export function encodeExample({ frames, cues, shares }: Example): Uint8Array {
  const bytes = new Uint8Array(cues.length + shares.length)
  const cells = frames * BANDS
  for (let i = 0; i < cues.length; i++) {
    const isLevel = Math.floor(i / cells) === CUES.indexOf('level')
    bytes[i] = byteOf(isLevel ? (cues[i]! + LEVEL_OFFSET) / LEVEL_RANGE : cues[i]!)
  }
  for (let i = 0; i < shares.length; i++) bytes[cues.length + i] = byteOf(shares[i]!)
  return bytes
}

function byteOf(share: number): number {
  return Math.round(255 * Math.min(1, Math.max(0, share)))
}

/** The sum of several recordings of one shape. */
export function sumOf(parts: readonly (readonly Float32Array[])[]): Float32Array[] {
  const sum = parts[0]!.map((channel) => new Float32Array(channel.length))
  for (const part of parts) {
    part.forEach((channel, c) => {
      for (let i = 0; i < channel.length; i++) sum[c]![i]! += channel[i]!
    })
  }
  return sum
}
