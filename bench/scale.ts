/**
 * What does it cost to spread the work? Starts the built server as 1, 2 and 4 worker processes on one database and one
 * bucket and prints, all from the same run:
 * - songs a minute with each number, as a share of what one process makes, and the processor time of all worker processes
 *   for a song, which other work on the machine disturbs less; each number twice, there and back;
 * - how long tasks wait for an idle worker: median and p99 of the time from submit to claim.
 *
 *   npm run bench:scale [-- SONGS]
 *
 * One process has as many render threads as four have together, so that all find the same cores.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { connectDatabase, startEmbeddedPostgres } from '../src/db/index.js'
import { startS3Server } from '../src/media/storage/testing/s3-server.js'
import { createMember, type Member } from '../test/chaos/fleet.js'
import { processorMsOf } from './processor-time.js'

const SONGS = Number(process.argv[2] ?? 12)
const SECONDS_EACH = 60
const THREADS = 4
/** There and back: a machine that gets slower or faster meanwhile does so for all of them. */
const ROUND = [1, 2, 4, 4, 2, 1]
const PICK_UPS = 300
const PICK_UP_EVERY_MS = 50
const ADMIN_KEY = 'sk-bench-scale-key'

let key = ADMIN_KEY
const folder = await mkdtemp(join(tmpdir(), 'troubadour-bench-'))
const postgres = await startEmbeddedPostgres({
  directory: join(folder, 'postgres'),
  settings: { max_connections: '200' },
})
const database = connectDatabase(postgres.connectionString, { maxConnections: 2 })
const { db } = database
const s3 = await startS3Server()
const environment = {
  DATABASE_URL: postgres.connectionString,
  API_KEYS: ADMIN_KEY,
  S3_ENDPOINT: s3.options.endpoint!,
  S3_BUCKET: s3.options.bucket,
  S3_ACCESS_KEY_ID: s3.options.accessKeyId,
  S3_SECRET_ACCESS_KEY: s3.options.secretAccessKey,
}
const api = await createMember('api', 'api', { folder, environment })
try {
  await api.start()
  await openKey()
  const rows: Row[] = []
  for (const processes of ROUND) {
    const workers = await startWorkers(processes)
    try {
      const processorMs = await processorMsOfAll(workers)
      const songsAMinute = await songsPerMinute()
      const coreSeconds = ((await processorMsOfAll(workers)) - processorMs) / 1000 / SONGS
      const row = { processes, songsAMinute, coreSeconds }
      rows.push(row)
      console.log(lineOf(row))
      if (processes === 2 && rows.length < ROUND.length / 2) {
        console.log(`pick-up             ${await pickUps()}`)
      }
    } finally {
      await Promise.all(workers.map((worker) => worker.drain()))
    }
  }
  console.log('\nmean of both ways:')
  const one = meanOf(rows, 1)
  for (const processes of new Set(ROUND)) {
    const row = meanOf(rows, processes)
    console.log(`${lineOf(row)}, ${((100 * row.songsAMinute) / one.songsAMinute).toFixed(0)} % of one`)
  }
} finally {
  await api.kill()
  await database.close()
  await postgres.stop()
  await s3.close()
  await rm(folder, { recursive: true, force: true })
}

interface Row {
  readonly processes: number
  readonly songsAMinute: number
  /** Processor time of all worker processes for a song. */
  readonly coreSeconds: number
}

function lineOf({ processes, songsAMinute, coreSeconds }: Row): string {
  return (
    `${processes} worker ${processes === 1 ? 'process:   ' : 'processes: '} ${songsAMinute.toFixed(1)} songs a minute, ` +
    `${coreSeconds.toFixed(1)} core seconds a song`
  )
}

function meanOf(rows: readonly Row[], processes: number): Row {
  const own = rows.filter((row) => row.processes === processes)
  const mean = (figure: (row: Row) => number) => own.reduce((sum, row) => sum + figure(row), 0) / own.length
  return {
    processes,
    songsAMinute: mean((row) => row.songsAMinute),
    coreSeconds: mean((row) => row.coreSeconds),
  }
}

async function startWorkers(processes: number): Promise<Member[]> {
  const workers = await Promise.all(
    Array.from({ length: processes }, (_, index) =>
      createMember(`worker-${processes}-${index}`, 'worker', {
        folder,
        environment: { ...environment, RENDER_THREADS: String(THREADS / processes) },
      }),
    ),
  )
  await Promise.all(workers.map((worker) => worker.start()))
  // Each has sounds to load and code to warm up before it is as fast as it gets.
  await perform(THREADS)
  return workers
}

async function processorMsOfAll(workers: readonly Member[]): Promise<number> {
  const each = await Promise.all(workers.map(({ pid }) => processorMsOf(pid!)))
  return each.reduce((sum, ms) => sum + ms, 0)
}

async function songsPerMinute(): Promise<number> {
  const startedAt = performance.now()
  await perform(SONGS)
  return (SONGS * 60_000) / (performance.now() - startedAt)
}

/** Submits songs all at once, each of two takes, and waits until all are done. */
async function perform(songs: number): Promise<void> {
  const taskIds = await Promise.all(
    Array.from({ length: songs }, (_, seed) =>
      submit('/api/v1/generate', {
        ...{ customMode: true, instrumental: true, model: 'V5_5', style: 'pop rock', title: 'Scale' },
        ...{ duration: SECONDS_EACH, troubadour: { seed } },
      }),
    ),
  )
  for (;;) {
    const { rows } = await sql<{ open: number; failed: number }>`
      select count(*) filter (where state in ('queued', 'running')) as open,
             count(*) filter (where state = 'failed') as failed
        from tasks where id = any(${taskIds}::text[])`.execute(db)
    if (rows[0]!.failed > 0) throw new Error(`${rows[0]!.failed} songs failed`)
    if (rows[0]!.open === 0) return
    await sleep(100)
  }
}

/** Lyrics tasks at an even pace to workers with nothing else to do. */
async function pickUps(): Promise<string> {
  const taskIds: string[] = []
  for (let task = 0; task < PICK_UPS; task++) {
    taskIds.push(await submit('/api/v1/lyrics', { prompt: 'snow' }))
    await sleep(PICK_UP_EVERY_MS)
  }
  await sleep(3000)
  const { rows } = await sql<{ ms: number }>`
    select extract(epoch from started_at - available_at)::float8 * 1000 as ms
      from tasks where id = any(${taskIds}::text[]) order by 1`.execute(db)
  const at = (share: number) => rows[Math.floor(share * (rows.length - 1))]!.ms.toFixed(0)
  return `median ${at(0.5)} ms, p99 ${at(0.99)} ms (${rows.length} tasks to idle workers)`
}

/** A key that may submit as often as it likes. */
async function openKey(): Promise<void> {
  const answer = await fetch(`${api.url}/troubadour/v1/keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'bench', rateLimit: { events: 100_000, perSeconds: 1 } }),
  })
  key = ((await answer.json()) as { data: { key: string } }).data.key
}

async function submit(path: string, body: object): Promise<string> {
  const answer = await fetch(api.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ callBackUrl: 'http://127.0.0.1:9/none', ...body }),
  })
  const { code, msg, data } = (await answer.json()) as { code: number; msg: string; data: { taskId: string } }
  if (code !== 200) throw new Error(`${path} answered ${code} ${msg}`)
  return data.taskId
}
