import { createHmac } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { TASK_KINDS, type TaskKind } from '@troubadour/contract'
import { parseBuffer } from 'music-metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadConfig } from '../../src/config.js'
import { startServer, type RunningServer } from '../../src/server/start-server.js'
import { startCallbackReceiver, type CallbackReceiver } from '../support/callback-receiver.js'
import { createTestDatabase, type TestDatabase } from '../support/postgres.js'
import { waitUntil } from '../support/server-process.js'

const HMAC_KEY = 'a key for tests'

interface Answer {
  readonly code: number
  readonly msg: string
  readonly data: Record<string, unknown> & { readonly taskId: string }
}
interface Record_ {
  readonly status: string
  readonly successFlag: string | number
  readonly errorCode: number | string | null
  readonly response: unknown
}
interface Song {
  readonly id: string
  readonly audioUrl: string
  readonly imageUrl: string
  readonly prompt: string
  readonly title: string
  readonly tags: string
}

let database: TestDatabase
let dataDir: string
let server: RunningServer
let receiver: CallbackReceiver

beforeAll(async () => {
  database = await createTestDatabase()
  dataDir = await mkdtemp(join(tmpdir(), 'troubadour-sandbox-'))
  receiver = await startCallbackReceiver()
  server = await startServer(
    loadConfig({
      PORT: '0',
      DATA_DIR: dataDir,
      DATABASE_URL: database.connectionString,
      WEBHOOK_HMAC_KEY: HMAC_KEY,
      RENDER_THREADS: '1',
      LOG_LEVEL: 'silent',
    }),
  )
}, 120_000)

afterAll(async () => {
  await server.stop()
  await receiver.close()
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
}, 60_000)

let keys = 0
/** A key that nobody made: the sandbox is open. Each has limits of its own. */
const newKey = () => `sk-test-${++keys}`

async function call(key: string, path: string, body?: object): Promise<Answer & { readonly status: number }> {
  const response = await fetch(server.url + path, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: response.status, ...((await response.json()) as Answer) }
}

async function submit(key: string, path: string, body: object): Promise<string> {
  const answer = await call(key, path, { callBackUrl: receiver.url, ...body })
  expect(answer).toMatchObject({ code: 200, msg: 'success' })
  return answer.data['taskId'] ?? answer.data['task_id']
}

/** The task once it has ended. */
async function ended(key: string, taskId: string): Promise<Answer['data']> {
  let data: Answer['data'] | undefined
  await waitUntil(
    async () => {
      ;({ data } = await call(key, `/troubadour/v1/tasks/${taskId}`))
      return data?.['state'] === 'succeeded' || data?.['state'] === 'failed'
    },
    20_000,
    400,
  )
  return data!
}

/** Three looks a second at a task are allowed. */
const record = async (key: string, path: string, taskId: string) => {
  await sleep(400)
  return (await call(key, `${path}?taskId=${taskId}`)).data as unknown as Record_
}
const stagesOf = (taskId: string) => receiver.of(taskId).map(({ body }) => body.data.callbackType)
const eventually = (look: () => unknown) => expect.poll(look, { timeout: 15_000, interval: 50 })

const SONG = { customMode: false, instrumental: false, model: 'V5' }

