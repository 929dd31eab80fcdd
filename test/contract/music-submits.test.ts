import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApi, type TestApi } from '../../src/api/testing/test-api.js'

const callBackUrl = 'https://example.com/callback'
const uploadUrl = 'https://example.com/song.mp3'

let api: TestApi
beforeAll(async () => {
  api = await createTestApi()
})
afterAll(() => api.close())

const post = async (name: string, body: object) =>
  (await api.call('POST', `/api/v1/generate/${name}`, body)).body
/** Sends a request that is accepted and reads what is stored of it. */
const stored = async (name: string, body: object) => {
  expect(await post(name, body)).toMatchObject({ code: 200 })
  return api.tasks.all().at(-1)!.request
}
const refusal = (msg: string) => ({ code: 422, msg, data: null })

describe('extend', () => {
  const QUICKSTART = {
    defaultParamFlag: true,
    audioId: 'no-such-track',
    prompt: 'Extend the music with more relaxing notes',
    continueAt: '60',
    model: 'V3_5',
    callBackUrl,
  }

  it('needs only prompt and continuation point, and does not look for the track', async () => {
    expect(await stored('extend', QUICKSTART)).toEqual({
      model: 'V3_5',
      audioId: 'no-such-track',
      inheritsAll: false,
      idea: QUICKSTART.prompt,
      continueAtSeconds: 60,
    })
  })

  it('takes a prompt with section tags or several lines for words to be sung', async () => {
    for (const prompt of ['[Verse] Falling', 'Falling\nslowly']) {
      expect(await stored('extend', { ...QUICKSTART, prompt })).toMatchObject({ lyrics: prompt })
    }
    expect(await stored('extend', { ...QUICKSTART, prompt: 'softer [if possible]\n' })).toMatchObject({
      idea: 'softer [if possible]\n',
    })
  })

  it('sings nothing when it is instrumental, whatever else is sent', async () => {
    const request = { ...QUICKSTART, instrumental: true, prompt: '[Verse] La', vocalGender: 'f' }
    const kept = await stored('extend', request)
    expect(kept).toMatchObject({ instrumental: true, idea: '[Verse] La' })
    expect(kept).not.toHaveProperty('lyrics')
    expect(kept).not.toHaveProperty('vocalGender')
    expect(await stored('extend', { ...request, prompt: undefined })).toMatchObject({ instrumental: true })
  })

  it('keeps nothing but the continuation point when the flag is false', async () => {
    const request = { ...QUICKSTART, defaultParamFlag: false, style: 'x'.repeat(5000), title: 'No' }
    expect(await stored('extend', request)).toEqual({
      model: 'V3_5',
      audioId: 'no-such-track',
      inheritsAll: true,
      continueAtSeconds: 60,
    })
  })

  it.each([0, -1, '0'])('refuses to go on from %j', async (continueAt) => {
    expect(await post('extend', { ...QUICKSTART, continueAt })).toEqual(
      refusal(`continueAt must be more than 0; got ${continueAt}`),
    )
  })

  it('names its source in record-info before it is found', async () => {
    const { data } = await post('extend', QUICKSTART)
    const { body } = await api.call('GET', `/api/v1/generate/record-info?taskId=${data.taskId}`)
    expect(body.data).toMatchObject({
      parentMusicId: 'no-such-track',
      type: 'chirp-v3-5',
      operationType: 'extend',
      status: 'PENDING',
    })
  })
})

describe('upload-cover', () => {
  const WITHOUT_MODE = { uploadUrl, instrumental: true, model: 'V5', callBackUrl }

  it('is custom without customMode when a style or title is given', async () => {
    const custom = { ...WITHOUT_MODE, style: 'jazz', title: 'Blue' }
    expect(await stored('upload-cover', custom)).toMatchObject({ customMode: true, style: 'jazz' })
    expect(await post('upload-cover', { ...WITHOUT_MODE, style: 'jazz' })).toEqual(
      refusal('title cannot be blank'),
    )
  })

  it('is not custom without them, and then needs a prompt', async () => {
    expect(await post('upload-cover', WITHOUT_MODE)).toEqual(refusal('prompt cannot be blank'))
    const request = { ...WITHOUT_MODE, prompt: 'as a waltz' }
    expect(await stored('upload-cover', request)).toMatchObject({ customMode: false, idea: 'as a waltz' })
  })

  it('honours duration with the models that have it', async () => {
    const custom = { ...WITHOUT_MODE, style: 'jazz', title: 'Blue', duration: '30' }
    expect(await stored('upload-cover', { ...custom, model: 'V5_5' })).toMatchObject({ durationSeconds: 30 })
    expect(await stored('upload-cover', custom)).not.toHaveProperty('durationSeconds')
  })
})

