import type { ConformanceCase } from './conformance-case.js'
import { expectSame, expectThat, Mismatch } from './mismatch.js'

/** What holds whatever the endpoint: order of validation, unknown paths, CORS, idempotency, rate limits. */
export const GENERAL_CASES: readonly ConformanceCase[] = [
  general('answers unknown paths with HTTP 404 in the envelope', async ({ http }) => {
    const { status, body } = await http.get('/api/v1/no/such/thing')
    expectSame('answer', [status, body], [404, { code: 404, msg: 'Not Found', data: null }])
  }),
  general('answers preflight requests from any origin', async ({ http }) => {
    const response = await fetch(`${http.base}/api/v1/generate`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.example.com',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    })
    await response.arrayBuffer()
    expectThat(response.ok, `HTTP ${response.status}`)
    expectSame('origin', response.headers.get('access-control-allow-origin'), '*')
    const allowed = response.headers.get('access-control-allow-headers')?.toLowerCase() ?? ''
    expectThat(allowed.includes('authorization') && allowed.includes('content-type'), `headers: ${allowed}`)
    const methods = response.headers.get('access-control-allow-methods') ?? ''
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'])
      expectThat(methods.includes(method), `methods: ${methods}`)
  }),
  general('asks for what is missing before it looks at values and lengths', async ({ http, callbackUrl }) => {
    const body = {
      customMode: true,
      instrumental: false,
      model: 'V9',
      style: 'a'.repeat(5000),
      callBackUrl: callbackUrl,
    }
    const missing = await http.post('/api/v1/generate', body)
    expectThat(/cannot be blank$/.test(missing.body.msg), missing.body.msg)
    const invalid = await http.post('/api/v1/generate', { ...body, title: 'T', prompt: 'P' })
    expectThat(invalid.body.msg.startsWith('model'), invalid.body.msg)
  }),
  general('gives the first task again for the same Idempotency-Key', async (world) => {
    const body = { prompt: 'snow', callBackUrl: world.callbackUrl }
    const headers = { 'idempotency-key': `conformance-${Date.now()}` }
    const ids: unknown[] = []
    for (let i = 0; i < 2; i++) {
      const answer = await world.http.request('/api/v1/lyrics', { method: 'POST', body, headers })
      ids.push(answer.body.data?.taskId)
    }
    expectThat(typeof ids[0] === 'string' && ids[0] === ids[1], `ids ${JSON.stringify(ids)}`)
  }),
  general('serves finished songs with ranges and HEAD, without a key', async (world) => {
    const { audioUrl } = await world.song()
    const head = await fetch(audioUrl, { method: 'HEAD' })
    const length = Number(head.headers.get('content-length'))
    expectThat(head.ok && length > 1000, `HEAD gave HTTP ${head.status}, ${length} bytes`)
    const part = await fetch(audioUrl, { headers: { range: 'bytes=0-9' } })
    expectSame('range', [part.status, part.headers.get('content-range')], [206, `bytes 0-9/${length}`])
    const bytes = new Uint8Array(await part.arrayBuffer())
    expectSame('first bytes', String.fromCharCode(...bytes.subarray(0, 3)), 'ID3')
  }),
  general('knows a song by the other spelling of the record-info path', async (world) => {
    const { taskId } = await world.song()
    const [one, other] = await Promise.all(
      ['record-info', 'get'].map((name) => world.http.get(`/api/v1/generate/${name}?taskId=${taskId}`)),
    )
    expectSame('record', other!.body, one!.body)
  }),
  general('takes musicIndex for audioId', async (world) => {
    const { taskId } = await world.song()
    const { body } = await world.http.post('/api/v1/generate/get-timestamped-lyrics', {
      taskId,
      musicIndex: 1,
    })
    expectSame('code', body.code, 200)
  }),
  general('describes itself as OpenAPI 3.1', async ({ http }) => {
    const { body } = await http.get('/openapi.json')
    const version = (body as unknown as { openapi?: string }).openapi
    if (!version?.startsWith('3.1')) throw new Mismatch(`openapi is ${version}`)
  }),
]

function general(name: string, run: ConformanceCase['run']): ConformanceCase {
  return { row: 0, label: '0 everywhere', name, run }
}
