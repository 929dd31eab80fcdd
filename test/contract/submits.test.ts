import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestApi, type TestApi } from '../../src/api/testing/test-api.js'

const CALLBACK = 'https://example.com/callback'

let api: TestApi
/** A finished track of Alice's to work on. */
let source: { taskId: string; audioId: string }

beforeAll(async () => {
  api = await createTestApi()
})
afterAll(() => api.close())

beforeEach(async () => {
  const { body } = await api.call('POST', '/api/v1/generate', GENERATE)
  const track = api.tasks.addTrack(body.data.taskId, {
    audioKey: 'alice/tracks/one.mp3',
    durationSeconds: 150,
  })
  source = { taskId: body.data.taskId, audioId: track.id }
})

const GENERATE = {
  prompt: 'A calm folk song about the first snow',
  customMode: false,
  instrumental: false,
  model: 'V5',
  callBackUrl: CALLBACK,
}
const CUSTOM = { ...GENERATE, customMode: true, prompt: '[Verse]\nSnow', style: 'folk', title: 'First Snow' }
const ADD_INSTRUMENTAL = {
  uploadUrl: 'https://example.com/voice.mp3',
  title: 'My Song',
  tags: 'relaxed piano',
  negativeTags: 'metal',
  callBackUrl: CALLBACK,
}
const EXTEND = {
  defaultParamFlag: true,
  audioId: 'a-track',
  model: 'V5',
  prompt: '[Verse]\nMore snow',
  style: 'folk',
  title: 'Second Snow',
  continueAt: 60,
  callBackUrl: CALLBACK,
}
const UPLOAD = 'https://example.com/song.mp3'
const UPLOAD_COVER = { ...CUSTOM, uploadUrl: UPLOAD }
const UPLOAD_EXTEND = {
  uploadUrl: UPLOAD,
  defaultParamFlag: true,
  model: 'V5',
  prompt: 'calmer and calmer',
  style: 'folk',
  title: 'Second Snow',
  continueAt: 60,
  callBackUrl: CALLBACK,
}
const ADD_VOCALS = {
  uploadUrl: UPLOAD,
  prompt: 'about the sea',
  title: 'My Song',
  style: 'soul',
  negativeTags: 'metal',
  callBackUrl: CALLBACK,
}
const REPLACE_SECTION = {
  uploadUrl: UPLOAD,
  model: 'V5',
  prompt: 'a quieter part',
  tags: 'folk',
  title: 'First Snow',
  infillStartS: 10,
  infillEndS: 20.5,
  callBackUrl: CALLBACK,
}
const MASHUP = { ...CUSTOM, uploadUrlList: [UPLOAD, 'https://example.com/band.mp3'] }
const SOUNDS = { prompt: 'rain on a tin roof', model: 'V5', callBackUrl: CALLBACK }
const LYRICS = { prompt: 'A peaceful night in the city', callBackUrl: CALLBACK }

