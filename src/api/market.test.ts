import { MARKET_OPERATIONS, type MarketOperation } from '@troubadour/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Track } from '../tasks/types.js'
import { createTestApi, OTHER_KEY, type TestApi } from './testing/test-api.js'

let api: TestApi
beforeEach(async () => {
  api = await createTestApi({
    wordsOf: async () => [{ text: 'Snow', startSeconds: 1.5, endSeconds: 2 }],
  })
})
afterEach(() => api.close())

const create = (operation: string, input: unknown, beside: object = {}) =>
  api.call('POST', '/api/v1/jobs/createTask', { model: `ai-music-api/${operation}`, input, ...beside })
const record = async (taskId: string) =>
  (await api.call('GET', `/api/v1/jobs/recordInfo?taskId=${taskId}`)).body.data as unknown as Record<
    string,
    unknown
  >

/** A finished song; the ids of its task and track. */
async function finishedSong(): Promise<{ taskId: string; track: Track }> {
  const { body } = await create('generate', {
    custom_mode: false,
    instrumental: false,
    model: 'V5',
    prompt: 'x',
  })
  const { taskId } = body.data
  const track = api.tasks.addTrack(taskId, { audioKey: 'alice/a.mp3', durationSeconds: 61.5 })
  api.tasks.change(taskId, {
    state: 'succeeded',
    stage: 'complete',
    startedAt: new Date(1000),
    completedAt: new Date(3500),
  })
  return { taskId, track }
}

async function finishedTask(operation: string, input: object, result: object): Promise<string> {
  const { body } = await create(operation, input)
  expect(body).toMatchObject({ code: 200 })
  api.tasks.change(body.data.taskId, {
    state: 'succeeded',
    stage: 'complete',
    result: JSON.parse(JSON.stringify(result)) as never,
  })
  return body.data.taskId
}

const UPLOAD = { upload_url: 'https://a.example/x.mp3' }

/** The least that each operation needs. */
async function inputs(): Promise<Record<MarketOperation, Record<string, unknown>>> {
  const { taskId, track } = await finishedSong()
  const source = { task_id: taskId, audio_id: track.id }
  const phrase = { voice_url: 'https://a.example/v.mp3', vocal_start_s: 0, vocal_end_s: 10 }
  const separation = await finishedTask('separate-vocals', source, { stems: [], originKey: null })
  const phraseTask = await finishedTask('validation-phrase', phrase, { phrase: 'la', sample: {} })
  const voiceInput = { task_id: phraseTask, verify_url: 'https://a.example/w.mp3' }
  const voiceTask = await finishedTask('create-voice', voiceInput, { voiceId: 'voice_1' })
  const otherPhrase = await finishedTask('validation-phrase', phrase, { phrase: 'lo', sample: {} })
  return {
    generate: { custom_mode: true, instrumental: false, model: 'V5' },
    extend: { audio_id: track.id, model: 'V5' },
    'upload-and-cover-audio': { instrumental: false, model: 'V5', ...UPLOAD },
    'upload-and-extend-audio': { model: 'V5', ...UPLOAD },
    'add-instrumental': { negative_tags: 'metal', tags: 'folk', title: 'T', ...UPLOAD },
    'add-vocals': { negative_tags: 'metal', style: 'folk', title: 'T', prompt: 'la', ...UPLOAD },
    'replace-section': {
      ...source,
      full_lyrics: 'all',
      infill_start_s: 10,
      infill_end_s: 20,
      prompt: 'new',
      tags: 'folk',
      title: 'T',
    },
    'generate-persona': { ...source, name: 'N', description: 'D' },
    mashup: {
      model: 'V5',
      style: 'folk',
      title: 'T',
      upload_url_list: ['https://a.example/1', 'https://a.example/2'],
    },
    sounds: { model: 'V5', prompt: 'a door' },
    'generate-lyrics': { prompt: 'snow' },
    'timeStamped-lyrics': source,
    'boost-music-style': { content: 'folk' },
    'cover-generate': { task_id: taskId },
    'convert-to-wav-format': source,
    'create-music-video': source,
    'separate-vocals': source,
    'generate-midi-from-audio': { task_id: separation },
    'suno-recovery-audio': { task_id: taskId },
    'validation-phrase': phrase,
    'regenerate-phrase': { task_id: otherPhrase },
    'create-voice': voiceInput,
    'check-voice': { task_id: voiceTask },
  }
}