/** One finished task of every kind, each built on those before. */
const REQUESTS: readonly {
  readonly kind: TaskKind
  readonly path: string
  readonly body: (made: ReadonlyMap<TaskKind, string>, audioId: string) => object
}[] = [
  { kind: 'generate', path: '/api/v1/generate', body: () => ({ ...SONG, prompt: 'rain' }) },
  {
    kind: 'extend',
    path: '/api/v1/generate/extend',
    body: (_, audioId) => ({
      defaultParamFlag: true,
      audioId,
      model: 'V5',
      prompt: 'go on',
      style: 'pop',
      title: 'On',
      continueAt: 60,
    }),
  },
  {
    kind: 'upload-cover',
    path: '/api/v1/generate/upload-cover',
    body: () => ({ ...SONG, prompt: 'rain', uploadUrl: 'https://nowhere.invalid/a.mp3' }),
  },
  {
    kind: 'upload-extend',
    path: '/api/v1/generate/upload-extend',
    body: () => ({
      uploadUrl: 'https://nowhere.invalid/a.mp3',
      defaultParamFlag: false,
      model: 'V5',
      continueAt: 100,
    }),
  },
  {
    kind: 'add-instrumental',
    path: '/api/v1/generate/add-instrumental',
    body: () => ({
      uploadUrl: 'https://nowhere.invalid/a.mp3',
      title: 'T',
      tags: 'pop',
      negativeTags: 'metal',
    }),
  },
  {
    kind: 'add-vocals',
    path: '/api/v1/generate/add-vocals',
    body: () => ({
      uploadUrl: 'https://nowhere.invalid/a.mp3',
      title: 'T',
      prompt: 'la la',
      style: 'pop',
      negativeTags: 'metal',
    }),
  },
  {
    kind: 'replace-section',
    path: '/api/v1/generate/replace-section',
    body: (made, audioId) => ({
      taskId: made.get('generate'),
      audioId,
      prompt: 'new words',
      tags: 'pop',
      title: 'T',
      infillStartS: 10,
      infillEndS: 30,
      fullLyrics: 'all words',
    }),
  },
  {
    kind: 'mashup',
    path: '/api/v1/generate/mashup',
    body: () => ({
      ...SONG,
      prompt: 'rain',
      uploadUrlList: ['https://nowhere.invalid/a.mp3', 'https://nowhere.invalid/b.mp3'],
    }),
  },
  { kind: 'sounds', path: '/api/v1/generate/sounds', body: () => ({ prompt: 'a door', model: 'V5' }) },
  { kind: 'lyrics', path: '/api/v1/lyrics', body: () => ({ prompt: 'rain' }) },
  {
    kind: 'vocal-separation',
    path: '/api/v1/vocal-removal/generate',
    body: (made, audioId) => ({ taskId: made.get('generate'), audioId, type: 'split_stem' }),
  },
  {
    kind: 'midi',
    path: '/api/v1/midi/generate',
    body: (made) => ({ taskId: made.get('vocal-separation') }),
  },
  {
    kind: 'wav',
    path: '/api/v1/wav/generate',
    body: (made, audioId) => ({ taskId: made.get('generate'), audioId }),
  },
  {
    kind: 'video',
    path: '/api/v1/mp4/generate',
    body: (made, audioId) => ({ taskId: made.get('generate'), audioId }),
  },
  {
    kind: 'cover-images',
    path: '/api/v1/suno/cover/generate',
    body: (made) => ({ taskId: made.get('generate') }),
  },
  { kind: 'recovery', path: '/api/v1/suno/recovery', body: (made) => ({ task_id: made.get('generate') }) },
  {
    kind: 'voice-phrase',
    path: '/api/v1/voice/validate',
    body: () => ({ voiceUrl: 'https://nowhere.invalid/v.mp3', vocalStartS: 0, vocalEndS: 12 }),
  },
  {
    kind: 'voice',
    path: '/api/v1/voice/generate',
    body: (made) => ({ taskId: made.get('voice-phrase'), verifyUrl: 'https://nowhere.invalid/w.mp3' }),
  },
  {
    kind: 'persona',
    path: '/api/v1/generate/generate-persona',
    body: (made, audioId) => ({ taskId: made.get('generate'), audioId, name: 'N', description: 'D' }),
  },
  { kind: 'style-boost', path: '/api/v1/style/generate', body: () => ({ content: 'pop' }) },
]

