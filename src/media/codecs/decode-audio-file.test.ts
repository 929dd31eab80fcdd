import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Audio, durationSeconds, frameCount } from '../../dsp/audio.js'
import { ffmpegPath } from '../video/ffmpeg.js'
import { decodeAudioFile, type DecodeLimits } from './decode-audio-file.js'
import { tagMp3 } from './id3.js'
import { encodeMp3 } from './mp3-encoder.js'
import { encodeWav } from './wav.js'

const run = promisify(execFile)
const SECONDS = 3
let folder: string
let wav: Buffer

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'troubadour-test-'))
  wav = Buffer.from(encodeWav(tone(SECONDS), { bitDepth: 24 }))
  await writeFile(join(folder, 'tone.wav'), wav)
  const ffmpeg = await ffmpegPath()
  const formats = [
    ['-c:a', 'flac', 'tone.flac'],
    ['-c:a', 'libvorbis', 'tone.ogg'],
    ['-c:a', 'libopus', 'tone.opus'],
    ['-c:a', 'aac', 'tone.m4a'],
    ['-c:a', 'aac', '-f', 'adts', 'tone.aac'],
    ['-c:a', 'libmp3lame', 'tone.mp3'],
    ['-ac', '6', '-c:a', 'pcm_f32le', 'surround.wav'],
  ]
  for (const format of formats) {
    await run(ffmpeg, ['-v', 'error', '-i', 'tone.wav', ...format], { cwd: folder })
  }
}, 60_000)
afterAll(() => rm(folder, { recursive: true }))

/** 440 Hz left, 660 Hz right, half scale. */
function tone(seconds: number, sampleRate = 44_100): Audio {
  const channel = (hz: number) =>
    Float32Array.from(
      { length: Math.round(seconds * sampleRate) },
      (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / sampleRate),
    )
  return { sampleRate, channels: [channel(440), channel(660)] }
}

/** Amplitude of one frequency in the middle of a signal. */
function amplitudeAt(samples: Float32Array, hz: number, sampleRate: number): number {
  const from = Math.floor(samples.length / 4)
  const to = from + Math.floor(samples.length / 2)
  let re = 0
  let im = 0
  for (let i = from; i < to; i++) {
    re += samples[i]! * Math.cos((2 * Math.PI * hz * i) / sampleRate)
    im += samples[i]! * Math.sin((2 * Math.PI * hz * i) / sampleRate)
  }
  return (2 * Math.hypot(re, im)) / (to - from)
}

function decode(name: string, limits: Partial<DecodeLimits> = {}): Promise<Audio> {
  const { signal } = new AbortController()
  return decodeAudioFile(join(folder, name), { maxDurationSeconds: 60, ...limits }, signal)
}

async function decodeBytes(bytes: Uint8Array, limits?: Partial<DecodeLimits>): Promise<Audio> {
  const name = `bytes-${randomBytes(4).toString('hex')}`
  await writeFile(join(folder, name), bytes)
  return decode(name, limits)
}

