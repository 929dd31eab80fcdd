import { randomUUID } from 'node:crypto'
import { sql, type Selectable } from 'kysely'
import { transaction, type Db, type TasksTable } from '../db/index.js'
import { findAbandoned, listHolders, releaseClaim, type Claim, type ReleaseReason } from './claims.js'
import type { JobQueue } from './job-queue.js'
import type { Lane } from './lanes.js'
import type { TaskLog } from './log.js'
import { isCertainlyDead, type WorkerIdentity } from './worker-identity.js'

/** A task whose workers have died this often without finishing a stage is given up. */
export const MAX_CRASHES = 3
/** Forgotten tasks are rare and looking for them reads every waiting one: only in one sweep of this many. */
const SWEEPS_PER_SEARCH = 3

export interface ReaperOptions {
  readonly db: Db
  readonly queue: JobQueue
  readonly identity: WorkerIdentity
  readonly log: TaskLog
  /** Silence of a worker, in milliseconds, after which it counts as dead. */
  readonly silenceMs: number
  /** Claims that this process holds: it knows better than the clock whether they live. */
  readonly isOurs: (claim: Claim) => boolean
  /** Ends a task that has killed its workers. */
  readonly giveUp: (row: Selectable<TasksTable>) => Promise<void>
}

/**
 * Brings tasks back whose worker has died: at once when it was a process of this machine, else when its heartbeat has
 * been silent for a while. Any number of reapers may run; each task is released by one of them.
 */
export class Reaper {
  readonly #options: ReaperOptions
  #sweeps = 0
  /** From then on the silence of a heartbeat counts. */
  #trustHeartbeatsAt = 0

  constructor(options: ReaperOptions) {
    this.#options = options
  }

  async sweep(): Promise<void> {
    await this.#releaseAbandoned()
    if (this.#sweeps % SWEEPS_PER_SEARCH === 0) await this.#sendForgotten()
    this.#sweeps++
  }

  /** The database was away, so that nobody could send heartbeats: their silence means nothing for a while. */
  noteOutage(): void {
    this.#trustHeartbeatsAt = Date.now() + this.#options.silenceMs
  }

  async #releaseAbandoned(): Promise<void> {
    const { db, identity, silenceMs, isOurs, giveUp, log } = this.#options
    const deadWorkers = (await listHolders(db)).filter((holder) => isCertainlyDead(holder, identity))
    const abandoned = await findAbandoned(db, {
      deadWorkers,
      silenceMs: Date.now() >= this.#trustHeartbeatsAt ? silenceMs : undefined,
    })
    for (const row of abandoned) {
      const claim = { taskId: row.id, attempt: row.attempt, workerId: row.worker_id! }
      if (isOurs(claim)) continue
      log.warn({ taskId: row.id, kind: row.kind, attempt: row.attempt }, 'a worker died on this task')
      if (row.crashes + 1 >= MAX_CRASHES) await giveUp(row)
      else await returnToQueue(this.#options, claim, row.lane as Lane, { reason: 'crash' })
    }
  }

  async #sendForgotten(): Promise<void> {
    const { db, queue, log } = this.#options
    for (const { id, lane } of await queue.findForgotten(db)) {
      const jobId = randomUUID()
      const isSent = await transaction(db, async (trx) => {
        const result = await trx
          .updateTable('tasks')
          .set({ job_id: jobId })
          .where('id', '=', id)
          .where('state', '=', 'queued')
          .executeTakeFirst()
        if (result.numUpdatedRows === 0n) return false
        await queue.send(trx, { taskId: id, lane: lane as Lane, isResumed: true }, jobId)
        return true
      })
      if (!isSent) continue
      log.warn({ taskId: id }, 'a waiting task had no job; sent one')
      queue.announce(lane as Lane)
    }
  }
}

/** Gives a claimed task back and wakes a worker for it. False when the claim does not hold any more. */
export async function returnToQueue(
  { db, queue }: { readonly db: Db; readonly queue: JobQueue },
  claim: Claim,
  lane: Lane,
  release: { readonly reason: ReleaseReason; readonly delayMs?: number },
): Promise<boolean> {
  const jobId = randomUUID()
  const isReleased = await transaction(db, async (trx) => {
    if (!(await releaseClaim(trx, claim, { ...release, jobId }))) return false
    const { delayMs = 0 } = release
    await queue.send(trx, { taskId: claim.taskId, lane, delayMs, isResumed: true }, jobId)
    return true
  })
  if (isReleased && !release.delayMs) queue.announce(lane)
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
