import { createHmac } from 'node:crypto'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.js'
import { transaction } from '../db/index.js'
import { createGuardedClient, type GuardedClient } from '../net/index.js'
import { callForward } from './call-forward.js'
import { claimEvents } from './claim-events.js'
import { createDispatcher, type Dispatcher, type DispatcherOptions } from './dispatcher.js'
import { enqueueEvent } from './enqueue-event.js'
import { eventsOfTask, replayEvent } from './event-log.js'
import { recordOutcomes } from './record-outcomes.js'
import { addAccount, addEvents, addTask } from './testing/outbox.js'
import { startReceiver, type ReceivedRequest, type Receiver } from './testing/receiver.js'

let database: TestDatabase
let client: GuardedClient
let accountId: string
let receivers: Receiver[]
let dispatchers: Dispatcher[]

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

beforeEach(async () => {
  client = createGuardedClient({ allowPrivate: true })
  accountId = await addAccount(database.db)
  receivers = []
  dispatchers = []
})

afterEach(async () => {
  await Promise.all(dispatchers.map((dispatcher) => dispatcher.stop(0)))
  await client.close()
  await Promise.all(receivers.map((receiver) => receiver.close()))
  await sql`truncate accounts cascade`.execute(database.db)
})

function dispatch(options: Partial<DispatcherOptions> = {}): Dispatcher {
  const dispatcher = createDispatcher({
    db: database.db,
    client,
    signingKeys: () => ({ secrets: [] }),
    retryDelaysMs: [20, 40, 80],
    timeoutMs: 10_000,
    pollMs: 50,
    ...options,
  })
  dispatchers.push(dispatcher)
  dispatcher.start()
  return dispatcher
}

async function receive(answer?: Parameters<typeof startReceiver>[0]): Promise<Receiver> {
  const receiver = await startReceiver(answer)
  receivers.push(receiver)
  return receiver
}

/** A task with events to `url`; returns its id. */
async function taskWith(url: string, stages: readonly string[]): Promise<string> {
  const taskId = await addTask(database.db, accountId)
  await addEvents(database.db, { accountId, taskId, url }, stages)
  return taskId
}

/** Like `expect.poll`, with patience for a busy machine. */
const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 25_000, interval: 25 })
const eventsOf = (taskId: string) => eventsOfTask(database.db, accountId, taskId)
const statesOf = async (taskId: string) => (await eventsOf(taskId)).map((event) => event.state)
const stageOf = (request: ReceivedRequest) =>
  (JSON.parse(request.body) as { data: { callbackType: string } }).data.callbackType
const taskOf = (request: ReceivedRequest) =>
  (JSON.parse(request.body) as { data: { task_id: string } }).data.task_id
