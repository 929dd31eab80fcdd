import { connect, type AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestApi, TEST_KEY, type TestApi } from './testing/test-api.js'

let api: TestApi
beforeEach(async () => {
  api = await createTestApi()
})
afterEach(() => api.close())

const SONG = {
  prompt: 'rain',
  customMode: false,
  instrumental: false,
  model: 'V5',
  callBackUrl: 'http://noop.test/',
}

describe('paths', () => {
  it.each([
    '/media/../../etc/passwd',
    '/media/..%2f..%2fetc%2fpasswd',
    '/media/%2e%2e/%2e%2e/etc/passwd',
    '/media/%252e%252e/etc/passwd',
    '/media/....//....//etc/passwd',
    '/media/..\\..\\etc\\passwd',
    '/media/..%5c..%5cetc%5cpasswd',
    '/media//etc/passwd',
    '/media/C:/windows/win.ini',
    '/media/a%00.mp3',
    '/media/a%0d%0aset-cookie:%20a=b',
    '/stream/../../../etc/passwd',
    '/stream/%2e%2e%2fetc.mp3',
    '/troubadour/v1/tasks/..%2f..%2fkeys',
    '/troubadour/v1/tasks/a%00b',
    '/api/v1/generate/../../../../etc/passwd',
  ])('%s leads nowhere', async (url) => {
    const answer = await api.app.inject({ url, headers: { authorization: `Bearer ${TEST_KEY}` } })
    expect([200, 400, 401, 404]).toContain(answer.statusCode)
    if (answer.statusCode === 200) expect([401, 404]).toContain(answer.json<{ code: number }>().code)
    expect(answer.body).not.toContain('root:')
    expect(answer.headers['set-cookie']).toBeUndefined()
  })
})

describe('bodies', () => {
  const submit = (body: string) =>
    api.app.inject({
      method: 'POST',
      url: '/api/v1/generate',
      headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
      payload: body,
    })

  it.each([
    ['lists in lists', `{"prompt":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
    ['objects in objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['two megabytes', JSON.stringify({ ...SONG, prompt: 'x'.repeat(2_000_000) })],
    ['a number beyond all', `{"duration":1${'0'.repeat(100_000)}}`],
  ])('of %s are refused without harm', async (_what, body) => {
    const answer = await submit(body)
    expect([400, 413, 422]).toContain(answer.json<{ code: number }>().code)
    expect((await submit(JSON.stringify(SONG))).json<{ code: number }>().code).toBe(200)
  })

  it('with names of prototypes change no object but their own', async () => {
    const poison = `{"__proto__":{"isAdmin":true,"callBackUrl":"http://evil.test/"},"constructor":{"prototype":{"isAdmin":true}},${JSON.stringify(SONG).slice(1)}`
    const answer = await submit(poison)
    expect(answer.statusCode).toBe(200)
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined()
    expect(api.tasks.all().every((task) => task.callbackUrl === SONG.callBackUrl)).toBe(true)
  })

  it.each([
    ['spaces', ' '.repeat(400_000)],
    ['brackets', '['.repeat(400_000)],
    ['tags', '[Verse]'.repeat(60_000)],
    ['commas', ','.repeat(400_000)],
    ['almost a URL', `http://${'a.'.repeat(200_000)}`],
    ['letters and one sign', `${'a'.repeat(400_000)}!`],
    ['digits', '1'.repeat(400_000)],
  ])('of endless %s are read in no time', async (_what, text) => {
    const startedAt = process.cpuUsage()
    for (const field of ['prompt', 'style', 'title', 'callBackUrl', 'negativeTags', 'model']) {
      await submit(JSON.stringify({ ...SONG, customMode: true, style: 'pop', title: 'x', [field]: text }))
    }
    const { user } = process.cpuUsage(startedAt)
    // Six bodies of 400 kB: a pattern that goes back and forth over them takes minutes.
    expect(user / 1e6).toBeLessThan(5)
  })
})

describe('headers', () => {
  it('keep other sites from framing, sniffing and following', async () => {
    for (const url of ['/healthz', '/api/v1/chat/credit', '/nothing']) {
      const { headers } = await api.app.inject({ url })
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
      })
      expect(headers['x-powered-by']).toBeUndefined()
    }
  })

  it('cannot be added by what a client writes', async () => {
    const answer = await api.app.inject({
      url: '/media/none?download=a%0d%0aset-cookie:%20a=b',
      headers: { authorization: `Bearer ${TEST_KEY}`, 'x-request-id': 'a\r\nset-cookie: a=b' },
    })
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  it('that drip in are cut off, and others are served meanwhile', async () => {
    await api.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = api.app.server.address() as AddressInfo
    expect(api.app.server.headersTimeout).toBeLessThanOrEqual(20_000)
    expect(api.app.server.requestTimeout).toBeGreaterThan(0)
    const slow = Array.from({ length: 200 }, () => {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => undefined)
      socket.write('POST /api/v1/generate HTTP/1.1\r\nHost: x\r\nX-')
      return socket
    })
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`)
    expect(answer.status).toBe(200)
    for (const socket of slow) socket.destroy()
  })
})
