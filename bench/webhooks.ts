/**
 * How fast are callbacks delivered? On a database of its own, all in one run:
 * - signed and recorded deliveries a second from a full outbox to a local sink;
 * - how long after its stage an event is first attempted at 500 events a second, to 200 receivers;
 * - the same for the healthy half when the other 100 receivers have stopped answering.
 *
 *   npm run bench:webhooks [-- SECONDS]
 *
 * The sink runs in a process of its own. Events are written as workers write them, in transactions of their own; that
 * the same two cores write, deliver and receive them is part of the figures. On a machine that others use at the same
 * time, go by the processor time of a delivery: two cores are enough for 1,500/s when it is below 1.33 ms in all.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { connectDatabase, migrate, readMigrations, startEmbeddedPostgres, type Db } from '../src/db/index.js'
import { createGuardedClient } from '../src/net/index.js'
import { projectPath } from '../src/paths.js'
import { createDispatcher, createSigningSecrets, type AttemptReport } from '../src/webhooks/index.js'
import { addAccount } from '../src/webhooks/testing/outbox.js'

const RECEIVERS = 200
const EVENTS_PER_SECOND = 500
const BACKLOG = 12_000

/** Answers everything at once, except what comes to an address of the dead half: that gets no answer at all. */
async function serveSink(): Promise<void> {
  const server = createServer((request, response) => {
    request.resume()
    if (request.url !== '/dead') request.on('end', () => response.end('{"status":"received"}'))
  })
  server.keepAliveTimeout = 60_000
  server.listen(0, '0.0.0.0')
  await once(server, 'listening')
  process.send!((server.address() as { port: number }).port)
  process.on('message', () => process.send!(ownCpuMs()))
}

function ownCpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Processor time of PostgreSQL so far, in milliseconds: of its main process, those it has ended and those that run. */
async function postgresCpuMs(pid: number): Promise<number> {
  let ticks = 0
  for (const name of await readdir('/proc')) {
    const stat = /^\d+$/.test(name) ? await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '') : ''
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [own, ended] = [Number(fields[11]) + Number(fields[12]), Number(fields[13]) + Number(fields[14])]
    if (Number(name) === pid) ticks += own + ended
    else if (Number(fields[1]) === pid) ticks += own
  }
  return ticks * 10
}