/** Path, a body that is accepted, and the fields it cannot do without. */
const ENDPOINTS = [
  {
    path: '/api/v1/generate',
    kind: 'generate',
    body: () => CUSTOM,
    required: ['prompt', 'style', 'title', 'customMode', 'instrumental', 'model', 'callBackUrl'],
  },
  {
    path: '/api/v1/generate/add-instrumental',
    kind: 'add-instrumental',
    body: () => ADD_INSTRUMENTAL,
    required: ['uploadUrl', 'title', 'tags', 'negativeTags', 'callBackUrl'],
  },
  {
    path: '/api/v1/generate/extend',
    kind: 'extend',
    body: () => EXTEND,
    required: ['defaultParamFlag', 'audioId', 'model', 'prompt', 'callBackUrl'],
  },
  {
    path: '/api/v1/generate/upload-cover',
    kind: 'upload-cover',
    body: () => UPLOAD_COVER,
    required: ['uploadUrl', 'prompt', 'style', 'title', 'instrumental', 'model', 'callBackUrl'],
  },
  {
    path: '/api/v1/generate/upload-extend',
    kind: 'upload-extend',
    body: () => UPLOAD_EXTEND,
    required: ['uploadUrl', 'defaultParamFlag', 'model', 'callBackUrl'],
  },
  {
    path: '/api/v1/generate/add-vocals',
    kind: 'add-vocals',
    body: () => ADD_VOCALS,
    required: ['uploadUrl', 'prompt', 'title', 'style', 'negativeTags', 'callBackUrl'],
  },
  {
    path: '/api/v1/generate/replace-section',
    kind: 'replace-section',
    body: () => ({ ...REPLACE_SECTION, ...source, uploadUrl: undefined }),
    required: ['taskId', 'audioId', 'prompt', 'tags', 'title', 'infillStartS', 'infillEndS'],
  },
  {
    path: '/api/v1/generate/mashup',
    kind: 'mashup',
    body: () => MASHUP,
    required: ['uploadUrlList', 'customMode', 'prompt', 'style', 'title', 'model', 'callBackUrl'],
  },
  {
    path: '/api/v1/generate/sounds',
    kind: 'sounds',
    body: () => SOUNDS,
    required: ['prompt', 'model'],
  },
  {
    path: '/api/v1/lyrics',
    kind: 'lyrics',
    body: () => LYRICS,
    required: ['prompt', 'callBackUrl'],
  },
  {
    path: '/api/v1/vocal-removal/generate',
    kind: 'vocal-separation',
    body: () => ({ ...source, type: 'split_stem', callBackUrl: CALLBACK }),
    required: ['taskId', 'audioId', 'callBackUrl'],
  },
  {
    path: '/api/v1/wav/generate',
    kind: 'wav',
    body: () => ({ ...source, callBackUrl: CALLBACK }),
    required: ['taskId', 'audioId', 'callBackUrl'],
  },
  {
    path: '/api/v1/mp4/generate',
    kind: 'video',
    body: () => ({ ...source, callBackUrl: CALLBACK, author: 'Ann', domainName: 'example.com' }),
    required: ['taskId', 'audioId', 'callBackUrl'],
  },
] as const

const newest = () => api.tasks.all().at(-1)!
const post = async (path: string, body: unknown) => (await api.call('POST', path, body)).body

describe.each(ENDPOINTS)('POST $path', ({ path, kind, body, required }) => {
  it('answers with 32 hex digits and stores the task with its parameters', async () => {
    const sent = body()
    const answer = await api.call('POST', path, sent)
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe('application/json;charset=UTF-8')
    expect(answer.body).toEqual({
      code: 200,
      msg: 'success',
      data: { taskId: expect.stringMatching(/^[0-9a-f]{32}$/) as string },
    })
    expect(newest()).toMatchObject({
      id: answer.body.data.taskId,
      kind,
      accountId: 'alice',
      callbackUrl: CALLBACK,
      seed: 4242,
    })
    expect(JSON.parse(newest().param)).toEqual(sent)
  })

  it.each(required)('refuses a request without %s, whether absent, null or blank', async (field) => {
    const message = field === 'callBackUrl' ? 'Please enter callBackUrl.' : `${field} cannot be blank`
    for (const nothing of [undefined, null, '', '  ']) {
      expect(await post(path, { ...body(), [field]: nothing })).toEqual({
        code: 422,
        msg: message,
        data: null,
      })
    }
  })

  it.each(['callbackUrl', 'call_back_url', 'calBackUrl', ' callBackUrl '])(
    'takes %j for callBackUrl',
    async (spelling) => {
      const { callBackUrl, ...rest } = body()
      expect(await post(path, { ...rest, [spelling]: callBackUrl })).toMatchObject({ code: 200 })
      expect(newest().callbackUrl).toBe(CALLBACK)
    },
  )

  it('ignores fields it does not know', async () => {
    expect(await post(path, { ...body(), whatever: { deep: [1] }, __proto__: 1 })).toMatchObject({
      code: 200,
    })
    expect(newest().request).not.toHaveProperty('whatever')
  })

  it('refuses a callback URL that is none', async () => {
    expect(await post(path, { ...body(), callBackUrl: 'ftp://example.com' })).toEqual({
      code: 422,
      msg: 'callBackUrl must be an http or https URL; got "ftp://example.com"',
      data: null,
    })
  })

  it('uses the seed that it is given', async () => {
    expect(await post(path, { ...body(), troubadour: { seed: '7' } })).toMatchObject({ code: 200 })
    expect(newest().seed).toBe(7)
  })
})