/** Number of events that are not delivered. */
const openEvents = async () => {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from outbox_events where state <> 'delivered'`.execute(database.db)
  return rows[0]!.count
}
const THREE = ['text', 'first', 'complete']

describe('delivering', () => {
  it('posts the stages of a task in order, once each, and records the attempts', async () => {
    const receiver = await receive()
    const taskId = await taskWith(receiver.url, THREE)
    dispatch()
    await eventually(() => statesOf(taskId)).toEqual(['delivered', 'delivered', 'delivered'])
    expect(receiver.requests.map(stageOf)).toEqual(THREE)
    expect(receiver.requests[0]!.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': (await eventsOf(taskId))[0]!.id,
    })
    expect((await eventsOf(taskId))[2]!.attempts).toEqual([
      {
        number: 1,
        startedAt: expect.any(Date) as Date,
        latencyMs: expect.any(Number) as number,
        status: 200,
        answer: '{"status":"received"}',
        error: null,
      },
    ])
  })

  it('sets off at once when it is told of an event', async () => {
    const receiver = await receive()
    const dispatcher = dispatch({ pollMs: 60_000 })
    const warmUp = await taskWith(receiver.url, ['text'])
    dispatcher.notify()
    await eventually(() => statesOf(warmUp)).toEqual(['delivered'])
    await taskWith(receiver.url, THREE)
    const startedAt = performance.now()
    dispatcher.notify()
    await eventually(() => receiver.requests.length).toBe(4)
    expect(receiver.requests[1]!.at - startedAt).toBeLessThan(5000)
  })

  it('delivers nothing of a transaction that is rolled back', async () => {
    const receiver = await receive()
    const taskId = await addTask(database.db, accountId)
    await transaction(database.db, async (trx) => {
      await enqueueEvent(trx, { taskId, accountId, stage: 'text', url: receiver.url, body: {} })
      throw new Error('no')
    }).catch(() => {})
    dispatch()
    const other = await taskWith(receiver.url, ['text'])
    await eventually(() => statesOf(other)).toEqual(['delivered'])
    expect(receiver.requests).toHaveLength(1)
  })

  it.each([200, 201, 204, 299])('counts status %i as delivered', async (status) => {
    const receiver = await receive((response) => response.writeHead(status).end())
    const taskId = await taskWith(receiver.url, ['complete'])
    dispatch()
    await eventually(() => statesOf(taskId)).toEqual(['delivered'])
  })

  it('can be verified by a receiver that knows only the key and the documentation', async () => {
    const receiver = await receive((response, _request, index) =>
      response.writeHead(index === 0 ? 500 : 200).end(),
    )
    const taskId = await taskWith(receiver.url, ['complete'])
    const oldSecret = Buffer.from('the old secret, thirty-two bytes')
    const newSecret = Buffer.from('the new secret, thirty-two bytes')
    const asSecret = (bytes: Buffer) => `whsec_${bytes.toString('base64')}`
    dispatch({
      signingKeys: (asked) => {
        expect(asked).toBe(accountId)
        return { hmacKey: 'vendor key', secrets: [asSecret(newSecret), asSecret(oldSecret)] }
      },
      retryDelaysMs: [1100],
    })
    await eventually(() => statesOf(taskId)).toEqual(['delivered'])

    for (const { headers, body } of receiver.requests) {
      const vendorTime = headers['x-webhook-timestamp'] as string
      expect(Math.abs(Number(vendorTime) - Date.now() / 1000)).toBeLessThan(10)
      const expected = createHmac('sha256', 'vendor key').update(
        `${taskOf({ headers, body, at: 0 })}.${vendorTime}`,
      )
      expect(headers['x-webhook-signature']).toBe(expected.digest('base64'))

      const signed = `${headers['webhook-id'] as string}.${headers['webhook-timestamp'] as string}.${body}`
      const signatures = (headers['webhook-signature'] as string).split(' ')
      for (const secret of [oldSecret, newSecret]) {
        expect(signatures).toContain(`v1,${createHmac('sha256', secret).update(signed).digest('base64')}`)
      }
    }
    const [first, second] = receiver.requests
    expect(second!.body).toBe(first!.body)
    expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id'])
    expect(second!.headers['webhook-timestamp']).not.toBe(first!.headers['webhook-timestamp'])
  })
})

describe('a receiver that fails', () => {
  it('gets four attempts with growing waits, then the event is dead with its reason and the next stage follows', async () => {
    const receiver = await receive((response, request) =>
      response.writeHead(stageOf(request) === 'first' ? 503 : 200).end('try\u0000later'),
    )
    const taskId = await taskWith(receiver.url, THREE)
    dispatch({ retryDelaysMs: [30, 90, 270], random: () => 0.5 })
    await eventually(() => statesOf(taskId)).toEqual(['delivered', 'dead', 'delivered'])
    expect(receiver.requests.map(stageOf)).toEqual(['text', 'first', 'first', 'first', 'first', 'complete'])
    const dead = (await eventsOf(taskId))[1]!
    expect(dead.deadReason).toBe('The receiver answered 503.')
    expect(
      dead.attempts.map(({ number, status, answer, error }) => ({ number, status, answer, error })),
    ).toEqual(
      [1, 2, 3, 4].map((number) => ({
        number,
        status: 503,
        answer: 'try\ufffdlater',
        error: 'The receiver answered 503.',
      })),
    )
    const times = receiver.requests.slice(1, 5).map(({ at }) => at)
    const waits = times.slice(1).map((at, index) => at - times[index]!)
    expect(waits[0]).toBeGreaterThanOrEqual(33)
    expect(waits[1]).toBeGreaterThanOrEqual(99)
    expect(waits[2]).toBeGreaterThanOrEqual(297)
  })

  it('holds the later stages back until it has recovered', async () => {
    const receiver = await receive((response, _request, index) =>
      response.writeHead(index < 2 ? 500 : 200).end(),
    )
    const taskId = await taskWith(receiver.url, THREE)
    dispatch()
    await eventually(() => statesOf(taskId)).toEqual(['delivered', 'delivered', 'delivered'])
    expect(receiver.requests.map(stageOf)).toEqual(['text', 'text', 'text', 'first', 'complete'])
  })

  it.each<[string, (port: number) => string, RegExp]>([
    ['refuses connections', (port) => `http://127.0.0.1:${port}/`, /refused the connection/],
    ['is a name that does not exist', () => 'http://nowhere.invalid/', /has no address/],
  ])('that %s ends as dead', async (_case, urlOf, reason) => {
    const closed = createServer()
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
    const { port } = closed.address() as AddressInfo
    await new Promise((resolve) => closed.close(resolve))
    await client.close()
    client = createGuardedClient({
      allowPrivate: true,
      resolve: () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })),
    })
    const taskId = await taskWith(urlOf(port), ['complete'])
    dispatch({ retryDelaysMs: [5] })
    await eventually(() => statesOf(taskId)).toEqual(['dead'])
    const [event] = await eventsOf(taskId)
    expect(event!.deadReason).toMatch(reason)
    expect(event!.attempts).toHaveLength(2)
    expect(event!.attempts[0]).toMatchObject({ status: null, answer: null })
  })

  it('that hangs is given up after the timeout', async () => {
    const receiver = await receive(() => {})
    const taskId = await taskWith(receiver.url, ['complete'])
    dispatch({ timeoutMs: 400, retryDelaysMs: [5] })
    await eventually(() => statesOf(taskId)).toEqual(['dead'])
    expect((await eventsOf(taskId))[0]!.deadReason).toMatch(/did not finish within 0.4 s/)
    expect(receiver.requests).toHaveLength(2)
  })

  it.each([
    ['a private address', 'http://169.254.169.254/latest/meta-data/', /does not lead to a public address/],
    ['no URL at all', 'call me maybe', /is not a URL/],
    ['another protocol', 'file:///etc/passwd', /file: URL/],
    ['a password', 'http://me:secret@127.0.0.1/', /user name or password/],
  ])('is not tried twice when its URL is or has %s', async (_case, url, reason) => {
    const taskId = await taskWith(url, THREE)
    dispatch()
    await eventually(() => statesOf(taskId)).toEqual(['dead', 'dead', 'dead'])
    const [event] = await eventsOf(taskId)
    expect(event!.deadReason).toMatch(reason)
    expect(event!.attempts).toHaveLength(1)
  })

  it('ends as dead when it redirects to a private address', async () => {
    const receiver = await receive((response) =>
      response.writeHead(307, { location: 'http://169.254.169.254/latest/' }).end(),
    )
    const taskId = await taskWith(receiver.url, ['complete'])
    dispatch()
    await eventually(() => statesOf(taskId)).toEqual(['dead'])
    expect((await eventsOf(taskId))[0]!.deadReason).toMatch(/does not lead to a public address/)
    expect(receiver.requests).toHaveLength(1)
  })

  it('does not keep an event going round when signing is impossible', async () => {
    const receiver = await receive()
    const taskId = await taskWith(receiver.url, ['complete'])
    dispatch({ signingKeys: () => ({ secrets: ['broken'] }), retryDelaysMs: [] })
    await eventually(() => statesOf(taskId)).toEqual(['dead'])
    expect((await eventsOf(taskId))[0]!.deadReason).toMatch(/webhook secret/)
  })
})

