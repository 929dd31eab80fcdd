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

  constructor(options: ReaperOptions) {
    this.#options = options
  }

  /** The database was away, so that nobody could send heartbeats: their silence means nothing for a while. */
  noteOutage(): void {
    this.#trustHeartbeatsAt = Date.now() + this.#options.silenceMs
  }

  async sweep(): Promise<void> {
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
