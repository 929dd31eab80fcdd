import { API_ERRORS } from '@troubadour/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMemoryRateLimiter, QUERY_LIMIT, SUBMIT_LIMIT } from '../../src/api/index.js'
import { testIdentity } from '../../src/api/testing/memory-accounts.js'
import { createTestApi, OTHER_KEY, type TestApi } from '../../src/api/testing/test-api.js'

const GENERATE = {
  prompt: 'A calm folk song',
  customMode: false,
  instrumental: false,
  model: 'V5',
  callBackUrl: 'https://noop',
}

let api: TestApi
beforeAll(async () => {
  api = await createTestApi()
})
afterAll(() => api.close())

/** Runs `use` with an API of its own. */
async function withApi(
  overrides: Parameters<typeof createTestApi>[0],
  use: (api: TestApi) => Promise<void>,
): Promise<void> {
  const own = await createTestApi(overrides)
  try {
    await use(own)
  } finally {
    await own.close()
  }
}

describe('keys', () => {
  const refusal = {
    code: 401,
    msg: 'Unauthorized – Authentication failed. Please check that your Authorization and Content-Type headers are correctly set.',
  }

  it.each(['', 'Bearer', 'Bearer wrong', 'Basic dGVzdA==', 'test-key-of-alice'])(
    'refuses the header %j as recorded: HTTP 200, no data',
    async (authorization) => {
      const answer = await api.call('POST', '/api/v1/generate', 'not even JSON', { authorization })
      expect(answer.status).toBe(200)
      expect(answer.body).toEqual(refusal)
    },
  )

  it('refuses uploads with a real status', async () => {
    const answer = await api.call('POST', '/api/file-base64-upload', {}, { authorization: 'Bearer wrong' })
    expect(answer.status).toBe(401)
    expect(answer.body).toEqual({ success: false, code: 401, msg: 'Authentication failed: Invalid API Key' })
  })
})

describe('unknown paths and methods', () => {
  it.each([
    ['GET', '/api/v1/nothing'],
    ['POST', '/api/v1/generate/record-info'],
    ['GET', '/%'],
    ['GET', '/media/alice/%2e%2e/x'],
    ['GET', '/stream/nope.mp3'],
  ] as const)('%s %s has HTTP status 404 and the envelope', async (method, path) => {
    const answer = await api.call(method, path)
    expect(answer.status).toBe(404)
    expect(answer.body).toEqual({ code: 404, msg: 'Not Found', data: null })
  })

  it('answers 405 to a GET of an upload path', async () => {
    const answer = await api.call('GET', '/api/file-url-upload')
    expect(answer.status).toBe(405)
    expect(answer.body).toMatchObject({ success: false, code: 405 })
  })
})

it('lets browsers of any origin in, and answers OPTIONS without a key', async () => {
  const answer = await api.app.inject({
    method: 'OPTIONS',
    url: '/api/v1/generate',
    headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' },
  })
  expect(answer.statusCode).toBe(204)
  expect(answer.headers['access-control-allow-origin']).toBe('*')
  expect(answer.headers['access-control-allow-headers']).toContain('Authorization')
  const error = await api.app.inject({
    url: '/api/v1/chat/credit',
    headers: { origin: 'https://app.example' },
  })
  expect(error.headers['access-control-allow-origin']).toBe('*')
})

describe('rate limits', () => {
  it('refuses the 21st submit of an account in ten seconds with HTTP 429, and leaves other accounts alone', async () => {
    await withApi({ submitLimiter: createMemoryRateLimiter(SUBMIT_LIMIT) }, async (limited) => {
      for (let i = 0; i < 20; i++) {
        expect((await limited.call('POST', '/api/v1/generate', GENERATE)).status).toBe(200)
      }
      const refused = await limited.call('POST', '/api/v1/lyrics', {})
      expect(refused.status).toBe(429)
      expect(Number(refused.headers['retry-after'])).toBeGreaterThanOrEqual(1)
      expect(refused.body).toEqual({
        code: 429,
        msg: 'Your call frequency is too high. Please try again later.',
        data: null,
      })
      const bob = await limited.call('POST', '/api/v1/generate', GENERATE, {
        authorization: `Bearer ${OTHER_KEY}`,
      })
      expect(bob.body.code).toBe(200)
    })
  })

  it('refuses the fourth record-info of one task in a second, not of another', async () => {
    await withApi({ queryLimiter: createMemoryRateLimiter(QUERY_LIMIT) }, async (limited) => {
      const ask = async (id: string) =>
        (await limited.call('GET', `/api/v1/generate/record-info?taskId=${id}`)).status
      expect([await ask('a'), await ask('a'), await ask('a'), await ask('a'), await ask('b')]).toEqual([
        200, 200, 200, 429, 200,
      ])
    })
  })
})

