import { createAudio, frameCount, type Audio } from '../../../dsp/audio.js'
import { centredIstft, centredStft, mirrored, type ComplexPlanes, type StftShape } from './centred-stft.js'
import type { ModelKind, SourceName } from './model-kind.js'

/** Numbers with their shape, row-major. */
export interface Block {
  readonly data: Float32Array
  readonly dims: readonly number[]
}

/** Runs the network once: blocks by the names of its inputs in, all of its outputs out. */
export type RunNetwork = (inputs: Readonly<Record<string, Block>>) => Promise<Readonly<Record<string, Block>>>

/** All networks that are known work at this rate, in Hz. */
export const MODEL_RATE = 44_100
/** Share of a chunk that the next one overlaps; there they are faded into each other. */
const OVERLAP = 0.25
const DEMUCS_STFT: StftShape = { size: 4096, hop: 1024, normalised: true }
const MDX_HOP = 1024
const ROFORMER_HOP = 441

/** A stretch of the recording, left and right. */
type Stereo = readonly [Float32Array, Float32Array]

/**
 * Takes a stereo recording at MODEL_RATE apart with somebody's network, chunk by chunk. `onChunk` is told the share of the
 * work that is done and may wait, or throw to stop.
 */
export async function runModel(
  kind: ModelKind,
  run: RunNetwork,
  audio: Audio,
  onChunk: (fraction: number) => Promise<void> | void = () => undefined,
): Promise<Map<SourceName, Audio>> {
  const frames = frameCount(audio)
  const length = chunkSamples(kind)
  const step = Math.max(1, Math.round(length * (1 - OVERLAP)))
  const found = new Map(kind.sources.map((name) => [name, createAudio(2, frames, MODEL_RATE)]))
  const weights = new Float32Array(frames)
  const fade = fadeOf(length)
  // The networks were trained on recordings of unit deviation around zero.
  const { mean, deviation } = spreadOf(audio)
  for (let start = 0; start < frames; start += step) {
    const chunk = [0, 1].map((c) =>
      Float32Array.from({ length }, (_, i) => {
        const value = audio.channels[c]![start + i]
        return value === undefined ? 0 : (value - mean) / deviation
      }),
    ) as unknown as Stereo
    const sources = await runChunk(kind, run, chunk)
    for (let i = 0; i < length && start + i < frames; i++) weights[start + i]! += fade[i]!
    for (const [s, name] of kind.sources.entries()) {
      for (let c = 0; c < 2; c++) {
        const out = found.get(name)!.channels[c]!
        const part = sources[s]![c]!
        for (let i = 0; i < length && start + i < frames; i++) out[start + i]! += fade[i]! * part[i]!
      }
    }
    const isLast = start + length >= frames
    await onChunk(isLast ? 1 : (start + step) / frames)
    if (isLast) break
  }
  for (const { channels } of found.values()) {
    for (const channel of channels) {
      for (let i = 0; i < frames; i++) channel[i] = (channel[i]! / weights[i]!) * deviation
    }
  }
  return found
}

function chunkSamples(kind: ModelKind): number {
  if (kind.kind === 'mdx') return MDX_HOP * (kind.frames - 1)
  if (kind.kind === 'roformer') return ROFORMER_HOP * (kind.frames - 1)
  return kind.samples
}

/** Grows from the ends to the middle, so that what a network sees least of counts least. */
function fadeOf(length: number): Float32Array {
  const edge = Math.round(length * OVERLAP)
  return Float32Array.from({ length }, (_, i) => Math.min(1, (i + 1) / edge, (length - i) / edge))
}

function spreadOf({ channels }: Audio): { mean: number; deviation: number } {
  const [left, right] = [channels[0]!, channels[1]!]
  let [sum, squares] = [0, 0]
  for (let i = 0; i < left.length; i++) {
    const middle = (left[i]! + right[i]!) / 2
    sum += middle
    squares += middle * middle
  }
  const mean = sum / left.length
  return { mean, deviation: Math.sqrt(Math.max(0, squares / left.length - mean * mean)) || 1 }
}

async function runChunk(kind: ModelKind, run: RunNetwork, chunk: Stereo): Promise<Stereo[]> {
  switch (kind.kind) {
    case 'waveform': {
      const out = await run({ [kind.input]: waveformBlock(chunk) })
      return waveforms(outputOf(out, kind.output), kind.sources.length, kind.samples)
    }
    case 'demucs':
    case 'demucs-pairs':
      return runDemucs(kind, run, chunk)
    case 'mdx':
      return runMdx(kind, run, chunk)
    case 'roformer':
      return runRoformer(kind, run, chunk)
  }
}