describe('upload-extend', () => {
  it('needs neither words, style, title nor point', async () => {
    const request = { uploadUrl, defaultParamFlag: true, model: 'V5', callBackUrl }
    expect(await stored('upload-extend', request)).toEqual({ model: 'V5', uploadUrl })
  })

  it('keeps the prompt of older clients although the flag is false', async () => {
    const request = { uploadUrl, defaultParamFlag: false, model: 'V5', callBackUrl }
    expect(await stored('upload-extend', { ...request, prompt: 'calmer', style: 'folk' })).toEqual({
      model: 'V5',
      uploadUrl,
      idea: 'calmer',
    })
  })
})

describe('add-vocals', () => {
  const REQUEST = { uploadUrl, prompt: 'the sea', title: 'Sea', negativeTags: 'metal', callBackUrl }

  it('takes `tags` for `style`, `lyrics` for the words and model V4_5PLUS unless another is named', async () => {
    const request = { ...REQUEST, tags: 'soul', lyrics: 'Waves' }
    expect(await stored('add-vocals', request)).toEqual({
      model: 'V4_5PLUS',
      uploadUrl,
      idea: 'the sea',
      lyrics: 'Waves',
      title: 'Sea',
      style: 'soul',
      negativeTags: 'metal',
    })
  })
})

describe('replace-section', () => {
  const WORDS = { prompt: 'quieter', tags: 'folk', title: 'Snow', infillStartS: 10, infillEndS: 20 }
  const track = async () => {
    const song = { prompt: 'x', customMode: false, instrumental: false, model: 'V5_5', callBackUrl }
    const { data } = (await api.call('POST', '/api/v1/generate', song)).body
    const { id } = api.tasks.addTrack(data.taskId, { audioKey: 'alice/one.mp3', durationSeconds: 150 })
    return { taskId: data.taskId, audioId: id }
  }

  it('works on a track, keeps its model, and needs no callback', async () => {
    const source = await track()
    const request = { ...WORDS, ...source, infillStartS: '10.004', infillEndS: 16, model: 'V4' }
    expect(await stored('replace-section', request)).toEqual({
      model: 'V5_5',
      source: { kind: 'track', ...source, trackIndex: 0 },
      idea: 'quieter',
      style: 'folk',
      title: 'Snow',
      startSeconds: 10,
      endSeconds: 16,
    })
    expect(api.tasks.all().at(-1)).toMatchObject({
      callbackUrl: null,
      parentTaskId: source.taskId,
      parentTrackId: source.audioId,
    })
  })

  it('works on a recording of a named model', async () => {
    const request = { ...WORDS, uploadUrl, model: 'V5', fullLyrics: '[Verse]\nAll of it' }
    expect(await stored('replace-section', request)).toMatchObject({
      model: 'V5',
      source: { kind: 'url', uploadUrl },
      fullLyrics: '[Verse]\nAll of it',
    })
    expect(await post('replace-section', { ...WORDS, uploadUrl })).toEqual(refusal('model cannot be blank'))
  })

  it('wants one source, not two', async () => {
    expect(await post('replace-section', { ...WORDS, ...(await track()), uploadUrl, model: 'V5' })).toEqual(
      refusal('uploadUrl cannot be given together with taskId and audioId; allowed: one or the other'),
    )
    expect(await post('replace-section', WORDS)).toEqual(refusal('taskId cannot be blank'))
  })

  it('refuses a track that does not exist', async () => {
    const source = await track()
    const unknown = refusal('Record does not exist')
    expect(await post('replace-section', { ...WORDS, ...source, audioId: 'nope' })).toEqual(unknown)
    expect(await post('replace-section', { ...WORDS, ...source, taskId: 'f'.repeat(32) })).toEqual(unknown)
  })

  it.each([
    [10, 10],
    [20, 10],
    [10, 15.99],
    [0.1, 6.09],
  ])('refuses the window from %d to %d: less than 6 seconds', async (infillStartS, infillEndS) => {
    const request = { ...WORDS, uploadUrl, model: 'V5', infillStartS, infillEndS }
    expect(await post('replace-section', request)).toEqual(
      refusal(
        `infillEndS must be at least 6 seconds after infillStartS; got ${infillStartS} to ${infillEndS}`,
      ),
    )
  })

  it.each([
    [0.1, 6.1],
    [0, 140],
  ])('accepts the window from %d to %d: 6 seconds and more, even most of the song', async (start, end) => {
    const request = { ...WORDS, ...(await track()), infillStartS: start, infillEndS: end }
    expect(await post('replace-section', request)).toMatchObject({ code: 200 })
  })

  it('refuses a window beyond the end of the track, but for a rounded length', async () => {
    const request = { ...WORDS, ...(await track()) }
    expect(await post('replace-section', { ...request, infillEndS: 150.4 })).toMatchObject({ code: 200 })
    expect(await post('replace-section', { ...request, infillEndS: 151 })).toEqual(
      refusal('infillEndS must be at most 150.00, the length of the track; got 151'),
    )
  })
})