describe('credits and disk', () => {
  it.each(['/api/v1/chat/credit', '/api/v1/generate/credit', '/api/v1/get-credits'])(
    'GET %s answers a bare number',
    async (path) => {
      expect((await api.call('GET', path)).body).toEqual({ code: 200, msg: 'success', data: 5916.25 })
    },
  )

  it('refuses what the balance does not cover', async () => {
    await withApi({}, async (poor) => {
      poor.tasks.credits = 11
      expect((await poor.call('POST', '/api/v1/generate', GENERATE)).body).toEqual({
        code: 402,
        msg: "Credits insufficient : Your current balance isn't enough to run this request. Please top up to continue.",
        data: null,
      })
    })
  })

  it('takes no new work with a full disk, but answers questions', async () => {
    await withApi({ hasDiskSpace: async () => false }, async (full) => {
      expect((await full.call('POST', '/api/v1/generate', GENERATE)).body).toMatchObject({
        code: 455,
        data: null,
      })
      const upload = await full.call('POST', '/api/file-base64-upload', {
        base64Data: 'aGk=',
        uploadPath: 'x',
      })
      expect([upload.status, upload.body.code]).toEqual([455, 455])
      expect((await full.call('GET', '/api/v1/chat/credit')).body.code).toBe(200)
    })
  })
})

describe('Idempotency-Key', () => {
  it('answers a repeated submit with the first task', async () => {
    const headers = { 'idempotency-key': 'order-7' }
    const first = await api.call('POST', '/api/v1/generate', GENERATE, headers)
    expect((await api.call('POST', '/api/v1/generate', GENERATE, headers)).body).toEqual(first.body)
    expect((await api.call('POST', '/api/v1/generate', GENERATE)).body.data).not.toEqual(first.body.data)
  })

  it('refuses a key that came with another request', async () => {
    const headers = { 'idempotency-key': 'order-8' }
    await api.call('POST', '/api/v1/generate', GENERATE, headers)
    const other = await api.call('POST', '/api/v1/generate', { ...GENERATE, prompt: 'A loud song' }, headers)
    expect(other.body).toMatchObject({ code: 422, data: null })
    expect(other.body.msg).toMatch(/^Idempotency-Key was used before with another request; allowed: /)
  })

  it('answers a repeat with the first task where others hear that it was made before', async () => {
    const { taskId } = (await api.call('POST', '/api/v1/generate', GENERATE)).body.data
    const track = api.tasks.addTrack(taskId, { audioKey: 'alice/one.mp3', durationSeconds: 150 })
    const body = { taskId, audioId: track.id, callBackUrl: 'https://noop' }
    const headers = { 'idempotency-key': 'order-9' }
    const first = await api.call('POST', '/api/v1/wav/generate', body, headers)
    expect((await api.call('POST', '/api/v1/wav/generate', body, headers)).body).toEqual(first.body)
    expect((await api.call('POST', '/api/v1/wav/generate', body)).body).toMatchObject({
      code: 409,
      data: first.body.data,
    })
  })

  it('refuses a key of more than 255 characters', async () => {
    const headers = { 'idempotency-key': 'x'.repeat(256) }
    expect((await api.call('POST', '/api/v1/generate', GENERATE, headers)).body).toMatchObject({ code: 422 })
  })
})

