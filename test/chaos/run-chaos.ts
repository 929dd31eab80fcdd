import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { connectDatabase, startEmbeddedPostgres, whileUnreachable } from '../../src/db/index.js'
import { createRandom } from '../../src/dsp/random.js'
import { audit, type Findings } from './auditor.js'
import { startFaultyS3, type S3Mood } from './faulty-s3.js'
import { createMember, type Member } from './fleet.js'
import { createSettableClock } from './settable-clock.js'
import { startStormyReceiver, STORMS } from './stormy-receiver.js'

export interface ChaosPlan {
  /** Sandbox tasks to submit. */
  readonly tasks: number
  /** Songs that are really performed, beside them. */
  readonly songs: number
  /** Processes to kill. */
  readonly kills: number
  /** Wait between two disasters in milliseconds. */
  readonly paceMs: number
  readonly seed: number
  /** How long everything may take to come to rest afterwards, in milliseconds. */
  readonly patienceMs: number
  /** Ends it early: no more tasks, no more disasters; the books are audited all the same. */
  readonly signal?: AbortSignal
  readonly onNews?: (news: string) => void
}

export interface ChaosReport {
  readonly accepted: number
  /** Submits to which no answer came, or a refusal: nobody was promised anything. */
  readonly refused: number
  readonly disasters: Readonly<Record<string, number>>
  readonly findings: Findings
  /** Everything the processes have printed. */
  readonly output: string
}

/** Different songs among those that are really performed. */
const SONG_SEEDS = 4
/** More than the floor below which a worker takes no tasks. */
const WORKER_DISK_MB = 256

const ADMIN_KEY = 'sk-chaos-admin-key'

/**
 * Runs two API nodes and two workers on one database and one bucket, submits tasks all the time, and lets disasters happen
 * to all of them; then waits until everything has come to rest and audits the books.
 */
