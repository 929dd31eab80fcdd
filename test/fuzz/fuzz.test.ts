import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestApi, OTHER_KEY, TEST_KEY, type TestApi } from '../../src/api/testing/test-api.js'
import { OutboundError } from '../../src/net/index.js'
import { requestOf, type KnownIds } from './arbitraries.js'
import { DocumentedAnswers } from './documented-answers.js'
import { operationsOf } from './operations.js'
import { problemWith } from './verdict.js'

/** Requests for each operation; `npm run fuzz` sends many more, to a real server. */
const REQUESTS = 120

const document: unknown = JSON.parse(
  await readFile(new URL('../../contract/openapi.json', import.meta.url), 'utf8'),
)
const operations = operationsOf(document)
const documented = new DocumentedAnswers(document)

let api: TestApi
let known: KnownIds
const SECRET = 'what only Bob may know'

beforeAll(async () => {
  api = await createTestApi({
    downloader: {
      download: async () => Promise.reject(new OutboundError('unreachable', 'nobody answers')),
    },
  })
  const submit = async (key: string, prompt: string) => {
    const body = {
      prompt,
      customMode: false,
      instrumental: false,
      model: 'V5',
      callBackUrl: 'https://example.com/x',
    }
    const answer = await api.call('POST', '/api/v1/generate', body, { authorization: `Bearer ${key}` })
    const { taskId } = answer.body.data
    const track = api.tasks.addTrack(taskId, { title: prompt, audioKey: 'a/1.mp3', durationSeconds: 90 })
    return { taskId, audioId: track.id }
  }
  const own = await submit(TEST_KEY, 'snow')
  const foreign = await submit(OTHER_KEY, SECRET)
  known = {
    taskIds: [own.taskId, foreign.taskId, '0'.repeat(32)],
    audioIds: [own.audioId, foreign.audioId],
    urls: ['http://troubadour.test/media/a/1.mp3'],
  }
})
afterAll(() => api.close())

// What the system looks like comes from outside the API; its own test has it.
const fuzzed = operations.filter(({ path }) => path !== '/troubadour/v1/system')
it.each(fuzzed.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
  '%s takes whatever comes',
  async (_, operation) => {
    await fc.assert(
      fc.asyncProperty(requestOf(operation, known), async (request) => {
        const answer = await api.app.inject({
          method: operation.method,
          url: request.url,
          headers: {
            authorization: `Bearer ${TEST_KEY}`,
            ...(request.payload === undefined ? {} : { 'content-type': 'application/json' }),
            ...request.headers,
          },
          ...(request.payload === undefined ? {} : { payload: request.payload }),
        })
        const raw = { status: answer.statusCode, text: answer.body }
        expect(problemWith(request, raw, [SECRET])).toBeUndefined()
        expect(documented.departure(operation, JSON.parse(answer.body) as { code?: unknown })).toBeUndefined()
      }),
      { numRuns: REQUESTS, seed: 2026, interruptAfterTimeLimit: 20_000 },
    )
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  },
)
