import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { durationSeconds } from '../../dsp/audio.js'
import { decodeAudioFile } from './decode-audio-file.js'
import { encodeMp3 } from './mp3-encoder.js'
import { UndecodableAudioError } from './undecodable-audio-error.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'troubadour-hostile-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Longest recording that songs are built on. */
const MAX_SECONDS = 480
/** Most that one file may cost us. */
const MAX_CPU_SECONDS = 10
const MAX_MEMORY_MB = 512

const text = (content: string) => Buffer.from(content)
const u16 = (value: number) => Buffer.from([value & 255, value >> 8])
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
const u32be = (value: number) => Buffer.from(u32(value)).reverse()

/** A WAV whose header says what it likes. */
function wav(claims: {
  channels?: number
  rate?: number
  bits?: number
  fmtSize?: number
  dataSize?: number
  between?: Buffer
  data?: Buffer
}): Buffer {
  const { channels = 1, rate = 44_100, bits = 16, fmtSize = 16, dataSize = 0xfffffff0 } = claims
  const { between = Buffer.alloc(0), data = Buffer.alloc(0) } = claims
  const align = (channels * bits) >> 3
  return Buffer.concat([
    text('RIFF'),
    u32(0xfffffff0),
    text('WAVEfmt '),
    u32(fmtSize),
    u16(1),
    u16(channels),
    u32(rate),
    u32((rate * align) % 2 ** 32),
    u16(align % 65_536),
    u16(bits),
    between,
    text('data'),
    u32(dataSize),
    data,
  ])
}

const box = (type: string, body: Buffer, size = body.length + 8) =>
  Buffer.concat([u32be(size >>> 0), text(type), body])
const ftyp = box('ftyp', text('M4A \0\0\0\0M4A mp42'))

/** Boxes inside boxes inside boxes. */
function nested(depth: number): Buffer {
  let inner = Buffer.alloc(0)
  for (let level = 0; level < depth; level++) inner = box('moov', inner)
  return Buffer.concat([ftyp, inner])
}

/** A track whose sample table says that it has four billion samples. */
function billionSamples(): Buffer {
  const stsz = box('stsz', Buffer.concat([u32be(0), u32be(0), u32be(0xffffffff)]))
  const stts = box('stts', Buffer.concat([u32be(0), u32be(1), u32be(0xffffffff), u32be(1024)]))
  const mdhd = box(
    'mdhd',
    Buffer.concat([Buffer.alloc(12), u32be(44_100), u32be(0xffffffff), Buffer.alloc(4)]),
  )
  const stbl = box('stbl', Buffer.concat([stts, stsz]))
  const mdia = box('mdia', Buffer.concat([mdhd, box('minf', stbl)]))
  return Buffer.concat([ftyp, box('moov', box('trak', mdia)), box('mdat', randomBytes(1000))])
}

function flac(streamInfo: Buffer, behind: Buffer): Buffer {
  return Buffer.concat([text('fLaC'), Buffer.from([0x80, 0, 0, 34]), streamInfo, behind])
}

/** 44.1 kHz stereo, 16 bits, 2^36 - 1 samples. */
const boastfulStreamInfo = Buffer.concat([
  Buffer.from([0x10, 0, 0x10, 0, 0, 0, 0, 0, 0, 0, 0x0a, 0xc4, 0x42, 0xff, 0xff, 0xff, 0xff, 0xff]),
  Buffer.alloc(16),
])

function oggPage(payload: Buffer, sequence: number): Buffer {
  const segments = Math.ceil((payload.length + 1) / 255)
  const lacing = Buffer.alloc(segments, 255)
  lacing[segments - 1] = payload.length % 255
  const head = Buffer.concat([
    text('OggS\0'),
    Buffer.from([sequence === 0 ? 2 : 0]),
    Buffer.alloc(8),
    u32(1),
    u32(sequence),
    u32(0),
    Buffer.from([segments]),
  ])
  return Buffer.concat([head, lacing, payload])
}

const vorbisHead = Buffer.concat([
  text('\u0001vorbis'),
  u32(0),
  Buffer.from([2]),
  u32(44_100),
  Buffer.alloc(12),
  Buffer.from([0xb8, 1]),
])
const opusHead = (channels: number) =>
  Buffer.concat([
    text('OpusHead'),
    Buffer.from([1, channels]),
    u16(312),
    u32(48_000),
    u16(0),
    Buffer.from([1]),
  ])