export async function runChaos(plan: ChaosPlan): Promise<ChaosReport> {
  const news = plan.onNews ?? (() => undefined)
  const random = createRandom(plan.seed)
  const folder = await mkdtemp(join(tmpdir(), 'troubadour-chaos-'))
  const databaseClock = createSettableClock(folder, 'database')
  const postgres = await startEmbeddedPostgres({
    directory: join(folder, 'postgres'),
    settings: { max_connections: '150' },
    ...(databaseClock && { environment: databaseClock.environment }),
  })
  const connection = connectDatabase(postgres.connectionString, { maxConnections: 4 })
  const { db } = connection
  const s3 = await startFaultyS3()
  const receiver = await startStormyReceiver()
  const environment = {
    DATABASE_URL: postgres.connectionString,
    API_KEYS: ADMIN_KEY,
    WEBHOOK_HMAC_KEY: 'a key for chaos',
    ...s3.environment,
  }
  const members = await Promise.all(
    (['api', 'api', 'worker', 'worker'] as const).map((role, index) =>
      createMember(`${role}-${index}`, role, {
        folder,
        environment,
        // The last worker has a disk that gets full.
        ...(index === 3 && { diskMegabytes: WORKER_DISK_MB }),
      }),
    ),
  )
  const disasters: Record<string, number> = {}
  const accepted: string[] = []
  let refused = 0
  let killed = 0
  let isOver = false

  const call = async <Data>(path: string, key: string, body: unknown) => {
    const nodes = members.filter(({ role }) => role === 'api')
    const up = nodes.filter(({ isUp }) => isUp)
    const { url } = random.pick(up.length > 0 ? up : nodes)
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    })
    return (await answer.json()) as { code: number; msg: string; data: Data }
  }

  async function submitAll(keys: readonly string[]): Promise<void> {
    let songs = 0
    for (let i = 0; i < plan.tasks + plan.songs; i++) {
      const isSong =
        i % Math.ceil((plan.tasks + plan.songs) / Math.max(1, plan.songs)) === 0 && plan.songs > 0
      const directive =
        random.next() < 0.1 ? ' [[fail:501@first]]' : random.next() < 0.3 ? ' [[delay:300ms@each]]' : ''
      const body = {
        customMode: true,
        instrumental: true,
        model: 'V5_5',
        style: `solo piano${isSong ? '' : directive}`,
        // Songs that are asked for twice must come out byte for byte the same, whatever was killed meanwhile.
        title: isSong ? `Song ${songs % SONG_SEEDS}` : `Piece ${i}`,
        ...(isSong && { troubadour: { seed: songs % SONG_SEEDS } }),
        duration: 10,
        callBackUrl: receiver.url,
      }
      for (;;) {
        const key = isSong ? ADMIN_KEY : keys[i % keys.length]!
        const answer = await call<{ taskId: string }>('/api/v1/generate', key, body).catch(() => undefined)
        if (answer?.code === 200) {
          accepted.push(answer.data.taskId)
          if (isSong) songs++
          break
        }
        // Whether that one was accepted nobody knows; the next one is another task.
        refused++
        await sleep(300)
      }
      // All the time that processes are killed, tasks come in.
      while (!isOver && i / (plan.tasks + plan.songs) > (killed + 1) / plan.kills) await sleep(20)
      if (plan.signal?.aborted) return
    }
  }

  async function restart(member: Member): Promise<void> {
    await whileUnreachable({ patienceMs: 60_000 }, () => sql`select 1`.execute(db))
    if (member.isUp) return
    // A service manager starts it again too, for instance when the database goes away in the middle of a start.
    await member.start().catch(() => member.start())
  }

  /** One API node stays up, so that there is always somebody to submit to. */
  async function nextVictim(): Promise<Member> {
    for (;;) {
      const up = members.filter(({ isUp }) => isUp)
      const nodes = up.filter(({ role }) => role === 'api').length
      const victims = up.filter(({ role }) => role === 'worker' || nodes > 1)
      if (victims.length > 0) return random.pick(victims)
      await sleep(100)
    }
  }

  /** What happens beside the kills, in turn; each resolves when its cause is over. */
  const STRIKES: readonly (() => Promise<void>)[] = [
    calm,
    () => mood(random.pick<S3Mood>(['failing', 'slow', 'resetting'])),
    fullDisk,
    storm,
    cutConnections,
    clockJump,
    () => mood(random.pick<S3Mood>(['failing', 'slow', 'resetting'])),
    storm,
    killPostgres,
    clockJump,
  ]
  const count = (what: string) => {
    disasters[what] = (disasters[what] ?? 0) + 1
    news(what)
  }
  async function calm(): Promise<void> {}
  async function mood(is: S3Mood): Promise<void> {
    count(`S3 ${is}`)
    s3.mood = is
    await sleep(plan.paceMs)
    s3.mood = 'well'
  }
  async function storm(): Promise<void> {
    const is = random.pick(STORMS)
    count(`receiver ${is}`)
    receiver.mood = is
    await sleep(plan.paceMs)
    receiver.mood = 'well'
  }
  /** A worker that was started meanwhile has another disk: nothing is left to be freed there. */
  async function fullDisk(): Promise<void> {
    const member = members.find(({ hasSmallDisk, isUp }) => hasSmallDisk && isUp)
    if (!member) return
    count('disk full')
    member.fillDisk()
    await sleep(plan.paceMs * 2)
    member.freeDisk()
  }
  /** An hour forward or back, for a while: of one process, or of the database. */
  async function clockJump(): Promise<void> {
    const set = [databaseClock, ...members.map(({ clock }) => clock)].filter((each) => each !== undefined)
    if (set.length === 0) return
    const clock = random.next() < 0.5 ? set[0]! : random.pick(set)
    const seconds = random.next() < 0.5 ? 3600 : -3600
    count(
      `${clock === databaseClock ? "database's" : "process's"} clock set ${seconds > 0 ? 'forward' : 'back'}`,
    )
    clock.setOffBy(seconds)
    await sleep(plan.paceMs * 2)
    clock.setOffBy(0)
  }
  async function cutConnections(): Promise<void> {
    count('connections cut')
    await whileUnreachable({ patienceMs: 60_000 }, () =>
      sql`select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and pid <> pg_backend_pid()`.execute(db),
    )
  }
  async function killPostgres(): Promise<void> {
    count('PostgreSQL killed')
    process.kill(postgres.pid, 'SIGKILL')
    await sleep(1000)
    await whileUnreachable({ patienceMs: 60_000 }, () => sql`select 1`.execute(db))
  }

  try {
    await members[0]!.start()
    await Promise.all(members.slice(1).map((member) => member.start()))
    const keys = await Promise.all(
      [{ credits: 1_000_000 }, {}].map(async (account, index) => {
        const wishes = {
          name: `chaos ${index}`,
          sandbox: true,
          rateLimit: { events: 100_000, perSeconds: 1 },
          ...account,
        }
        return (await call<{ key: string }>('/troubadour/v1/keys', ADMIN_KEY, wishes)).data.key
      }),
    )
    const submitting = submitAll(keys)
    const restarts: Promise<void>[] = []
    for (let turn = 0; killed < plan.kills && !plan.signal?.aborted; turn++) {
      const striking = STRIKES[turn % STRIKES.length]!()
      const victim = await nextVictim()
      count(`${victim.role} killed`)
      await victim.kill()
      killed++
      restarts.push(sleep(random.next() * plan.paceMs).then(() => restart(victim)))
      await Promise.all([striking, sleep(plan.paceMs * (0.5 + random.next()))])
    }
    isOver = true
    await submitting
    await Promise.all(restarts)
    for (const member of members) await restart(member)
    news(`coming to rest, ${accepted.length} accepted`)
    await rest(plan.patienceMs)
    const findings = await audit({ db, s3: s3.options, accepted, taken: receiver.taken })
    const codes = await Promise.all(
      members.map(async (member) => [member.name, await member.drain()] as const),
    )
    for (const [name, code] of codes)
      if (code !== 0) findings.push(`${name} ended with code ${code} on SIGTERM`)
    const output = members.map((member) => member.output).join('\n')
    if (output.includes(ADMIN_KEY) || keys.some((key) => output.includes(key)))
      findings.push('a log shows a key')
    return { accepted: accepted.length, refused, disasters, findings, output }
  } finally {
    await Promise.all(members.map((member) => member.kill()))
    await connection.close()
    await receiver.close()
    await s3.close()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }

  async function rest(patienceMs: number): Promise<void> {
    const until = performance.now() + patienceMs
    while (performance.now() < until) {
      const { rows } = await whileUnreachable({ patienceMs: 60_000 }, () =>
        sql<{ open: boolean }>`
          select exists (select 1 from tasks where state in ('queued', 'running'))
              or exists (select 1 from outbox_events where state in ('waiting', 'pending')) as open`.execute(
          db,
        ),
      )
      if (!rows[0]!.open) return
      await sleep(500)
    }
  }
}
