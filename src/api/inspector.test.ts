import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTestApi, OTHER_KEY, type TestApi } from './testing/test-api.js'

let api: TestApi
beforeEach(async () => {
  api = await createTestApi()
})
afterEach(() => api.close())

const PATH = '/troubadour/v1/webhooks/inspector'
const asBob = { authorization: `Bearer ${OTHER_KEY}` }

it('shows what was sent to it, body and headers, to its account only', async () => {
  expect((await api.call('GET', PATH)).body.data).toEqual({ inspector: null, requests: [] })
  const opened = await api.call('POST', PATH)
  const { url } = opened.body.data as unknown as { url: string }
  expect(url).toMatch(/^http:\/\/troubadour\.test\/inspect\//)
  const sent = await api.app.inject({
    method: 'PUT',
    url: new URL(url).pathname,
    headers: { 'x-flavour': 'lemon', 'content-type': 'text/strange' },
    payload: 'anything at all',
  })
  expect([sent.statusCode, sent.json()]).toEqual([200, { received: true }])

  const { requests } = (await api.call('GET', PATH)).body.data as unknown as { requests: { id: string }[] }
  const whole = await api.call('GET', `${PATH}/requests/${requests[0]!.id}`)
  expect(whole.body.data).toMatchObject({
    method: 'PUT',
    body: 'anything at all',
    headers: { 'x-flavour': 'lemon' },
  })
  expect((await api.call('GET', `${PATH}?after=${requests[0]!.id}`)).body.data['requests']).toEqual([])
  expect((await api.call('GET', PATH, undefined, asBob)).body.data['inspector']).toBeNull()
  expect((await api.call('GET', `${PATH}/requests/${requests[0]!.id}`, undefined, asBob)).body.code).toBe(404)
})

it('answers as its account asks, and not at all once it is closed', async () => {
  await api.call('POST', PATH)
  const { url } = (await api.call('POST', PATH, { answerStatus: 503 })).body.data as unknown as {
    url: string
  }
  const path = new URL(url).pathname
  expect((await api.app.inject({ method: 'POST', url: path, payload: { a: 1 } })).statusCode).toBe(503)
  expect((await api.call('POST', PATH, { answerStatus: 99 })).body.code).toBe(422)
  expect((await api.call('DELETE', PATH)).body.data['closed']).toBe(true)
  expect((await api.app.inject({ method: 'POST', url: path, payload: '' })).json()).toMatchObject({
    code: 404,
  })
})

it('takes no more than 256 KiB, and no more than 50 requests in 10 seconds', async () => {
  const { url } = (await api.call('POST', PATH)).body.data as unknown as { url: string }
  const path = new URL(url).pathname
  const tooMuch = await api.app.inject({ method: 'POST', url: path, payload: 'x'.repeat(257 * 1024) })
  expect(tooMuch.json<{ code: number }>().code).not.toBe(200)
  const answers = []
  for (let count = 0; count < 51; count++) answers.push(await api.app.inject({ method: 'POST', url: path }))
  expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(1)
})
