import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OTHER_KEY, createTestApi, type TestApi } from './testing/test-api.js'
import { createMemoryWebhookLog } from './testing/memory-webhook-log.js'

const GENERATE = {
  prompt: 'A calm folk song',
  customMode: false,
  instrumental: false,
  model: 'V5',
  callBackUrl: 'https://noop',
}

let api: TestApi
beforeEach(async () => {
  api = await createTestApi()
})
afterEach(() => api.close())

const submit = async (path = '/api/v1/generate', body: object = GENERATE): Promise<string> =>
  (await api.call('POST', path, body)).body.data.taskId

describe('the list of tasks', () => {
  it('comes in pages, newest first', async () => {
    const ids = [await submit(), await submit(), await submit()]
    const first = await api.call('GET', '/troubadour/v1/tasks?limit=2')
    expect(first.body).toMatchObject({ code: 200, data: { tasks: [{ taskId: ids[2] }, { taskId: ids[1] }] } })
    const cursor = first.body.data['nextCursor'] as string
    const second = await api.call('GET', `/troubadour/v1/tasks?limit=2&cursor=${cursor}`)
    expect(second.body.data).toMatchObject({ tasks: [{ taskId: ids[0] }], nextCursor: null })
  })

  it('filters by kind, state and time', async () => {
    const song = await submit()
    const words = await submit('/api/v1/lyrics', { prompt: 'rain', callBackUrl: 'https://noop' })
    api.tasks.change(words, { state: 'succeeded' })
    const ids = async (query: string) =>
      (
        (await api.call('GET', `/troubadour/v1/tasks?${query}`)).body.data['tasks'] as { taskId: string }[]
      ).map(({ taskId }) => taskId)
    expect(await ids('kind=lyrics,wav')).toEqual([words])
    expect(await ids('state=queued')).toEqual([song])
    expect(await ids('from=2026-02-03T04:05:07Z')).toEqual([])
    expect(await ids('to=2026-02-03T04:05:07Z')).toHaveLength(2)
  })

  it.each([
    ['kind=song', /^kind must be one or several, separated by commas, of generate, .*; got "song"$/],
    [
      'state=done',
      /^state must be one or several.*queued, running, succeeded, failed, cancelled; got "done"$/,
    ],
    ['from=yesterday', /^from must be a time such as .* or epoch milliseconds; got "yesterday"$/],
    ['limit=0', /^limit must be at least 1; got 0$/],
    ['limit=201', /^limit must be at most 200; got 201$/],
    ['cursor=x', /^cursor must be a nextCursor of an earlier answer; got "x"$/],
  ])('refuses %s', async (query, message) => {
    const { body } = await api.call('GET', `/troubadour/v1/tasks?${query}`)
    expect(body.code).toBe(422)
    expect(body.msg).toMatch(message)
  })
})

describe('one task', () => {
  it('shows its result as record-info does, and its callbacks', async () => {
    await api.close()
    api = await createTestApi()
    const taskId = await submit('/api/v1/lyrics', { prompt: 'rain', callBackUrl: 'https://noop' })
    const variants = [{ title: 'Rain', text: '[Verse]\nIt rains' }]
    api.tasks.change(taskId, { state: 'succeeded', stage: 'complete', progress: 1, result: { variants } })
    api.deps.webhooks.ofTask = async () => [
      {
        id: 'evt_1',
        taskId,
        stage: 'complete',
        url: 'https://noop',
        receiver: 'noop',
        state: 'dead',
        attemptCount: 4,
        lastStatus: null,
        lastError: 'no such host',
        deadReason: 'no such host',
        nextAttemptAt: new Date(0),
        createdAt: new Date(0),
        finishedAt: new Date(0),
        body: '{}',
        attempts: [],
      },
    ]
    const { body } = await api.call('GET', `/troubadour/v1/tasks/${taskId}`)
    const record = await api.call('GET', `/api/v1/lyrics/record-info?taskId=${taskId}`)
    expect(body.data).toMatchObject({
      taskId,
      kind: 'lyrics',
      state: 'succeeded',
      progress: 1,
      sandbox: false,
      callbackUrl: 'https://noop',
      callbacks: [
        {
          eventId: 'evt_1',
          stage: 'complete',
          state: 'dead',
          attempts: 4,
          lastStatus: null,
          lastError: 'no such host',
        },
      ],
    })
    expect(body.data['result']).toEqual(record.body.data['response'])
  })

  it('does not exist for another key', async () => {
    const taskId = await submit()
    for (const path of [taskId, `${taskId}/events`]) {
      const { body } = await api.call('GET', `/troubadour/v1/tasks/${path}`, undefined, {
        authorization: `Bearer ${OTHER_KEY}`,
      })
      expect(body).toEqual({ code: 404, msg: 'Record does not exist', data: null })
    }
  })
})