describe('decodeAudioFile', () => {
  it.each(['tone.ogg', 'tone.opus', 'tone.m4a', 'tone.aac', 'tone.mp3'])(
    'decodes %s at level, channels in place',
    async (name) => {
      const audio = await decode(name)
      expect(audio.channels).toHaveLength(2)
      expect(Math.abs(durationSeconds(audio) - SECONDS)).toBeLessThan(0.06)
      const [left, right] = audio.channels
      expect(amplitudeAt(left!, 440, audio.sampleRate)).toBeCloseTo(0.5, 1)
      expect(amplitudeAt(left!, 660, audio.sampleRate)).toBeLessThan(0.03)
      expect(amplitudeAt(right!, 660, audio.sampleRate)).toBeCloseTo(0.5, 1)
    },
  )

  it.each(['tone.wav', 'tone.flac'])('decodes %s without loss', async (name) => {
    const audio = await decode(name)
    expect(frameCount(audio)).toBe(SECONDS * 44_100)
    const original = tone(SECONDS).channels[1]!
    const worst = audio.channels[1]!.reduce((max, x, i) => Math.max(max, Math.abs(x - original[i]!)), 0)
    expect(worst).toBeLessThan(1e-6)
  })

  it('mixes six channels down to two', async () => {
    expect((await decode('surround.wav')).channels).toHaveLength(2)
  })

  it('decodes MP3 behind an ID3 tag larger than its sniffing window', async () => {
    const coverJpeg = new Uint8Array(150_000).fill(0xff)
    const tags = { title: 'T', artist: '', genre: '', lyrics: '', coverJpeg }
    const audio = await decodeBytes(tagMp3(await encodeMp3(tone(1)), tags))
    expect(frameCount(audio)).toBe(44_100)
  })

  it('decodes 0.2 seconds', async () => {
    const audio = await decodeBytes(encodeWav(tone(0.2), { bitDepth: 24 }))
    expect(durationSeconds(audio)).toBeCloseTo(0.2, 5)
  })

  it.each(['tone.mp3', 'tone.flac', 'tone.ogg', 'tone.wav'])(
    'decodes what is there of a truncated %s',
    async (name) => {
      // Vorbis pages of a second each: what is left must hold more than one.
      const full = await readFile(join(folder, name))
      const audio = await decodeBytes(full.subarray(0, Math.floor(full.length * 0.7)))
      expect(durationSeconds(audio)).toBeGreaterThan(0.9)
      expect(durationSeconds(audio)).toBeLessThan(SECONDS)
    },
  )

  it('turns NaN and infinities of float files into silence and bounds the rest', async () => {
    const floats = Float32Array.of(0.5, Number.NaN, Infinity, -Infinity, 1e30, -0.5)
    const header = Buffer.from(wav.subarray(0, 44))
    header.writeUInt16LE(3, 20)
    header.writeUInt16LE(1, 22)
    header.writeUInt16LE(4, 32)
    header.writeUInt16LE(32, 34)
    header.writeUInt32LE(24, 40)
    const audio = await decodeBytes(Buffer.concat([header, Buffer.from(floats.buffer)]))
    expect([...audio.channels[0]!]).toEqual([0.5, 0, 0, 0, 8, -0.5])
  })

  describe('with hostile files', () => {
    const withSizes = (riff: number, data: number) => {
      const bytes = Buffer.from(wav)
      bytes.writeUInt32LE(riff, 4)
      bytes.writeUInt32LE(data, 40)
      return bytes
    }

    it.each([
      { name: 'nothing', bytes: () => Buffer.alloc(0), reason: 'empty' },
      { name: 'a web page', bytes: () => Buffer.from('<html><body>404</body></html>'), reason: 'not-audio' },
      {
        name: 'random bytes',
        bytes: () => Buffer.concat([Buffer.from([0]), randomBytes(9999)]),
        reason: 'not-audio',
      },
      {
        name: 'a tag and nothing else',
        bytes: () => Buffer.from('ID3\u0004\0\0\0\0\u0010\0'),
        reason: 'not-audio',
      },
      { name: 'zeros', bytes: () => Buffer.alloc(100_000), reason: 'not-audio' },
      { name: 'a WAV of a header', bytes: () => wav.subarray(0, 44), reason: 'damaged' },
      { name: 'a WAV of half a header', bytes: () => wav.subarray(0, 20), reason: 'damaged' },
      {
        name: 'an impossible sample rate',
        bytes: () => {
          const bytes = Buffer.from(wav)
          bytes.writeUInt32LE(4_000_000_000, 24)
          return bytes
        },
        reason: 'damaged',
      },
      {
        name: 'a WAV without channels',
        bytes: () => {
          const bytes = Buffer.from(wav)
          bytes.writeUInt16LE(0, 22)
          bytes.writeUInt16LE(0, 32)
          return bytes
        },
        reason: 'damaged',
      },
      {
        name: 'an MP4 of noise',
        bytes: () => Buffer.concat([Buffer.from('\0\0\0\u0018ftypM4A '), randomBytes(9999)]),
        reason: 'damaged',
      },
      {
        name: 'a FLAC of noise',
        bytes: () => Buffer.concat([Buffer.from('fLaC'), randomBytes(99_999)]),
        reason: 'damaged',
      },
      {
        name: 'an Ogg of its first page',
        bytes: () =>
          Buffer.concat([
            Buffer.from('OggS'),
            Buffer.alloc(22),
            Buffer.from('\u0001\u0013OpusHead\u0001\u0002'),
            Buffer.alloc(80),
          ]),
        reason: 'damaged',
      },
    ])('refuses $name', async ({ bytes, reason }) => {
      await expect(decodeBytes(bytes())).rejects.toMatchObject({
        name: 'UndecodableAudioError',
        reason,
        message: expect.stringMatching(/^The .{10,}[.?]$/s) as string,
      })
    })

    it.each([
      { name: 'ten times its size', riff: 0xfffffff0, data: 0xfffffff0 },
      { name: 'the streaming placeholder', riff: 0xffffffff, data: 0xffffffff },
    ])('reads a WAV that claims $name up to its end', async ({ riff, data }) => {
      expect(frameCount(await decodeBytes(withSizes(riff, data)))).toBe(SECONDS * 44_100)
    })

    it('refuses more bytes than allowed, unread', async () => {
      await writeFile(join(folder, 'sparse.wav'), wav)
      await truncate(join(folder, 'sparse.wav'), 10_000_000_000)
      await expect(decode('sparse.wav')).rejects.toMatchObject({ reason: 'too-large' })
    })

    it('refuses a file that plays longer than allowed', async () => {
      await expect(decode('tone.flac', { maxDurationSeconds: 1.5 })).rejects.toMatchObject({
        reason: 'too-long',
      })
    })

    it('stops a small file that unpacks to hours, by its length or by its memory', async () => {
      const silence = ['-f', 'lavfi', '-i', 'anullsrc=r=8000:cl=mono', '-t', '36000']
      const ffmpeg = await ffmpegPath()
      await run(ffmpeg, ['-v', 'error', ...silence, '-frame_size', '65535', 'bomb.flac'], { cwd: folder })
      await expect(decode('bomb.flac')).rejects.toMatchObject({
        reason: expect.stringMatching(/^too-(long|large)$/) as string,
      })
      await expect(decode('bomb.flac', { maxDurationSeconds: 1e6, maxMemoryMb: 256 })).rejects.toMatchObject({
        reason: 'too-large',
      })
    }, 120_000)

    it('ends a decoder that takes too long', async () => {
      await expect(decode('tone.mp3', { timeoutMs: 20 })).rejects.toMatchObject({ reason: 'timeout' })
    })
  })

  it('stops with the reason of the signal', async () => {
    const controller = new AbortController()
    const reason = new Error('cancelled by the user')
    const decoding = decodeAudioFile(join(folder, 'tone.wav'), { maxDurationSeconds: 60 }, controller.signal)
    setTimeout(() => controller.abort(reason), 30)
    await expect(decoding).rejects.toBe(reason)
  })

  it('leaves no files behind', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'nothing-left-'))
    vi.stubEnv('TMPDIR', folder)
    try {
      await decode('tone.wav')
      expect(await readdir(folder)).toEqual([])
    } finally {
      vi.unstubAllEnvs()
      await rm(folder, { recursive: true })
    }
  })
})
