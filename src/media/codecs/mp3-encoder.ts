import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createEncoder } from 'wasm-media-encoders'
import { type Audio, frameCount } from '../../dsp/audio.js'
import { MP3_SAMPLE_RATES } from './mp3-frames.js'
import { createMp3InfoFrame } from './mp3-info-frame.js'

export interface Mp3EncoderOptions {
  /** 32000, 44100 or 48000 Hz. */
  readonly sampleRate: number
  readonly channels: 1 | 2
  /** Constant bit rate, default 192. */
  readonly bitrateKbps?: 64 | 96 | 128 | 160 | 192 | 224 | 256 | 320
  /** Variable bit rate instead: LAME's quality from 0 (best) to 9. */
  readonly vbr?: number
}

/** Turns blocks of samples into an MP3 stream. Deterministic, and blind to how the samples are cut into blocks. */
export interface Mp3Encoder {
  /** The next block, planar, any length; values beyond ±1 are clipped by the listener's decoder. May return nothing yet. */
  encode(channels: readonly Float32Array[]): Uint8Array
  /** The last frames. The encoder is spent afterwards. */
  finish(): Uint8Array
}

/** Enough for a few MP3 frames at a time, so that the encoder's own memory stays small. */
const BLOCK_FRAMES = 16 * 1152

/**
 * LAME's presets quietly turn the signal down at low constant bit rates, against clipping in players. We master to a
 * peak of our own and want its level in the file, so the input is raised by the same factor. Measured, LAME 3.100.
 */
const LAME_GAIN: Readonly<Record<NonNullable<Mp3EncoderOptions['bitrateKbps']>, number>> = {
  64: 0.95,
  96: 0.95,
  128: 0.95,
  160: 0.95,
  192: 0.97,
  224: 0.98,
  256: 1,
  320: 1,
}

type LameModule = Parameters<typeof createEncoder>[1]

/** What is used of the WebAssembly interface: Node has it, the language's own type library does not. */
const { WebAssembly } = globalThis as unknown as {
  readonly WebAssembly: { compile(bytes: Uint8Array): Promise<LameModule> }
}

let compiled: Promise<LameModule> | undefined

/** LAME, compiled once a thread: that takes as long as encoding a second of sound. */
function lameModule(): Promise<LameModule> {
  compiled ??= readFile(createRequire(import.meta.url).resolve('wasm-media-encoders/wasm/mp3')).then(
    (bytes) => WebAssembly.compile(bytes),
  )
  return compiled
}

/** A LAME encoder. Concatenating all it returns gives a playable stream of whole frames without any header. */
export async function createMp3Encoder(options: Mp3EncoderOptions): Promise<Mp3Encoder> {
  const { sampleRate, channels, bitrateKbps = 192, vbr } = options
  if (!MP3_SAMPLE_RATES.some((rate) => rate === sampleRate)) {
    throw new RangeError(`sampleRate must be one of ${MP3_SAMPLE_RATES.join(', ')}, got ${sampleRate}`)
  }
  if (vbr !== undefined && !(vbr >= 0 && vbr <= 9)) throw new RangeError(`vbr must be 0 to 9, got ${vbr}`)
  const lame = await createEncoder('audio/mpeg', await lameModule())
  lame.configure({
    sampleRate,
    channels,
    // LAME would lower it for low bit rates.
    outputSampleRate: sampleRate as (typeof MP3_SAMPLE_RATES)[number],
    ...(vbr === undefined ? { bitrate: bitrateKbps } : { vbrQuality: vbr }),
  })
  const gain = vbr === undefined ? 1 / LAME_GAIN[bitrateKbps] : 1
  const raised = Array.from({ length: channels }, () => new Float32Array(BLOCK_FRAMES))
  let finished = false

  return {
    encode(block) {
      if (finished) throw new TypeError('the encoder has finished; create another one')
      if (block.length !== channels) throw new TypeError(`expected ${channels} channels, got ${block.length}`)
      const frames = block[0]!.length
      const pieces: Uint8Array[] = []
      for (let start = 0; start < frames; start += BLOCK_FRAMES) {
        const count = Math.min(BLOCK_FRAMES, frames - start)
        block.forEach((channel, i) => raise(channel, start, count, gain, raised[i]!))
        const part = raised.map((channel) => channel.subarray(0, count))
        // What LAME returns lies in its own memory until the next call.
        pieces.push(lame.encode(part).slice())
      }
      return Buffer.concat(pieces)
    },
    finish() {
      if (finished) throw new TypeError('the encoder has finished; create another one')
      finished = true
      return lame.finalize().slice()
    },
  }
}

function raise(channel: Float32Array, start: number, count: number, gain: number, out: Float32Array): void {
  for (let i = 0; i < count; i++) out[i] = channel[start + i]! * gain
}

/**
 * A finished file from all pieces an encoder returned: the header that tells players duration and seek points, and the
 * stream. Decoders that honour the header give back exactly `audioFrames` frames, the
 * number that went into the encoder.
 */
export function assembleMp3File(pieces: readonly Uint8Array[], audioFrames: number): Uint8Array {
  const stream = Buffer.concat(pieces)
  return Buffer.concat([createMp3InfoFrame(stream, audioFrames), stream])
}

/** A finished MP3 file of a whole recording; 192 kbit/s unless `options` says otherwise. */
export async function encodeMp3(
  audio: Audio,
  options: Pick<Mp3EncoderOptions, 'bitrateKbps' | 'vbr'> = {},
): Promise<Uint8Array> {
  const channels = audio.channels.length
  if (channels !== 1 && channels !== 2) throw new RangeError(`an MP3 has 1 or 2 channels, got ${channels}`)
  const encoder = await createMp3Encoder({ sampleRate: audio.sampleRate, channels, ...options })
  return assembleMp3File([encoder.encode(audio.channels), encoder.finish()], frameCount(audio))
}
