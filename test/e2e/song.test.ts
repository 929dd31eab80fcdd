import { createHmac } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseBuffer } from 'music-metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sungLine } from '../../src/analysis/testing/signals.js'
import { createRandom } from '../../src/dsp/random.js'
import { encodeWav } from '../../src/media/codecs/index.js'
import { startCallbackReceiver, type CallbackReceiver } from '../support/callback-receiver.js'
import { startServerProcess, waitUntil, type ServerProcess } from '../support/server-process.js'

const HMAC_KEY = 'a key for tests'
const LYRICS = `[Verse]
Morning comes over the hill
The water is quiet and still

[Chorus]
Carry me home, carry me home
Over the river and stone`

interface RecordInfo {
  readonly status: string
  readonly errorCode: number | null
  readonly errorMessage: string | null
  readonly response: { readonly sunoData: readonly SongItem[] } | null
}
interface SongItem {
  readonly id: string
  readonly audioUrl: string
  readonly streamAudioUrl: string
  readonly imageUrl: string
  readonly prompt: string
  readonly duration: number | null
}
interface StepRecord<Response> {
  readonly successFlag: string
  readonly errorMessage: string | null
  readonly response: Response
}

let dataDir: string
let server: ServerProcess
let receiver: CallbackReceiver

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'troubadour-e2e-'))
  receiver = await startCallbackReceiver()
  server = await startServerProcess(dataDir, { WEBHOOK_HMAC_KEY: HMAC_KEY })
}, 120_000)

afterAll(async () => {
  await server.stop()
  await receiver.close()
  await rm(dataDir, { recursive: true, force: true })
}, 30_000)

async function submit(path: string, body: object): Promise<string> {
  const answer = await server.call<{ taskId: string }>(path, { callBackUrl: receiver.url, ...body })
  expect(answer).toMatchObject({ code: 200, msg: 'success' })
  return answer.data.taskId
}

async function download(url: string): Promise<Buffer> {
  const response = await fetch(url)
  expect(response.status).toBe(200)
  return Buffer.from(await response.arrayBuffer())
}

/** Waits for record-info to reach an end; three looks a second are allowed. */
async function finished<Info>(path: string, taskId: string, isOver: (info: Info) => boolean): Promise<Info> {
  let last: Info | undefined
  await waitUntil(
    async () => {
      last = (await server.call<Info>(`${path}?taskId=${taskId}`)).data
      return isOver(last)
    },
    150_000,
    500,
  )
  return last!
}

const finishedSong = (taskId: string) =>
  finished<RecordInfo>(
    '/api/v1/generate/record-info',
    taskId,
    ({ status }) => /SUCCESS$|FAILED|ERROR/.test(status) && !/TEXT|FIRST/.test(status),
  )
const finishedStep = <Response>(path: string, taskId: string) =>
  finished<StepRecord<Response>>(path, taskId, ({ successFlag }) => successFlag !== 'PENDING')

