import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestApi, OTHER_KEY, type TestApi } from './testing/test-api.js'

const GENERATE = {
  prompt: 'A calm folk song',
  customMode: false,
  instrumental: false,
  model: 'V5',
  callBackUrl: 'https://noop',
}
const PATH = '/troubadour/v1/library'

let api: TestApi
beforeEach(async () => {
  api = await createTestApi()
})
afterEach(() => api.close())

/** A finished song; its id. */
async function song(title = 'First Snow'): Promise<string> {
  const { taskId } = (await api.call('POST', '/api/v1/generate', GENERATE)).body.data
  const { id } = api.tasks.addTrack(taskId, { title, audioKey: `alice/${title}.mp3`, durationSeconds: 61.5 })
  return id
}
const titles = async (query = '') =>
  ((await api.call('GET', `${PATH}?${query}`)).body.data['songs'] as { title: string }[]).map(
    ({ title }) => title,
  )

describe('the library', () => {
  it('lists songs with where to hear them', async () => {
    const id = await song()
    const { body } = await api.call('GET', PATH)
    expect(body.data).toMatchObject({
      songs: [
        {
          audioId: id,
          title: 'First Snow',
          kind: 'generate',
          durationSeconds: 61.5,
          instrumental: false,
          liked: false,
          labels: [],
          audioUrl: 'http://troubadour.test/media/alice/First%20Snow.mp3',
          streamUrl: `http://troubadour.test/stream/${id}.mp3`,
        },
      ],
      nextCursor: null,
    })
  })

  it('renames, likes, labels, deletes and brings back', async () => {
    const id = await song()
    await song('Other')
    const changed = await api.call('PATCH', `${PATH}/${id}`, {
      title: ' Winter ',
      liked: true,
      labels: ['album', ' album ', 'slow', ' '],
    })
    expect(changed.body.data).toMatchObject({ title: 'Winter', liked: true, labels: ['album', 'slow'] })
    expect(await titles('liked=true')).toEqual(['Winter'])
    expect(await titles('label=slow')).toEqual(['Winter'])
    const labels = await api.call('GET', `${PATH}/labels`)
    expect(labels.body.data['labels']).toEqual([
      { label: 'album', songs: 1 },
      { label: 'slow', songs: 1 },
    ])
    await api.call('PATCH', `${PATH}/${id}`, { deleted: true })
    expect(await titles()).toEqual(['Other'])
    expect(await titles('deleted=true')).toEqual(['Winter'])
    await api.call('PATCH', `${PATH}/${id}`, { deleted: false })
    expect(await titles()).toHaveLength(2)
  })

  it('tells words, key and tempo of one song, its score, and the score as MIDI', async () => {
    const id = await song()
    const detail = await api.call('GET', `${PATH}/${id}`)
    expect(detail.body.data).toMatchObject({
      lyrics: '[Verse]\nSnow is falling',
      bpm: 100,
      key: 'D minor',
      personaId: null,
    })
    expect((await api.call('GET', `${PATH}/${id}/score`)).body.data).toMatchObject({
      sections: [],
      parts: [],
    })
    const midi = await api.app.inject({
      url: `${PATH}/${id}/midi`,
      headers: { authorization: 'Bearer test-key-of-alice' },
    })
    expect([midi.headers['content-type'], midi.body]).toEqual(['audio/midi', 'MThd'])
  })

  it.each([
    ['GET', ''],
    ['GET', '/score'],
    ['GET', '/midi'],
    ['PATCH', ''],
  ] as const)('does not tell other accounts: %s …%s', async (method, path) => {
    const id = await song()
    const answer = await api.call(method, `${PATH}/${id}${path}`, method === 'PATCH' ? {} : undefined, {
      authorization: `Bearer ${OTHER_KEY}`,
    })
    expect(answer.body).toMatchObject({ code: 404, msg: 'This account has no such song' })
  })

  it.each([
    ['sort=loudest', /^sort must be one of newest, oldest, title, longest; got "loudest"$/],
    ['liked=perhaps', /^liked must be one of true, false; got "perhaps"$/],
    ['cursor=x', /^cursor must be a nextCursor of an earlier answer; got "x"$/],
  ])('refuses %s', async (query, message) => {
    const { body } = await api.call('GET', `${PATH}?${query}`)
    expect(body.code).toBe(422)
    expect(body.msg).toMatch(message)
  })
})

describe('lists for forms', () => {
  it('has prices and the words of styles', async () => {
    expect((await api.call('GET', '/troubadour/v1/prices')).body.data).toEqual({
      prices: { generate: 12, lyrics: 1 },
    })
    expect((await api.call('GET', '/troubadour/v1/style-words')).body.data).toEqual({
      words: [{ word: 'folk', group: 'genre' }],
    })
  })
})

describe('the first run', () => {
  const taken: string[] = []
  const firstRun = {
    isOpen: async () => taken.length === 0,
    takeKey: async () => {
      taken.push('once')
      return 'sk-first'
    },
  }
  beforeEach(async () => {
    taken.length = 0
    await api.close()
    api = await createTestApi({ firstRun })
  })
  const ask = async (method: 'GET' | 'POST', headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
    (await api.app.inject({ method, url: '/troubadour/v1/first-run', headers, remoteAddress })).json<{
      data: unknown
      code: number
    }>()
  const here = { host: '127.0.0.1:3000' }

  it('hands the first key out once, to this machine', async () => {
    expect((await ask('GET', here)).data).toEqual({ available: true })
    expect((await ask('POST', { ...here, origin: 'http://127.0.0.1:3000' })).data).toEqual({
      key: 'sk-first',
    })
    expect((await ask('GET', here)).data).toEqual({ available: false })
    expect((await ask('POST', here)).code).toBe(401)
  })

  it.each([
    ['another machine', here, '192.0.2.7'],
    ['a name that resolves here', { host: 'evil.example' }, '127.0.0.1'],
    ['a page of another site', { ...here, origin: 'https://evil.example' }, '127.0.0.1'],
    ['a page of another site, told by the browser', { ...here, 'sec-fetch-site': 'cross-site' }, '127.0.0.1'],
    ['a page of another port', { ...here, origin: 'http://127.0.0.1:8080' }, '127.0.0.1'],
    ['a proxy', { ...here, 'x-forwarded-for': '192.0.2.7' }, '127.0.0.1'],
  ])('is silent towards %s', async (_who, headers, address) => {
    expect((await ask('GET', headers, address)).data).toEqual({ available: false })
    expect((await ask('POST', headers, address)).code).toBe(401)
    expect(taken).toEqual([])
  })
})

describe('the calling key', () => {
  it('is told what it may do', async () => {
    const { data } = (await api.call('GET', '/troubadour/v1/me')).body
    expect(data).toMatchObject({ scopes: ['admin'], sandbox: false, credits: 5916.25 })
  })
})
