import {
  ApiError,
  createClient,
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
afterAll(() => api.close())

const SONG = { prompt: 'snow', customMode: false, instrumental: false, model: 'V5' } as const

describe('the client against a real server', () => {
  it('makes songs without a callback URL, watches them and ends with the finished record', async () => {
    const taskId = await client.songs.submit(SONG)
    api.tasks.addTrack(taskId, { audioKey: 'alice/tracks/1.mp3', durationSeconds: 150 })
    const seen: string[] = []
    const record = await client.songs.wait(taskId, {
      intervalMs: 5,
      onUpdate: ({ status }) => {
        seen.push(status)
        api.tasks.change(taskId, status === 'PENDING' ? { stage: 'first' } : { stage: 'complete' })
      },
    })
    expect(seen).toEqual(['PENDING', 'FIRST_SUCCESS', 'SUCCESS'])
    expect(record.response?.sunoData[0]?.audioUrl).toBe('http://troubadour.test/media/alice/tracks/1.mp3')
  })

  it('throws what went wrong with a task', async () => {
    const taskId = await client.lyrics.submit({ prompt: 'x' })
    api.tasks.change(taskId, { state: 'failed', stage: 'error', errorCode: 400, errorMessage: 'Rephrase.' })
    await expect(client.lyrics.wait(taskId)).rejects.toEqual(
      new TaskFailedError(taskId, 'GENERATE_LYRICS_FAILED', 400, 'Rephrase.'),
    )
  })

  it('throws what the server refuses, with its code and data', async () => {
    const bad = client.songs.submit({ ...SONG, model: 'V9' as 'V5' })
    await expect(bad).rejects.toMatchObject({ name: 'ApiError', code: 422 })
    await expect(bad).rejects.toThrow('model must be one of')
    const stranger = createClient({ baseUrl, apiKey: 'nope' })
    await expect(stranger.credits()).rejects.toBeInstanceOf(ApiError)
  })

  it('says when there is no answer, and when the time is up', async () => {
    const nobody = createClient({ baseUrl: 'http://127.0.0.1:9', apiKey: 'x' })
    await expect(nobody.credits()).rejects.toBeInstanceOf(TransportError)
    const taskId = await client.songs.submit(SONG)
    const wait = client.songs.wait(taskId, { intervalMs: 5, timeoutMs: 20 })
    await expect(wait).rejects.toBeInstanceOf(WaitTimeoutError)
  })

  it('stops waiting when told', async () => {
    const taskId = await client.songs.submit(SONG)
    const stop = new AbortController()
    const wait = client.songs.wait(taskId, { signal: stop.signal })
    setTimeout(() => stop.abort(new Error('enough')), 20)
    await expect(wait).rejects.toThrow('enough')
  })

  it('repeats a submit safely, cancels, uploads and counts credits', async () => {
    const options = { idempotencyKey: 'sdk-1' }
    const taskId = await client.songs.submit(SONG, options)
    expect(await client.songs.submit(SONG, options)).toBe(taskId)
    await client.cancel(taskId)
    await expect(client.cancel(taskId)).rejects.toMatchObject({ code: 409 })
    const file = await client.upload(new Blob(['RIFF\u0024\0\0\0WAVEfmt ']), { fileName: 'a.wav' })
    expect(file).toMatchObject({ fileName: 'a.wav', mimeType: 'audio/wav' })
    expect(await client.credits()).toBe(5916.25)
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
