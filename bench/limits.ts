/**
 * What does counting an event cost? One at a time and 16 at once: in memory, in the shared table, and, to compare with,
 * the smallest durable transaction of the same database.
 *
 *   npm run bench:limits
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMemoryRateLimiter, createSharedRateLimiter } from '../src/api/index.js'
import { connectDatabase, migrate, readMigrations, startEmbeddedPostgres } from '../src/db/index.js'
import { projectPath } from '../src/paths.js'

const EVENTS = 4000
/** No account comes near either. The small one is counted event by event, the large one by the hundredth. */
const SMALL = { events: 199, perSeconds: 10 }
const LARGE = { events: 100_000, perSeconds: 10 }

const directory = await mkdtemp(join(tmpdir(), 'troubadour-bench-limits-'))
const postgres = await startEmbeddedPostgres({ directory })
const database = connectDatabase(postgres.connectionString)
try {
  await migrate(database.db, await readMigrations(projectPath('sql')))
  await database.pool.query('create table bare (id bigint generated always as identity, at timestamptz)')
  const memory = createMemoryRateLimiter(SMALL)
  const shared = createSharedRateLimiter(database.pool, SMALL)
  for (const atOnce of [1, 16]) {
    await measure('memory', atOnce, (n) => memory.consume(`account ${n % 50} ${atOnce}`))
    await measure('shared table', atOnce, (n) => shared.consume(`account ${n % 50} ${atOnce}`))
    await measure('shared table, large limit', atOnce, (n) => shared.consume(`key ${n % 50}`, LARGE))
    await measure('durable insert', atOnce, () => database.pool.query('insert into bare (at) values (now())'))
  }
} finally {
  await database.close()
  await postgres.stop()
  await rm(directory, { recursive: true, force: true })
}

async function measure(name: string, atOnce: number, work: (n: number) => Promise<unknown>): Promise<void> {
  for (let n = 0; n < 200; n++) await work(n)
  const latenciesMs: number[] = []
  let next = 0
  const startedAt = performance.now()
  const lane = async () => {
    while (next < EVENTS) {
      const n = next++
      const from = performance.now()
      await work(n)
      latenciesMs.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  const seconds = (performance.now() - startedAt) / 1000
  latenciesMs.sort((a, b) => a - b)
  const at = (share: number) => latenciesMs[Math.floor(share * (EVENTS - 1))]!.toFixed(3)
  console.log(
    `${name}, ${atOnce} at once: median ${at(0.5)} ms, 99 % within ${at(0.99)} ms, ${(EVENTS / seconds).toFixed(0)}/s`,
  )
}