describe('many receivers', () => {
  it('are served while some hang, and a hanging one holds no more than its share', async () => {
    const hanging = await Promise.all([receive(() => {}), receive(() => {}), receive(() => {})])
    const healthy = await Promise.all([receive(), receive()])
    for (const { url } of hanging) {
      for (let task = 0; task < 20; task++) await taskWith(url, ['text', 'complete'])
    }
    const dispatcher = dispatch({ timeoutMs: 20_000, maxInFlight: 32 })
    // Nobody knows yet that they will answer.
    await eventually(() => hanging.map(({ requests }) => requests.length)).toEqual([2, 2, 2])

    const startedAt = performance.now()
    const tasks = await Promise.all(healthy.map(({ url }) => taskWith(url, THREE)))
    dispatcher.notify()
    for (const taskId of tasks) await eventually(() => statesOf(taskId)).toEqual(Array(3).fill('delivered'))
    expect(performance.now() - startedAt).toBeLessThan(10_000)
    expect(hanging.map(({ mostAtOnce }) => mostAtOnce)).toEqual([2, 2, 2])
  })

  it('are served although many that were well stop answering at the same time', async () => {
    const dead = await Promise.all(Array.from({ length: 6 }, () => receive(() => {})))
    const healthy = await receive()
    for (const { url } of dead) {
      await sql`insert into webhook_receivers (receiver, allowance, failures) values (${new URL(url).host}, 8, 0)`.execute(
        database.db,
      )
      for (let task = 0; task < 8; task++) await taskWith(url, ['text'])
    }
    // Eight each would be more than there are places.
    const dispatcher = dispatch({ timeoutMs: 20_000, maxInFlight: 32, maxPerReceiver: 8 })
    await eventually(() => dead.every(({ requests }) => requests.length >= 2)).toBe(true)

    const startedAt = performance.now()
    const task = await taskWith(healthy.url, THREE)
    dispatcher.notify()
    await eventually(() => statesOf(task)).toEqual(Array(3).fill('delivered'))
    expect(performance.now() - startedAt).toBeLessThan(10_000)
  })

  it('are called early for what was written while the clock of the database ran ahead', async () => {
    const receiver = await receive()
    const later = async (set: string) => {
      const taskId = await taskWith(receiver.url, ['complete'])
      await sql`update outbox_events set ${sql.raw(set)} where task_id = ${taskId}`.execute(database.db)
      return taskId
    }
    const hour = "now() + interval '1 hour'"
    const tasks = [
      await later(`created_at = ${hour}, next_attempt_at = ${hour}`),
      await later(`attempts = 1, next_attempt_at = ${hour}`),
      await later(`claims = 1, lease_until = ${hour}`),
    ]
    const waiting = await later("attempts = 1, next_attempt_at = now() + interval '1 minute'")

    await callForward(database.db, { leaseMs: 50, longestDelayMs: 120_000 })
    dispatch()
    for (const taskId of tasks) await eventually(() => statesOf(taskId)).toEqual(['delivered'])
    expect(await statesOf(waiting)).toEqual(['pending'])
  })

  it('get one place each before any gets two', async () => {
    for (let task = 0; task < 10; task++) await taskWith('http://127.0.0.1:1/', ['text'])
    for (const port of [2, 3, 4]) await taskWith(`http://127.0.0.1:${port}/`, ['text'])
    const claimed = await claimEvents(database.db, { count: 4, perReceiver: 8, leaseMs: 1000 })
    expect(claimed.map(({ url }) => new URL(url).port).sort()).toEqual(['1', '2', '3', '4'])
  })
})

