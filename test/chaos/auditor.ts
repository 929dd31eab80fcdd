import { createHash } from 'node:crypto'
import { ListObjectsCommand, S3Client, type ListObjectsCommandOutput } from '@aws-sdk/client-s3'
import { sql } from 'kysely'
import type { Db } from '../../src/db/index.js'
import { createS3Store, type S3Options } from '../../src/media/storage/s3-store.js'
import { sweepExpired } from '../../src/tasks/index.js'
import type { TakenCallback } from './stormy-receiver.js'

/** What is wrong with the books, in sentences; empty when nothing is. */
export type Findings = string[]

export interface Evidence {
  readonly db: Db
  readonly s3: S3Options
  /** Tasks that a client has heard the id of. */
  readonly accepted: readonly string[]
  /** Callbacks the receiver has answered with 200, in its order. */
  readonly taken: readonly TakenCallback[]
}

/** Goes through the whole ledger after everything has come to rest. */
export async function audit(evidence: Evidence): Promise<Findings> {
  return (
    await Promise.all([
      tasksEnded(evidence),
      eventsEnded(evidence),
      creditsBalance(evidence),
      filesMatch(evidence),
    ])
  ).flat()
}

const FINAL = ['succeeded', 'failed', 'cancelled']

async function tasksEnded({ db, accepted }: Evidence): Promise<Findings> {
  const { rows } = await sql<{ id: string; state: string; tracks: number; kind: string; story: string }>`
    select id, state, kind, (select count(*) from tracks where task_id = tasks.id) as tracks,
           format('%s attempts, %s crashes, %s retries, due %s, now %s',
                  attempt, crashes, retries, available_at, now()) as story
      from tasks`.execute(db)
  const known = new Map(rows.map((row) => [row.id, row]))
  return [
    ...accepted.filter((id) => !known.has(id)).map((id) => `task ${id} was accepted and is lost`),
    ...rows
      .filter(({ state }) => !FINAL.includes(state))
      .map(({ id, state, story }) => `task ${id} is still ${state}: ${story}`),
    ...rows
      .filter(({ kind, state, tracks }) => kind === 'generate' && state === 'succeeded' && tracks !== 2)
      .map(({ id, tracks }) => `task ${id} has ${tracks} tracks`),
  ]
}

/** The stages of a song in their order. */
const ORDER = ['text', 'first', 'complete', 'error']

async function eventsEnded({ db, taken }: Evidence): Promise<Findings> {
  const { rows } = await sql<{
    id: string
    taskId: string
    stage: string
    state: string
    deadReason: string | null
  }>`
    select id, task_id as "taskId", stage, state, dead_reason as "deadReason" from outbox_events`.execute(db)
  const received = new Set(taken.map(({ eventId }) => eventId))
  const findings = rows.flatMap(({ id, stage, state, deadReason }) => {
    if (state === 'delivered')
      return received.has(id) ? [] : [`event ${id} (${stage}) counts as delivered but never came`]
    if (state === 'dead') return deadReason ? [] : [`event ${id} is dead without a reason`]
    return [`event ${id} (${stage}) is still ${state}`]
  })
  // Every stage that was reached has its event, once.
  const stages = new Map<string, string[]>()
  for (const { taskId, stage } of rows) stages.set(taskId, [...(stages.get(taskId) ?? []), stage])
  for (const [taskId, each] of stages) {
    if (new Set(each).size !== each.length)
      findings.push(`task ${taskId} has stages twice: ${each.join(', ')}`)
  }
  const { rows: silent } = await sql<{ id: string }>`
    select id from tasks
     where callback_url is not null and state in ('succeeded', 'failed')
       and not exists (select 1 from outbox_events where task_id = tasks.id and stage in ('complete', 'error'))`.execute(
    db,
  )
  findings.push(...silent.map(({ id }) => `task ${id} has ended and told nobody`))
  // First arrivals come in the order of the stages; repeats may come late.
  const furthest = new Map<string, number>()
  const seen = new Set<string>()
  for (const { eventId, taskId, stage } of taken) {
    if (seen.has(eventId)) continue
    seen.add(eventId)
    const place = ORDER.indexOf(stage)
    if (place < (furthest.get(taskId) ?? -1))
      findings.push(`task ${taskId}: ${stage} came after a later stage`)
    furthest.set(taskId, Math.max(place, furthest.get(taskId) ?? -1))
  }
  return findings
}

