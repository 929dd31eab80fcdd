import { afterEach, expect, it, vi } from 'vitest'
import { testIdentity } from './testing/memory-accounts.js'
import { createTestApi, TEST_KEY, type TestApi } from './testing/test-api.js'

let api: TestApi
afterEach(() => api.close())

const line = {
  id: '7',
  time: '2026-02-03T04:05:06.789Z',
  level: 'warn',
  message: 'low on disk',
  details: {},
} as const

it('tells administrators what was logged, as severe and as much as they ask for', async () => {
  const logs = vi.fn().mockReturnValue({ lines: [line], lost: false })
  api = await createTestApi({ system: { overview: () => Promise.reject(new Error('not asked')), logs } })
  const answer = await api.call('GET', '/troubadour/v1/system/logs?level=warn&after=6&limit=10')
  expect(answer.body.data).toEqual({ lines: [line], lost: false })
  expect(logs).toHaveBeenCalledWith({ level: 'warn', after: 6, limit: 10 })
  const wrong = await api.call('GET', '/troubadour/v1/system/logs?level=loud')
  expect(wrong.body).toMatchObject({
    code: 422,
    msg: expect.stringMatching(/^level must be one of/) as string,
  })
})

it('is closed to keys that are no administrators', async () => {
  api = await createTestApi({
    accounts: {
      authenticate: async (key) =>
        key === TEST_KEY ? { ...testIdentity('alice'), scopes: ['submit', 'read', 'upload'] } : undefined,
      creditsOf: async () => 0,
    },
  })
  for (const path of ['/troubadour/v1/system', '/troubadour/v1/system/logs']) {
    expect((await api.call('GET', path)).body).toMatchObject({
      code: 401,
      msg: expect.stringContaining('admin') as string,
    })
  }
})