describe('several processes', () => {
  it('deliver each event once between them and keep to the cap of a receiver', async () => {
    const receiver = await receive((response) => void setTimeout(() => response.end(), 5))
    const tasks: string[] = []
    for (let task = 0; task < 40; task++) tasks.push(await taskWith(receiver.url, THREE))
    for (let process = 0; process < 4; process++) dispatch({ maxPerReceiver: 3 })
    await eventually(openEvents).toBe(0)
    expect(receiver.requests).toHaveLength(120)
    expect(receiver.mostAtOnce).toBeLessThanOrEqual(3)
    for (const taskId of tasks) {
      expect(receiver.requests.filter((request) => taskOf(request) === taskId).map(stageOf)).toEqual(THREE)
    }
  })

  it('take over what a killed one was delivering, with the same id and the same bytes', async () => {
    const receiver = await receive()
    const taskId = await taskWith(receiver.url, ['text', 'complete'])
    // Claimed and posted by a process that dies before it records the outcome.
    const [claimed] = await claimEvents(database.db, { count: 10, perReceiver: 8, leaseMs: 300 })
    await client.post(receiver.url, {
      headers: { 'webhook-id': claimed!.id },
      body: claimed!.body,
      timeoutMs: 1000,
      keepBytes: 0,
    })
    dispatch()
    await eventually(() => statesOf(taskId)).toEqual(['delivered', 'delivered'])
    expect(receiver.requests.map(stageOf)).toEqual(['text', 'text', 'complete'])
    const [first, again] = receiver.requests
    expect(again!.headers['webhook-id']).toBe(first!.headers['webhook-id'])
    expect(again!.body).toBe(first!.body)
  })

  it('do not believe one that has lost its claim', async () => {
    const taskId = await taskWith('http://127.0.0.1:1/', ['complete'])
    const [lost] = await claimEvents(database.db, { count: 1, perReceiver: 8, leaseMs: -1 })
    const [current] = await claimEvents(database.db, { count: 1, perReceiver: 8, leaseMs: 60_000 })
    expect(current!.id).toBe(lost!.id)
    const outcome = {
      ...{ number: 1, startedAt: new Date(), latencyMs: 1, status: 500, answer: '', error: 'late' },
      receiver: current!.receiver,
      receiverState: 'failing' as const,
    }
    await recordOutcomes(database.db, [
      { ...outcome, eventId: lost!.id, claims: lost!.claims, next: { state: 'dead', reason: 'late' } },
    ])
    expect(await statesOf(taskId)).toEqual(['pending'])
    await recordOutcomes(database.db, [
      { ...outcome, eventId: current!.id, claims: current!.claims, next: { state: 'delivered' } },
    ])
    const [event] = await eventsOf(taskId)
    expect(event).toMatchObject({ state: 'delivered', deadReason: null })
    expect(event!.attempts).toHaveLength(2)
  })

  it('never leave a stage waiting that was written while the one before it ended', async () => {
    const receiver = await receive()
    const dispatcher = dispatch()
    const tasks = await Promise.all(
      Array.from({ length: 60 }, async (_unused, index) => {
        const taskId = await addTask(database.db, accountId)
        for (const stage of THREE) {
          await addEvents(database.db, { accountId, taskId, url: receiver.url }, [stage])
          dispatcher.notify()
          await new Promise((resolve) => setTimeout(resolve, index % 5))
        }
        return taskId
      }),
    )
    await eventually(openEvents).toBe(0)
    for (const taskId of tasks) {
      expect(receiver.requests.filter((request) => taskOf(request) === taskId).map(stageOf)).toEqual(THREE)
    }
  })
})

