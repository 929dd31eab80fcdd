import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ADVANCED_STEM_NAMES } from '@troubadour/contract'
import type { JsonValue } from '../../src/tasks/types.js'
import { createTestApi, OTHER_KEY, TEST_NOW, type TestApi } from '../../src/api/testing/test-api.js'

const CALLBACK = 'https://example.com/callback'
const BOB = { authorization: `Bearer ${OTHER_KEY}` }

let api: TestApi
/** A finished track of Alice's. */
let song: { taskId: string; audioId: string }

beforeAll(async () => {
  api = await createTestApi()
})
afterAll(() => api.close())

beforeEach(async () => {
  const { body } = await api.call('POST', '/api/v1/generate', {
    prompt: 'A calm folk song about the first snow',
    customMode: false,
    instrumental: false,
    model: 'V5',
    callBackUrl: CALLBACK,
  })
  const { taskId } = body.data
  const { id } = api.tasks.addTrack(taskId, { audioKey: `alice/tracks/${taskId}.mp3`, durationSeconds: 150 })
  song = { taskId, audioId: id }
})

const post = async (path: string, body: object, headers?: Record<string, string>) =>
  (await api.call('POST', `/api/v1/${path}`, body, headers)).body
const get = async (path: string, headers?: Record<string, string>) =>
  (await api.call('GET', `/api/v1/${path}`, undefined, headers)).body
const succeed = (taskId: string, result: object) =>
  api.tasks.change(taskId, {
    state: 'succeeded',
    stage: 'complete',
    result: JSON.parse(JSON.stringify(result)) as JsonValue,
    completedAt: TEST_NOW,
  })

describe('style boost', () => {
  it('answers at once, and the task can be read back as finished', async () => {
    const { code, data } = await post('style/generate', { content: 'Pop, Mysterious' })
    expect(code).toBe(200)
    expect(data).toMatchObject({
      param: 'Pop, Mysterious',
      result: 'A song in the style of Pop, Mysterious.',
      creditsConsumed: 12,
      creditsRemaining: 5916.25,
      successFlag: '1',
      errorCode: null,
      errorMessage: null,
      errorMsg: null,
      createTime: TEST_NOW.getTime(),
    })
    expect(await api.tasks.find('alice', data.taskId)).toMatchObject({
      kind: 'style-boost',
      state: 'succeeded',
      result: { text: data['result'] },
    })
  })

  it('needs something to write about', async () => {
    expect(await post('style/generate', { content: ' ' })).toMatchObject({
      code: 422,
      msg: 'content cannot be blank',
    })
  })
})

describe('cover images', () => {
  it('are drawn once a music task: asking again is code 400 with the first task', async () => {
    const first = await post('suno/cover/generate', { taskId: song.taskId })
    expect(first.code).toBe(200)
    expect(await post('suno/cover/generate', { taskId: song.taskId, callBackUrl: CALLBACK })).toMatchObject({
      code: 400,
      data: { taskId: first.data.taskId },
    })
    api.tasks.change(first.data.taskId, {
      state: 'failed',
      stage: 'error',
      errorCode: 501,
      errorMessage: 'x',
    })
    expect((await post('suno/cover/generate', { taskId: song.taskId })).code).toBe(200)
  })

  it('can be refused with 409, as some clients expect', async () => {
    const other = await createTestApi({
      config: { ...api.deps.config, coverRepeatCode: 409 },
      tasks: api.tasks,
    })
    try {
      const first = await post('suno/cover/generate', { taskId: song.taskId })
      const { body } = await other.call('POST', '/api/v1/suno/cover/generate', { taskId: song.taskId })
      expect(body).toMatchObject({ code: 409, data: { taskId: first.data.taskId } })
    } finally {
      await other.close()
    }
  })

  it('are refused for a task that is unknown, somebody else’s or of another kind', async () => {
    const refusal = { code: 422, msg: 'Original music record does not exist', data: null }
    const lyrics = await post('lyrics', { prompt: 'snow', callBackUrl: CALLBACK })
    expect(await post('suno/cover/generate', { taskId: 'nothing' })).toEqual(refusal)
    expect(await post('suno/cover/generate', { taskId: song.taskId }, BOB)).toEqual(refusal)
    expect(await post('suno/cover/generate', { taskId: lyrics.data.taskId })).toEqual(refusal)
  })

  it('are read with integers and ISO times', async () => {
    const { taskId } = (await post('suno/cover/generate', { taskId: song.taskId, callBackUrl: CALLBACK }))
      .data
    const path = `suno/cover/record-info?taskId=${taskId}`
    expect((await get(path)).data).toMatchObject({
      parentTaskId: song.taskId,
      callbackUrl: CALLBACK,
      successFlag: 0,
      response: null,
      completeTime: null,
      createTime: TEST_NOW.toISOString(),
    })
    succeed(taskId, { keys: ['alice/pictures/1.png', 'alice/pictures/2.png'] })
    expect((await get(path)).data).toMatchObject({
      successFlag: 1,
      errorCode: 200,
      errorMessage: '',
      completeTime: TEST_NOW.toISOString(),
      response: {
        images: [
          'http://troubadour.test/media/alice/pictures/1.png',
          'http://troubadour.test/media/alice/pictures/2.png',
        ],
      },
    })
    expect((await get(path, BOB)).data).toBeNull()
  })
})