describe('createTask', () => {
  it('takes the least that each of 23 operations needs, and nothing less', async () => {
    const table = await inputs()
    expect(Object.keys(table).sort()).toEqual([...MARKET_OPERATIONS].sort())
    for (const [operation, input] of Object.entries(table)) {
      for (const field of Object.keys(input)) {
        const { [field]: _, ...rest } = input
        const { body } = await create(operation, rest)
        // A source may be named in another way; then another field is missed.
        expect(body.code, `${operation} without ${field}: ${body.msg}`).toBe(422)
        expect(body.msg, `${operation} without ${field}`).toMatch(/ cannot be blank$/)
        expect(body.msg, operation).not.toMatch(/[a-z][A-Z]/)
      }
      const { body } = await create(operation, input)
      expect(body, operation).toMatchObject({ code: 200, msg: 'success' })
      if (operation === 'timeStamped-lyrics') continue
      const made = await record(body.data.taskId)
      expect(made, operation).toMatchObject({ taskId: body.data.taskId, model: `ai-music-api/${operation}` })
    }
  })

  it('needs no callback URL, and keeps the one beside `input`', async () => {
    const without = await create('generate-lyrics', { prompt: 'snow' })
    const beside = await create(
      'generate-lyrics',
      { prompt: 'snow' },
      { callBackUrl: 'https://a.example/hook' },
    )
    const urls = [without, beside].map(
      ({ body }) => api.tasks.all().find(({ id }) => id === body.data.taskId)?.callbackUrl,
    )
    expect(urls).toEqual([null, 'https://a.example/hook'])
    const wrong = await create('generate-lyrics', { prompt: 'snow' }, { callBackUrl: 'hook' })
    expect(wrong.body).toMatchObject({
      code: 422,
      msg: 'callBackUrl must be an http or https URL; got "hook"',
    })
  })

  it('answers timed lyrics at once, in both spellings', async () => {
    const { taskId, track } = await finishedSong()
    const { body } = await create('timeStamped-lyrics', { task_id: taskId, audio_id: track.id })
    const word = { word: 'Snow', success: true, startS: 1.5, start_s: 1.5, endS: 2, end_s: 2, palign: 0 }
    expect(body.data).toMatchObject({
      alignedWords: [word],
      aligned_words: [word],
      hootCer: 0,
      hoot_cer: 0,
      waveformData: [],
      waveform_data: [],
    })
  })

  it.each([
    [{}, 'model cannot be blank'],
    [{ model: 'ai-music-api/generate' }, 'input cannot be blank'],
    [{ model: 'ai-music-api/generate', input: 'x' }, 'input must be an object; got "x"'],
    [{ model: 'generate', input: {} }, 'model must be one of ai-music-api/generate, ai-music-api/extend,'],
    [{ model: 'ai-music-api/dance', input: {} }, 'got "ai-music-api/dance"'],
  ])('refuses %j', async (body, message) => {
    const answer = await api.call('POST', '/api/v1/jobs/createTask', body)
    expect(answer.body.code).toBe(422)
    expect(answer.body.msg).toContain(message)
    if (message.startsWith('model must'))
      for (const each of MARKET_OPERATIONS) expect(answer.body.msg).toContain(each)
  })

  it.each([
    ['generate', { custom_mode: true, title: 'x'.repeat(81) }, 'title must be at most 80 characters; got 81'],
    [
      'generate',
      { custom_mode: true, lyrics: 'x'.repeat(5001) },
      'lyrics must be at most 5000 characters with model V5_5; got 5001',
    ],
    ['generate', { custom_mode: true, variety: 5 }, 'variety must be at most 4; got 5'],
    ['generate', { custom_mode: true, duration: 9 }, 'duration must be at least 10; got 9'],
    ['generate', { custom_mode: false }, 'prompt cannot be blank'],
    [
      'generate',
      { custom_mode: false, image_urls: Array(6).fill('https://a.example') },
      'image_urls must be a list of at most 5 URLs',
    ],
    ['generate', { custom_mode: true, model: 'V9' }, 'model must be one of V3_5'],
    [
      'add-instrumental',
      { negative_tags: 'x', tags: 'x', title: 'x', ...UPLOAD, model: 'V4' },
      'model must be one of V4_5PLUS, V5, V5_5, V6, V6_WILD, V6_MINI; got "V4"',
    ],
    ['sounds', { prompt: 'x'.repeat(501) }, 'prompt must be at most 500 characters; got 501'],
    [
      'mashup',
      { style: 'x', title: 'x', upload_url_list: ['https://a.example'] },
      'upload_url_list must be a list of exactly 2 URLs',
    ],
  ])('holds %s to its limits: %j', async (operation, input, message) => {
    const { body } = await create(operation, { instrumental: false, model: 'V5_5', ...input })
    expect(body.code).toBe(422)
    expect(body.msg).toContain(message)
  })

  it('lets lyrics win over the prompt, and a continuation inherit what is left open', async () => {
    const requestOf = async (operation: string, input: object) => {
      const { body } = await create(operation, input)
      return api.tasks.all().find(({ id }) => id === body.data.taskId)!.request
    }
    expect(
      await requestOf('generate', {
        custom_mode: true,
        instrumental: false,
        model: 'V5',
        prompt: 'snow',
        lyrics: '[Verse]\nla',
      }),
    ).toMatchObject({ lyrics: '[Verse]\nla', idea: 'snow' })
    expect(await requestOf('extend', { audio_id: 'a', model: 'V5' })).toMatchObject({ inheritsAll: true })
    expect(
      await requestOf('extend', { audio_id: 'a', model: 'V5', style: 'folk', continue_at: 30 }),
    ).toMatchObject({
      inheritsAll: false,
      style: 'folk',
      continueAtSeconds: 30,
    })
    expect(await requestOf('mashup', { ...(await inputs()).mashup, prompt: 'la' })).toMatchObject({
      customMode: true,
      lyrics: 'la',
    })
  })
})

