import {
  createClient,
  isAlreadyMadeError,
  isApiError,
  TaskFailedError,
  TransportError,
  verifyStandardWebhook,
  verifyWebhookSignature,
  WaitTimeoutError,
  type TroubadourClient,
} from '@troubadour/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApi, TEST_KEY, TEST_NOW, type TestApi } from '../../src/api/testing/test-api.js'
import { signatureHeaders } from '../../src/webhooks/signing.js'

let api: TestApi
let baseUrl: string
let client: TroubadourClient

beforeAll(async () => {
  api = await createTestApi()
  baseUrl = await api.app.listen({ host: '127.0.0.1', port: 0 })
  client = createClient({ baseUrl: `${baseUrl}/`, apiKey: TEST_KEY })
})
afterAll(() => {
  // A connection whose request was given up before it was sent is not idle for Node, and would hold up closing.
  api.app.server.closeAllConnections()
  return api.close()
})

const SONG = { prompt: 'snow', customMode: false, instrumental: false, model: 'V5' } as const

describe('the client against a real server', () => {
  it('makes songs without a callback URL, watches them and ends with the finished record', async () => {
    const task = await client.generate(SONG)
    api.tasks.addTrack(task.taskId, { audioKey: 'alice/tracks/1.mp3', durationSeconds: 150 })
    const seen: string[] = []
    const record = await client.waitFor(task, {
      maxIntervalMs: 5,
      onUpdate: ({ status }) => {
        seen.push(status)
        api.tasks.change(
          task.taskId,
          status === 'PENDING' ? { stage: 'first' } : { stage: 'complete', state: 'succeeded' },
        )
      },
    })
    expect(seen).toEqual(['PENDING', 'FIRST_SUCCESS', 'SUCCESS'])
    expect(record.response?.sunoData[0]?.audioUrl).toBe('http://troubadour.test/media/alice/tracks/1.mp3')
  })

  it('tells progress as the server does, to the end', async () => {
    const task = await client.generate(SONG)
    const seen: string[] = []
    for await (const { state, stage } of client.progressOf(task)) {
      seen.push(`${state} ${stage}`)
      if (state !== 'succeeded') api.tasks.change(task.taskId, { stage: 'complete', state: 'succeeded' })
    }
    expect(seen.at(0)).toBe('queued pending')
    expect(seen.at(-1)).toBe('succeeded complete')
  })

  it('throws what went wrong with a task', async () => {
    const task = await client.lyrics({ prompt: 'x' })
    api.tasks.change(task.taskId, {
      state: 'failed',
      stage: 'error',
      errorCode: 400,
      errorMessage: 'Rephrase.',
    })
    await expect(client.waitFor(task)).rejects.toEqual(
      new TaskFailedError(task.taskId, 'GENERATE_LYRICS_FAILED', 400, 'Rephrase.'),
    )
  })

  it('throws what the server refuses, with its code and data', async () => {
    const bad = client.generate({ ...SONG, model: 'V9' as 'V5' })
    await expect(bad).rejects.toMatchObject({ name: 'ApiError', code: 422 })
    await expect(bad).rejects.toThrow('model must be one of')
    const stranger = createClient({ baseUrl, apiKey: 'nope' })
    await expect(stranger.credits()).rejects.toSatisfy(isApiError)
  })

  it('knows a refusal of what was made before', async () => {
    const { taskId } = await client.generate(SONG)
    const track = api.tasks.addTrack(taskId, { audioKey: 'alice/tracks/2.mp3', durationSeconds: 150 })
    const first = await client.wav({ taskId, audioId: track.id })
    const refusal: unknown = await client.wav({ taskId, audioId: track.id }).catch((error: unknown) => error)
    expect(isAlreadyMadeError(refusal) && refusal.data.taskId).toBe(first.taskId)
  })

  it('says when there is no answer, and when the time is up', async () => {
    const nobody = createClient({ baseUrl: 'http://127.0.0.1:9', apiKey: 'x' })
    await expect(nobody.credits()).rejects.toBeInstanceOf(TransportError)
    const wait = client.waitFor(await client.generate(SONG), { maxIntervalMs: 5, timeoutMs: 20 })
    await expect(wait).rejects.toBeInstanceOf(WaitTimeoutError)
  })

  it('stops waiting when told', async () => {
    const task = await client.generate(SONG)
    const stop = new AbortController()
    const wait = client.waitFor(task, { signal: stop.signal })
    setTimeout(() => stop.abort(new Error('enough')), 20)
    await expect(wait).rejects.toThrow('enough')
  })

  it('repeats a submit safely, cancels, and counts credits', async () => {
    const options = { idempotencyKey: 'sdk-1' }
    const task = await client.generate(SONG, options)
    expect(await client.generate(SONG, options)).toEqual(task)
    await client.cancel(task)
    await expect(client.cancel(task)).rejects.toMatchObject({ code: 409 })
    expect(await client.credits()).toBe(5916.25)
  })

  it('uploads, with and without telling how far it is', async () => {
    const content = new Blob(['RIFF\u0024\0\0\0WAVEfmt '], { type: 'audio/wav' })
    const file = await client.upload(content, { fileName: 'a.wav' })
    expect(file).toMatchObject({ fileName: 'a.wav', mimeType: 'audio/wav' })
    const shares: number[] = []
    const watched = await client.upload(content, {
      fileName: 'ä "quoted".wav',
      onProgress: ({ sentBytes, totalBytes }) => shares.push(sentBytes / totalBytes),
    })
    expect(watched).toMatchObject({ mimeType: 'audio/wav', fileSize: content.size })
    expect(shares.at(-1)).toBe(1)
  })
})

