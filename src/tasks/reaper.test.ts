import { afterAll, beforeAll, expect, it } from 'vitest'
import { sql } from 'kysely'
import { Reaper } from './reaper.js'
import { createTaskWorld } from './testing/task-world.js'
import { thisWorker } from './worker-identity.js'

let world: Awaited<ReturnType<typeof createTaskWorld>>
beforeAll(async () => {
  world = await createTaskWorld()
})
afterAll(() => world.close())

it('takes nobody for dead because the clock of the database was set forward', async () => {
  const { db, queue } = world
  const accountId = await world.account()
  let jumpMs = 0
  const silent: string[] = []
  const reaper = new Reaper({
    db,
    queue,
    identity: thisWorker(),
    silenceMs: 200,
    crashDelaysMs: [0, 0],
    log: { info: () => undefined, warn: (_, message) => silent.push(message), error: () => undefined },
    isOurs: () => false,
    giveUp: async () => undefined,
    databaseTimeMs: async () => performance.now() + jumpMs,
  })
  await reaper.sweep()
  await sql`
    insert into tasks (id, account_id, kind, lane, request, param, seed, state, attempt, worker_id, heartbeat_at)
    values (${'a'.repeat(32)}, ${accountId}::uuid, 'song', 'audio', '{}', '{}', 1, 'running', 1, 'elsewhere/7/x',
            now() - interval '1 hour')`.execute(db)
  const stateOfTask = async () => (await world.find('a'.repeat(32)))?.state

  // An hour later, says the database; a moment, says this process.
  jumpMs = 3_600_000
  await reaper.sweep()
  expect(await stateOfTask()).toBe('running')
  expect(silent).toEqual(["the database's clock was set forward"])

  // Its worker had time to send a heartbeat, and has not.
  await new Promise((resolve) => setTimeout(resolve, 250))
  await reaper.sweep()
  expect(await stateOfTask()).toBe('queued')
})

it('calls forward what was submitted while the clock of the database ran ahead, once it is set back', async () => {
  const { db, queue } = world
  const accountId = await world.account()
  const reaper = new Reaper({
    db,
    queue,
    identity: thisWorker(),
    silenceMs: 200,
    crashDelaysMs: [],
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    isOurs: () => true,
    giveUp: async () => undefined,
  })
  const submit = (letter: string, created: string, available: string) =>
    sql`
      insert into tasks (id, account_id, kind, lane, request, param, seed, created_at, available_at)
      values (${letter.repeat(32)}, ${accountId}::uuid, 'song', 'audio', '{}', '{}', 1,
              now() + ${created}::interval, now() + ${available}::interval)`.execute(db)
  await submit('b', '1 hour', '1 hour')
  await submit('c', '-1 minute', '1 hour')
  await submit('d', '-1 minute', '2 minutes')
  const due = async () => {
    const { rows } = await sql<{ id: string }>`
      select left(id, 1) as id from tasks where state = 'queued' and available_at <= now() and id > 'b' order by id`.execute(
      db,
    )
    return rows.map(({ id }) => id)
  }

  expect(await due()).toEqual([])
  await reaper.sweep()
  // What waits for a retry goes on waiting.
  expect(await due()).toEqual(['b', 'c'])
})
