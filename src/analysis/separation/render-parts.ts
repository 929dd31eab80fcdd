import { frameCount, type Audio } from '../../dsp/audio.js'
import { createComplexFft } from '../../dsp/fft.js'
import { STEMS, type StemName } from '../../music/stems.js'
import { BAND_EDGES, BANDS } from './bands.js'
import type { PartShares } from './part-shares.js'
import { cutWindow, FFT_SIZE, HOP, OVERLAP_GAIN, WINDOW } from './stft.js'

/** Samples that are given out at a time. */
const BLOCK_SAMPLES = 16 * HOP
/** What samples are faded with before they are added up. */
const FADE = WINDOW.map((value) => value / OVERLAP_GAIN)

/** One stem as far as it belongs to a part. */
export interface PartSlice {
  readonly stem: StemName
  /** How much of each band belongs to it, 0 … 1; absent: all. */
  readonly window?: Float32Array
}

/** Some of the stems together, as they were already parted from the rest by somebody else. */
export interface Source {
  readonly audio: Audio
  readonly stems: readonly StemName[]
}

/** The next samples of every part, channels as the recording has them. */
export interface PartBlock {
  readonly startFrame: number
  readonly parts: readonly (readonly Float32Array[])[]
}

/**
 * The parts of a recording from the front, a block at a time: each part is some stems, or slices of them, together. One more
 * part at the end is all that no part asked for, found by subtraction: so all parts together are the recording. Where
 * `sources` of the same shape are given, each stem is taken out of the one that holds it.
 */
export function* renderParts(
  audio: Audio,
  { frames, shares }: PartShares,
  parts: readonly (readonly PartSlice[])[],
  sources: readonly Source[] = [{ audio, stems: STEMS }],
): Generator<PartBlock, void, undefined> {
  const samples = frameCount(audio)
  const fft = createComplexFft(FFT_SIZE)
  const voices = sources.map((source) => ({
    channels: source.audio.channels,
    all: slicesOf(
      source.stems.map((stem) => ({ stem })),
      shares,
    ),
    parts: parts.map((part) =>
      slicesOf(
        part.filter(({ stem }) => source.stems.includes(stem)),
        shares,
      ),
    ),
  }))
  // Two channels go through one complex transform, as its real and its imaginary part: gains that are the same for both
  // keep them apart.
  const [re, im] = [new Float64Array(FFT_SIZE), new Float64Array(FFT_SIZE)]
  const [partRe, partIm] = [new Float64Array(FFT_SIZE), new Float64Array(FFT_SIZE)]
  const gains = new Float32Array(BANDS)
  const sums = new Float32Array(BANDS)
  // What is being added up: a block and the window that reaches over its end, from `begun` on.
  const tail = parts.map(() => audio.channels.map(() => new Float32Array(BLOCK_SAMPLES + FFT_SIZE)))
  let begun = -FFT_SIZE / 2 - HOP

  // One frame more on both sides: windows only add up to 1 where four of them overlap.
  for (let frame = -1; frame <= frames || begun < samples; frame++) {
    const from = frame * HOP - FFT_SIZE / 2
    if (from - begun >= BLOCK_SAMPLES) {
      const block = takeBlock(audio, tail, begun)
      if (block) yield block
      begun += BLOCK_SAMPLES
    }
    if (frame > frames) continue
    const heard = Math.min(Math.max(frame, 0), frames - 1)
    for (const source of voices) {
      sumOf(source.all, heard, sums)
      for (let c = 0; c < source.channels.length; c += 2) {
        const second = source.channels[c + 1]
        cutWindow(source.channels[c]!, from, re)
        if (second) cutWindow(second, from, im)
        else im.fill(0)
        fft.forward(re, im)
        for (const [p, slices] of source.parts.entries()) {
          if (slices.length === 0) continue
          sumOf(slices, heard, gains)
          for (let band = 0; band < BANDS; band++)
            gains[band] = sums[band]! > 0 ? gains[band]! / sums[band]! : 0
          applyGains(gains, re, partRe)
          applyGains(gains, im, partIm)
          fft.inverse(partRe, partIm)
          addFaded(partRe, tail[p]![c]!, from - begun)
          if (second) addFaded(partIm, tail[p]![c + 1]!, from - begun)
        }
      }
    }
  }
}

/** The gains of bands on both halves of a spectrum. */
function applyGains(gains: Float32Array, spectrum: Float64Array, out: Float64Array): void {
  for (let band = 0; band < BANDS; band++) {
    const gain = gains[band]!
    const end = BAND_EDGES[band + 1]!
    for (let bin = BAND_EDGES[band]!; bin < end; bin++) {
      const mirrored = (FFT_SIZE - bin) & (FFT_SIZE - 1)
      out[bin] = spectrum[bin]! * gain
      out[mirrored] = spectrum[mirrored]! * gain
    }
  }
}

function addFaded(samples: Float64Array, out: Float32Array, offset: number): void {
  for (let i = 0; i < FFT_SIZE; i++) out[offset + i]! += samples[i]! * FADE[i]!
}

interface Slice {
  readonly plane: Uint8Array
  readonly window: Float32Array | undefined
}

function slicesOf(part: readonly PartSlice[], shares: PartShares['shares']): Slice[] {
  return part.flatMap(({ stem, window }) => {
    const plane = shares.get(stem)
    return plane ? [{ plane, window }] : []
  })
}

function sumOf(slices: readonly Slice[], frame: number, out: Float32Array): void {
  out.fill(0)
  for (const { plane, window } of slices) {
    for (let band = 0; band < BANDS; band++) {
      out[band]! += plane[frame * BANDS + band]! * (window ? window[band]! : 1)
    }
  }
}

/** Hands out the first block of `tail` as far as it lies inside the recording, and moves on. */
function takeBlock(
  { channels }: Audio,
  tail: readonly (readonly Float32Array[])[],
  begun: number,
): PartBlock | undefined {
  const startFrame = Math.max(0, begun)
  const end = Math.min(channels[0]!.length, begun + BLOCK_SAMPLES)
  const parts = tail.map((part) =>
    part.map((out) => {
      const block = out.slice(startFrame - begun, Math.max(startFrame, end) - begun)
      out.copyWithin(0, BLOCK_SAMPLES)
      out.fill(0, FFT_SIZE)
      return block
    }),
  )
  if (end <= startFrame) return undefined
  const rest = channels.map((channel, c) => {
    const left = channel.slice(startFrame, end)
    for (const part of parts) for (let i = 0; i < left.length; i++) left[i]! -= part[c]![i]!
    return left
  })
  return { startFrame, parts: [...parts, rest] }
}
