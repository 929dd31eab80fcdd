import { setTimeout as sleep } from 'node:timers/promises'
import fastify, { type FastifyInstance } from 'fastify'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Task } from '../tasks/types.js'
import { taskEventRoutes } from './task-events.js'
import { createTestApi, type TestApi } from './testing/test-api.js'
import { testIdentity } from './testing/memory-accounts.js'

let api: TestApi
let app: FastifyInstance
let base: string
let looks: number

beforeEach(async () => {
  api = await createTestApi()
  looks = 0
  const tasks = {
    ...api.tasks,
    findMany: async (ids: readonly string[]) => {
      looks++
      return api.tasks.findMany(ids)
    },
  }
  app = fastify({ forceCloseConnections: 'idle' })
  app.setValidatorCompiler(() => (value: unknown) => ({ value }))
  app.setSerializerCompiler(() => (value: unknown) => JSON.stringify(value))
  app.decorateRequest('account')
  app.addHook('onRequest', async (request) => {
    request.account = testIdentity('alice')
  })
  taskEventRoutes(app, { ...api.deps, tasks }, { pollMs: 10, heartbeatMs: 60 })
  await app.listen({ host: '127.0.0.1', port: 0 })
  base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
})
afterEach(async () => {
  await app.close()
  await api.close()
})

async function newTask(): Promise<string> {
  const { body } = await api.call('POST', '/api/v1/generate', {
    prompt: 'A calm folk song',
    customMode: false,
    instrumental: false,
    model: 'V5',
    callBackUrl: 'https://noop',
  })
  return body.data.taskId
}

interface Heard {
  readonly id: string
  readonly event: string
  readonly data: Pick<Task, 'state' | 'stage' | 'progress'> & { readonly queuePosition: number | null }
}

/** Listens until the stream ends; `onEvent` is called as events arrive. */
async function listen(
  taskId: string,
  onEvent: (event: Heard) => void = () => undefined,
  lastEventId?: string,
): Promise<{ status: number; headers: Headers; text: string; events: Heard[] }> {
  const response = await fetch(`${base}/troubadour/v1/tasks/${taskId}/events`, {
    headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId },
  })
  const events: Heard[] = []
  let text = ''
  let rest = ''
  const decoder = new TextDecoder()
  for await (const piece of response.body ?? []) {
    const piecesText = decoder.decode(piece as Uint8Array, { stream: true })
    text += piecesText
    const blocks = (rest + piecesText).split('\n\n')
    rest = blocks.pop()!
    for (const block of blocks) {
      const found = /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(block)
      if (!found) continue
      const event = { id: found[1]!, event: found[2]!, data: JSON.parse(found[3]!) as Heard['data'] }
      events.push(event)
      onEvent(event)
    }
  }
  return { status: response.status, headers: response.headers, text, events }
}

describe('events of a task', () => {
  it('tell state, stage and progress as they change, and end after the final one', async () => {
    const taskId = await newTask()
    const steps: Partial<Task>[] = [
      { state: 'running' },
      { progress: 0.3 },
      { stage: 'text' },
      { stage: 'complete', state: 'succeeded', progress: 1 },
    ]
    const { events, headers, text } = await listen(taskId, () => {
      const step = steps.shift()
      if (step) api.tasks.change(taskId, step)
    })
    expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(text).toMatch(/^retry: \d+\n\n/)
    expect(events.map(({ event }) => event)).toEqual(['state', 'state', 'progress', 'stage', 'end'])
    expect(events[0]!.data).toMatchObject({
      state: 'queued',
      stage: 'pending',
      progress: 0,
      queuePosition: 1,
    })
    expect(events[1]!.data).toMatchObject({ state: 'running', queuePosition: null })
    expect(events.at(-1).data).toMatchObject({ state: 'succeeded', stage: 'complete', progress: 1 })
  })

  it('fill silences with comments', async () => {
    const taskId = await newTask()
    const listening = listen(taskId)
    await sleep(200)
    api.tasks.change(taskId, { state: 'cancelled' })
    expect((await listening).text).toMatch(/: heartbeat\n\n/)
  })

  it('are shared: many listeners cost one look each time, and none when nobody listens', async () => {
    const taskId = await newTask()
    const listening = Promise.all(Array.from({ length: 20 }, () => listen(taskId)))
    await sleep(200)
    const during = looks
    expect(during).toBeLessThan(30)
    api.tasks.change(taskId, { state: 'failed', errorCode: 501, errorMessage: 'no sound' })
    for (const { events } of await listening) {
      expect(events.at(-1)).toMatchObject({ event: 'end', data: { state: 'failed', errorCode: 501 } })
    }
    await sleep(50)
    const after = looks
    await sleep(100)
    expect(looks).toBe(after)
  })

  it('go on after a broken connection without repeating what is known, and are over for good after the end', async () => {
    const taskId = await newTask()
    api.tasks.change(taskId, { state: 'running', stage: 'text' })
    let known = ''
    const first = new AbortController()
    const response = await fetch(`${base}/troubadour/v1/tasks/${taskId}/events`, { signal: first.signal })
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    while (known === '') {
      const piece: { value?: Uint8Array } = await reader.read()
      known = /id: (.*)/.exec(new TextDecoder().decode(piece.value))?.[1] ?? ''
    }
    first.abort()

    const again = listen(taskId, undefined, known)
    await sleep(60)
    api.tasks.change(taskId, { state: 'succeeded', stage: 'complete' })
    const { events } = await again
    expect(events.map(({ event }) => event)).toEqual(['end'])
    expect((await listen(taskId, undefined, events[0]!.id)).status).toBe(204)
    expect((await listen(taskId, undefined, 'anything else')).events).toHaveLength(1)
  })

  it('do not keep the server from closing', async () => {
    const taskId = await newTask()
    const listening = listen(taskId)
    await sleep(30)
    await app.close()
    expect((await listening).status).toBe(200)
  })
})