describe('a song from request to files', () => {
  let taskId: string
  let songs: readonly SongItem[]

  it('is written, performed twice and reported in three signed callbacks', async () => {
    taskId = await submit('/api/v1/generate', {
      prompt: LYRICS,
      customMode: true,
      instrumental: false,
      model: 'V5_5',
      style: 'acoustic folk, 100 bpm',
      title: 'Over the River',
      duration: 24,
    })
    const pending = await server.call<RecordInfo>(`/api/v1/generate/record-info?taskId=${taskId}`)
    expect(pending.data.status).toMatch(/PENDING|TEXT_SUCCESS/)

    const info = await finishedSong(taskId)
    expect(info).toMatchObject({ status: 'SUCCESS', errorCode: null })
    songs = info.response!.sunoData
    expect(songs).toHaveLength(2)
    await waitUntil(async () => receiver.of(taskId).length === 3, 10_000)
    expect(receiver.of(taskId).map(({ body }) => body.data.callbackType)).toEqual([
      'text',
      'first',
      'complete',
    ])
    for (const { headers } of receiver.of(taskId)) {
      const timestamp = headers['x-webhook-timestamp'] as string
      const expected = createHmac('sha256', HMAC_KEY).update(`${taskId}.${timestamp}`).digest('base64')
      expect(headers['x-webhook-signature']).toBe(expected)
    }
  }, 180_000)

  it('has MP3s with tags and the asked length, and covers', async () => {
    for (const song of songs) {
      const mp3 = await download(song.audioUrl)
      const { format, common } = await parseBuffer(mp3, { mimeType: 'audio/mpeg' })
      expect(mp3.subarray(0, 3).toString()).toBe('ID3')
      expect(common.title).toBe('Over the River')
      expect(format.duration).toBeCloseTo(song.duration!, 1)
      expect(Math.abs(song.duration! - 24)).toBeLessThan(4)
      expect((await download(song.imageUrl)).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
      expect(song.prompt).toBe(LYRICS)
    }
    expect(songs[0]!.audioUrl).not.toBe(songs[1]!.audioUrl)
  })

  it('serves parts of files and headers alone', async () => {
    const { audioUrl } = songs[0]!
    const whole = await download(audioUrl)
    const part = await fetch(audioUrl, { headers: { range: 'bytes=100-199' } })
    expect(part.status).toBe(206)
    expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(100, 200))
    const head = await fetch(audioUrl, { method: 'HEAD' })
    expect(head.headers.get('content-length')).toBe(String(whole.length))
  })

  it('knows when each word is sung', async () => {
    const { data } = await server.call<{
      alignedWords: { word: string; startS: number; endS: number; success: boolean }[]
      waveformData: number[]
    }>('/api/v1/generate/get-timestamped-lyrics', { taskId, audioId: songs[0]!.id })
    expect(data.alignedWords.map(({ word }) => word).join('')).toBe(LYRICS)
    data.alignedWords.forEach(({ startS, endS }, i) => {
      expect(endS).toBeGreaterThan(startS)
      expect(startS).toBeGreaterThanOrEqual(data.alignedWords[i - 1]?.startS ?? 0)
    })
    expect(data.waveformData.length).toBeGreaterThan(100)
  })

  it('is taken apart into voice and instruments, and into stems', async () => {
    const source = { taskId, audioId: songs[0]!.id }
    const [twoWay, split] = await Promise.all([
      submit('/api/v1/vocal-removal/generate', { ...source, type: 'separate_vocal' }),
      submit('/api/v1/vocal-removal/generate', { ...source, type: 'split_stem' }),
    ])
    const path = '/api/v1/vocal-removal/record-info'
    const two = await finishedStep<Record<string, string | null>>(path, twoWay)
    expect(two).toMatchObject({ successFlag: 'SUCCESS', errorMessage: null })
    expect((await download(two.response.vocalUrl!)).length).toBeGreaterThan(10_000)
    expect((await download(two.response.instrumentalUrl!)).length).toBeGreaterThan(10_000)
    const stems = await finishedStep<Record<string, string | null>>(path, split)
    expect(stems.successFlag).toBe('SUCCESS')
    expect(stems.response.instrumentalUrl).toBeNull()
    expect(stems.response.vocalUrl).toMatch(/\.mp3$/)
    expect(stems.response.brassUrl).toBeNull()
    await waitUntil(async () => receiver.of(split).length === 1, 10_000)
  }, 180_000)

  it('becomes a WAV file once, and a video', async () => {
    const source = { taskId, audioId: songs[1]!.id }
    const wavTask = await submit('/api/v1/wav/generate', source)
    const again = await server.call<{ taskId: string }>('/api/v1/wav/generate', {
      ...source,
      callBackUrl: receiver.url,
    })
    expect(again).toMatchObject({ code: 409, data: { taskId: wavTask } })
    const videoTask = await submit('/api/v1/mp4/generate', {
      ...source,
      author: 'The Testers',
      domainName: 'example.com',
    })

    const wav = await finishedStep<{ audioWavUrl: string }>('/api/v1/wav/record-info', wavTask)
    expect(wav.successFlag).toBe('SUCCESS')
    const { format } = await parseBuffer(await download(wav.response.audioWavUrl), { mimeType: 'audio/wav' })
    expect(format).toMatchObject({ sampleRate: 48_000, numberOfChannels: 2, bitsPerSample: 16 })
    expect(format.duration).toBeCloseTo(songs[1]!.duration!, 2)

    const video = await finishedStep<{ videoUrl: string }>('/api/v1/mp4/record-info', videoTask)
    expect(video.successFlag).toBe('SUCCESS')
    const mp4 = await download(video.response.videoUrl)
    expect(mp4.subarray(4, 8).toString()).toBe('ftyp')
  }, 180_000)
})

