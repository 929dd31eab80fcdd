import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createMemoryObjectStore } from '../api/testing/memory-object-store.js'
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.js'
import { transaction } from '../db/index.js'
import { recordResults } from '../tasks/files.js'
import { sweepExpired } from '../tasks/index.js'
import { toTask } from '../tasks/task-rows.js'
import { addAccount, addTask } from '../webhooks/testing/outbox.js'
import { reserveBeforePut } from './reserving-store.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

it('leaves no object behind that no stage has committed, and keeps those that one has', async () => {
  const { db } = database
  const objects = createMemoryObjectStore(() => new Date())
  const store = reserveBeforePut(objects, db)
  const accountId = await addAccount(db)
  const taskId = await addTask(db, accountId)
  const [lost, kept] = [`${accountId}/tracks/lost.mp3`, `${accountId}/tracks/kept.mp3`]
  for (const key of [lost, kept]) await store.put(key, Buffer.from('la'), { contentType: 'audio/mpeg' })

  const row = await db.selectFrom('tasks').selectAll().where('id', '=', taskId).executeTakeFirstOrThrow()
  const file = { key: kept, contentType: 'audio/mpeg', sizeBytes: 2, keepDays: 14 }
  await transaction(db, (trx) => recordResults(trx, toTask(row), [file]))
  const { rows } = await sql<{ key: string; task_id: string | null; size_bytes: number }>`
    select key, task_id, size_bytes from files order by key`.execute(db)
  expect(rows).toEqual([
    { key: kept, task_id: taskId, size_bytes: 2 },
    { key: lost, task_id: null, size_bytes: 0 },
  ])

  await sql`update files set expires_at = now() - interval '1 second' where task_id is null`.execute(db)
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  await sweepExpired({ db, objects, log })
  expect(objects.bytesOf(lost)).toBeUndefined()
  expect(objects.bytesOf(kept)).toBeDefined()
})
