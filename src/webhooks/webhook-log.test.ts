import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.js'
import { createGuardedClient, type GuardedClient } from '../net/index.js'
import { recordOutcomes, type Outcome } from './record-outcomes.js'
import { signingKeysFrom } from './signing.js'
import { addAccount, addEvents, addTask } from './testing/outbox.js'
import { startReceiver } from './testing/receiver.js'
import { createWebhookLog, type WebhookLog } from './webhook-log.js'

let database: TestDatabase
let client: GuardedClient
let accountId: string
let log: WebhookLog
let replays: number

beforeAll(async () => {
  database = await createTestDatabase()
  client = createGuardedClient({ allowPrivate: true })
})
afterAll(async () => {
  await client.close()
  await database.drop()
})
beforeEach(async () => {
  accountId = await addAccount(database.db)
  replays = 0
  log = createWebhookLog({
    db: database.db,
    client,
    signingKeys: () => signingKeysFrom('a key for tests'),
    onReplay: () => replays++,
  })
})
afterEach(() => sql`truncate accounts cascade`.execute(database.db))

async function events(url: string, stages: readonly string[]): Promise<string[]> {
  return addEvents(database.db, { accountId, taskId: await addTask(database.db, accountId), url }, stages)
}

async function end(eventId: string, next: Outcome['next']): Promise<void> {
  const failed = next.state !== 'delivered'
  await recordOutcomes(database.db, [
    {
      eventId,
      receiver: 'receiver.test',
      receiverState: failed ? 'failing' : 'well',
      claims: 0,
      number: 1,
      startedAt: new Date(),
      latencyMs: 5,
      status: failed ? 500 : 200,
      answer: 'text',
      error: failed ? 'The receiver answered 500.' : null,
      next,
    },
  ])
}

const page = (query: Partial<Parameters<WebhookLog['list']>[1]> = {}) =>
  log.list(accountId, { limit: 10, ...query })

describe('the list of callbacks', () => {
  it('is newest first, in pages, with the last attempt of each', async () => {
    const [text, first] = await events('http://a.example/x', ['text', 'first', 'complete'])
    await end(text!, { state: 'dead', reason: 'gone' })
    const start = await page({ limit: 2 })
    expect(start.events.map(({ stage }) => stage)).toEqual(['complete', 'first'])
    const rest = await page({ limit: 2, cursor: start.nextCursor! })
    expect(rest.nextCursor).toBeNull()
    expect(rest.events).toMatchObject([
      {
        id: text,
        receiver: 'a.example',
        state: 'dead',
        attemptCount: 1,
        lastStatus: 500,
        lastError: 'The receiver answered 500.',
        deadReason: 'gone',
      },
    ])
    expect(await log.find(accountId, text!)).toMatchObject({ attempts: [{ status: 500, answer: 'text' }] })
    expect(await log.find(accountId, first!)).toMatchObject({
      state: 'pending',
      attempts: [],
      lastStatus: null,
    })
  })

  it('filters by state, task and receiver, and shows nobody else’s', async () => {
    const [one] = await events('http://a.example:81/x', ['complete'])
    const [two] = await events('http://b.example/x', ['complete'])
    await end(two!, { state: 'delivered' })
    const ids = async (query: Parameters<typeof page>[0]) => (await page(query)).events.map(({ id }) => id)
    expect(await ids({ states: ['pending', 'dead'] })).toEqual([one])
    expect(await ids({ receiver: 'a.example:81' })).toEqual([one])
    const { taskId } = (await log.find(accountId, two!))!
    expect(await ids({ taskId })).toEqual([two])
    const stranger = await addAccount(database.db)
    expect((await log.list(stranger, { limit: 10 })).events).toEqual([])
    expect(await log.find(stranger, one!)).toBeUndefined()
    expect(await log.replay(stranger, two!)).toBe(false)
  })
})

describe('sending again', () => {
  it('takes the dead of a time and a receiver, and wakes the dispatcher', async () => {
    const [a] = await events('http://a.example/x', ['complete'])
    const [b] = await events('http://b.example/x', ['complete'])
    const [waiting] = await events('http://c.example/x', ['complete'])
    const before = new Date(Date.now() - 1000)
    for (const id of [a!, b!]) await end(id, { state: 'dead', reason: 'gone' })
    expect(await log.replayDead(accountId, { since: new Date(Date.now() + 60_000) })).toBe(0)
    expect(replays).toBe(0)
    expect(await log.replayDead(accountId, { since: before, receiver: 'b.example' })).toBe(1)
    expect(await log.replayDead(accountId, { since: before })).toBe(1)
    expect(replays).toBe(2)
    expect((await page({ states: ['pending'] })).events).toHaveLength(3)
    expect(await log.replay(accountId, waiting!)).toBe(false)
  })
})

describe('a test event', () => {
  it('is signed like any other and tells what the receiver answered', async () => {
    const receiver = await startReceiver((response) => response.writeHead(201).end('thanks'))
    try {
      const delivery = await log.sendTest(accountId, receiver.url)
      expect(delivery).toMatchObject({ status: 201, answer: 'thanks', error: null })
      const [request] = receiver.requests
      expect(request!.body).toBe(delivery.body)
      const { data } = JSON.parse(request!.body) as { data: { task_id: string; callbackType: string } }
      expect(data.callbackType).toBe('test')
      const timestamp = request!.headers['x-webhook-timestamp'] as string
      const expected = createHmac('sha256', 'a key for tests').update(`${data.task_id}.${timestamp}`)
      expect(request!.headers['x-webhook-signature']).toBe(expected.digest('base64'))
      expect(request!.headers['webhook-id']).toMatch(/^evt_[0-9a-f]{32}$/)
    } finally {
      await receiver.close()
    }
  })

  it('tells refusals and receivers that cannot be reached apart from success', async () => {
    const receiver = await startReceiver((response) => response.writeHead(404).end())
    try {
      expect(await log.sendTest(accountId, receiver.url)).toMatchObject({
        status: 404,
        error: 'The receiver answered 404.',
      })
    } finally {
      await receiver.close()
    }
    const unreachable = await log.sendTest(accountId, receiver.url)
    expect(unreachable).toMatchObject({ status: null, answer: null })
    expect(unreachable.error).toMatch(/127\.0\.0\.1/)
  })
})