it('can be heard from the first second while it is still being performed', async () => {
  const taskId = await submit('/api/v1/generate', {
    prompt: 'a slow piano piece for a rainy afternoon',
    customMode: false,
    instrumental: true,
    model: 'V4',
  })
  let info: RecordInfo | undefined
  await waitUntil(
    async () => {
      info = (await server.call<RecordInfo>(`/api/v1/generate/record-info?taskId=${taskId}`)).data
      return info.response !== null
    },
    30_000,
    500,
  )
  const response = await fetch(info!.response!.sunoData[0]!.streamAudioUrl)
  expect(response.headers.get('content-type')).toBe('audio/mpeg')
  const reader = response.body!.getReader()
  const first = (await reader.read()) as { value: Uint8Array }
  expect(first.value.length).toBeGreaterThan(100)
  const now = await server.call<{ state: string; progress: number }>(`/troubadour/v1/tasks/${taskId}`)
  expect(now.data.state).toBe('running')
  expect(now.data.progress).toBeLessThan(1)
  await reader.cancel()
  const cancelled = await fetch(`${server.url}/troubadour/v1/tasks/${taskId}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${server.key}` },
  })
  expect(cancelled.status).toBe(200)
}, 60_000)

it('writes lyrics in variants', async () => {
  const taskId = await submit('/api/v1/lyrics', { prompt: 'A song about a peaceful night in the city' })
  await waitUntil(async () => receiver.of(taskId).length === 1, 20_000)
  const items = receiver.of(taskId)[0]!.body.data.data as { text: string; title: string; status: string }[]
  expect(items.length).toBeGreaterThanOrEqual(2)
  expect(new Set(items.map(({ text }) => text)).size).toBe(items.length)
  for (const { text, status } of items) {
    expect(status).toBe('complete')
    expect(text).toMatch(/\[Verse.*\][\s\S]*\[Chorus\]/)
  }
})

describe('an accompaniment', () => {
  it('is arranged under an uploaded recording', async () => {
    const notes = Array.from({ length: 32 }, (_, i) => ({
      startSeconds: 0.5 + i * 0.6,
      durationSeconds: 0.5,
      pitchMidi: 60 + [0, 2, 4, 5, 7, 5, 4, 2][i % 8]!,
    }))
    const wav = encodeWav(sungLine(notes, 21), { bitDepth: 16, random: createRandom(1) })
    const form = new FormData()
    form.set('uploadPath', 'tests')
    form.set('fileName', 'voice.wav')
    form.set('file', new Blob([wav]))
    const uploaded = (await (
      await fetch(`${server.url}/api/file-stream-upload`, {
        method: 'POST',
        headers: { authorization: `Bearer ${server.key}` },
        body: form,
      })
    ).json()) as { success: boolean; data: { downloadUrl: string } }
    expect(uploaded.success).toBe(true)

    const taskId = await submit('/api/v1/generate/add-instrumental', {
      uploadUrl: uploaded.data.downloadUrl,
      title: 'With a Band',
      tags: 'pop, piano, drums',
      negativeTags: 'metal',
    })
    const info = await finishedSong(taskId)
    expect(info).toMatchObject({ status: 'SUCCESS', errorMessage: null })
    for (const song of info.response!.sunoData) {
      expect(song.duration!).toBeGreaterThan(20)
      expect(song.duration!).toBeLessThan(27)
    }
  }, 120_000)

  it.each([
    ['a host that does not exist', 'http://nowhere.invalid/voice.mp3', /could not be fetched/],
    ['a page instead of audio', 'SERVER/docs', /audio/i],
  ])(
    'fails with a sentence for %s',
    async (_, url, sentence) => {
      const taskId = await submit('/api/v1/generate/add-instrumental', {
        uploadUrl: url.replace('SERVER', server.url),
        title: 'x',
        tags: 'pop',
        negativeTags: 'metal',
      })
      const info = await finishedSong(taskId)
      expect(info.status).toBe('GENERATE_AUDIO_FAILED')
      expect(info.errorMessage).toMatch(sentence)
      await waitUntil(async () => receiver.of(taskId).length === 1, 10_000)
      expect(receiver.of(taskId)[0]!.body.data.callbackType).toBe('error')
      expect(receiver.of(taskId)[0]!.body.code).toBe(info.errorCode)
    },
    150_000,
  )
})
