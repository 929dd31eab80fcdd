import { readFile } from 'node:fs/promises'
import { API_ERRORS, type ApiErrorName } from '@troubadour/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiError } from '../../src/api/api-error.js'
import { createTestApi, type TestApi } from '../../src/api/testing/test-api.js'

/** Walks every request with a JSON body that the document lists: rules that hold for all of them. */

interface JsonSchema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly maxLength?: number
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
}
interface Route {
  readonly path: string
  readonly schema: JsonSchema
  readonly example: Readonly<Record<string, unknown>>
}

const document = JSON.parse(
  await readFile(new URL('../../contract/openapi.json', import.meta.url), 'utf8'),
) as {
  paths: Record<
    string,
    {
      post?: { requestBody?: { content: Record<string, { schema: JsonSchema; example: Route['example'] }> } }
    }
  >
}

const ROUTES: readonly Route[] = Object.entries(document.paths).flatMap(([path, { post }]) => {
  const json = post?.requestBody?.content['application/json']
  return json && !path.startsWith('/api/file-') ? [{ path: path.replaceAll(/\{\w+\}/g, 'x'), ...json }] : []
})

/** Requests that make nothing: they have no such limit. */
/** Nothing to say is as good as an empty object. */
const BODY_OPTIONAL = new Set(['/troubadour/v1/webhooks/secrets', '/troubadour/v1/webhooks/inspector'])
const READS = new Set([
  '/api/v1/generate/get-timestamped-lyrics',
  '/api/v1/voice/check-voice',
  '/api/v1/common/download-url',
])
/** Examples that name no record: nothing but credits can be missing. */
const COMPLETE = new Set([
  '/api/v1/generate',
  '/api/v1/generate/extend',
  '/api/v1/generate/upload-cover',
  '/api/v1/generate/upload-extend',
  '/api/v1/generate/add-instrumental',
  '/api/v1/generate/add-vocals',
  '/api/v1/generate/mashup',
  '/api/v1/generate/sounds',
  '/api/v1/lyrics',
  '/api/v1/style/generate',
  '/api/v1/voice/validate',
  '/api/v1/jobs/createTask',
])

let api: TestApi
let tooMany: TestApi
beforeAll(async () => {
  api = await createTestApi()
  tooMany = await createTestApi({ submitLimiter: { consume: async () => 7 } })
})
afterAll(async () => {
  await api.close()
  await tooMany.close()
})

it('there are routes to walk', () => {
  expect(ROUTES.length).toBeGreaterThanOrEqual(26)
})

describe.each(ROUTES)('POST $path', ({ path, schema, example }) => {
  const properties = Object.entries(schema.properties ?? {})
  const required = schema.required ?? []

  it('answers a browser that asks whether it may, without a key', async () => {
    const answer = await api.app.inject({
      method: 'OPTIONS',
      url: path,
      headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' },
    })
    expect([answer.statusCode, answer.headers['access-control-allow-origin']]).toEqual([204, '*'])
  })

  it('looks at the key first', async () => {
    for (const server of [api, tooMany]) {
      const { body } = await server.call('POST', path, '{', { authorization: 'Bearer nobody' })
      expect(body.code).toBe(401)
    }
  })

  it('then at the JSON, even when requests are too many', async () => {
    for (const server of [api, tooMany]) {
      for (const text of ['{', '[1]', '"x"', ...(BODY_OPTIONAL.has(path) ? [] : [' '])]) {
        expect((await server.call('POST', path, text)).body.code, text).toBe(400)
      }
    }
  })

  it('then at the rate limit, before any field', async () => {
    const answers = [await tooMany.call('POST', path, {}), await tooMany.call('POST', path, example)]
    const codes = answers.map(({ body }) => body.code)
    if (!path.startsWith('/api/v1') || READS.has(path)) return
    expect(codes).toEqual([429, 429])
    expect(answers[0]!.headers['retry-after']).toBe('7')
  })

  it('then at required fields, before kinds and allowed values', async () => {
    for (const field of required) {
      const others = Object.fromEntries(
        properties.map(([name, { enum: allowed }]) => [name, allowed ? 'not allowed' : example[name]]),
      )
      const { body } = await api.call('POST', path, { ...others, [field]: null })
      expect(body.code, `${field}: ${body.msg}`).toBe(422)
      expect(body.msg).toMatch(/ cannot be blank$|^Please enter callBackUrl\.$/)
    }
  })

  it('then at allowed values, before lengths', async () => {
    const choice = properties.find(([, { enum: allowed }]) =>
      allowed?.every((value) => typeof value === 'string'),
    )
    const text = properties.find(([name, { maxLength }]) => maxLength !== undefined && name !== choice?.[0])
    if (!choice || !text) return
    const tooLong = 'x'.repeat(text[1].maxLength! + 1)
    const both = await api.call('POST', path, { ...example, [choice[0]]: 'not allowed', [text[0]]: tooLong })
    expect(both.body).toMatchObject({ code: 422, data: null })
    expect(both.body.msg).toMatch(new RegExp(`^${choice[0]} must be`))
    const long = await api.call('POST', path, { ...example, [text[0]]: tooLong })
    expect(long.body.msg).toContain(text[0])
  })

  it('and at the credits last of all', async () => {
    const { credits } = api.tasks
    api.tasks.credits = -1
    try {
      const whole = await api.call('POST', path, example)
      expect(whole.body.code === 402, whole.body.msg).toBe(COMPLETE.has(path))
      for (const field of required) {
        const { body } = await api.call('POST', path, { ...example, [field]: null })
        expect(body.code, field).toBe(422)
      }
    } finally {
      api.tasks.credits = credits
    }
  })
})

describe('the sunoapi dialect and mirrored statuses', () => {
  const REASONS = Object.keys(API_ERRORS) as ApiErrorName[]

  it.each(REASONS)('have their own code for "%s"', async (reason) => {
    const { code, sunoapiCode, httpStatus } = API_ERRORS[reason]
    const seen = []
    for (const config of [{}, { dialect: 'sunoapi' }, { mirrorStatus: true }] as const) {
      const own = await createTestApi({
        config: { ...api.deps.config, ...config },
        hasDiskSpace: async () => Promise.reject(new ApiError(reason, 'so')),
      })
      const answer = await own.call('POST', '/api/v1/lyrics', { prompt: 'x', callBackUrl: 'https://noop' })
      seen.push([answer.status, answer.body.code])
      await own.close()
    }
    expect(seen).toEqual([
      [httpStatus, code],
      [httpStatus, sunoapiCode],
      [code, code],
    ])
  })
})