describe('trouble with the database', () => {
  it('delays deliveries but loses none of them', async () => {
    const receiver = await receive((response) => void setTimeout(() => response.end(), 10))
    const tasks: string[] = []
    for (let task = 0; task < 30; task++) tasks.push(await taskWith(receiver.url, THREE))
    let complaints = 0
    dispatch({ onError: () => complaints++ })
    const admin = await createTestDatabase({ maxConnections: 1 })
    try {
      for (let round = 1; round <= 3; round++) {
        await eventually(() => receiver.requests.length).toBeGreaterThan(15 * round)
        await sql`select pg_terminate_backend(pid) from pg_stat_activity
                   where datname = ${new URL(database.connectionString).pathname.slice(1)}`.execute(admin.db)
      }
    } finally {
      await admin.drop()
    }
    await eventually(() => openEvents().catch(() => undefined)).toBe(0)
    for (const taskId of tasks) {
      // A lost answer to a commit may repeat a delivery; it never skips or swaps stages.
      const stages = receiver.requests.filter((request) => taskOf(request) === taskId).map(stageOf)
      expect([...new Set(stages)]).toEqual(THREE)
    }
    expect(complaints).toBeGreaterThan(0)
  })
})

describe('stopping', () => {
  it('lets deliveries under way end and starts no new ones', async () => {
    const receiver = await receive((response) => void setTimeout(() => response.end(), 200))
    const taskId = await taskWith(receiver.url, ['text', 'complete'])
    const dispatcher = dispatch()
    await eventually(() => receiver.requests.length).toBe(1)
    await dispatcher.stop(5000)
    expect(await statesOf(taskId)).toEqual(['delivered', 'pending'])
    expect(receiver.requests).toHaveLength(1)
  })

  it('interrupts what takes too long, and whoever runs next delivers it', async () => {
    let isStuck = true
    const receiver = await receive((response) => void (isStuck || response.end()))
    const taskId = await taskWith(receiver.url, ['complete'])
    const dispatcher = dispatch()
    await eventually(() => receiver.requests.length).toBe(1)
    const startedAt = performance.now()
    await dispatcher.stop(50)
    expect(performance.now() - startedAt).toBeLessThan(5000)
    const [event] = await eventsOf(taskId)
    expect(event).toMatchObject({ state: 'pending', attempts: [] })
    isStuck = false
    dispatch()
    await eventually(() => statesOf(taskId)).toEqual(['delivered'])
    expect(receiver.requests[1]!.headers['webhook-id']).toBe(receiver.requests[0]!.headers['webhook-id'])
  })
})

