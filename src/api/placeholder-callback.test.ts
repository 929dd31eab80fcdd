import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTestApi, type TestApi } from './testing/test-api.js'

let api: TestApi
beforeEach(async () => {
  api = await createTestApi()
})
afterEach(() => api.close())

it('takes the placeholder of clients that poll for no callback URL, and any other for one', async () => {
  for (const callBackUrl of ['https://no-callback.invalid/', 'https://callback.invalid/']) {
    const answer = await api.call('POST', '/api/v1/lyrics', { prompt: 'rain', callBackUrl })
    expect(answer.body.code).toBe(200)
  }
  expect(api.tasks.all().map(({ callbackUrl }) => callbackUrl)).toEqual([null, 'https://callback.invalid/'])
  expect(api.tasks.all()[0]!.param).toContain('no-callback.invalid')
})
