import { gzipSync } from 'node:zlib'
import {
  createMediaUrls,
  hasMusicCallback,
  lyricsCallback,
  lyricsCallbackSchema,
  lyricsFailureCallback,
  lyricsRecordSchema,
  musicCallback,
  musicCallbackSchema,
  musicFailureCallback,
  musicRecordSchema,
  timestampedLyricsSchema,
  trackView,
  videoCallback,
  videoCallbackSchema,
  videoFailureCallback,
  videoRecordSchema,
  vocalSeparationCallback,
  vocalSeparationCallbackSchema,
  vocalSeparationFailureCallback,
  vocalSeparationRecordSchema,
  wavCallback,
  wavCallbackSchema,
  wavFailureCallback,
  wavRecordSchema,
  type StoredTrack,
  type VocalSeparationResult,
} from '@troubadour/contract'
import { alignedWords } from '../../src/studio/lyrics/timed-words.js'
import { unpackScore } from '../../src/workflows/packed-score.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { Score } from '../../src/music/score.js'
import { constantTempo } from '../../src/music/tempo-map.js'
import { createTestApi, TEST_NOW, type TestApi } from '../../src/api/testing/test-api.js'
import * as documented from './documented-shapes.js'

/**
 * Holds a body to an example of the public documentation: every key of the example is there, with a value of the same
 * kind (or one of the kinds that the documentation allows beside it), at any depth.
 */
function expectToHold(actual: unknown, example: unknown, path = 'body'): void {
  if (example === documented.ANY) return
  if (Array.isArray(example)) {
    expect(Array.isArray(actual), `${path} is a list`).toBe(true)
    for (const [index, item] of (actual as unknown[]).entries())
      expectToHold(item, example[0], `${path}[${index}]`)
    return
  }
  if (typeof example === 'object' && example !== null) {
    expect(typeof actual, `${path} is an object`).toBe('object')
    for (const [key, value] of Object.entries(example)) {
      expect(actual, `${path} has its keys`).toHaveProperty([key])
      expectToHold((actual as Record<string, unknown>)[key], value, `${path}.${key}`)
    }
    return
  }
  expect(example === null ? actual : typeof actual, path).toBe(example === null ? null : typeof example)
}

/** Holds a body to our own schema: nothing missing, nothing that the OpenAPI document does not mention. */
function expectDocumented(body: unknown, schema: z.ZodType): void {
  expect(schema.parse(body)).toEqual(body)
}

const urls = createMediaUrls('http://troubadour.test/')
const TASK_ID = '2fac0000000000000000000000009f72'
const finished: StoredTrack = {
  id: '11111111-2222-4333-8444-555555555555',
  title: 'Iron Man',
  tags: 'electrifying, rock',
  lyrics: '[Verse] Night city lights shining bright',
  modelName: 'chirp-crow',
  imageKey: 'alice/tracks/1.jpeg',
  audioKey: 'alice/tracks/1.mp3',
  durationSeconds: 198.44,
  warnings: [],
}
const view = trackView(finished, TEST_NOW, urls)
const unfinished = trackView({ ...finished, audioKey: null, durationSeconds: null }, TEST_NOW, urls)

