import { sql, type Selectable } from 'kysely'
import type { Db, TasksTable } from '../db/index.js'

type TaskRow = Selectable<TasksTable>

/** What proves that a worker holds a task: another claim has another `attempt`. */
export interface Claim {
  readonly taskId: string
  readonly attempt: number
  readonly workerId: string
}

/** The claim was taken over, or its task cancelled. The work done under it must not be committed. */
export class ClaimLostError extends Error {
  override readonly name = 'ClaimLostError'
  constructor(taskId: string) {
    super(`task ${taskId} was cancelled or taken over by another worker`)
  }
}

/** How the queue sorts work: what has been in work before goes first, short and long work take turns. */
export const RANKS = { resumed: 0, short: 1, long: 2 } as const
export type Rank = (typeof RANKS)[keyof typeof RANKS]

/** Takes waiting tasks of a lane, at most `places`; keys take turns, beginning with the first one behind `afterKey`. */
export async function claimTasks(
  db: Db,
  wanted: {
    readonly lane: string
    /** Which rank is served first. */
    readonly ranks: readonly Rank[]
    readonly afterKey: string | undefined
    readonly places: number
    readonly workerId: string
  },
): Promise<TaskRow[]> {
  const { lane, ranks, afterKey = NO_KEY, places, workerId } = wanted
  const { rows } = await sql<TaskRow>`
    select * from claim_tasks(${lane}, ${[...ranks]}::smallint[], ${afterKey}::uuid, ${places}::integer, ${workerId})`.execute(
    db,
  )
  return rows
}

/** Comes before every key. */
const NO_KEY = '00000000-0000-0000-0000-000000000000'

/** Renews claims. Returns the ids of those that still hold. */
export async function renewClaims(db: Db, claims: readonly Claim[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    update tasks set heartbeat_at = now()
      from unnest(
        ${claims.map((claim) => claim.taskId)}::text[],
        ${claims.map((claim) => claim.attempt)}::int[],
        ${claims.map((claim) => claim.workerId)}::text[]) as held (id, attempt, worker_id)
     where tasks.id = held.id and tasks.attempt = held.attempt and tasks.worker_id = held.worker_id
       and tasks.state = 'running'
    returning tasks.id`.execute(db)
  return new Set(rows.map((row) => row.id))
}

/** Remembers how far each task is, 0 … 1. */
export async function saveProgress(
  db: Db,
  reports: readonly { readonly claim: Claim; readonly progress: number }[],
): Promise<void> {
  await sql`
    update tasks set progress = greatest(tasks.progress, reported.progress)
      from unnest(
        ${reports.map(({ claim }) => claim.taskId)}::text[],
        ${reports.map(({ claim }) => claim.attempt)}::int[],
        ${reports.map(({ progress }) => progress)}::float8[]) as reported (id, attempt, progress)
     where tasks.id = reported.id and tasks.attempt = reported.attempt and tasks.state = 'running'`.execute(
    db,
  )
}

/** Why a task goes back to the queue. */
export type ReleaseReason =
  /** Its process is stopping: costs nothing. */
  | 'shutdown'
  /** Its process died. */
  | 'crash'
  /** It failed in a way that may not happen again. */
  | 'retry'

/** Gives a claimed task back. False when the claim does not hold any more. */
export async function releaseClaim(
  db: Db,
  claim: Claim,
  release: { readonly reason: ReleaseReason; readonly delayMs?: number },
): Promise<boolean> {
  const delay = sql<Date>`now() + ${release.delayMs ?? 0} * interval '1 millisecond'`
  const result = await db
    .updateTable('tasks')
    .set((column) => ({
      state: 'queued',
      worker_id: null,
      heartbeat_at: null,
      rank: RANKS.resumed,
      available_at: delay,
      ...(release.reason === 'crash' ? { crashes: column('crashes', '+', 1) } : {}),
      ...(release.reason === 'retry' ? { retries: column('retries', '+', 1) } : {}),
    }))
    .where('id', '=', claim.taskId)
    .where('attempt', '=', claim.attempt)
    .where('worker_id', '=', claim.workerId)
    .where('state', '=', 'running')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Running tasks with their holders. */
export async function listHolders(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('tasks')
    .select('worker_id')
    .distinct()
    .where('state', '=', 'running')
    .execute()
  return rows.flatMap((row) => row.worker_id ?? [])
}

/** Running tasks whose holder is in `deadWorkers` or has not renewed its claim for `silenceMs` (undefined: however long). */
export async function findAbandoned(
  db: Db,
  options: { readonly deadWorkers: readonly string[]; readonly silenceMs: number | undefined },
): Promise<TaskRow[]> {
  return db
    .selectFrom('tasks')
    .selectAll()
    .where('state', '=', 'running')
    .where((is) =>
      is.or([
        // Without a limit the comparison is null, which is no reason.
        is(
          'heartbeat_at',
          '<',
          sql<Date>`now() - ${options.silenceMs ?? null}::float8 * interval '1 millisecond'`,
        ),
        is('worker_id', '=', sql<string>`any(${options.deadWorkers}::text[])`),
      ]),
    )
    .execute()
}
