import { sql, type Selectable } from 'kysely'
import type { Db, TasksTable } from '../db/index.js'
import { findAbandoned, listHolders, releaseClaim, type Claim, type ReleaseReason } from './claims.js'
import type { Lane } from './lanes.js'
import type { TaskLog } from './log.js'
import type { TaskQueue } from './task-queue.js'
import { isCertainlyDead, type WorkerIdentity } from './worker-identity.js'

/** A task whose workers have died this often without finishing a stage is given up. */
export const MAX_CRASHES = 3

export interface ReaperOptions {
  readonly db: Db
  readonly queue: TaskQueue
  readonly identity: WorkerIdentity
  readonly log: TaskLog
  /** Silence of a worker, in milliseconds, after which it counts as dead. */
  readonly silenceMs: number
  /** Claims that this process holds: it knows better than the clock whether they live. */
  readonly isOurs: (claim: Claim) => boolean
  /** Reads the database's clock; tests set it. */
  readonly databaseTimeMs?: (db: Db) => Promise<number>
  /** Ends a task that has killed its workers. */
  readonly giveUp: (row: Selectable<TasksTable>) => Promise<void>
}

/**
 * Brings tasks back whose worker has died: at once when it was a process of this machine, else when its heartbeat has
 * been silent for a while. Any number of reapers may run; each task is released by one of them.
 */
export class Reaper {
  readonly #options: ReaperOptions
  /** From then on the silence of a heartbeat counts. */
  #trustHeartbeatsAt = 0
  /** The clock of the database and ours, which nobody sets, at the last sweep. */
  #lastClock: { readonly databaseMs: number; readonly ownMs: number } | undefined

  constructor(options: ReaperOptions) {
    this.#options = options
  }

  /** The database was away, so that nobody could send heartbeats: their silence means nothing for a while. */
  noteOutage(): void {
    this.#trustHeartbeatsAt = performance.now() + this.#options.silenceMs
  }

  async sweep(): Promise<void> {
    const { db, identity, silenceMs, isOurs, giveUp, log } = this.#options
    await this.#watchClock()
    const deadWorkers = (await listHolders(db)).filter((holder) => isCertainlyDead(holder, identity))
    const abandoned = await findAbandoned(db, {
      deadWorkers,
      silenceMs: performance.now() >= this.#trustHeartbeatsAt ? silenceMs : undefined,
    })
    for (const row of abandoned) {
      const claim = { taskId: row.id, attempt: row.attempt, workerId: row.worker_id! }
      if (isOurs(claim)) continue
      log.warn({ taskId: row.id, kind: row.kind, attempt: row.attempt }, 'a worker died on this task')
      if (row.crashes + 1 >= MAX_CRASHES) await giveUp(row)
      else await returnToQueue(this.#options, claim, row.lane as Lane, { reason: 'crash' })
    }
  }

  /**
   * A clock of the database that is set forward makes every heartbeat look old, and every worker dead: for a while, until
   * all have sent another, silence means nothing.
   */
  async #watchClock(): Promise<void> {
    const { db, databaseTimeMs = readDatabaseTimeMs } = this.#options
    const read = { databaseMs: await databaseTimeMs(db), ownMs: performance.now() }
    const last = this.#lastClock
    this.#lastClock = read
    if (last === undefined) return
    const jumpMs = read.databaseMs - last.databaseMs - (read.ownMs - last.ownMs)
    if (jumpMs < this.#options.silenceMs / 2) return
    this.#options.log.warn({ jumpMs: Math.round(jumpMs) }, "the database's clock was set forward")
    this.noteOutage()
  }
}

/** Milliseconds since 1970 by the clock of the database. */
async function readDatabaseTimeMs(db: Db): Promise<number> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
  return rows[0]!.now.getTime()
}

/** Gives a claimed task back and wakes a worker for it. False when the claim does not hold any more. */
export async function returnToQueue(
  { db, queue }: { readonly db: Db; readonly queue: TaskQueue },
  claim: Claim,
  lane: Lane,
  release: { readonly reason: ReleaseReason; readonly delayMs?: number },
): Promise<boolean> {
  const isReleased = await releaseClaim(db, claim, release)
  if (isReleased) queue.announce(lane, release.delayMs)
  return isReleased
}

/** Takes over a claim whose holder is dead, so that an end can be committed for it. Undefined when it was released meanwhile. */
export async function takeOverClaim(
  db: Db,
  dead: Claim,
  workerId: string,
): Promise<Selectable<TasksTable> | undefined> {
  return db
    .updateTable('tasks')
    .set((column) => ({
      attempt: column('attempt', '+', 1),
      worker_id: workerId,
      heartbeat_at: sql<Date>`now()`,
    }))
    .where('id', '=', dead.taskId)
    .where('attempt', '=', dead.attempt)
    .where('worker_id', '=', dead.workerId)
    .where('state', '=', 'running')
    .returningAll()
    .executeTakeFirst()
}