async function creditsBalance({ db }: Evidence): Promise<Findings> {
  const { rows: entries } = await sql<{
    id: string
    state: string
    holds: number
    charges: number
    refunds: number
  }>`
    select tasks.id, tasks.state,
           count(*) filter (where entry.kind = 'hold') as holds,
           count(*) filter (where entry.kind = 'charge') as charges,
           count(*) filter (where entry.kind = 'refund') as refunds
      from tasks left join credit_entries entry on entry.task_id = tasks.id
     group by tasks.id`.execute(db)
  const { rows: accounts } = await sql<{ id: string; balance: number; held: number; ledger: number }>`
    select accounts.id, balance, held,
           coalesce(sum(case entry.kind when 'grant' then amount when 'refund' then amount
                                        when 'deduction' then -amount when 'hold' then -amount else 0 end), 0) as ledger
      from accounts left join credit_entries entry on entry.account_id = accounts.id
     where not unlimited
     group by accounts.id`.execute(db)
  return [
    ...entries
      .filter(({ state, holds, charges, refunds }) => {
        const isCharged = state === 'succeeded'
        return holds !== 1 || charges !== Number(isCharged) || refunds !== Number(!isCharged)
      })
      .map(
        (row) =>
          `task ${row.id} (${row.state}) was held ${row.holds}, charged ${row.charges}, refunded ${row.refunds} times`,
      ),
    ...accounts
      .filter(({ held, balance, ledger }) => held !== 0 || balance !== ledger)
      .map(
        ({ id, balance, held, ledger }) =>
          `account ${id} has ${balance}, holds ${held}, its entries say ${ledger}`,
      ),
  ]
}

async function filesMatch({ db, s3 }: Evidence): Promise<Findings> {
  const store = createS3Store(s3)
  // What attempts have put and not committed goes when its reservation is over: a day later, or now.
  await sql`update files set expires_at = now() where task_id is null and purpose = 'result'`.execute(db)
  const swept: Findings = []
  const log = {
    info: () => undefined,
    error: () => undefined,
    warn: (details: object, message: string) => void swept.push(`${message}: ${JSON.stringify(details)}`),
  }
  await sweepExpired({ db, objects: store, log })
  const client = new S3Client({
    region: s3.region,
    endpoint: s3.endpoint!,
    forcePathStyle: true,
    credentials: { accessKeyId: s3.accessKeyId, secretAccessKey: s3.secretAccessKey },
  })
  const findings: Findings = [...swept]
  try {
    const objects = new Map<string, { size: number; etag: string }>()
    // The older way to list: tokens of the newer one need a cipher that this server's OpenSSL does not have any more.
    let marker: string | undefined
    do {
      const command = new ListObjectsCommand({
        Bucket: s3.bucket,
        ...(marker !== undefined && { Marker: marker }),
      })
      const page: ListObjectsCommandOutput = await client.send(command)
      const contents = page.Contents ?? []
      for (const { Key, Size, ETag } of contents)
        objects.set(Key!, { size: Size!, etag: ETag!.replaceAll('"', '') })
      marker = page.IsTruncated ? contents.at(-1)?.Key : undefined
    } while (marker !== undefined)

    findings.push(...(await unlikeSongs(db, objects)))
    const { rows: files } = await sql<{ key: string; size: number; isReserved: boolean }>`
      select key, size_bytes as size, task_id is null as "isReserved" from files`.execute(db)
    const known = new Set(files.map(({ key }) => key))
    for (const key of objects.keys()) if (!known.has(key)) findings.push(`object ${key} belongs to nobody`)
    for (const { key, size, isReserved } of files) {
      if (isReserved) {
        findings.push(`file ${key} was reserved and never swept`)
        continue
      }
      const object = objects.get(key)
      if (!object) {
        findings.push(`file ${key} is missing in the store`)
        continue
      }
      if (object.size !== size) findings.push(`file ${key} has ${object.size} bytes, the books say ${size}`)
      const hash = createHash('md5')
      for await (const piece of await store.read(key)) hash.update(piece as Buffer)
      if (hash.digest('hex') !== object.etag) findings.push(`file ${key} does not match its hash`)
    }
  } finally {
    store.close()
    client.destroy()
  }
  return findings
}

/** Songs that were really performed from the same request and seed must be the same bytes, however often they were begun. */
async function unlikeSongs(
  db: Db,
  objects: ReadonlyMap<string, { readonly etag: string }>,
): Promise<Findings> {
  const { rows } = await sql<{ song: string; key: string }>`
    select tracks.title || ', take ' || row_number() over (partition by task_id order by track_index) as song,
           audio_key as key
      from tracks join tasks on tasks.id = task_id
     where not sandbox and state = 'succeeded'`.execute(db)
  const first = new Map<string, string>()
  return rows.flatMap(({ song, key }) => {
    const etag = objects.get(key)?.etag ?? 'missing'
    if (!first.has(song)) first.set(song, etag)
    return first.get(song) === etag ? [] : [`file ${key} is not the same as others of ${song}`]
  })
}