function waveformBlock([left, right]: Stereo): Block {
  const data = new Float32Array(2 * left.length)
  data.set(left)
  data.set(right, left.length)
  return { data, dims: [1, 2, left.length] }
}

function waveforms({ data }: Block, sources: number, samples: number): Stereo[] {
  if (data.length !== sources * 2 * samples) {
    throw new TypeError(`the network gave ${data.length} samples; ${sources} × 2 × ${samples} were expected`)
  }
  return Array.from({ length: sources }, (_, s) => [
    data.subarray(2 * s * samples, (2 * s + 1) * samples),
    data.subarray((2 * s + 1) * samples, (2 * s + 2) * samples),
  ])
}

function outputOf(outputs: Readonly<Record<string, Block>>, name: string): Block {
  const block = outputs[name]
  if (!block) throw new TypeError(`the network gave no "${name}"`)
  return block
}

/**
 * HTDemucs (Rouard et al., ICASSP 2023) sees 2048 bins and one frame for every 1024 samples: the chunk is mirrored by one and a
 * half windows of hops at both ends, two frames at both ends and the last bin are left out.
 */
async function runDemucs(
  kind: Extract<ModelKind, { kind: 'demucs' | 'demucs-pairs' }>,
  run: RunNetwork,
  chunk: Stereo,
): Promise<Stereo[]> {
  const { hop, size } = DEMUCS_STFT
  const length = chunk[0].length
  const frames = Math.ceil(length / hop)
  const bins = size / 2
  const pad = (hop / 2) * 3
  const planes = chunk.map((channel) => {
    const padded = Float32Array.from(
      { length: pad + frames * hop + pad },
      (_, i) => channel[mirrored(i - pad, length)]!,
    )
    return middleOf(centredStft(padded, DEMUCS_STFT), bins, 2, frames)
  })
  const plane = bins * frames
  const re = new Float32Array(2 * plane)
  const im = new Float32Array(2 * plane)
  planes.forEach((side, c) => {
    re.set(side.re, c * plane)
    im.set(side.im, c * plane)
  })
  const count = kind.sources.length
  const isPairs = kind.kind === 'demucs-pairs'
  const inputs: Record<string, Block> = isPairs
    ? {
        [kind.re]: { data: re, dims: [1, 2, bins, frames] },
        [kind.im]: { data: im, dims: [1, 2, bins, frames] },
      }
    : { [kind.spectrogram]: { data: asChannels(re, im, plane), dims: [1, 4, bins, frames] } }
  if (kind.waveform !== undefined) inputs[kind.waveform] = waveformBlock(chunk)
  const out = await run(inputs)
  const direct =
    kind.waveformOut === undefined ? undefined : waveforms(outputOf(out, kind.waveformOut), count, length)
  return Array.from({ length: count }, (_, s) =>
    [0, 1].map((c) => {
      const [partRe, partIm] = isPairs
        ? [
            outputOf(out, kind.reOut).data.subarray((2 * s + c) * plane, (2 * s + c + 1) * plane),
            outputOf(out, kind.imOut).data.subarray((2 * s + c) * plane, (2 * s + c + 1) * plane),
          ]
        : [0, 1].map((part) =>
            outputOf(out, kind.spectrogramOut).data.subarray(
              (4 * s + 2 * c + part) * plane,
              (4 * s + 2 * c + part + 1) * plane,
            ),
          )
      const whole = widened({ bins, frames, re: partRe!, im: partIm! }, bins + 1, 2)
      const samples = centredIstft(whole, pad + frames * hop + pad, DEMUCS_STFT).subarray(pad, pad + length)
      return direct ? samples.map((value, i) => value + direct[s]![c]![i]!) : samples
    }),
  ) as unknown as Stereo[]
}

/** Left real, left imaginary, right real, right imaginary. */
function asChannels(re: Float32Array, im: Float32Array, plane: number): Float32Array {
  const data = new Float32Array(4 * plane)
  for (let c = 0; c < 2; c++) {
    data.set(re.subarray(c * plane, (c + 1) * plane), 2 * c * plane)
    data.set(im.subarray(c * plane, (c + 1) * plane), (2 * c + 1) * plane)
  }
  return data
}