async function measure(seconds: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'troubadour-bench-'))
  const sink = fork(fileURLToPath(import.meta.url), ['sink'], {
    execArgv: ['--conditions=source', '--import', 'tsx'],
  })
  const [port] = (await once(sink, 'message')) as [number]
  const postgres = await startEmbeddedPostgres({ directory: folder })
  const connection = connectDatabase(postgres.connectionString)
  const { db } = connection
  try {
    await migrate(db, await readMigrations(projectPath('sql')))
    const accountId = await addAccount(db)
    // Every receiver is an address of its own, so that each has its lane.
    const urlOf = (index: number, path = 'well') => `http://127.0.1.${index + 1}:${port}/${path}`

    await fill(db, accountId, (index) => urlOf(index % RECEIVERS))
    const cpu = async () => {
      sink.send('how much?')
      const [sinkMs] = (await once(sink, 'message')) as [number]
      const pid = Number((await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n')[0])
      return { here: ownCpuMs(), sink: sinkMs, database: await postgresCpuMs(pid) }
    }
    const before = await cpu()
    const startedAt = performance.now()
    await withDispatcher(db, accountId, async () => {
      await untilDelivered(db)
      const rate = BACKLOG / ((performance.now() - startedAt) / 1000)
      console.log(
        `deliveries        ${rate.toFixed(0)}/s (${BACKLOG} events, ${RECEIVERS} receivers, signed, recorded)`,
      )
      const after = await cpu()
      const each = (part: keyof typeof after) => ((after[part] - before[part]) / BACKLOG).toFixed(2)
      console.log(
        `processor time    ${each('here')} ms a delivery here, ${each('database')} in PostgreSQL, ${each('sink')} in the sink`,
      )
    })

    const all = await withDispatcher(db, accountId, (attempts) =>
      trickle(db, accountId, (index) => urlOf(index % RECEIVERS), seconds, attempts),
    )
    console.log(
      `first attempt     ${describe(all)} at ${EVENTS_PER_SECOND} events/s to ${RECEIVERS} receivers`,
    )

    const half = await withDispatcher(db, accountId, (attempts) =>
      trickle(
        db,
        accountId,
        (index) => urlOf(index % RECEIVERS, index % 2 ? 'dead' : 'well'),
        seconds,
        attempts,
      ),
    )
    console.log(`with half of them dead, the rest: ${describe(half)}; p99 ${growth(all, half)}`)
  } finally {
    sink.kill()
    await connection.close()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

type Attempts = readonly AttemptReport[]

async function withDispatcher<Result>(
  db: Db,
  accountId: string,
  work: (attempts: Attempts) => Promise<Result>,
): Promise<Result> {
  const client = createGuardedClient({ allowPrivate: true })
  const secrets = createSigningSecrets({ db, serverKey: undefined })
  if ((await secrets.list(accountId)).length === 0) await secrets.create(accountId, {})
  const attempts: AttemptReport[] = []
  const dispatcher = createDispatcher({
    db,
    client,
    signingKeys: (account) => secrets.keysOf(account),
    onAttempt: (attempt) => attempts.push(attempt),
    onError: (error, message) => console.error(message, error),
  })
  wake = () => dispatcher.notify()
  dispatcher.start()
  try {
    return await work(attempts)
  } finally {
    await dispatcher.stop(0)
    await client.close()
    await sql`delete from tasks`.execute(db)
  }
}

let wake: () => void = () => undefined

/** Events of as many tasks, written at once. */
async function fill(
  db: Db,
  accountId: string,
  urlOf: (index: number) => string,
  count = BACKLOG,
): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => ({ id: taskId(), url: urlOf(index) }))
  await sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(id text, url text)
    ), made as (
      insert into tasks (id, account_id, kind, lane, request, param, seed)
      select id, ${accountId}::uuid, 'generate', 'audio', '{}', '{}', 1 from given
    )
    insert into outbox_events (id, task_id, account_id, stage, url, receiver, body, state)
    select 'evt_' || id, id, ${accountId}::uuid, 'complete', url, substring(url from '//([^/]+)'), ${BODY}, 'pending'
      from given`.execute(db)
}

/** About as long as the callback of a finished song. */
const BODY = JSON.stringify({
  code: 200,
  msg: 'ok',
  data: { callbackType: 'complete', text: 'la '.repeat(700) },
})

let tasks = 0
function taskId(): string {
  return (++tasks).toString(16).padStart(32, '0')
}

/** Writes events at an even pace and returns how long each of those to healthy receivers waited, in milliseconds. */
async function trickle(
  db: Db,
  accountId: string,
  urlOf: (index: number) => string,
  seconds: number,
  attempts: Attempts,
): Promise<number[]> {
  const perTick = 5
  const tickMs = (1000 * perTick) / EVENTS_PER_SECOND
  const startedAt = performance.now()
  let written = 0
  const writing: Promise<void>[] = []
  while (performance.now() - startedAt < seconds * 1000) {
    const first = written
    written += perTick
    writing.push(fill(db, accountId, (index) => urlOf(first + index), perTick).then(() => wake()))
    await sleep(Math.max(0, startedAt + (written / EVENTS_PER_SECOND) * 1000 - performance.now(), tickMs / 5))
  }
  await Promise.all(writing)
  await sleep(2000)
  return attempts.flatMap(({ waitedMs, outcome }) =>
    waitedMs !== undefined && outcome === 'delivered' ? [waitedMs] : [],
  )
}

async function untilDelivered(db: Db): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ open: boolean }>`
      select exists (select 1 from outbox_events where state <> 'delivered') as open`.execute(db)
    if (!rows[0]!.open) return
    await sleep(50)
  }
}

function describe(waits: readonly number[]): string {
  return `${waits.length} events, median ${at(waits, 0.5).toFixed(1)} ms, p99 ${at(waits, 0.99).toFixed(1)} ms`
}

function growth(before: readonly number[], after: readonly number[]): string {
  const share = at(after, 0.99) / at(before, 0.99) - 1
  return `${share >= 0 ? '+' : ''}${(share * 100).toFixed(0)} %`
}

function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN
}

if (process.argv[2] === 'sink') await serveSink()
else await measure(Number(process.argv[2] ?? 15))
