/**
 * What does the service itself cost? Starts the built server on an empty folder and prints, all from the same run:
 * - bare single-row commits a second of its database, and submits a second (validated, durable) through HTTP;
 * - how long record-info takes for 200 pollers while two songs are performed;
 * - the processor time that one submit and one poll cost the server's own process.
 *
 *   npm run bench:service [-- SECONDS]
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Pool } from 'undici'
import { startEmbeddedPostgres } from '../src/db/index.js'
import { startServerProcess, type ServerProcess } from '../test/support/server-process.js'
import { processorMsOf } from './processor-time.js'

const SECONDS = Number(process.argv[2] ?? 8)
const CONNECTIONS = 16
/** Clients that submit at once; they share the commits. */
const SUBMITTERS = 64
const POLLERS = 200

const dataDir = await mkdtemp(join(tmpdir(), 'troubadour-bench-'))
const postgres = await startEmbeddedPostgres({ directory: join(dataDir, 'postgres') })
const database = new pg.Pool({ connectionString: postgres.connectionString, max: CONNECTIONS })

try {
  const latency = await withServer('all', pollWhilePerforming)
  console.log(
    `record-info   ${latency.length} answers to ${POLLERS} pollers while two songs are performed: ` +
      `median ${at(latency, 0.5)} ms, p99 ${at(latency, 0.99)} ms`,
  )
  // Without a worker: what is measured is the submit, not what becomes of it.
  const [commits, submits, submitMs, pollMs] = await withServer('api', async (server) => {
    const commits = await bareCommits()
    const { rate, cpuMs } = await costOf(server, () => submitRate(server))
    return [commits, rate, cpuMs, (await costOf(server, () => pollRate(server))).cpuMs] as const
  })
  console.log(`bare commits  ${commits.toFixed(0)}/s (${CONNECTIONS} connections)`)
  console.log(
    `submits       ${submits.toFixed(0)}/s (${SUBMITTERS} connections), ratio ${(submits / commits).toFixed(2)}`,
  )
  console.log(
    `processor     ${submitMs.toFixed(2)} ms a submit, ${pollMs.toFixed(2)} ms a poll, in the server's process`,
  )
} finally {
  await database.end()
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
}

interface BenchServer {
  readonly process: ServerProcess
  readonly http: Pool
}

async function withServer<Result>(
  role: 'all' | 'api',
  work: (server: BenchServer) => Promise<Result>,
): Promise<Result> {
  const unlimited = { MAX_QUEUED_TASKS: '10000000', MAX_QUEUED_PER_KEY: '10000000' }
  const environment = { DATABASE_URL: postgres.connectionString, ROLE: role, ...unlimited }
  const server = await startServerProcess(dataDir, environment)
  const http = new Pool(server.url, { connections: POLLERS, pipelining: 1 })
  try {
    await sleep(5000)
    return await work({ process: server, http })
  } finally {
    await http.close()
    await server.stop()
  }
}

/** One row a transaction, as fast as the database takes them. */
async function bareCommits(): Promise<number> {
  await database.query('create table bench_rows (id bigint generated always as identity, body text not null)')
  const body = 'x'.repeat(400)
  const rate = await rateOf(CONNECTIONS, () =>
    database.query('insert into bench_rows (body) values ($1)', [body]),
  )
  await database.query('drop table bench_rows')
  return rate
}

/** Lyrics tasks of a sandbox key: the submit is the same for all kinds, and nobody waits for the engine. */
async function submitRate({ process, http }: BenchServer): Promise<number> {
  const key = await openKey(process)
  const body = JSON.stringify({ prompt: 'snow on the hill', callBackUrl: 'http://127.0.0.1:9/none' })
  return rateOf(SUBMITTERS, async () => {
    const answer = await http.request({
      method: 'POST',
      path: '/api/v1/lyrics',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body,
    })
    const { code, msg } = (await answer.body.json()) as { code: number; msg: string }
    if (code !== 200) throw new Error(`submit answered ${code} ${msg}`)
  })
}

/** Record-info of one task, as fast as it is answered. */
async function pollRate({ process, http }: BenchServer): Promise<number> {
  const key = await openKey(process)
  const taskId = await submit(process, key, '/api/v1/lyrics', { prompt: 'sea' })
  return rateOf(CONNECTIONS, async () => {
    const answer = await http.request({
      method: 'GET',
      path: `/api/v1/lyrics/record-info?taskId=${taskId}`,
      headers: { authorization: `Bearer ${key}` },
    })
    await answer.body.dump()
  })
}

/** A rate, and the processor time of the server's process for each of what it counts, in milliseconds. */
async function costOf(
  { process: { process } }: BenchServer,
  work: () => Promise<number>,
): Promise<{ readonly rate: number; readonly cpuMs: number }> {
  const [cpuBefore, startedAt] = [await processorMsOf(process.pid!), performance.now()]
  const rate = await work()
  const seconds = (performance.now() - startedAt) / 1000
  return { rate, cpuMs: ((await processorMsOf(process.pid!)) - cpuBefore) / (rate * seconds) }
}

/** Each poller asks for its own task, twice a second, as the limit allows. */
async function pollWhilePerforming({ process, http }: BenchServer): Promise<number[]> {
  const song = await submit(process, process.key, '/api/v1/generate', {
    prompt: 'a long ballad about the sea',
    style: 'pop, female vocals',
    title: 'Sea',
    customMode: true,
    instrumental: false,
    model: 'V5_5',
    duration: 180,
  })
  const latencies: number[] = []
  const key = await openKey(process)
  const taskIds = await Promise.all(
    Array.from({ length: POLLERS }, () => submit(process, key, '/api/v1/lyrics', { prompt: 'sea' })),
  )
  // The sandbox has done them by then, and both songs are in work.
  await sleep(5000)
  const until = Date.now() + SECONDS * 2 * 1000
  await Promise.all(
    taskIds.map(async (taskId, index) => {
      await sleep(index * 2.5)
      while (Date.now() < until) {
        const startedAt = performance.now()
        const answer = await http.request({
          method: 'GET',
          path: `/api/v1/lyrics/record-info?taskId=${taskId}`,
          headers: { authorization: `Bearer ${key}` },
        })
        await answer.body.dump()
        latencies.push(performance.now() - startedAt)
        await sleep(500)
      }
    }),
  )
  const record = await process.call<{ status: string }>(`/api/v1/generate/record-info?taskId=${song}`)
  if (record.data.status === 'SUCCESS') console.log('(the songs were done before the pollers were)')
  return latencies
}

async function submit(process: ServerProcess, key: string, path: string, body: object): Promise<string> {
  const answer = await fetch(process.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...body, callBackUrl: 'http://127.0.0.1:9/none' }),
  })
  return ((await answer.json()) as { data: { taskId: string } }).data.taskId
}

/** A sandbox key that may submit as often as it likes. */
async function openKey(process: ServerProcess): Promise<string> {
  const { data } = await process.call<{ key: string }>('/troubadour/v1/keys', {
    name: 'bench',
    sandbox: true,
    rateLimit: { events: 100_000, perSeconds: 1 },
  })
  return data.key
}

/** Runs `work` in `lanes` loops for a while and returns how often a second it was done. */
async function rateOf(lanes: number, work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  const until = startedAt + SECONDS * 1000
  let done = 0
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (performance.now() < until) {
        await work()
        done++
      }
    }),
  )
  return done / ((performance.now() - startedAt) / 1000)
}

function at(values: readonly number[], share: number): string {
  const sorted = values.toSorted((a, b) => a - b)
  return (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(1)
}