async function runMdx(
  kind: Extract<ModelKind, { kind: 'mdx' }>,
  run: RunNetwork,
  chunk: Stereo,
): Promise<Stereo[]> {
  const shape: StftShape = { size: kind.fftSize, hop: MDX_HOP, normalised: false }
  const { bins, frames, channels } = kind
  const plane = bins * frames
  const planes = chunk.map((channel) => middleOf(centredStft(channel, shape), bins, 0, frames))
  const output = async (data: Float32Array): Promise<Float32Array> =>
    outputOf(await run({ [kind.input]: { data, dims: [1, channels, bins, frames] } }), kind.output).data
  let answer: Float32Array
  if (channels === 4) {
    const data = new Float32Array(4 * plane)
    planes.forEach(({ re, im }, c) => {
      data.set(re, 2 * c * plane)
      data.set(im, (2 * c + 1) * plane)
    })
    answer = await output(data)
  } else {
    answer = new Float32Array(4 * plane)
    for (const [c, { re, im }] of planes.entries()) {
      const data = new Float32Array(2 * plane)
      data.set(re)
      data.set(im, plane)
      answer.set(await output(data), 2 * c * plane)
    }
  }
  const sides = [0, 1].map((c) => {
    const part: ComplexPlanes = {
      bins,
      frames,
      re: answer.subarray(2 * c * plane, (2 * c + 1) * plane),
      im: answer.subarray((2 * c + 1) * plane, (2 * c + 2) * plane),
    }
    return centredIstft(widened(part, kind.fftSize / 2 + 1, 0), chunk[0].length, shape)
  })
  return [[sides[0]!, sides[1]!]]
}

/** RoFormers (Lu et al., ICASSP 2024) give a complex mask for every bin of both channels, bins outermost. */
async function runRoformer(
  kind: Extract<ModelKind, { kind: 'roformer' }>,
  run: RunNetwork,
  chunk: Stereo,
): Promise<Stereo[]> {
  const shape: StftShape = { size: kind.fftSize, hop: ROFORMER_HOP, normalised: false }
  const planes = chunk.map((channel) => centredStft(channel, shape))
  const { bins, frames } = planes[0]!
  const rows = 2 * bins
  const data = new Float32Array(rows * frames * 2)
  for (let k = 0; k < bins; k++) {
    for (let c = 0; c < 2; c++) {
      for (let t = 0; t < frames; t++) {
        const at = 2 * ((2 * k + c) * frames + t)
        data[at] = planes[c]!.re[k * frames + t]!
        data[at + 1] = planes[c]!.im[k * frames + t]!
      }
    }
  }
  const out = await run({ [kind.input]: { data, dims: [1, rows, frames, 2] } })
  const masks = outputOf(out, kind.output).data
  return kind.sources.map((_, s) => {
    const sides = [0, 1].map((c) => {
      const masked = {
        bins,
        frames,
        re: new Float32Array(bins * frames),
        im: new Float32Array(bins * frames),
      }
      for (let k = 0; k < bins; k++) {
        for (let t = 0; t < frames; t++) {
          const at = 2 * ((s * rows + 2 * k + c) * frames + t)
          const [a, b] = [planes[c]!.re[k * frames + t]!, planes[c]!.im[k * frames + t]!]
          masked.re[k * frames + t] = a * masks[at]! - b * masks[at + 1]!
          masked.im[k * frames + t] = a * masks[at + 1]! + b * masks[at]!
        }
      }
      return centredIstft(masked, chunk[0].length, shape)
    })
    return [sides[0]!, sides[1]!] as const
  })
}

/** The first bins, and frames from `skipped` on. */
function middleOf(whole: ComplexPlanes, bins: number, skipped: number, frames: number): ComplexPlanes {
  const part = { bins, frames, re: new Float32Array(bins * frames), im: new Float32Array(bins * frames) }
  for (let k = 0; k < bins; k++) {
    const from = k * whole.frames + skipped
    part.re.set(whole.re.subarray(from, from + frames), k * frames)
    part.im.set(whole.im.subarray(from, from + frames), k * frames)
  }
  return part
}

/** Silent bins above and silent frames at both ends. */
function widened(part: ComplexPlanes, bins: number, edge: number): ComplexPlanes {
  const frames = part.frames + 2 * edge
  const whole = { bins, frames, re: new Float32Array(bins * frames), im: new Float32Array(bins * frames) }
  for (let k = 0; k < part.bins; k++) {
    whole.re.set(part.re.subarray(k * part.frames, (k + 1) * part.frames), k * frames + edge)
    whole.im.set(part.im.subarray(k * part.frames, (k + 1) * part.frames), k * frames + edge)
  }
  return whole
}
