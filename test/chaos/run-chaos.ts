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

const ADMIN_KEY = 'sk-chaos-admin-key'

/**
 * Runs two API nodes and two workers on one database and one bucket, submits tasks all the time, and lets disasters happen
 * to all of them; then waits until everything has come to rest and audits the books.
 */
export async function runChaos(plan: ChaosPlan): Promise<ChaosReport> {
  const news = plan.onNews ?? (() => undefined)
  const random = createRandom(plan.seed)
  const folder = await mkdtemp(join(tmpdir(), 'troubadour-chaos-'))
  const postgres = await startEmbeddedPostgres({
    directory: join(folder, 'postgres'),
    settings: { max_connections: '150' },
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
      createMember(`${role}-${index}`, role, { folder, environment }),
    ),
  )
  const disasters: Record<string, number> = {}
  const accepted: string[] = []
  let refused = 0

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
        title: `Piece ${i}`,
        duration: 10,
        callBackUrl: receiver.url,
      }
      for (;;) {
        const key = isSong ? ADMIN_KEY : keys[i % keys.length]!
        const answer = await call<{ taskId: string }>('/api/v1/generate', key, body).catch(() => undefined)
        if (answer?.code === 200) {
          accepted.push(answer.data.taskId)
          break
        }
        // Whether that one was accepted nobody knows; the next one is another task.
        refused++
        await sleep(300)
      }
      await sleep(Math.max(5, (plan.kills * plan.paceMs) / (plan.tasks + plan.songs)))
    }
  }

  async function restart(member: Member): Promise<void> {
    await whileUnreachable({ patienceMs: 60_000 }, () => sql`select 1`.execute(db))
    if (member.isUp) return
    // A service manager starts it again too, for instance when the database goes away in the middle of a start.
    await member.start().catch(() => member.start())
  }

  /** One disaster; resolves when its cause is over. */
  async function strike(index: number): Promise<void> {
    const kind = index % 5
    if (kind === 1) return mood('S3 trouble', random.pick<S3Mood>(['failing', 'slow', 'resetting']))
    if (kind === 3) return storm()
    if (kind === 4 && index % 10 === 4) return killPostgres()
    if (kind === 4) return cutConnections()
    return undefined
  }
  const count = (what: string) => {
    disasters[what] = (disasters[what] ?? 0) + 1
    news(what)
  }
  async function mood(what: string, is: S3Mood): Promise<void> {
    count(`${what}: ${is}`)
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
    for (let kill = 0; kill < plan.kills; kill++) {
      const up = members.filter(({ isUp }) => isUp)
      // One API node stays up, so that there is always somebody to submit to.
      const victims = up.filter(
        ({ role }) => role === 'worker' || up.filter((each) => each.role === 'api').length > 1,
      )
      if (victims.length > 0) {
        const victim = random.pick(victims)
        count(`${victim.role} killed`)
        await victim.kill()
        restarts.push(sleep(random.next() * plan.paceMs).then(() => restart(victim)))
      }
      await Promise.all([strike(kill), sleep(plan.paceMs * (0.5 + random.next()))])
    }
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