describe('a sandbox key', () => {
  it('gets every kind of task done, one after the other, without the engine', async () => {
    let key = newKey()
    const made = new Map<TaskKind, string>()
    let audioId = ''
    for (const [index, { kind, path, body }] of REQUESTS.entries()) {
      // 20 submits in ten seconds are allowed; the last needs nothing that came before.
      if (index === 19) key = newKey()
      const taskId = await submit(key, path, body(made, audioId))
      made.set(kind, taskId)
      const task = await ended(key, taskId)
      expect(task, `${kind}: ${JSON.stringify(task)}`).toMatchObject({
        kind,
        state: 'succeeded',
        sandbox: true,
      })
      expect(task['result'], kind).not.toBeNull()
      if (kind === 'generate') audioId = (task['result'] as { sunoData: Song[] }).sunoData[0]!.id
    }
    const throughEndpoints = Object.values(TASK_KINDS).filter((kind) => kind !== TASK_KINDS.voiceCheck)
    expect([...made.keys()].sort()).toEqual(throughEndpoints.sort())
  }, 180_000)

  it('gets songs with tags, covers and the words of the request, called back in order and signed', async () => {
    const key = newKey()
    const taskId = await submit(key, '/api/v1/generate', {
      ...SONG,
      customMode: true,
      prompt: '[Verse]\nWords of my own [[warning]]',
      style: 'folk',
      title: 'Mine',
    })
    const task = await ended(key, taskId)
    const { sunoData } = task['result'] as { sunoData: Song[] }
    expect(sunoData).toHaveLength(2)
    expect(sunoData[0]).toMatchObject({ title: 'Mine', tags: 'folk', prompt: '[Verse]\nWords of my own' })
    expect(task['warnings']).toHaveLength(2)
    const mp3 = new Uint8Array(await (await fetch(sunoData[1]!.audioUrl)).arrayBuffer())
    const { common, format } = await parseBuffer(mp3, undefined, { duration: true })
    expect(common).toMatchObject({ title: 'Mine', artist: 'Troubadour' })
    expect(format.duration).toBeCloseTo(4, 1)
    const jpeg = await fetch(sunoData[0]!.imageUrl)
    expect(jpeg.headers.get('content-type')).toBe('image/jpeg')

    const lyrics = await call(key, '/api/v1/generate/get-timestamped-lyrics', {
      taskId,
      audioId: sunoData[0]!.id,
    })
    const words = lyrics.data['alignedWords'] as { word: string }[]
    expect(words.map(({ word }) => word).join('')).toBe('[Verse]\nWords of my own')

    await eventually(() => stagesOf(taskId)).toEqual(['text', 'first', 'complete'])
    for (const { headers } of receiver.of(taskId)) {
      const timestamp = headers['x-webhook-timestamp'] as string
      const signature = createHmac('sha256', HMAC_KEY).update(`${taskId}.${timestamp}`).digest('base64')
      expect(headers['x-webhook-signature']).toBe(signature)
    }
  })

  it('gets the same through the Market door, and either door reads what the other made', async () => {
    const key = newKey()
    const market = async (operation: string, input: object) =>
      submit(key, '/api/v1/jobs/createTask', { model: `ai-music-api/${operation}`, input })
    const recordInfo = async (taskId: string) =>
      (await call(key, `/api/v1/jobs/recordInfo?taskId=${taskId}`)).data
    const taskId = await market('generate', {
      custom_mode: false,
      instrumental: false,
      model: 'V6',
      prompt: 'x',
    })
    await ended(key, taskId)
    await sleep(400)
    const info = await recordInfo(taskId)
    expect(info).toMatchObject({ state: 'success', model: 'ai-music-api/generate', creditsConsumed: 12 })
    const { data: songs } = JSON.parse(info['resultJson'] as string) as { data: Song[] }
    const legacy = await record(key, '/api/v1/generate/record-info', taskId)
    expect(legacy).toMatchObject({ status: 'SUCCESS', response: { sunoData: songs } })
    await eventually(() => stagesOf(taskId)).toEqual(['text', 'first', 'complete'])

    const source = { task_id: taskId, audio_id: songs[0]!.id }
    const wav = await market('convert-to-wav-format', source)
    await ended(key, wav)
    await sleep(400)
    const { resultUrls } = JSON.parse((await recordInfo(wav))['resultJson'] as string) as {
      resultUrls: string[]
    }
    const file = new Uint8Array(await (await fetch(resultUrls[0]!)).arrayBuffer())
    expect((await parseBuffer(file)).format).toMatchObject({ container: 'WAVE', numberOfChannels: 2 })
    const failed = await market('separate-vocals', { ...source, troubadour: { sandbox: '[[fail:500]]' } })
    await ended(key, failed)
    await sleep(400)
    expect(await recordInfo(failed)).toMatchObject({ state: 'fail', failCode: '500', resultJson: null })
  })

  it('is done in a fraction of a second', async () => {
    const key = newKey()
    const startedAt = performance.now()
    const taskId = await submit(key, '/api/v1/lyrics', { prompt: 'rain' })
    await eventually(() => receiver.of(taskId).length).toBe(1)
    expect(performance.now() - startedAt).toBeLessThan(3000)
  })
})