describe('limits', () => {
  const text = (chars: number) => '𝄞'.repeat(chars)
  const ABOVE_AND_AT: readonly (readonly [string, object, string, number, string])[] = [
    ['/api/v1/generate', GENERATE, 'prompt', 3000, ' when customMode is false'],
    ['/api/v1/generate', { ...CUSTOM, model: 'V3_5' }, 'prompt', 3000, ' with model V3_5'],
    ['/api/v1/generate', { ...CUSTOM, model: 'V4' }, 'style', 200, ' with model V4'],
    ['/api/v1/generate', { ...CUSTOM, model: 'V4' }, 'title', 80, ' with model V4'],
    ['/api/v1/generate', { ...CUSTOM, model: 'V4_5' }, 'prompt', 5000, ' with model V4_5'],
    ['/api/v1/generate', { ...CUSTOM, model: 'V4_5PLUS' }, 'style', 1000, ' with model V4_5PLUS'],
    ['/api/v1/generate', { ...CUSTOM, model: 'V4_5ALL' }, 'title', 80, ' with model V4_5ALL'],
    ['/api/v1/generate', { ...CUSTOM, model: 'V5_5' }, 'title', 100, ' with model V5_5'],
    ['/api/v1/generate/extend', { ...EXTEND, model: 'V4' }, 'prompt', 3000, ' with model V4'],
    ['/api/v1/generate/extend', EXTEND, 'prompt', 5000, ' with model V5'],
    ['/api/v1/generate/extend', { ...EXTEND, model: 'V4' }, 'style', 200, ' with model V4'],
    ['/api/v1/generate/extend', { ...EXTEND, model: 'V4_5ALL' }, 'title', 80, ' with model V4_5ALL'],
    ['/api/v1/generate/extend', EXTEND, 'title', 100, ' with model V5'],
    ['/api/v1/generate/upload-cover', UPLOAD_COVER, 'title', 100, ' with model V5'],
    [
      '/api/v1/generate/upload-cover',
      { ...UPLOAD_COVER, customMode: false },
      'prompt',
      3000,
      ' when customMode is false',
    ],
    ['/api/v1/generate/upload-extend', UPLOAD_EXTEND, 'style', 1000, ' with model V5'],
    ['/api/v1/generate/add-vocals', ADD_VOCALS, 'style', 1000, ''],
    ['/api/v1/generate/add-vocals', ADD_VOCALS, 'negativeTags', 200, ''],
    ['/api/v1/generate/add-vocals', ADD_VOCALS, 'prompt', 5000, ' with model V4_5PLUS'],
    ['/api/v1/generate/replace-section', REPLACE_SECTION, 'tags', 1000, ''],
    ['/api/v1/generate/replace-section', REPLACE_SECTION, 'title', 100, ' with model V5'],
    ['/api/v1/generate/mashup', { ...MASHUP, model: 'V4' }, 'title', 80, ' with model V4'],
    ['/api/v1/generate/sounds', SOUNDS, 'prompt', 500, ''],
    ['/api/v1/generate/add-instrumental', ADD_INSTRUMENTAL, 'tags', 1000, ''],
    ['/api/v1/generate/add-instrumental', ADD_INSTRUMENTAL, 'negativeTags', 200, ''],
    ['/api/v1/generate/add-instrumental', ADD_INSTRUMENTAL, 'title', 100, ' with model V4_5PLUS'],
  ]
  it.each(ABOVE_AND_AT)(
    '%s %o: %s of at most %i characters',
    async (path, body, field, maxChars, because) => {
      expect(await post(path, { ...body, [field]: text(maxChars) })).toMatchObject({ code: 200 })
      expect(await post(path, { ...body, [field]: text(maxChars + 1) })).toEqual({
        code: 422,
        msg: `${field} must be at most ${maxChars} characters${because}; got ${maxChars + 1}`,
        data: null,
      })
    },
  )

  it.each(['author', 'domainName'])('mp4: %s of at most 50 characters', async (field) => {
    const body = { ...source, callBackUrl: CALLBACK }
    expect(await post('/api/v1/mp4/generate', { ...body, [field]: text(51) })).toMatchObject({
      code: 422,
      msg: `${field} must be at most 50 characters; got 51`,
    })
    expect(await post('/api/v1/mp4/generate', { ...body, [field]: text(50) })).toMatchObject({ code: 200 })
  })

  it('lyrics: 200 words, or 1500 characters of however many', async () => {
    const words = (count: number, word: string) => Array.from({ length: count }, () => word).join(' ')
    for (const prompt of [words(200, 'twelve-chars'), words(400, 'hi')]) {
      expect(await post('/api/v1/lyrics', { ...LYRICS, prompt })).toMatchObject({ code: 200 })
    }
    expect(await post('/api/v1/lyrics', { ...LYRICS, prompt: words(201, 'twelve-chars') })).toEqual({
      code: 413,
      msg: 'prompt must be at most 200 words; got 201',
      data: null,
    })
  })

  it.each([
    ['styleWeight', 0, 1],
    ['weirdnessConstraint', 0, 1],
    ['audioWeight', 0, 1],
    ['duration', 10, 360],
  ])('generate: %s from %d to %d, as a number or as text', async (field, min, max) => {
    for (const value of [min, max, String(max)]) {
      expect(await post('/api/v1/generate', { ...GENERATE, [field]: value })).toMatchObject({ code: 200 })
    }
    expect(await post('/api/v1/generate', { ...GENERATE, [field]: min - 0.01 })).toMatchObject({
      code: 422,
      msg: `${field} must be at least ${min}; got ${min - 0.01}`,
    })
    expect(await post('/api/v1/generate', { ...GENERATE, [field]: max + 0.01 })).toMatchObject({
      code: 422,
      msg: `${field} must be at most ${max}; got ${max + 0.01}`,
    })
    expect(await post('/api/v1/generate', { ...GENERATE, [field]: 'much' })).toMatchObject({
      code: 422,
      msg: `${field} must be a number; got "much"`,
    })
  })
})

