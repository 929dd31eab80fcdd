import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTestApi, OTHER_KEY, type TestApi } from './testing/test-api.js'

let api: TestApi
beforeEach(async () => {
  api = await createTestApi()
})
afterEach(() => api.close())

const PATH = '/troubadour/v1/webhooks/secrets'
const asBob = { authorization: `Bearer ${OTHER_KEY}` }

it('makes a secret that is shown once, lists it by its hint and retires it', async () => {
  const made = await api.call('POST', PATH)
  expect(made.body).toMatchObject({ code: 200, data: { secret: expect.stringMatching(/^whsec_/) as string } })
  const listed = await api.call('GET', PATH)
  const [secret] = listed.body.data['secrets'] as { id: string; retiresAt: string | null }[]
  expect(secret).toEqual({
    id: made.body.data['id'],
    hint: 'whsec_bWFk',
    createdAt: expect.any(String) as string,
    retiresAt: null,
  })
  expect((await api.call('DELETE', `${PATH}/${secret!.id}?afterHours=2`)).body.data['retiresAt']).toBe(
    '2026-02-03T06:05:06.789Z',
  )
  expect((await api.call('DELETE', `${PATH}/${secret!.id}`)).body.code).toBe(200)
  expect((await api.call('GET', PATH)).body.data['secrets']).toEqual([])
})

it('takes a secret of the client’s own, with an overlap for the old one, and names what is wrong with others', async () => {
  await api.call('POST', PATH, { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' })
  await api.call('POST', PATH, { overlapHours: 1 })
  const listed = (await api.call('GET', PATH)).body.data['secrets'] as { retiresAt: string | null }[]
  expect(listed.map(({ retiresAt }) => retiresAt)).toEqual(['2026-02-03T05:05:06.789Z', null])
  expect((await api.call('POST', PATH, {})).body).toMatchObject({ code: 422 })
  for (const [body, sentence] of [
    [{ secret: 'abc' }, /secret must be "whsec_"/],
    [{ overlapHours: -1 }, /overlapHours/],
    [{ overlapHours: 1e9 }, /overlapHours/],
  ] as const) {
    const answer = await api.call('POST', PATH, body)
    expect(answer.body.code).toBe(422)
    expect(answer.body.msg).toMatch(sentence)
  }
})

it('shows and retires nothing of another account', async () => {
  const made = await api.call('POST', PATH)
  expect((await api.call('GET', PATH, undefined, asBob)).body.data['secrets']).toEqual([])
  expect(
    (await api.call('DELETE', `${PATH}/${made.body.data['id'] as string}`, undefined, asBob)).body.code,
  ).toBe(404)
})
