/**
 * Entry of the process that decodes one upload. It handles bytes from outside with decoders written by others, so it
 * runs apart, with limits of its own (see decode-audio-file.ts), and nothing it does can harm the server.
 */
import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import decode, { type AudioData, type StreamDecoder } from 'audio-decode'
import type { DecodeJob, DecodeOutcome } from './decode-protocol.js'
import type { AudioFormat } from './sniff.js'

/** Read in pieces, so that a small file that unpacks to hours is stopped on the way. */
const PIECE_BYTES = 32 * 1024
/** MP4 keeps its index anywhere, and the decoder copies all it has so far while it looks for it: few, large pieces. */
const MP4_PIECE_BYTES = 16 * 1024 * 1024
/** Cover pictures come before the audio; more than this without a sample is no audio file. */
const MAX_BYTES_BEFORE_AUDIO = 32 * 1024 * 1024
/** Float files may hold any number; louder than +18 dB over full scale is a mistake. */
const MAX_LEVEL = 8

/** Our names of formats to the decoder's. */
const DECODERS = {
  mp3: decode.mp3,
  wav: decode.wav,
  flac: decode.flac,
  vorbis: decode.oga,
  opus: decode.opus,
  m4a: decode.m4a,
  aac: decode.aac,
} as const satisfies Record<AudioFormat, unknown>

class Unusable extends Error {
  constructor(readonly outcome: Extract<DecodeOutcome, { ok: false }>) {
    super(outcome.message)
  }
}

function damaged(message: string): Unusable {
  return new Unusable({ ok: false, reason: 'damaged', message })
}

async function decodeToFiles(job: DecodeJob): Promise<DecodeOutcome> {
  const sink = openSink(job)
  const input = openSync(job.path, 'r')
  try {
    const decoder = await DECODERS[job.format]()
    try {
      await feed(decoder, input, job, sink)
    } catch (error) {
      // A file that breaks off or turns to rubbish is used as far as it could be heard.
      if (error instanceof Unusable || isOutOfMemory(error) || sink.frames() === 0) throw error
    }
    if (sink.frames() === 0) throw damaged(`The ${job.format} file holds no sound that could be decoded.`)
    return sink.outcome()
  } finally {
    closeSync(input)
    sink.close()
  }
}

async function feed(decoder: StreamDecoder, input: number, job: DecodeJob, sink: Sink): Promise<void> {
  const piece = new Uint8Array(job.format === 'm4a' ? MP4_PIECE_BYTES : PIECE_BYTES)
  let position = job.startByte
  for (;;) {
    const size = readSync(input, piece, 0, piece.length, position)
    if (size === 0) break
    position += size
    // A copy: some decoders keep what they could not use yet.
    sink.write(await decoder(piece.slice(0, size)))
    if (sink.frames() === 0 && job.format !== 'm4a' && position - job.startByte > MAX_BYTES_BEFORE_AUDIO) {
      throw damaged(`The ${job.format} file has no sound in its first 32 MB.`)
    }
  }
  sink.write(await decoder())
}

interface Sink {
  write(data: AudioData): void
  frames(): number
  outcome(): DecodeOutcome
  close(): void
}

/** Writes two channels whatever comes (mono twice), as some decoders widen to stereo in the middle. */
function openSink(job: DecodeJob): Sink {
  const outputs = [0, 1].map((index) => openSync(join(job.outputFolder, `${index}.f32`), 'w'))
  let sampleRate = 0
  let channelCount: 1 | 2 = 1
  let frames = 0
  return {
    write({ channelData, sampleRate: rate }) {
      const length = channelData[0]?.length ?? 0
      if (length === 0) return
      if (sampleRate === 0) {
        if (!(rate >= 4_000 && rate <= 384_000)) {
          throw damaged(`The sample rate must lie between 4 and 384 kHz, the file says ${rate} Hz.`)
        }
        sampleRate = rate
      } else if (rate !== sampleRate) {
        throw damaged(`The sample rate changes from ${sampleRate} to ${rate} Hz in the middle of the file.`)
      }
      frames += length
      if (frames > job.maxDurationSeconds * sampleRate) {
        throw new Unusable({
          ok: false,
          reason: 'too-long',
          message: `The audio is longer than the ${job.maxDurationSeconds} seconds allowed.`,
        })
      }
      if (channelData.length > 1) channelCount = 2
      const [left, right] = toStereo(channelData)
      writeFloats(outputs[0]!, clean(left))
      writeFloats(outputs[1]!, right === left ? left : clean(right))
    },
    frames: () => frames,
    outcome: () => ({ ok: true, sampleRate, channelCount, frames }),
    close: () => outputs.forEach((output) => closeSync(output)),
  }
}

/** First two channels; further ones (centre, low frequencies, surrounds) are added to both at -3 dB. */
function toStereo(channels: readonly Float32Array[]): [Float32Array, Float32Array] {
  const left = channels[0]!
  const right = channels[1] ?? left
  if (channels.length <= 2) return [left, right]
  const mixes: [Float32Array, Float32Array] = [left.slice(), right.slice()]
  for (const extra of channels.slice(2)) {
    for (const mix of mixes) for (let i = 0; i < mix.length; i++) mix[i]! += Math.SQRT1_2 * (extra[i] ?? 0)
  }
  return mixes
}

/** In place: NaN and infinities to silence, absurd levels to the largest allowed. */
function clean(samples: Float32Array): Float32Array {
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i]!
    if (!(Math.abs(sample) <= MAX_LEVEL)) {
      samples[i] = Number.isFinite(sample) ? Math.sign(sample) * MAX_LEVEL : 0
    }
  }
  return samples
}

function writeFloats(output: number, samples: Float32Array): void {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)
  for (let done = 0; done < bytes.length;) done += writeSync(output, bytes, done)
}

/** V8 and WebAssembly report a refused allocation as a RangeError. */
function isOutOfMemory(error: unknown): boolean {
  return (
    error instanceof RangeError && /allocation failed|could not allocate|out of memory/i.test(error.message)
  )
}

function failure(error: unknown, job: DecodeJob): DecodeOutcome {
  if (error instanceof Unusable) return error.outcome
  if (isOutOfMemory(error)) {
    return {
      ok: false,
      reason: 'too-large',
      message: 'Decoding the audio needs more memory than is allowed.',
    }
  }
  const detail = error instanceof Error ? error.message : String(error)
  return { ok: false, reason: 'damaged', message: `The ${job.format} file cannot be decoded: ${detail}.` }
}

const job = JSON.parse(process.argv[2]!) as DecodeJob
const outcome = await decodeToFiles(job).catch((error: unknown) => failure(error, job))
process.send!(outcome, () => process.exit(0))