describe('mistyped values', () => {
  it.each([
    ['customMode', 'maybe', 'customMode must be true or false; got "maybe"'],
    ['prompt', 12, 'prompt must be text; got 12'],
    ['prompt', ['a'], 'prompt must be text; got ["a"]'],
    ['vocalGender', 'x', 'vocalGender must be one of m, f; got "x"'],
    [
      'model',
      'V4.5',
      'model must be one of V3_5, V4, V4_5, V4_5PLUS, V4_5ALL, V5, V5_5, V6, V6_WILD, V6_MINI; got "V4.5"',
    ],
    [
      'personaModel',
      'x'.repeat(99),
      `personaModel must be one of style_persona, voice_persona; got "${'x'.repeat(39)}…`,
    ],
    ['troubadour', { seed: 1.5 }, 'troubadour.seed must be a whole number; got 1.5'],
    ['troubadour', { key: 'H' }, 'troubadour.key must be a key such as "D minor", "F#m" or "Bb"; got "H"'],
    ['troubadour', { bpm: 301 }, 'troubadour.bpm must be at most 300; got 301'],
    ['troubadour', 'x', 'troubadour must be an object; got "x"'],
  ])('generate: %s = %j', async (field, value, msg) => {
    expect(await post('/api/v1/generate', { ...GENERATE, [field]: value })).toEqual({
      code: 422,
      msg,
      data: null,
    })
  })

  it('complains in the order required, allowed values, lengths', async () => {
    const body = { ...CUSTOM, title: 'x'.repeat(200), vocalGender: 'x', callBackUrl: '' }
    expect(await post('/api/v1/generate', body)).toMatchObject({ msg: 'Please enter callBackUrl.' })
    const complete = { ...body, callBackUrl: CALLBACK }
    expect(await post('/api/v1/generate', complete)).toMatchObject({
      msg: 'vocalGender must be one of m, f; got "x"',
    })
    expect(await post('/api/v1/generate', { ...complete, vocalGender: 'f' })).toMatchObject({
      msg: 'title must be at most 100 characters with model V5; got 200',
    })
  })

  it.each(['{"a":', '', '[]', 'null', '"text"', '{"prompt": "x"} trailing'])(
    'answers code 400 to the body %j',
    async (text) => {
      const answer = await api.call('POST', '/api/v1/generate', text)
      expect(answer.status).toBe(200)
      expect(answer.body).toEqual({ code: 400, msg: expect.any(String) as string, data: null })
    },
  )

  it('answers code 400 to a body nested a hundred thousand times', async () => {
    const depth = 100_000
    const answer = await post('/api/v1/generate', `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`)
    expect(answer).toMatchObject({ code: 400 })
  })

  it('reads JSON whatever its content type, with a byte order mark too', async () => {
    const answer = await api.call('POST', '/api/v1/generate', `\uFEFF${JSON.stringify(GENERATE)}`, {
      'content-type': 'application/x-www-form-urlencoded',
    })
    expect(answer.body).toMatchObject({ code: 200 })
  })

  it('removes what a database cannot store', async () => {
    await post('/api/v1/generate', { ...GENERATE, prompt: 'a\u0000b\ud800c\nd' })
    expect(newest().request).toMatchObject({ idea: 'ab\ufffdc\nd' })
  })
})