const id3 = (size: number) =>
  Buffer.concat([
    text('ID3'),
    Buffer.from([4, 0, 0, (size >> 21) & 127, (size >> 14) & 127, (size >> 7) & 127, size & 127]),
  ])

const adtsFrame = (frameLength: number) =>
  Buffer.from([
    0xff,
    0xf1,
    0x50,
    0x80 | (frameLength >> 11),
    (frameLength >> 3) & 255,
    ((frameLength & 7) << 5) | 31,
    0xfc,
  ])

const repeat = (piece: Buffer, times: number) => Buffer.concat(Array<Buffer>(times).fill(piece))

const CORPUS: Readonly<Record<string, () => Buffer>> = {
  // Not audio at all
  nothing: () => Buffer.alloc(0),
  'one byte': () => Buffer.from([0xff]),
  'a page': () => text('<!doctype html><html><script>alert(1)</script></html>'),
  'an SVG that reads a file': () =>
    text('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
  'XML that grows without end': () =>
    text('<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>'),
  'a playlist of local files': () => text('#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n'),
  'an HLS playlist of inner addresses': () =>
    text('#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10.0,\nhttp://169.254.169.254/latest/\n#EXT-X-ENDLIST\n'),
  'an ffconcat script': () => text('ffconcat version 1.0\nfile /etc/passwd\n'),
  'a concat protocol line': () => text('concat:/etc/passwd|/etc/shadow'),
  'a PLS playlist': () => text('[playlist]\nFile1=file:///etc/passwd\nNumberOfEntries=1\n'),
  'an SDP description': () => text('v=0\no=- 0 0 IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 96\n'),
  'a picture': () => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(5000)]),
  'an archive': () => Buffer.concat([text('PK\u0003\u0004'), randomBytes(5000)]),
  'a gzip bomb': () => gzipSync(Buffer.alloc(50_000_000)),
  'a program': () => Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), randomBytes(5000)]),
  noise: () => Buffer.concat([Buffer.from([0]), randomBytes(300_000)]),
  // Headers that promise too much
  'a WAV of four billion bytes that has none': () => wav({}),
  'a WAV of 65,535 channels': () => wav({ channels: 65_535, data: randomBytes(4000) }),
  'a WAV of no channels': () => wav({ channels: 0, data: randomBytes(4000) }),
  'a WAV at four billion hertz': () => wav({ rate: 0xffffffff, data: randomBytes(4000) }),
  'a WAV at zero hertz': () => wav({ rate: 0, data: randomBytes(4000) }),
  'a WAV of 65,535 bits': () => wav({ bits: 65_535, data: randomBytes(4000) }),
  'a WAV whose format chunk is four billion bytes long': () => wav({ fmtSize: 0xffffffff }),
  'a WAV with a list of four billion bytes': () =>
    wav({ between: Buffer.concat([text('LIST'), u32(0xfffffff0)]), data: randomBytes(4000) }),
  'a FLAC of 68 billion samples that has none': () => flac(boastfulStreamInfo, Buffer.alloc(0)),
  'a FLAC of 68 billion samples of noise': () => flac(boastfulStreamInfo, randomBytes(300_000)),
  'a FLAC with an endless picture': () =>
    Buffer.concat([text('fLaC'), Buffer.from([0x86, 0xff, 0xff, 0xff]), randomBytes(100_000)]),
  'an MP4 of four billion samples': billionSamples,
  'an MP4 nested 5,000 deep': () => nested(5000),
  'an MP4 whose box has no size': () => Buffer.concat([ftyp, repeat(box('free', Buffer.alloc(0), 0), 1000)]),
  'an MP4 whose box is 18 exabytes long': () =>
    Buffer.concat([ftyp, box('mdat', Buffer.alloc(8, 255), 1), randomBytes(5000)]),
  'an Ogg Vorbis whose books are noise': () =>
    Buffer.concat([
      oggPage(vorbisHead, 0),
      ...Array.from({ length: 60 }, (_, i) =>
        oggPage(Buffer.concat([text('\u0005vorbis'), randomBytes(4000)]), i + 1),
      ),
    ]),
  'an Opus of 255 channels': () => Buffer.concat([oggPage(opusHead(255), 0), oggPage(randomBytes(4000), 1)]),
  'an Ogg of nothing but first pages': () => repeat(oggPage(opusHead(2), 0), 20_000),
  'a tag of 256 MB': () => Buffer.concat([id3(0x0fffffff), randomBytes(5000)]),
  'a thousand tags, one behind the other': () => repeat(id3(10), 1000),
  // Bodies that are rubbish
  'AAC frames of no length': () => repeat(adtsFrame(0), 20_000),
  'AAC frames of the greatest length': () => repeat(adtsFrame(8191), 2000),
}