describe('replaying', () => {
  it('delivers a dead event once more with the same id and bytes', async () => {
    let isBroken = true
    const receiver = await receive((response) => response.writeHead(isBroken ? 500 : 200).end())
    const taskId = await taskWith(receiver.url, ['complete'])
    const dispatcher = dispatch({ retryDelaysMs: [] })
    await eventually(() => statesOf(taskId)).toEqual(['dead'])
    isBroken = false
    const [dead] = await eventsOf(taskId)
    expect(await replayEvent(database.db, await addAccount(database.db), dead!.id)).toBe(false)
    expect(await replayEvent(database.db, accountId, 'evt_unknown')).toBe(false)
    expect(await replayEvent(database.db, accountId, dead!.id)).toBe(true)
    dispatcher.notify()
    await eventually(() => statesOf(taskId)).toEqual(['delivered'])
    const [first, second] = receiver.requests
    expect(second!.body).toBe(first!.body)
    expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id'])
    expect((await eventsOf(taskId))[0]!.attempts.map(({ number }) => number)).toEqual([1, 1])
  })

  it('leaves an event alone that has not ended', async () => {
    const taskId = await taskWith('http://127.0.0.1:1/', ['text', 'complete'])
    for (const { id } of await eventsOf(taskId))
      expect(await replayEvent(database.db, accountId, id)).toBe(false)
    expect(await statesOf(taskId)).toEqual(['pending', 'waiting'])
  })

  it('shows an account nothing of another one', async () => {
    const taskId = await taskWith('http://127.0.0.1:1/', ['text'])
    expect(await eventsOfTask(database.db, await addAccount(database.db), taskId)).toEqual([])
  })
})