describe('a persona', () => {
  const wishes = () => ({ ...song, name: 'Electronic Pop Singer', description: 'Bright and close' })

  it('is made at once, once a track', async () => {
    const { code, data } = await post('generate/generate-persona', wishes())
    expect(code).toBe(200)
    expect(data).toMatchObject({ name: 'Electronic Pop Singer', description: 'Bright and close' })
    expect(await api.tasks.findPersona('alice', String(data['personaId']))).toBeDefined()
    expect(await api.tasks.findPersona('bob', String(data['personaId']))).toBeUndefined()
    expect(await post('generate/generate-persona', wishes())).toMatchObject({
      code: 409,
      data: { personaId: data['personaId'] },
    })
  })

  it.each([
    [10, 20, 200],
    [10, 40, 200],
    [10, 19.99, 422],
    [10, 40.01, 422],
    [150, 170, 422],
  ])('is taken from second %d to %d: code %d', async (vocalStart, vocalEnd, code) => {
    const body = { ...wishes(), ' vocalStart': vocalStart, vocalEnd: String(vocalEnd) }
    expect((await post('generate/generate-persona', body)).code).toBe(code)
  })

  it('comes from a finished track of a song that was made, continued or covered', async () => {
    const refusal = { code: 422, msg: 'Music does not exist', data: null }
    expect(await post('generate/generate-persona', { ...wishes(), audioId: 'nothing' })).toEqual(refusal)
    expect(await post('generate/generate-persona', wishes(), BOB)).toEqual(refusal)
    const unfinished = api.tasks.addTrack(song.taskId)
    expect(await post('generate/generate-persona', { ...wishes(), audioId: unfinished.id })).toMatchObject({
      code: 422,
      msg: expect.stringContaining('not finished') as string,
    })
    const old = api.tasks.addTrack(song.taskId, {
      audioKey: 'a',
      durationSeconds: 60,
      modelName: 'chirp-v3-5',
    })
    expect((await post('generate/generate-persona', { ...wishes(), audioId: old.id })).code).toBe(422)
  })

  it('can be named by the place of its track', async () => {
    const { taskId } = song
    const body = { taskId, musicIndex: 0, name: 'A', description: 'B' }
    expect((await post('generate/generate-persona', body)).code).toBe(200)
  })
})

describe('recovery', () => {
  it.each(['task_id', 'sunoTaskId', 'taskId'])(
    'takes the task as %s and answers in both spellings',
    async (field) => {
      const { code, data } = await post('suno/recovery', { [field]: song.taskId, call_back_url: CALLBACK })
      expect(code).toBe(200)
      expect(data['task_id']).toBe(data.taskId)
      expect(await api.tasks.find('alice', data.taskId)).toMatchObject({
        kind: 'recovery',
        callbackUrl: CALLBACK,
        parentTaskId: song.taskId,
      })
    },
  )

  it('says in the body’s code how far it is', async () => {
    const { taskId } = (await post('suno/recovery', { task_id: song.taskId })).data
    const path = `suno/recovery/record-info?task_id=${taskId}`
    expect(await get(path)).toMatchObject({ code: 201, data: null })
    const songs = [
      { audioId: 'one', title: 'First Snow', key: 'alice/tracks/one.mp3', error: null },
      { audioId: 'two', title: 'First Snow', key: null, error: 'feed_failed' },
    ]
    succeed(taskId, { songs })
    expect(await get(`suno/recovery/record-info?taskId=${taskId}`)).toEqual({
      code: 200,
      msg: 'success',
      data: [
        {
          id: 'one',
          audio_url: 'http://troubadour.test/media/alice/tracks/one.mp3',
          title: 'First Snow',
          status: 'success',
          error: '',
        },
        { id: 'two', audio_url: '', title: '', status: 'failed', error: 'feed_failed' },
      ],
    })
    succeed(taskId, { songs: songs.slice(1) })
    expect(await get(path)).toMatchObject({ code: 500, data: [{ status: 'failed' }] })
  })

  it('knows neither strange tasks nor strange recoveries', async () => {
    expect(await post('suno/recovery', { task_id: 'nothing' })).toEqual({
      code: 500,
      msg: 'The original Suno task does not exist.',
      data: null,
    })
    expect((await post('suno/recovery', { task_id: song.taskId }, BOB)).code).toBe(500)
    expect(await get('suno/recovery/record-info?task_id=nothing')).toEqual({
      code: 500,
      msg: 'The music link recovery task does not exist.',
      data: null,
    })
  })
})