describe('music callbacks', () => {
  it.each([
    ['text', [view, view], documented.MUSIC_TEXT, 'Text generation completed successfully.', 0],
    ['first', [view], documented.MUSIC_COMPLETE, 'First track generated successfully.', 1],
    ['complete', [view, view], documented.MUSIC_COMPLETE, 'All generated successfully.', 2],
  ] as const)('%s has the documented shape', (stage, tracks, example, msg, count) => {
    const body = musicCallback(stage, TASK_ID, tracks)
    expectToHold(body, example)
    expectDocumented(body, musicCallbackSchema)
    expect(body).toMatchObject({ code: 200, msg, data: { callbackType: stage, task_id: TASK_ID } })
    expect(body.data.data).toHaveLength(count)
  })

  it.each([
    ['generate', 'Text generation completed successfully.'],
    ['extend', 'Text generation completed.'],
    ['upload-cover', 'Text generation completed.'],
    ['upload-extend', 'Text generation completed.'],
    ['add-vocals', 'Text generation completed successfully.'],
    ['mashup', 'Text generation completed successfully.'],
  ] as const)('text of %s says "%s"', (kind, msg) => {
    expect(musicCallback('text', TASK_ID, [], kind).msg).toBe(msg)
  })

  it.each([
    ['replace-section', false],
    ['sounds', false],
    ['mashup', true],
  ] as const)('%s calls back before its end: %s', (kind, does) => {
    expect([hasMusicCallback(kind, 'text'), hasMusicCallback(kind, 'first')]).toEqual([does, does])
    expect(hasMusicCallback(kind, 'complete')).toBe(true)
  })

  it('only the failure of replace-section has `error` beside its empty data', () => {
    const failure = { code: 501, message: 'No audio in it.' }
    const body = musicFailureCallback(TASK_ID, failure, 'replace-section')
    expectDocumented(body, musicCallbackSchema)
    expect(body.data).toMatchObject({ data: null, error: 'No audio in it.' })
    expect(musicFailureCallback(TASK_ID, failure, 'extend').data).not.toHaveProperty('error')
  })

  it('names times as text, in UTC', () => {
    expect(musicCallback('first', TASK_ID, [view]).data.data?.[0]?.createTime).toBe('2026-02-03 04:05:06')
  })

  it('error carries the code, the sentence and no songs', () => {
    const body = musicFailureCallback(TASK_ID, { code: 501, message: 'No audio in it.' })
    expectToHold(body, documented.MUSIC_ERROR)
    expectDocumented(body, musicCallbackSchema)
    expect(body).toMatchObject({
      code: 501,
      msg: 'No audio in it.',
      data: { callbackType: 'error', data: null },
    })
  })

  it('turns codes that receivers do not know into 500', () => {
    expect(musicFailureCallback(TASK_ID, { code: 777, message: 'x' }).code).toBe(500)
  })
})

describe('the other callbacks', () => {
  const lyrics = { variants: [{ title: 'Starry Night Dreams', text: '[Verse]\nA' }] }
  const vocals: VocalSeparationResult = {
    stems: [
      { name: 'vocal', id: 'v', key: 'alice/stems/v.mp3', durationSeconds: 245.6 },
      { name: 'instrumental', id: 'i', key: null, durationSeconds: 245.6 },
    ],
    originKey: null,
  }
  const failure = { code: 408, message: 'The source did not answer.' }

  it.each([
    ['lyrics', lyricsCallback(TASK_ID, lyrics), documented.LYRICS_CALLBACK, lyricsCallbackSchema],
    [
      'failed lyrics',
      lyricsFailureCallback(TASK_ID, failure),
      documented.LYRICS_FAILURE,
      lyricsCallbackSchema,
    ],
    ['wav', wavCallback(TASK_ID, 'http://x/a.wav'), documented.WAV_CALLBACK, wavCallbackSchema],
    ['failed wav', wavFailureCallback(TASK_ID, failure), documented.WAV_FAILURE, wavCallbackSchema],
    ['video', videoCallback(TASK_ID, 'http://x/a.mp4'), documented.VIDEO_CALLBACK, videoCallbackSchema],
    ['failed video', videoFailureCallback(TASK_ID, failure), documented.VIDEO_FAILURE, videoCallbackSchema],
    [
      'vocals',
      vocalSeparationCallback(TASK_ID, 'vocals', vocals, urls),
      documented.VOCALS_CALLBACK,
      vocalSeparationCallbackSchema,
    ],
    [
      'stems',
      vocalSeparationCallback(TASK_ID, 'stems', vocals, urls),
      documented.STEMS_CALLBACK,
      vocalSeparationCallbackSchema,
    ],
    [
      'failed vocals',
      vocalSeparationFailureCallback(TASK_ID, 'vocals', failure),
      documented.SEPARATION_FAILURE,
      vocalSeparationCallbackSchema,
    ],
  ])('%s has the documented shape and every spelling of the task id', (_, body, example, schema) => {
    expectToHold(body, example)
    expectDocumented(body, schema)
    expect(body).toMatchObject({
      taskId: TASK_ID,
      task_id: TASK_ID,
      data: { taskId: TASK_ID, task_id: TASK_ID },
    })
  })

  it('a silent stem is empty text, and the wrapper exists under both names', () => {
    const { data } = vocalSeparationCallback(TASK_ID, 'vocals', vocals, urls)
    expect(data.vocal_separation_info).toEqual({
      instrumental_url: '',
      origin_url: '',
      vocal_url: 'http://troubadour.test/media/alice/stems/v.mp3',
    })
    expect(data.vocal_removal_info).toEqual(data.vocal_separation_info)
  })

  it('failures of files and separations have code 500 whatever happened', () => {
    expect(wavFailureCallback(TASK_ID, failure)).toMatchObject({ code: 500, msg: failure.message })
    expect(vocalSeparationFailureCallback(TASK_ID, 'stems', failure)).toMatchObject({
      code: 500,
      msg: 'Instrument separation failed: The source did not answer.',
    })
    expect(lyricsFailureCallback(TASK_ID, failure).code).toBe(500)
  })
})