describe('POST /api/v1/generate', () => {
  it('keeps only the prompt as an idea in non-custom mode', async () => {
    await post('/api/v1/generate', {
      ...GENERATE,
      style: 'x'.repeat(5000),
      title: 't',
      personaId: 'p',
      vocalGender: 'm',
      duration: 30,
      negativeTags: 'metal',
      styleWeight: '0.65',
    })
    expect(newest().request).toEqual({
      model: 'V5',
      customMode: false,
      instrumental: false,
      idea: GENERATE.prompt,
      negativeTags: 'metal',
      styleWeight: 0.65,
    })
  })

  it('takes the prompt for the words in custom mode', async () => {
    await post('/api/v1/generate', {
      ...CUSTOM,
      model: 'V5_5',
      duration: '30',
      vocalGender: 'f',
      weirdnessConstraint: 0.4,
      audioWeight: 1,
      personaId: 'p1',
      personaModel: 'style_persona',
      troubadour: { bpm: 92, key: 'F#m' },
    })
    expect(newest().request).toEqual({
      model: 'V5_5',
      customMode: true,
      instrumental: false,
      lyrics: CUSTOM.prompt,
      style: 'folk',
      title: 'First Snow',
      vocalGender: 'f',
      personaId: 'p1',
      personaModel: 'style_persona',
      durationSeconds: 30,
      weirdness: 0.4,
      audioWeight: 1,
      bpm: 92,
      key: { tonic: 6, mode: 'minor' },
    })
  })

  it('needs no prompt for a custom instrumental', async () => {
    const { prompt: _, ...rest } = CUSTOM
    expect(await post('/api/v1/generate', { ...rest, instrumental: true })).toMatchObject({ code: 200 })
    expect(newest().request).not.toHaveProperty('lyrics')
  })

  it('ignores duration with models that do not have it', async () => {
    await post('/api/v1/generate', { ...CUSTOM, model: 'V4', duration: 20 })
    expect(newest().request).not.toHaveProperty('durationSeconds')
  })

  it('lets the newest models go without style and title', async () => {
    const { style: _, title: __, ...rest } = CUSTOM
    expect(await post('/api/v1/generate', { ...rest, model: 'V6' })).toMatchObject({ code: 200 })
  })

  it('sings `lyrics` when both are sent, and takes the prompt for the idea', async () => {
    await post('/api/v1/generate', { ...CUSTOM, lyrics: '[Verse]\nOther words' })
    expect(newest().request).toMatchObject({ lyrics: '[Verse]\nOther words', idea: CUSTOM.prompt })
  })

  it('takes every field in snake_case', async () => {
    const snake = {
      prompt: 'x',
      custom_mode: true,
      instrumental: false,
      model: 'V5',
      call_back_url: CALLBACK,
      style: 's',
      title: 't',
      negative_tags: 'n',
      vocal_gender: 'm',
    }
    expect(await post('/api/v1/generate', snake)).toMatchObject({ code: 200 })
    expect(newest().request).toMatchObject({ customMode: true, negativeTags: 'n', vocalGender: 'm' })
  })
})