describe('voices', () => {
  const SAMPLE = { voiceUrl: 'https://example.com/me.wav', vocalStartS: 3, vocalEndS: 12 }
  const validated = async () => {
    const { taskId } = (await post('voice/validate', SAMPLE)).data
    succeed(taskId, { phrase: 'The river sings.', sample: {} })
    return taskId
  }

  it('go from the sample over the phrase to the voice', async () => {
    const { taskId } = (await post('voice/validate', { ...SAMPLE, language: 'fr', callBackUrl: CALLBACK }))
      .data
    const info = `voice/validate-info?taskId=${taskId}`
    expect((await get(info)).data).toMatchObject({
      status: 'wait_processing',
      validateInfo: null,
      errorCode: null,
    })
    api.tasks.change(taskId, { state: 'running' })
    expect((await get(info)).data).toMatchObject({ status: 'processing_validate' })
    succeed(taskId, { phrase: 'La rivière chante.', sample: {} })
    expect((await get(info)).data).toMatchObject({
      status: 'wait_validating',
      validateInfo: 'La rivière chante.',
    })

    const made = (await post('voice/generate', { taskId, verifyUrl: 'https://example.com/phrase.wav' })).data
    const record = `voice/record-info?taskId=${made.taskId}`
    expect((await get(record)).data).toMatchObject({ status: 'wait_processing', voiceId: null })
    expect((await post('voice/check-voice', { task_id: made.taskId })).data).toEqual({ isAvailable: false })
    succeed(made.taskId, { voiceId: 'voice_1' })
    expect((await get(record)).data).toMatchObject({ status: 'success', voiceId: 'voice_1', errorCode: 0 })
  })

  it('tell why they failed', async () => {
    const taskId = await validated()
    const made = (await post('voice/generate', { taskId, verifyUrl: 'https://example.com/a.wav' })).data
    const failed = { state: 'failed', stage: 'error', errorCode: 500, errorMessage: 'another voice' } as const
    api.tasks.change(made.taskId, failed)
    expect((await get(`voice/record-info?taskId=${made.taskId}`)).data).toMatchObject({
      status: 'fail',
      errorCode: 500,
      errorMessage: 'another voice',
    })
    api.tasks.change(taskId, failed)
    expect((await get(`voice/validate-info?taskId=${taskId}`)).data).toMatchObject({
      status: 'processing_validate_fail',
      errorCode: 500,
    })
  })

  it('get another phrase, with the misspelt callback, until a voice is made', async () => {
    const taskId = await validated()
    const { data } = await post('voice/regenerate', { taskId, calBackUrl: CALLBACK })
    expect(await api.tasks.find('alice', data.taskId)).toMatchObject({
      callbackUrl: CALLBACK,
      request: { voiceUrl: SAMPLE.voiceUrl, earlierTaskId: taskId },
    })
    await post('voice/generate', { taskId, verifyUrl: 'https://example.com/a.wav' })
    expect(await post('voice/regenerate', { taskId })).toMatchObject({
      code: 422,
      msg: 'The record is not found or does not need to be rebuilt or does not require a retry',
    })
  })

  it('refuse strange records and windows without length', async () => {
    expect((await post('voice/generate', { taskId: 'nothing', verifyUrl: CALLBACK })).msg).toBe(
      'Validate record not found',
    )
    expect((await post('voice/check-voice', { task_id: song.taskId })).msg).toBe('Voice record not found')
    expect((await post('voice/validate', { ...SAMPLE, vocalEndS: 3 })).msg).toContain('vocalEndS')
    expect((await post('voice/validate', { ...SAMPLE, language: 'xx' })).msg).toContain('language')
    expect((await get('voice/validate-info?taskId=nothing')).data).toBeNull()
    expect((await get('voice/record-info?taskId=nothing')).data).toBeNull()
  })
})