describe('callbacks', () => {
  const event = {
    id: 'evt_1',
    taskId: '0123456789abcdef0123456789abcdef',
    stage: 'complete',
    url: 'https://noop/x',
    receiver: 'noop',
    state: 'dead',
    attemptCount: 1,
    lastStatus: 500,
    lastError: 'The receiver answered 500.',
    deadReason: 'The receiver answered 500.',
    nextAttemptAt: new Date(0),
    createdAt: new Date(1),
    finishedAt: new Date(2),
    body: '{"code":200}',
    attempts: [
      {
        number: 1,
        startedAt: new Date(1),
        latencyMs: 3,
        status: 500,
        answer: 'no',
        error: 'The receiver answered 500.',
      },
    ],
  } as const
  beforeEach(async () => {
    await api.close()
    api = await createTestApi({
      webhooks: createMemoryWebhookLog([
        event,
        { ...event, id: 'evt_2', state: 'pending', finishedAt: null },
      ]),
    })
  })

  it('are listed and shown with every attempt', async () => {
    const page = await api.call('GET', '/troubadour/v1/webhooks/events?state=dead&receiver=noop')
    expect(page.body.data).toMatchObject({
      events: [{ eventId: 'evt_1', state: 'dead', attempts: 1, nextAttemptAt: null }],
      nextCursor: null,
    })
    const one = await api.call('GET', '/troubadour/v1/webhooks/events/evt_1')
    expect(one.body.data).toMatchObject({
      body: { code: 200 },
      history: [{ number: 1, status: 500, answer: 'no', startedAt: '1970-01-01T00:00:00.001Z' }],
    })
  })

  it('are sent again once they have ended, with a JSON body, an empty one or none', async () => {
    const path = '/troubadour/v1/webhooks/events/evt_1/replay'
    for (const body of [undefined, {}, ' ']) {
      const answer = await api.call('POST', path, body)
      expect(answer.body).toEqual({ code: 200, msg: 'success', data: { eventId: 'evt_1', state: 'pending' } })
    }
    const pending = await api.call('POST', path.replace('evt_1', 'evt_2'))
    expect(pending.body).toMatchObject({ code: 409, msg: expect.stringContaining('pending') as string })
    const unknown = await api.call('POST', path.replace('evt_1', 'evt_3'))
    expect(unknown.body).toMatchObject({ code: 404 })
    const many = await api.call('POST', '/troubadour/v1/webhooks/replay', { since: 0 })
    expect(many.body.data).toEqual({ replayed: 1 })
    const missing = await api.call('POST', '/troubadour/v1/webhooks/replay', {})
    expect(missing.body).toMatchObject({ code: 422, msg: 'since cannot be blank' })
  })

  it('can be tried out', async () => {
    const answer = await api.call('POST', '/troubadour/v1/webhooks/test', { url: 'https://noop/x' })
    expect(answer.body.data).toMatchObject({
      delivered: true,
      status: 200,
      answer: 'hello from https://noop/x',
    })
    const refused = await api.call('POST', '/troubadour/v1/webhooks/test', { url: 'ftp://noop' })
    expect(refused.body).toMatchObject({
      code: 422,
      msg: 'url must be an http or https URL; got "ftp://noop"',
    })
  })

  it('are nobody else’s business', async () => {
    const asBob = { authorization: `Bearer ${OTHER_KEY}` }
    const page = await api.call('GET', '/troubadour/v1/webhooks/events', undefined, asBob)
    expect(page.body.data).toEqual({ events: [], nextCursor: null })
    const one = await api.call('POST', '/troubadour/v1/webhooks/events/evt_1/replay', {}, asBob)
    expect(one.body.code).toBe(404)
  })
})