describe('POST /api/v1/generate/add-instrumental', () => {
  it('takes `style` for `tags` and model V4_5PLUS unless another is named', async () => {
    const { tags: _, ...rest } = ADD_INSTRUMENTAL
    await post('/api/v1/generate/add-instrumental', { ...rest, style: 'jazz' })
    expect(newest().request).toEqual({
      model: 'V4_5PLUS',
      uploadUrl: ADD_INSTRUMENTAL.uploadUrl,
      title: 'My Song',
      style: 'jazz',
      negativeTags: 'metal',
    })
  })
})

describe('tasks that work on a track', () => {
  const PATHS = ['/api/v1/vocal-removal/generate', '/api/v1/wav/generate', '/api/v1/mp4/generate']
  const unknown = { code: 422, msg: 'Record does not exist', data: null }

  it.each(PATHS)('%s refuses an unknown task or track, and those of others', async (path) => {
    const body = { ...source, callBackUrl: CALLBACK }
    expect(await post(path, { ...body, taskId: 'f'.repeat(32) })).toEqual(unknown)
    expect(await post(path, { ...body, audioId: 'nope' })).toEqual(unknown)
    const bob = await api.call('POST', path, body, { authorization: 'Bearer test-key-of-bob' })
    expect(bob.body).toEqual(unknown)
  })

  it.each(PATHS)('%s refuses a track that is not finished', async (path) => {
    const unfinished = api.tasks.addTrack(source.taskId, { index: 1 })
    expect(await post(path, { ...source, audioId: unfinished.id, callBackUrl: CALLBACK })).toEqual({
      code: 422,
      msg: `audioId ${unfinished.id} is not finished; allowed: a finished track`,
      data: null,
    })
  })

  it.each(PATHS)('%s finds the track by its place', async (path) => {
    const answer = await post(path, { taskId: source.taskId, musicIndex: '0', callBackUrl: CALLBACK })
    expect(answer).toMatchObject({ code: 200 })
    expect(newest()).toMatchObject({ parentTaskId: source.taskId, parentTrackId: source.audioId })
  })

  it.each([
    ['/api/v1/wav/generate', 'WAV record already exists'],
    ['/api/v1/mp4/generate', 'Mp4 record already exists'],
  ])('%s answers 409 with the first task until that has failed', async (path, msg) => {
    const body = { ...source, callBackUrl: CALLBACK }
    const first = await post(path, body)
    expect(await post(path, body)).toEqual({ code: 409, msg, data: first.data })
    api.tasks.change(first.data.taskId, { state: 'failed', stage: 'error' })
    expect(await post(path, body)).toMatchObject({ code: 200 })
  })

  it('separates the same track as often as asked', async () => {
    const body = { ...source, callBackUrl: CALLBACK }
    const first = await post('/api/v1/vocal-removal/generate', body)
    const second = await post('/api/v1/vocal-removal/generate', body)
    expect([first.code, second.code]).toEqual([200, 200])
    expect(first.data.taskId).not.toBe(second.data.taskId)
  })
})

describe('POST /api/v1/vocal-removal/generate', () => {
  const path = '/api/v1/vocal-removal/generate'

  it('takes a URL for the source', async () => {
    const body = { audioUrl: 'https://example.com/song.mp3', callBackUrl: CALLBACK, stemName: 'Kick' }
    expect(await post(path, body)).toMatchObject({ code: 200 })
    expect(newest().request).toEqual({
      mode: 'vocals',
      source: { kind: 'url', audioUrl: 'https://example.com/song.mp3' },
    })
  })

  it('asks for the task id when neither source is named', async () => {
    expect(await post(path, { callBackUrl: CALLBACK })).toMatchObject({ msg: 'taskId cannot be blank' })
  })

  it.each([
    [undefined, 'vocals'],
    ['separate_vocal', 'vocals'],
    ['split_stem', 'stems'],
  ])('type %s separates %s', async (type, mode) => {
    await post(path, { ...source, type, callBackUrl: CALLBACK })
    expect(newest().request).toEqual({ mode, source: { kind: 'track', ...source, trackIndex: 0 } })
  })

  it('asks for the stem that split_stem_advanced shall take out', async () => {
    expect(await post(path, { ...source, type: 'split_stem_advanced', callBackUrl: CALLBACK })).toEqual({
      code: 422,
      msg: 'stemName cannot be blank',
      data: null,
    })
  })
})