describe('MIDI', () => {
  const separated = async () => {
    const { data } = await post('vocal-removal/generate', { ...song, callBackUrl: CALLBACK })
    succeed(data.taskId, {
      stems: [{ name: 'vocal', id: 'stem-1', key: 'alice/stems/1.mp3', durationSeconds: 10 }],
      originKey: null,
    })
    return data.taskId
  }

  it('is made of a finished separation, of all stems or one', async () => {
    const taskId = await separated()
    expect((await post('midi/generate', { taskId, callBackUrl: CALLBACK })).code).toBe(200)
    const one = await post('midi/generate', { taskId, audioId: 'stem-1', callBackUrl: CALLBACK })
    const path = `midi/record-info?taskId=${one.data.taskId}`
    expect((await get(path)).data).toMatchObject({
      recordTaskId: -1,
      audioId: 'stem-1',
      midiData: null,
      successFlag: 0,
      errorCode: null,
      completeTime: null,
    })
    const notes = [{ pitch: 36, start: 0.5, end: 0.6, velocity: 1 }]
    succeed(one.data.taskId, { instruments: [{ name: 'Drums', notes }], key: 'alice/midi/1.mid' })
    expect((await get(path)).data).toMatchObject({
      midiData: { state: 'complete', instruments: [{ name: 'Drums', notes }] },
      successFlag: 1,
      completeTime: TEST_NOW.getTime(),
      troubadour: { midiUrl: 'http://troubadour.test/media/alice/midi/1.mid' },
    })
  })

  it('is refused without a separation or for a stem it does not have', async () => {
    const refusal = { code: 422, msg: 'Record does not exist', data: null }
    const taskId = await separated()
    expect(await post('midi/generate', { taskId: song.taskId, callBackUrl: CALLBACK })).toEqual(refusal)
    expect(await post('midi/generate', { taskId, audioId: 'x', callBackUrl: CALLBACK })).toEqual(refusal)
    expect(await post('midi/generate', { taskId, callBackUrl: CALLBACK }, BOB)).toEqual(refusal)
    expect((await post('midi/generate', { taskId })).msg).toBe('Please enter callBackUrl.')
  })
})

describe('advanced stems', () => {
  const body = (stemName?: string) => ({
    ...song,
    type: 'split_stem_advanced',
    stemName,
    callBackUrl: CALLBACK,
  })

  it('can be asked for by 98 names', async () => {
    expect(ADVANCED_STEM_NAMES).toHaveLength(98)
    for (const name of ADVANCED_STEM_NAMES) {
      expect(await post('vocal-removal/generate', body(name))).toMatchObject({ code: 200 })
    }
    expect(await post('vocal-removal/generate', body('Kazoo'))).toMatchObject({ code: 422 })
    expect((await post('vocal-removal/generate', body())).msg).toBe('stemName cannot be blank')
  })

  it('come in pairs', async () => {
    const { taskId } = (await post('vocal-removal/generate', body('Hi-Hat'))).data
    const file = (id: string, key: string | null) => ({ id, key, durationSeconds: 61.5 })
    succeed(taskId, {
      stems: [],
      pair: { name: 'Hi-Hat', extract: file('e', 'alice/stems/e.mp3'), remove: file('r', null) },
      originKey: null,
    })
    const { response } = (await get(`vocal-removal/record-info?taskId=${taskId}`)).data as unknown as {
      response: Record<string, unknown>
    }
    expect(response).toMatchObject({
      vocalUrl: null,
      originData: [
        {
          extract: {
            duration: 61.5,
            audio_url: 'http://troubadour.test/media/alice/stems/e.mp3',
            stem_type_group_name: 'Hi-Hat',
            id: 'e',
          },
          remove: { audio_url: '', stem_type_group_name: 'No Hi-Hat', id: 'r' },
        },
      ],
    })
  })
})

describe('download addresses', () => {
  it('are given for results, uploads and streams of the account’s own', async () => {
    const key = `alice/tracks/${song.taskId}.mp3`
    await api.objects.put(key, new Uint8Array([1]), { contentType: 'audio/mpeg' })
    const address = `http://troubadour.test/media/${key}`
    expect(await post('common/download-url', { url: address })).toEqual({
      code: 200,
      msg: 'success',
      data: address,
    })
    const stream = `http://troubadour.test/stream/${song.audioId}.mp3`
    expect((await post('common/download-url', { url: stream })).data).toBe(address)
    for (const url of [address, stream]) {
      expect(await post('common/download-url', { url }, BOB)).toMatchObject({
        code: 422,
        msg: 'url is wrong',
      })
    }
  })

  it.each([
    'https://elsewhere.example/media/alice/tracks/a.mp3',
    'http://troubadour.test/media/alice/tracks/gone.mp3',
    'http://troubadour.test/media/alice/../bob/a.mp3',
    'http://troubadour.test/media/alice/%E0%A4%A',
    'not a url',
  ])('are refused for %s', async (url) => {
    expect(await post('common/download-url', { url })).toEqual({ code: 422, msg: 'url is wrong', data: null })
  })
})
