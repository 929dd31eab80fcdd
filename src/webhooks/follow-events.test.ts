import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.js'
import { transaction } from '../db/index.js'
import { enqueueEvent } from './enqueue-event.js'
import { followEvents } from './follow-events.js'
import { addAccount, addEvents, addTask } from './testing/outbox.js'

const URL_ = 'https://receiver.test/hook'

let database: TestDatabase
let accountId: string
let stop: AbortController
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  accountId = await addAccount(database.db)
  stop = new AbortController()
})
afterEach(async () => {
  stop.abort()
  await sql`truncate accounts cascade`.execute(database.db)
})

const add = async (...stages: string[]) =>
  addEvents(database.db, { accountId, taskId: await addTask(database.db, accountId), url: URL_ }, stages)

/** Follows from `after` on; `next` waits for another event and tells its id, `cursor` is where it may go on. */
async function follow(after?: string) {
  const events = followEvents(database.db, accountId, { after, signal: stop.signal, pollMs: 20 })
  let cursor = ''
  const next = async () => {
    const step = await events.next()
    if (step.done) return undefined
    cursor = step.value.cursor
    return 'id' in step.value ? step.value.id : undefined
  }
  await next()
  return { cursor: () => cursor, next }
}

it('tells events to come, those behind an earlier stage too, in the order in which they were written', async () => {
  await add('complete')
  const events = await follow()
  const ids = await add('text', 'first', 'complete')
  expect([await events.next(), await events.next(), await events.next()]).toEqual(ids)
})

it('tells an event that is to be sent later when its time has come, and later ones before it', async () => {
  const events = await follow()
  const taskId = await addTask(database.db, accountId)
  const late = await transaction(database.db, (trx) =>
    enqueueEvent(trx, { taskId, accountId, stage: 'text', url: URL_, body: {}, delayMs: 400 }),
  )
  const [prompt] = await add('lyrics')
  expect([await events.next(), await events.next()]).toEqual([prompt, late])
})

it('goes on from a cursor without leaving out an event whose transaction was slow to commit', async () => {
  const events = await follow()
  const taskId = await addTask(database.db, accountId)
  let other: string | undefined
  let seen: string | undefined
  const slow = await transaction(database.db, async (trx) => {
    // It has its number before the other one, and becomes visible after it.
    const id = await enqueueEvent(trx, { taskId, accountId, stage: 'text', url: URL_, body: {} })
    ;[other] = await add('lyrics')
    seen = await events.next()
    return id
  })
  expect(seen).toBe(other)
  expect(await events.next()).toBe(slow)
  const again = await follow(events.cursor())
  expect([await again.next(), await again.next()].sort()).toEqual([slow, other].sort())
})

it('tells nothing of other accounts, and ends when nobody listens any more', async () => {
  const events = await follow()
  const stranger = await addAccount(database.db)
  const theirs = { accountId: stranger, taskId: await addTask(database.db, stranger), url: URL_ }
  await addEvents(database.db, theirs, ['text'])
  const [mine] = await add('text')
  expect(await events.next()).toBe(mine)
  stop.abort()
  expect(await events.next()).toBeUndefined()
})