describe('lists', () => {
  it('are walked page by page, filters and cursor in the query', async () => {
    const asked: string[] = []
    const pages = [
      { tasks: [{ taskId: 'a' }, { taskId: 'b' }], nextCursor: '2-b' },
      { tasks: [{ taskId: 'c' }], nextCursor: null },
    ]
    const paged = createClient({
      baseUrl: 'http://troubadour.test',
      apiKey: 'x',
      fetch: async (url) => {
        asked.push(new URL(url).search)
        return Response.json({ code: 200, msg: 'success', data: pages[asked.length - 1] })
      },
    })
    const ids: string[] = []
    for await (const { taskId } of paged.tasks({ kind: ['wav', 'midi'], from: new Date(0) })) ids.push(taskId)
    expect(ids).toEqual(['a', 'b', 'c'])
    expect(asked).toEqual([
      '?kind=wav%2Cmidi&from=1970-01-01T00%3A00%3A00.000Z',
      '?kind=wav%2Cmidi&from=1970-01-01T00%3A00%3A00.000Z&cursor=2-b',
    ])
  })
})

describe('webhook verification', () => {
  const nowSeconds = Math.floor(TEST_NOW.getTime() / 1000)
  const rawBody = JSON.stringify({ code: 200, data: { task_id: 'abc' } })
  const message = { id: 'evt_1', taskId: 'abc', body: rawBody, timestampSeconds: nowSeconds }
  const headers = signatureHeaders(message, { hmacKey: 'my key', secrets: ['whsec_AAECAwQF', 'whsec_AQID'] })
  const received = { headers, rawBody }

  it('accepts what our server signs, by both schemes and during a change of secrets', async () => {
    expect(await verifyWebhookSignature(received, 'my key', { nowSeconds })).toBe(true)
    expect(await verifyStandardWebhook(received, 'whsec_AAECAwQF', { nowSeconds })).toBe(true)
    expect(await verifyStandardWebhook(received, 'whsec_AQID', { nowSeconds })).toBe(true)
  })

  it('refuses another key, another task, another body, and old messages', async () => {
    expect(await verifyWebhookSignature(received, 'other', { nowSeconds })).toBe(false)
    const otherTask = { headers, rawBody: rawBody.replace('abc', 'abd') }
    expect(await verifyWebhookSignature(otherTask, 'my key', { nowSeconds })).toBe(false)
    expect(await verifyStandardWebhook(otherTask, 'whsec_AQID', { nowSeconds })).toBe(false)
    expect(await verifyStandardWebhook(received, 'whsec_BBBB', { nowSeconds })).toBe(false)
    const late = { nowSeconds: nowSeconds + 301 }
    expect(await verifyWebhookSignature(received, 'my key', late)).toBe(false)
    expect(await verifyStandardWebhook(received, 'whsec_AQID', late)).toBe(false)
    expect(await verifyWebhookSignature({ headers: {}, rawBody }, 'my key', { nowSeconds })).toBe(false)
  })
})
