import { parseBuffer } from 'music-metadata'
import NodeID3 from 'node-id3'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Audio, createAudio, frameCount, SAMPLE_RATE } from '../../dsp/audio.js'
import { createRandom } from '../../dsp/random.js'
import { decodeAudioFile } from './decode-audio-file.js'
import { tagMp3 } from './id3.js'
import { assembleMp3File, createMp3Encoder, encodeMp3 } from './mp3-encoder.js'
import { mp3FrameOffsets, readMp3FrameHeader } from './mp3-frames.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'troubadour-test-'))
})
afterAll(() => rm(folder, { recursive: true }))

function sine(
  seconds: number,
  { hz = 1000, sampleRate = SAMPLE_RATE, channels = 2, gain = 0.5 } = {},
): Audio {
  const channel = Float32Array.from(
    { length: Math.round(seconds * sampleRate) },
    (_, i) => gain * Math.sin((2 * Math.PI * hz * i) / sampleRate),
  )
  return { sampleRate, channels: Array.from({ length: channels }, () => channel) }
}

async function decodeMp3(mp3: Uint8Array): Promise<Audio> {
  const path = join(folder, 'decoded.mp3')
  await writeFile(path, mp3)
  return decodeAudioFile(path, { maxDurationSeconds: 60 }, new AbortController().signal)
}

function rmsOfDifference(a: Float32Array, b: Float32Array, from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += (a[i]! - b[i]!) ** 2
  return Math.sqrt(sum / (to - from))
}

describe('encodeMp3', () => {
  it.each([
    { channels: 2, sampleRate: 48_000 },
    { channels: 1, sampleRate: 48_000 },
    { channels: 2, sampleRate: 44_100 },
  ])('gives back $channels channels at $sampleRate Hz in place, at level and at length', async (shape) => {
    const audio = sine(1.234, shape)
    const decoded = await decodeMp3(await encodeMp3(audio))
    expect(decoded.sampleRate).toBe(shape.sampleRate)
    expect(frameCount(decoded)).toBe(frameCount(audio))
    // The sample-by-sample difference is small only when frequency, level and delay are all right.
    const frames = frameCount(audio)
    expect(rmsOfDifference(decoded.channels[0]!, audio.channels[0]!, 2000, frames - 2000)).toBeLessThan(0.001)
  })

  it('tells players the exact duration, for constant and variable bit rate', async () => {
    const audio = sine(3.21)
    for (const mp3 of [await encodeMp3(audio), await encodeMp3(audio, { vbr: 2 })]) {
      const { format } = await parseBuffer(mp3, 'audio/mpeg', { duration: false })
      expect(format.duration).toBeCloseTo(3.21, 1)
    }
    const decoded = await decodeMp3(await encodeMp3(audio, { vbr: 2 }))
    expect(frameCount(decoded)).toBe(frameCount(audio))
  })

  it('keeps constant bit rate at 192 kbit/s by default', async () => {
    const mp3 = await encodeMp3(sine(2))
    const rates = mp3FrameOffsets(mp3).map((offset) => readMp3FrameHeader(mp3, offset)!.bitrateKbps)
    expect(rates.length).toBeGreaterThan((2 * SAMPLE_RATE) / 1152)
    expect(new Set(rates)).toEqual(new Set([192]))
  })

  it('writes the tag that it was given', async () => {
    const coverJpeg = Uint8Array.of(0xff, 0xd8, 1, 2, 3, 0xff, 0xd9)
    const tags = {
      title: 'Żółta\nŁódź',
      artist: '群星',
      genre: 'Folk',
      lyrics: '[Verse]\nÓ mar\0!',
      coverJpeg,
    }
    const mp3 = tagMp3(await encodeMp3(sine(0.5)), { ...tags, durationSeconds: 0.5 })
    const read = NodeID3.read(Buffer.from(mp3))
    expect(read).toMatchObject({
      title: 'Żółta Łódź',
      artist: '群星',
      genre: 'Folk',
      length: '500',
      unsynchronisedLyrics: { text: '[Verse]\nÓ mar!' },
    })
    expect((read.image as { imageBuffer: Buffer }).imageBuffer).toEqual(Buffer.from(coverJpeg))
    expect(frameCount(await decodeMp3(mp3))).toBe(SAMPLE_RATE / 2)
  })

  it('encodes a song too short for one MP3 frame', async () => {
    expect(frameCount(await decodeMp3(await encodeMp3(sine(0.01))))).toBe(480)
  })

  it('refuses sample rates and channel counts that MP3 has not', async () => {
    await expect(encodeMp3(createAudio(2, 10, 96_000))).rejects.toThrow('44100, 48000, 32000, got 96000')
    await expect(encodeMp3(createAudio(3, 10))).rejects.toThrow('got 3')
  })
})

describe('createMp3Encoder', () => {
  it('gives the same bytes however the samples are cut into blocks', async () => {
    const random = createRandom(1)
    const audio = {
      channels: [0, 1].map(() => Float32Array.from({ length: 30_000 }, () => random.range(-0.5, 0.5))),
    }
    const streams: Buffer[] = []
    for (const blockFrames of [100, 4096, 30_000]) {
      const encoder = await createMp3Encoder({ sampleRate: SAMPLE_RATE, channels: 2 })
      const pieces: Uint8Array[] = []
      for (let start = 0; start < 30_000; start += blockFrames) {
        pieces.push(
          encoder.encode(audio.channels.map((channel) => channel.subarray(start, start + blockFrames))),
        )
      }
      streams.push(Buffer.concat([...pieces, encoder.finish()]))
    }
    expect(streams[1]).toEqual(streams[0])
    expect(streams[2]).toEqual(streams[0])
  })

  it('has something to play after a tenth of a second, and can be finished into a file', async () => {
    const encoder = await createMp3Encoder({ sampleRate: SAMPLE_RATE, channels: 2 })
    const audio = sine(0.1)
    const first = encoder.encode(audio.channels)
    expect(readMp3FrameHeader(first, 0)).toBeDefined()
    const file = assembleMp3File([first, encoder.finish()], frameCount(audio))
    expect(frameCount(await decodeMp3(file))).toBe(frameCount(audio))
    expect(() => encoder.finish()).toThrow('finished')
  })
})
