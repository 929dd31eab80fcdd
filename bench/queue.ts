/**
 * What does the next task cost when many wait? On a database of its own, with 10, 10,000 and 1,000,000 waiting tasks of
 * 100 keys, prints for one claim the pages of the database it touches and its time, and for one whole task, from its
 * submit to its end, how often the database is asked.
 *
 *   npm run bench:queue [-- SIZE…]
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { connectDatabase, migrate, readMigrations, startEmbeddedPostgres, type Db } from '../src/db/index.js'
import { projectPath } from '../src/paths.js'
import { claimTasks } from '../src/tasks/claims.js'
import {
  Notifier,
  PostgresTaskStore,
  TaskQueue,
  TaskRunner,
  type TaskRun,
  type Workflow,
} from '../src/tasks/index.js'
import { addAccount } from '../src/webhooks/testing/outbox.js'

const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10, 10_000, 1_000_000]
const KEYS = 100
const CLAIMS = 300
/** Tasks whose round trips are counted. */
const TASKS = 25

/** Statements sent and answered so far, over all connections of this process. */
let roundTrips = 0
const { query } = pg.Client.prototype as { query: (this: pg.Client, ...args: unknown[]) => unknown }
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  roundTrips++
  return query.apply(this, args)
} as typeof pg.Client.prototype.query

const folder = await mkdtemp(join(tmpdir(), 'troubadour-bench-'))
const postgres = await startEmbeddedPostgres({ directory: folder, settings: { fsync: 'off' } })
// One connection: the counts of pages are those of its own statements.
const connection = connectDatabase(postgres.connectionString, { maxConnections: 1 })
const { db } = connection
try {
  await migrate(db, await readMigrations(projectPath('sql')))
  const accountId = await addAccount(db)
  for (const size of SIZES) {
    await fill(db, accountId, size)
    const times: number[] = []
    let afterKey: string | undefined
    const pagesBefore = await pagesRead(db)
    for (let i = 0; i < Math.min(CLAIMS, size); i++) {
      const startedAt = performance.now()
      const wanted = { lane: 'audio', ranks: [0, 1, 2], afterKey, places: 1, workerId: 'bench' } as const
      const [row] = await claimTasks(db, wanted)
      times.push(performance.now() - startedAt)
      if (!row) throw new Error('nothing was claimed although tasks wait')
      afterKey = row.queue_key
    }
    const pages = ((await pagesRead(db)) - pagesBefore) / times.length
    // What was claimed here has no worker: tasks are counted among waiting ones only.
    await sql`delete from tasks where state = 'running'`.execute(db)
    await sql`vacuum analyze tasks`.execute(db)
    console.log(
      `${String(size).padStart(9)} waiting: a claim reads ${pages.toFixed(0)} pages, median ${at(times, 0.5).toFixed(2)} ms, ` +
        `p99 ${at(times, 0.99).toFixed(2)} ms; a task takes ${(await roundTripsOfTask(accountId)).toFixed(1)} round trips`,
    )
  }
} finally {
  await connection.close()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}

/**
 * How often the database is asked for one task: its submit, its claim, two stages and its end. One task after the other,
 * so that nothing is shared between them.
 */
async function roundTripsOfTask(accountId: string): Promise<number> {
  const own = connectDatabase(postgres.connectionString)
  const log = { info: () => undefined, warn: console.warn, error: console.error }
  const notifier = new Notifier(own)
  const queue = new TaskQueue({ db: own.db, notifier, log })
  const concurrency = { audio: 1, light: 1 }
  const store = new PostgresTaskStore({ db: own.db, queue, notifier, concurrency, laneOf: () => 'audio' })
  const beforeSubmits = roundTrips
  for (let task = 0; task < TASKS; task++)
    await store.submit({ accountId, kind: 'generate', request: {}, param: '{}', seed: task, cost: 0 })
  const submit = (roundTrips - beforeSubmits) / TASKS

  const counts: number[] = []
  const run = async (task: TaskRun) => {
    await task.commit({ stage: 'text' })
    await task.commit({ stage: 'first' })
    await task.commit({ stage: 'complete', outcome: 'succeeded' })
  }
  const workflow: Workflow = { kind: 'generate', lane: 'audio', run, failureCallback: () => ({}) }
  const runner = new TaskRunner({
    ...{ db: own.db, queue, notifier, log, concurrency },
    workflows: [workflow],
    events: async () => undefined,
    // Heartbeats belong to a process, not to a task.
    timing: { heartbeatMs: 3_600_000, progressMs: 3_600_000 },
    onLeft: () => counts.push(roundTrips),
  })
  await runner.start()
  while (counts.length < TASKS) await sleep(5)
  await runner.stop()
  await notifier.stop()
  await own.close()
  return submit + (counts[TASKS - 1]! - counts[0]!) / (TASKS - 1)
}

async function fill(db: Db, accountId: string, size: number): Promise<void> {
  await sql`truncate tasks cascade`.execute(db)
  await sql`
    insert into tasks (id, account_id, kind, lane, request, param, seed, rank, queue_key)
    select lpad(to_hex(i), 32, '0'), ${accountId}::uuid, 'generate', 'audio', '{}', '{}', 1, 1 + i % 2,
           lpad(to_hex(i % ${KEYS}::integer), 32, '0')::uuid
      from generate_series(1, ${size}::integer) i`.execute(db)
  await sql`vacuum analyze tasks`.execute(db)
}

async function pagesRead(db: Db): Promise<number> {
  await sql`select pg_stat_force_next_flush()`.execute(db)
  const { rows } = await sql<{ pages: number }>`
    select heap_blks_read + heap_blks_hit + idx_blks_read + idx_blks_hit as pages
      from pg_statio_user_tables where relname = 'tasks'`.execute(db)
  return rows[0]!.pages
}

function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN
}