describe('record-info', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await createTestApi({
      wordsOf: async (packedScore) => alignedWords(await unpackScore(packedScore)),
    })
  })
  afterAll(() => api.close())

  const get = async (path: string) => (await api.call('GET', path)).body
  const submit = async (kind: string, request: object, parent: object = {}) => {
    const { task } = await api.tasks.submit({
      accountId: 'alice',
      kind,
      request: request as never,
      param: '{"a":1}',
      callbackUrl: 'https://example.com/callback',
      seed: 1,
      cost: 1,
      ...parent,
    })
    return task.id
  }
  const done = { state: 'succeeded', stage: 'complete', progress: 1, completedAt: TEST_NOW } as const
  const failed = {
    state: 'failed',
    stage: 'error',
    errorCode: 501,
    errorMessage: 'No audio in it.',
    completedAt: TEST_NOW,
  } as const

  describe.each(['/api/v1/generate/record-info', '/api/v1/generate/get'])('GET %s', (path) => {
    const newTask = () => submit('generate', { model: 'V5' })
    const warnings = [{ code: 'style', message: 'Not understood: zork.' }]

    it('follows a task from PENDING to SUCCESS', async () => {
      const id = await newTask()
      const at = async () => {
        const body = await get(`${path}?taskId=${id}`)
        expectToHold(body, documented.MUSIC_RECORD)
        expectDocumented(body, musicRecordSchema)
        return body.data as never as Record<string, never>
      }
      expect(await at()).toMatchObject({ status: 'PENDING', response: null, type: 'chirp-crow' })

      const first = api.tasks.addTrack(id, { index: 0, warnings })
      const second = api.tasks.addTrack(id, { index: 1, warnings })
      api.tasks.change(id, { state: 'running', stage: 'text' })
      expect(await at()).toMatchObject({
        status: 'TEXT_SUCCESS',
        response: {
          sunoData: [first, second].map((track) => ({
            id: track.id,
            audioUrl: '',
            audio_url: '',
            sourceAudioUrl: null,
            streamAudioUrl: `http://troubadour.test/stream/${track.id}.mp3`,
            imageUrl: `http://troubadour.test/media/alice/tracks/${track.id}.jpeg`,
            duration: null,
          })),
        },
        troubadour: { warnings },
      })

      api.tasks.addTrack(id, { ...first, audioKey: 'alice/tracks/1.mp3', durationSeconds: 150.5 })
      api.tasks.change(id, { stage: 'first' })
      expect(await at()).toMatchObject({
        status: 'FIRST_SUCCESS',
        response: {
          sunoData: [
            {
              audioUrl: 'http://troubadour.test/media/alice/tracks/1.mp3',
              duration: 150.5,
              troubadour: { seed: 4242, bpm: 100, key: 'D minor', sections: [], warnings },
            },
            { audioUrl: '', duration: null, troubadour: null },
          ],
        },
      })

      api.tasks.addTrack(id, { ...second, audioKey: 'alice/tracks/2.mp3', durationSeconds: 160 })
      api.tasks.change(id, done)
      const end = await at()
      expect(end).toMatchObject({ status: 'SUCCESS', errorCode: null, errorMessage: null })
      expect(end['response']!['data']).toEqual(end['response']!['sunoData'])
    })

    it('shows a failure as documented', async () => {
      const id = await newTask()
      api.tasks.addTrack(id)
      api.tasks.change(id, failed)
      const body = await get(`${path}?taskId=${id}`)
      expectToHold(body, documented.MUSIC_RECORD)
      expect(body.data).toMatchObject({
        status: 'GENERATE_AUDIO_FAILED',
        errorCode: 501,
        errorMessage: 'No audio in it.',
        parentMusicId: '',
        response: { taskId: id, sunoData: [], errorMessage: 'No audio in it.' },
      })
    })

    it('shows a cancelled task as failed and refunded', async () => {
      const id = await newTask()
      await api.tasks.cancel('alice', id)
      expect((await get(`${path}?taskId=${id}`)).data).toMatchObject({
        status: 'GENERATE_AUDIO_FAILED',
        errorCode: 531,
      })
    })
  })

  const track = { taskId: TASK_ID, audioId: finished.id, trackIndex: 1 }
  const stems: VocalSeparationResult = {
    stems: [
      { name: 'vocal', id: 'v', key: 'alice/stems/v.mp3', durationSeconds: 245.6 },
      { name: 'drums', id: 'd', key: 'alice/stems/d.mp3', durationSeconds: 245.6 },
      { name: 'brass', id: 'b', key: null, durationSeconds: 245.6 },
    ],
    originKey: null,
  }
  const CASES = [
    {
      path: '/api/v1/lyrics/record-info',
      kind: 'lyrics',
      request: { prompt: 'x' },
      result: { variants: [{ title: 'T', text: '[Verse]\nA' }] },
      example: documented.LYRICS_RECORD,
      schema: lyricsRecordSchema,
      flag: 'status',
      failure: 'GENERATE_LYRICS_FAILED',
    },
    {
      path: '/api/v1/wav/record-info',
      kind: 'wav',
      request: track,
      result: { key: 'alice/wav/1.wav' },
      example: documented.WAV_RECORD,
      schema: wavRecordSchema,
      flag: 'successFlag',
      failure: 'GENERATE_WAV_FAILED',
    },
    {
      path: '/api/v1/mp4/record-info',
      kind: 'video',
      request: track,
      result: { key: 'alice/video/1.mp4' },
      example: documented.VIDEO_RECORD,
      schema: videoRecordSchema,
      flag: 'successFlag',
      failure: 'GENERATE_MP4_FAILED',
    },
    {
      path: '/api/v1/vocal-removal/record-info',
      kind: 'vocal-separation',
      request: { mode: 'stems', source: { kind: 'track', ...track } },
      result: stems,
      example: documented.SEPARATION_RECORD,
      schema: vocalSeparationRecordSchema,
      flag: 'successFlag',
      failure: 'GENERATE_AUDIO_FAILED',
    },
  ]
  it.each(CASES)(
    'GET $path: pending, done and failed',
    async ({ path, kind, request, result, ...expected }) => {
      const id = await submit(kind, request)
      const at = async (changes: object) => {
        api.tasks.change(id, changes)
        const body = await get(`${path}?task_id=${id}`)
        expectDocumented(body, expected.schema)
        return body
      }
      expect((await at({})).data).toMatchObject({
        [expected.flag]: 'PENDING',
        response: null,
        errorCode: null,
      })
      const success = await at({ ...done, result })
      expectToHold(success, expected.example)
      expect(success.data).toMatchObject({ [expected.flag]: 'SUCCESS' })
      expect((await at(failed)).data).toMatchObject({
        [expected.flag]: expected.failure,
        response: null,
        errorCode: 500,
        errorMessage: 'No audio in it.',
      })
    },
  )

  it('names the source track of a derived task in every way clients look for it', async () => {
    const id = await submit('wav', track)
    expect((await get(`/api/v1/wav/record-info?taskId=${id}`)).data).toMatchObject({
      musicId: finished.id,
      audioId: finished.id,
      musicIndex: 1,
      createTime: '2026-02-03 04:05:06',
      completeTime: null,
    })
  })

  it('lists only audible stems in originData and leaves the others null', async () => {
    const id = await submit('vocal-separation', {
      mode: 'stems',
      source: { kind: 'url', audioUrl: 'http://x' },
    })
    api.tasks.change(id, { ...done, result: stems })
    expect((await get(`/api/v1/vocal-removal/record-info?taskId=${id}`)).data).toMatchObject({
      musicId: null,
      completeTime: TEST_NOW.getTime(),
      response: {
        originData: [
          { id: 'v', stem_type_group_name: 'Vocals', duration: 245.6 },
          { id: 'd', stem_type_group_name: 'Drums' },
        ],
        vocalUrl: 'http://troubadour.test/media/alice/stems/v.mp3',
        brassUrl: null,
        pianoUrl: null,
        instrumentalUrl: null,
      },
    })
  })

  it.each([...CASES.map(({ path }) => path), '/api/v1/generate/record-info'])(
    'GET %s answers null for a task that is unknown, foreign or of another kind',
    async (path) => {
      const nothing = { code: 200, msg: 'success', data: null }
      expect(await get(`${path}?taskId=${'0'.repeat(32)}`)).toEqual(nothing)
      const otherKind = await submit('no-such-kind', {})
      expect(await get(`${path}?taskId=${otherKind}`)).toEqual(nothing)
      const own = await submit(CASES.find((each) => each.path === path)?.kind ?? 'generate', { model: 'V5' })
      const bob = await api.call('GET', `${path}?taskId=${own}`, undefined, {
        authorization: 'Bearer test-key-of-bob',
      })
      expect(bob.body).toEqual(nothing)
      expect(await get(path)).toEqual({ code: 422, msg: 'taskId cannot be blank', data: null })
    },
  )

  describe('POST /api/v1/generate/get-timestamped-lyrics', () => {
    const lyrics = "[Verse]\nWaggin' tail,\n(oh yes) [Chorus]\nHome"
    const word = (text: string, startBeat: number) => ({
      text,
      charStart: lyrics.indexOf(text),
      charEnd: lyrics.indexOf(text) + text.length,
      syllables: [
        {
          phones: ['ah'],
          nucleus: 0,
          stress: 1,
          notes: [{ startBeat, durationBeats: 0.5, pitchMidi: 60, velocity: 1 }],
        },
      ],
    })
    const score = {
      lyrics,
      tempoMap: constantTempo(60),
      tracks: [
        {
          id: 'b',
          kind: 'voice',
          stem: 'backingVocals',
          phrases: [{ words: [word('oh', 9), word('yes', 4)] }],
        },
        {
          id: 'v',
          kind: 'voice',
          stem: 'vocal',
          phrases: [{ words: [word("Waggin'", 1.36), word('tail', 2), word('oh', 3), word('Home', 5)] }],
        },
      ],
    } as unknown as Score

    it('reads the times of the words from the score; joined, they are the whole lyrics', async () => {
      const taskId = await submit('generate', { model: 'V5' })
      const track = api.tasks.addTrack(taskId, {
        score: gzipSync(JSON.stringify(score)),
        waveform: [0, 1, 0.5],
      })
      const { body } = await api.call('POST', '/api/v1/generate/get-timestamped-lyrics', {
        taskId,
        audioId: track.id,
      })
      expectToHold(body, documented.TIMESTAMPED_LYRICS)
      expectDocumented(body, timestampedLyricsSchema)
      const words = body.data['alignedWords'] as { word: string; startS: number; endS: number }[]
      expect(words.map(({ word }) => word).join('')).toBe(lyrics)
      expect(words.map(({ word, startS, endS }) => [word, startS, endS])).toEqual([
        ["[Verse]\nWaggin'", 1.36, 1.86],
        [' tail,', 2, 2.5],
        ['\n(oh', 3, 3.5],
        [' yes)', 4, 4.5],
        [' [Chorus]\nHome', 5, 5.5],
      ])
      expect(body.data['waveformData']).toEqual([0, 1, 0.5])
    })

    it('answers an instrumental with no words', async () => {
      const taskId = await submit('generate', { model: 'V5' })
      const empty = { ...score, lyrics: '', tracks: [] }
      api.tasks.addTrack(taskId, { score: gzipSync(JSON.stringify(empty)) })
      const { body } = await api.call('POST', '/api/v1/generate/get-timestamped-lyrics', {
        taskId,
        musicIndex: 0,
      })
      expect(body.data).toMatchObject({ alignedWords: [] })
    })

    it('says when there is no such record', async () => {
      const body = { taskId: TASK_ID, audioId: 'x' }
      expect((await api.call('POST', '/api/v1/generate/get-timestamped-lyrics', body)).body).toEqual({
        code: 422,
        msg: 'The corresponding record does not exist',
        data: null,
      })
    })
  })
})

it('a song that is not finished has empty and null URLs, never missing ones', () => {
  const song = musicCallback('complete', TASK_ID, [unfinished]).data.data?.[0]
  expect(song).toMatchObject({ audio_url: '', audioUrl: '', source_audio_url: null, duration: null })
})
