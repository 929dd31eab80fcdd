import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.js'
import { createGuardedClient, type GuardedClient } from '../net/index.js'
import { createDispatcher, type Dispatcher, type DispatcherOptions } from './dispatcher.js'
import { eventsOfTask, replayDead } from './event-log.js'
import type { OpenedCircuit } from './receiver-health.js'
import { addAccount, addEvents, addTask } from './testing/outbox.js'
import { startReceiver, type Receiver } from './testing/receiver.js'

let database: TestDatabase
let client: GuardedClient
let accountId: string
let dispatcher: Dispatcher
let receiver: Receiver
let isDown: boolean
let opened: OpenedCircuit[]

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  client = createGuardedClient({ allowPrivate: true })
  accountId = await addAccount(database.db)
  isDown = true
  opened = []
  receiver = await startReceiver((response) => response.writeHead(isDown ? 503 : 200).end())
})
afterEach(async () => {
  await dispatcher.stop(0)
  await client.close()
  await receiver.close()
  await sql`truncate accounts, webhook_receivers cascade`.execute(database.db)
})

function dispatch(options: Partial<DispatcherOptions> = {}): void {
  dispatcher = createDispatcher({
    db: database.db,
    client,
    signingKeys: () => ({ secrets: [] }),
    retryDelaysMs: [10, 20, 40],
    pollMs: 20,
    breaker: { openAfterFailures: 4, openAfterMs: 0, probeDelayMs: 100, maxProbeDelayMs: 100 },
    maxHeldMs: 60_000,
    onOpened: (circuit) => opened.push(circuit),
    ...options,
  })
  dispatcher.start()
}

const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 15_000, interval: 20 })

async function tasks(count: number, stages = ['complete']): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < count; i++) {
    const taskId = await addTask(database.db, accountId)
    await addEvents(database.db, { accountId, taskId, url: receiver.url }, stages)
    ids.push(taskId)
  }
  return ids
}

async function statesOf(taskIds: readonly string[]): Promise<string[]> {
  const events = await Promise.all(taskIds.map((id) => eventsOfTask(database.db, accountId, id)))
  return events.flat().map(({ state }) => state)
}

it('spares a receiver that is down: one probe at a time, and everything flows once one is answered', async () => {
  const ids = await tasks(30, ['text', 'complete'])
  dispatch()
  await eventually(() => opened.length).toBe(1)
  expect(opened[0]).toMatchObject({
    receiver: new URL(receiver.url).host,
    lastError: 'The receiver answered 503.',
  })
  await sleep(100)
  const before = receiver.requests.length
  await sleep(800)
  // Probes are 100 ms apart, give or take a fifth.
  expect(receiver.requests.length - before).toBeGreaterThan(2)
  expect(receiver.requests.length - before).toBeLessThan(12)

  isDown = false
  await eventually(async () => (await statesOf(ids)).includes('pending')).toBe(false)
  const states = await statesOf(ids)
  // Probes used up the attempts of a few; the rest had theirs left.
  expect(states.filter((state) => state === 'delivered').length).toBeGreaterThan(45)
  const { rows } = await sql`select opened_at, failures from webhook_receivers`.execute(database.db)
  expect(rows).toEqual([{ opened_at: null, failures: 0 }])
})

it('gives up what it has held as long as the retries last, with the reason, and a replay brings it all', async () => {
  const ids = await tasks(10, ['text', 'complete'])
  dispatch({ maxHeldMs: 300 })
  await eventually(async () => (await statesOf(ids)).every((state) => state === 'dead')).toBe(true)
  const all = (await Promise.all(ids.map((id) => eventsOfTask(database.db, accountId, id)))).flat()
  expect(all.map(({ deadReason }) => deadReason)).toContainEqual(
    expect.stringMatching(
      /^The receiver has been down since .* UTC \(The receiver answered 503\.\), longer than/,
    ),
  )
  isDown = false
  expect(await replayDead(database.db, accountId, { since: new Date(0) })).toBe(20)
  dispatcher.notify()
  await eventually(async () => (await statesOf(ids)).every((state) => state === 'delivered')).toBe(true)
})

it('is not put off by answers that only refuse an event', async () => {
  await receiver.close()
  receiver = await startReceiver((response) => response.writeHead(404).end())
  const ids = await tasks(8)
  dispatch()
  await eventually(async () => (await statesOf(ids)).every((state) => state === 'dead')).toBe(true)
  expect(opened).toEqual([])
  expect(receiver.requests).toHaveLength(32)
})

it('trusts a receiver more with each answer, up to the most', async () => {
  await receiver.close()
  receiver = await startReceiver((response) => setTimeout(() => response.end(), 30))
  const ids = await tasks(60)
  dispatch({ maxPerReceiver: 8 })
  await eventually(async () => (await statesOf(ids)).every((state) => state === 'delivered')).toBe(true)
  expect(receiver.mostAtOnce).toBeGreaterThan(4)
  expect(receiver.mostAtOnce).toBeLessThanOrEqual(8)
})