describe('recordInfo', () => {
  it('tells how far a task is, from waiting to success or failure', async () => {
    const { body } = await create('generate', {
      custom_mode: false,
      instrumental: false,
      model: 'V5',
      prompt: 'x',
    })
    const { taskId } = body.data
    expect(await record(taskId)).toMatchObject({
      model: 'ai-music-api/generate',
      state: 'waiting',
      resultJson: null,
      response: null,
      failCode: null,
      costTime: null,
      creditsConsumed: 0,
      completeTime: null,
    })
    api.tasks.change(taskId, { attempt: 1 })
    expect((await record(taskId))['state']).toBe('queuing')
    api.tasks.change(taskId, { state: 'running', stage: 'first' })
    expect(await record(taskId)).toMatchObject({ state: 'generating', resultJson: null })
    api.tasks.change(taskId, { state: 'failed', errorCode: 413, errorMessage: 'too long' })
    expect(await record(taskId)).toMatchObject({
      state: 'fail',
      failCode: '413',
      failMsg: 'too long',
      creditsConsumed: 0,
    })
  })

  it('shows songs of either door, and what they cost in time and credits', async () => {
    const { taskId, track } = await finishedSong()
    const info = await record(taskId)
    expect(info).toMatchObject({ state: 'success', costTime: 2500, creditsConsumed: 12, completeTime: 3500 })
    const { data } = JSON.parse(info['resultJson'] as string) as { data: Record<string, unknown>[] }
    expect(data[0]).toMatchObject({
      id: track.id,
      title: 'First Snow',
      duration: 61.5,
      audio_url: 'http://troubadour.test/media/alice/a.mp3',
      stream_audio_url: `http://troubadour.test/stream/${track.id}.mp3`,
      model_name: 'chirp-crow',
    })
    expect(data[0]).toHaveProperty('createTime')
    expect(info['response']).toEqual({ data })
    const legacy = await api.call('GET', `/api/v1/generate/record-info?taskId=${taskId}`)
    expect(legacy.body.data).toMatchObject({ taskId, status: 'SUCCESS' })

    const { body } = await api.call('POST', '/api/v1/lyrics', { prompt: 'snow', callBackUrl: 'https://noop' })
    expect(await record(body.data.taskId)).toMatchObject({
      model: 'ai-music-api/generate-lyrics',
      state: 'waiting',
    })
  })

  it('has a shape of its own for lyrics, files and pictures', async () => {
    const { taskId, track } = await finishedSong()
    const source = { task_id: taskId, audio_id: track.id }
    const resultOf = async (id: string) => JSON.parse((await record(id))['resultJson'] as string) as object
    const lyrics = await finishedTask(
      'generate-lyrics',
      { prompt: 'x' },
      { variants: [{ title: 'T', text: 'la' }] },
    )
    expect(await resultOf(lyrics)).toMatchObject({
      resultObject: { lyricsData: [{ title: 'T', text: 'la', status: 'complete' }] },
    })
    const wav = await finishedTask('convert-to-wav-format', source, { key: 'alice/x.wav' })
    expect(await resultOf(wav)).toEqual({ resultUrls: ['http://troubadour.test/media/alice/x.wav'] })
    const video = await finishedTask('create-music-video', source, { key: 'alice/x.mp4' })
    expect(await resultOf(video)).toEqual({ resultUrls: ['http://troubadour.test/media/alice/x.mp4'] })
    const covers = await finishedTask('cover-generate', { task_id: taskId }, { keys: ['alice/1.png'] })
    const urls = ['http://troubadour.test/media/alice/1.png']
    expect(await resultOf(covers)).toEqual({ images: urls, resultUrls: urls })
    const recovery = await finishedTask('suno-recovery-audio', { task_id: taskId }, { songs: [] })
    expect(await resultOf(recovery)).toEqual({ data: [] })
    const check = await create('check-voice', (await inputs())['check-voice'])
    expect(await resultOf(check.body.data.taskId)).toEqual({ isAvailable: false })
  })

  it('knows no task of another key, and says the rest as all record-info do', async () => {
    const { taskId } = await finishedSong()
    const path = `/api/v1/jobs/recordInfo?taskId=${taskId}`
    const bob = await api.call('GET', path, undefined, { authorization: `Bearer ${OTHER_KEY}` })
    expect(bob.body).toEqual({ code: 200, msg: 'success', data: null })
    const none = await api.call('GET', '/api/v1/jobs/recordInfo')
    expect(none.body).toMatchObject({ code: 422, msg: 'taskId cannot be blank' })
  })
})