describe('mashup', () => {
  const REQUEST = { customMode: false, prompt: 'both', model: 'V5', callBackUrl }

  it.each([[[]], [[uploadUrl]], [[uploadUrl, uploadUrl, uploadUrl]], [[uploadUrl, '', null]]])(
    'wants exactly two URLs, not %j',
    async (uploadUrlList) => {
      const answer = await post('mashup', { ...REQUEST, uploadUrlList })
      expect(answer).toMatchObject({ code: 422, data: null })
      expect(answer.msg).toMatch(/^uploadUrlList must be a list of exactly 2 URLs; got /)
    },
  )

  it('names the entry that is no URL, and what is no list', async () => {
    expect(await post('mashup', { ...REQUEST, uploadUrlList: [uploadUrl, 'ftp://x'] })).toEqual(
      refusal('uploadUrlList.1 must be an http or https URL; got "ftp://x"'),
    )
    expect(await post('mashup', { ...REQUEST, uploadUrlList: uploadUrl })).toEqual(
      refusal(`uploadUrlList must be a list; got "${uploadUrl}"`),
    )
  })

  it('sings unless told otherwise', async () => {
    const request = { ...REQUEST, uploadUrlList: [uploadUrl, `${uploadUrl}?2`] }
    expect(await stored('mashup', request)).toMatchObject({
      instrumental: false,
      uploadUrls: [uploadUrl, `${uploadUrl}?2`],
    })
  })
})

describe('sounds', () => {
  const REQUEST = { prompt: 'rain', model: 'V5' }

  it('needs no more than a prompt and a model', async () => {
    expect(await stored('sounds', REQUEST)).toEqual({ model: 'V5', prompt: 'rain', loop: false })
  })

  it('reads tempo and key, `Any` being none', async () => {
    const request = { ...REQUEST, soundLoop: true, soundTempo: '120', grabLyrics: true }
    expect(await stored('sounds', { ...request, soundKey: 'F#m' })).toEqual({
      model: 'V5',
      prompt: 'rain',
      loop: true,
      bpm: 120,
      key: { tonic: 6, mode: 'minor' },
    })
    expect(await stored('sounds', { ...request, soundKey: 'Any' })).not.toHaveProperty('key')
  })

  it.each([
    ['soundTempo', 0, 'soundTempo must be at least 1; got 0'],
    ['soundTempo', 301, 'soundTempo must be at most 300; got 301'],
    ['soundTempo', 90.5, 'soundTempo must be a whole number; got 90.5'],
  ])('refuses %s %j', async (field, value, msg) => {
    expect(await post('sounds', { ...REQUEST, [field]: value })).toEqual(refusal(msg))
  })

  it('refuses a key that is not in the list', async () => {
    const answer = await post('sounds', { ...REQUEST, soundKey: 'H' })
    expect(answer.msg).toMatch(/^soundKey must be one of Cm, C#m, .*, Any; got "H"$/)
  })
})