/** Process numbers of the decoders of this process. */
async function decoders(): Promise<number[]> {
  const children = await readFile(`/proc/self/task/${process.pid}/children`, 'utf8').catch(() => '')
  const pids = children.trim().split(/\s+/).filter(Boolean)
  const commands = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  )
  return pids.filter((_, index) => commands[index]!.includes('decode-process')).map(Number)
}

/** Watches the decoder: its greatest memory and the processor time it has used. */
function watchChildren() {
  const seen = { memoryMb: 0, cpuSeconds: 0 }
  const look = async () => {
    for (const pid of await decoders()) {
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      seen.memoryMb = Math.max(seen.memoryMb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
      seen.cpuSeconds = Math.max(seen.cpuSeconds, (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / 100)
    }
  }
  const timer = setInterval(() => void look(), 30)
  return { seen, stop: () => clearInterval(timer) }
}

describe('a hostile file', () => {
  it('comes in forty kinds or so', () => {
    expect(Object.keys(CORPUS).length).toBeGreaterThanOrEqual(36)
  })

  it.each(Object.entries(CORPUS))(
    '%s is refused with a sentence, at little cost',
    async (_name, bytes) => {
      const path = join(folder, 'file')
      await writeFile(path, bytes())
      const watch = watchChildren()
      try {
        const decoding = decodeAudioFile(
          path,
          { maxDurationSeconds: MAX_SECONDS },
          new AbortController().signal,
        )
        const error: unknown = await decoding.then(
          (audio) => expect.fail(`it was heard as ${durationSeconds(audio)} s of sound`),
          (reason: unknown) => reason,
        )
        expect(error).toBeInstanceOf(UndecodableAudioError)
        expect((error as Error).message).toMatch(/^[A-Z].{10,200}[.?]$/s)
        expect((error as Error).message).not.toContain('/etc')
      } finally {
        watch.stop()
      }
      expect(watch.seen.memoryMb).toBeLessThan(MAX_MEMORY_MB)
      expect(watch.seen.cpuSeconds).toBeLessThan(MAX_CPU_SECONDS)
      expect(await readdir(folder)).toEqual(['file'])
    },
    60_000,
  )

  it.each([
    ['SIGKILL', { reason: 'too-large' }],
    ['SIGSEGV', { reason: 'damaged' }],
    ['SIGABRT', { reason: 'damaged' }],
    ['SIGXCPU', { reason: 'timeout' }],
    ['SIGTERM', { name: 'Error' }],
  ] as const)('whose decoder ends by %s is told from the others', async (signalName, expected) => {
    const path = join(folder, 'file')
    // Long enough to be caught at work.
    await writeFile(path, wav({ data: Buffer.alloc(80_000_000) }))
    const decoding = decodeAudioFile(path, { maxDurationSeconds: 1000 }, new AbortController().signal)
    const outcome = expect(decoding).rejects.toMatchObject(expected)
    const killing = setInterval(() => {
      void decoders().then((pids) => pids.forEach((pid) => process.kill(pid, signalName)))
    }, 20)
    await outcome.finally(() => clearInterval(killing))
  })

  it('that breaks off is heard as far as it goes', async () => {
    const samples = Float32Array.from({ length: 3 * 44_100 }, (_, i) => Math.sin(i / 20) / 2)
    const mp3 = await encodeMp3({ sampleRate: 44_100, channels: [samples, samples] })
    const path = join(folder, 'file')
    await writeFile(path, mp3.subarray(0, Math.round(mp3.length / 2)))
    const audio = await decodeAudioFile(path, { maxDurationSeconds: 10 }, new AbortController().signal)
    expect(durationSeconds(audio)).toBeGreaterThan(1)
    expect(durationSeconds(audio)).toBeLessThan(2)
  })
})