describe('directives', () => {
  const RECORD = '/api/v1/generate/record-info'
  const song = (key: string, words: string) =>
    submit(key, '/api/v1/generate', { ...SONG, prompt: `rain ${words}` })

  it.each([
    ['[[fail:413]]', 'GENERATE_AUDIO_FAILED', 413, ['error']],
    ['[[fail:531@text]]', 'GENERATE_AUDIO_FAILED', 531, ['text', 'error']],
    ['[[fail:501@first]]', 'GENERATE_AUDIO_FAILED', 501, ['text', 'first', 'error']],
    ['[[moderation]]', 'SENSITIVE_WORD_ERROR', 400, ['error']],
    ['[[create-failed]]', 'CREATE_TASK_FAILED', 500, ['error']],
    ['[[callback-exception]]', 'CALLBACK_EXCEPTION', 500, ['error']],
  ])('%s fails a song as documented, and its credits come back', async (words, status, code, stages) => {
    const key = newKey()
    const taskId = await song(key, words)
    await ended(key, taskId)
    expect(await record(key, RECORD, taskId)).toMatchObject({ status, errorCode: code })
    await eventually(() => stagesOf(taskId)).toEqual(stages)
    expect(receiver.of(taskId).at(-1).body.code).toBe(code)
    const { rows } = await database.pool.query<{ kind: string }>(
      'select kind from credit_entries where task_id = $1 order by id',
      [taskId],
    )
    expect(rows.map(({ kind }) => kind)).toEqual(['hold', 'refund'])
  })

  it.each([
    ['pending-only', 'PENDING'],
    ['text-only', 'TEXT_SUCCESS'],
    ['first-only', 'FIRST_SUCCESS'],
  ])('[[stage:%s]] stays at %s until it is cancelled', async (words, status) => {
    const key = newKey()
    const taskId = await song(key, `[[stage:${words}]]`)
    await waitUntil(async () => (await record(key, RECORD, taskId)).status === status, 15_000)
    await sleep(1000)
    const task = await call(key, `/troubadour/v1/tasks/${taskId}`)
    expect(task.data).toMatchObject({ state: 'running', stage: words.replace('-only', '') })
    expect(await record(key, RECORD, taskId)).toMatchObject({ status })
    await sleep(400)
    const answer = await fetch(`${server.url}/troubadour/v1/tasks/${taskId}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${key}` },
    })
    expect(await answer.json()).toMatchObject({ code: 200 })
  })

  it('many tasks that wait keep no other from being done', async () => {
    const key = newKey()
    for (let i = 0; i < 12; i++) await song(key, '[[stage:pending-only]]')
    expect(await ended(key, await song(key, ''))).toMatchObject({ state: 'succeeded' })
  })

  it('[[delay:1s@queue]] waits in the queue, [[delay:2s]] at work', async () => {
    const key = newKey()
    const taskId = await song(key, '[[delay:1s@queue]] [[delay:2s]]')
    const task = await call(key, `/troubadour/v1/tasks/${taskId}`)
    expect(task.data).toMatchObject({ state: 'queued', stage: 'pending' })
    const { createdAt, startedAt, completedAt } = (await ended(key, taskId)) as unknown as Record<
      string,
      string
    >
    const since = (time: string | undefined) => Date.parse(time!) - Date.parse(createdAt!)
    expect(since(startedAt)).toBeGreaterThan(950)
    expect(since(completedAt)).toBeGreaterThan(2950)
    expect(since(completedAt)).toBeLessThan(8000)
  })

  it('callbacks can be left out, doubled, late and in the wrong order', async () => {
    const key = newKey()
    const none = await song(key, '[[callback:none]]')
    const double = await song(key, '[[callback:duplicate]]')
    const late = await song(key, '[[callback:late:1s]]')
    const reordered = await song(key, '[[callback:reordered]]')
    await eventually(() => stagesOf(double)).toEqual([
      'text',
      'text',
      'first',
      'first',
      'complete',
      'complete',
    ])
    await eventually(() => stagesOf(late)).toEqual(['text', 'first', 'complete'])
    await eventually(() => stagesOf(reordered)).toEqual(['complete', 'first', 'text'])
    const completedAt = Date.parse((await ended(key, late))['completedAt'] as string)
    const timestamps = receiver.of(late).map(({ headers }) => Number(headers['x-webhook-timestamp']) * 1000)
    expect(timestamps[0]!).toBeGreaterThanOrEqual(completedAt)
    expect(stagesOf(none)).toEqual([])
  })

  it('[[tracks:1]] and [[instrumental]] change what is made', async () => {
    const key = newKey()
    const taskId = await song(key, '[[tracks:1]] [[instrumental]]')
    const { sunoData } = (await ended(key, taskId))['result'] as { sunoData: Song[] }
    expect(sunoData.map(({ prompt }) => prompt)).toEqual([''])
    await eventually(() => stagesOf(taskId)).toEqual(['text', 'complete'])
  })

  it('requests without a text carry them in the callback URL or under `troubadour`', async () => {
    const key = newKey()
    const generated = await song(key, '')
    const { sunoData } = (await ended(key, generated))['result'] as { sunoData: Song[] }
    const track = { taskId: generated, audioId: sunoData[0]!.id }
    const wav = await submit(key, '/api/v1/wav/generate', {
      ...track,
      callBackUrl: `${receiver.url}?case=%5B%5Bcreate-failed%5D%5D`,
    })
    const video = await submit(key, '/api/v1/mp4/generate', {
      ...track,
      troubadour: { sandbox: '[[fail:500]]' },
    })
    for (const taskId of [wav, video]) await ended(key, taskId)
    expect(await record(key, '/api/v1/wav/record-info', wav)).toMatchObject({
      successFlag: 'CREATE_TASK_FAILED',
    })
    expect(await record(key, '/api/v1/mp4/record-info', video)).toMatchObject({
      successFlag: 'GENERATE_MP4_FAILED',
      errorCode: 500,
    })
  })

  it.each([400, 401, 402, 404, 405, 408, 409, 413, 422, 430, 433, 451, 455, 500, 501, 505])(
    '[[submit:%i]] refuses the submit, and makes no task',
    async (code) => {
      const key = newKey()
      const answer = await call(key, '/api/v1/generate', { ...SONG, prompt: `[[submit:${code}]]` })
      expect(answer).toMatchObject({ code, status: code === 404 ? 404 : 200 })
      expect(answer.msg).not.toBe('')
      expect((await call(key, '/troubadour/v1/tasks')).data).toMatchObject({ tasks: [] })
    },
  )

  it('[[submit:429]] looks like a rate limit, [[poll:455]] refuses record-info while the task is done', async () => {
    const key = newKey()
    const limited = await fetch(`${server.url}/api/v1/lyrics`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify({ prompt: '[[submit:429]]' }),
    })
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '1'])
    const taskId = await song(key, '[[poll:455]]')
    expect(await ended(key, taskId)).toMatchObject({ state: 'succeeded' })
    expect(await call(key, `${RECORD}?taskId=${taskId}`)).toMatchObject({ code: 455, data: null })
  })

  it('nobody knows are refused with those there are; other keys have none', async () => {
    const answer = await call(newKey(), '/api/v1/generate', { ...SONG, prompt: 'rain [[fial:413]]' })
    expect(answer).toMatchObject({ code: 422 })
    expect(answer.msg).toMatch(/^\[\[fial:413\]\] is no directive.*\[\[fail:413\]\]/)
    const ordinary = await call(server.firstKey!.key, '/api/v1/generate', { prompt: '[[submit:402]]' })
    expect(ordinary).toMatchObject({ code: 422, msg: 'model cannot be blank' })
  })
})