describe('faults of the server', () => {
  it('answers code 500 and says nothing of what happened', async () => {
    const accounts = {
      authenticate: async () => testIdentity('alice'),
      creditsOf: async () => Promise.reject(new Error('password of the database')),
    }
    await withApi({ accounts }, async (broken) => {
      const answer = await broken.call('GET', '/api/v1/chat/credit')
      expect(answer.status).toBe(200)
      expect(answer.body).toEqual({
        code: 500,
        msg: 'Server Error - An unexpected error occurred while processing the request',
        data: null,
      })
    })
  })

  it('refuses a body of more than a megabyte', async () => {
    const answer = await api.call('POST', '/api/v1/generate', { ...GENERATE, x: 'x'.repeat(1024 * 1024) })
    expect(answer.body.code).toBe(413)
  })
})

describe('options', () => {
  const config = (extra: object) => ({ config: { ...api.deps.config, ...extra } })

  it('speaks the sunoapi dialect', async () => {
    await withApi(
      {
        ...config({ dialect: 'sunoapi' }),
        submitLimiter: createMemoryRateLimiter({ events: 2, perSeconds: 10 }),
      },
      async (sunoapi) => {
        sunoapi.tasks.credits = 0
        const codes = []
        for (const body of [{ ...GENERATE, model: 'V9' }, GENERATE, GENERATE]) {
          codes.push((await sunoapi.call('POST', '/api/v1/generate', body)).body.code)
        }
        expect(codes).toEqual([
          API_ERRORS.invalid.sunoapiCode,
          API_ERRORS.insufficientCredits.sunoapiCode,
          API_ERRORS.rateLimited.sunoapiCode,
        ])
      },
    )
  })

  it('mirrors codes as HTTP statuses', async () => {
    await withApi(config({ mirrorStatus: true }), async (mirroring) => {
      expect((await mirroring.call('POST', '/api/v1/generate', {})).status).toBe(422)
      expect(
        (await mirroring.call('GET', '/api/v1/chat/credit', undefined, { authorization: '' })).status,
      ).toBe(401)
    })
  })
})

describe('/troubadour/v1/tasks', () => {
  it('shows where any task stands, and cancels it once', async () => {
    const { body } = await api.call('POST', '/api/v1/generate', GENERATE)
    const path = `/troubadour/v1/tasks/${body.data.taskId}`
    expect((await api.call('GET', path)).body.data).toMatchObject({
      kind: 'generate',
      state: 'queued',
      stage: 'pending',
      progress: 0,
      queuePosition: 1,
      etaSeconds: 12,
      seed: 4242,
      warnings: [],
      errorCode: null,
    })
    const bob = { authorization: `Bearer ${OTHER_KEY}` }
    expect((await api.call('DELETE', path, undefined, bob)).status).toBe(404)
    expect((await api.call('DELETE', path, '')).body).toMatchObject({ code: 200, data: { cancelled: true } })
    expect((await api.call('DELETE', path)).body).toMatchObject({
      code: 409,
      msg: 'The task has already ended',
    })
    expect((await api.call('GET', path)).body.data).toMatchObject({ state: 'cancelled', queuePosition: null })
  })

  it.each(['f'.repeat(32), 'a%00b', 'x'])('does not know task %s', async (taskId) => {
    const answer = await api.call('GET', `/troubadour/v1/tasks/${taskId}`)
    expect([answer.status, answer.body.code]).toEqual([404, 404])
  })
})

describe('pages for people and machines', () => {
  it('shows a page at / whose curl line carries this server’s address', async () => {
    const answer = await api.app.inject({ url: '/' })
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(answer.body).toContain('curl http://troubadour.test/api/v1/generate ')
  })

  it('serves the API reference, its document, health and metrics without a key', async () => {
    for (const url of ['/docs', '/docs/', '/openapi.json', '/healthz', '/readyz', '/metrics']) {
      const { statusCode } = await api.app.inject({ url })
      expect([url, statusCode]).toEqual([url, 200])
    }
    expect((await api.app.inject({ url: '/metrics' })).body).toContain(
      'troubadour_http_request_duration_seconds_count{method="GET",route="/healthz",status="200"} 1',
    )
  })

  it('is not ready when something it needs is not', async () => {
    await withApi(
      { readiness: async () => ({ database: 'no connection', disk: undefined }) },
      async (unready) => {
        const answer = await unready.call('GET', '/readyz')
        expect(answer.status).toBe(503)
        expect(answer.body).toEqual({
          status: 'not ready',
          checks: { database: 'no connection', disk: 'ok' },
        })
      },
    )
  })
})
