import { sql, type Selectable } from 'kysely'
import type { Db, TasksTable } from '../db/index.js'
import { findAbandoned, listHolders, releaseClaim, type Claim, type ReleaseReason } from './claims.js'
import type { Lane } from './lanes.js'
import type { TaskLog } from './log.js'
import type { TaskQueue } from './task-queue.js'
import { isCertainlyDead, type WorkerIdentity } from './worker-identity.js'

/** No retry is due later than this: what seems to be was given its time by a clock that ran ahead. In minutes. */
const LONGEST_DELAY_MINUTES = 30

export interface ReaperOptions {
  readonly db: Db
  readonly queue: TaskQueue
  readonly identity: WorkerIdentity
  readonly log: TaskLog
  /** Silence of a worker, in milliseconds, after which it counts as dead. */
  readonly silenceMs: number
  /**
   * Wait after each death of a worker on a task that got no further, in milliseconds; a task whose worker dies once more is
   * given up. Workers die for reasons of their own, too, and take whatever they hold with them: the waits grow, so that
   * a bad hour of a machine costs no task, and a task that kills its workers does so ever more rarely.
   */
  readonly crashDelaysMs: readonly number[]
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
  #lastClock:
    { readonly databaseMs: number; readonly askedMs: number; readonly answeredMs: number } | undefined

  constructor(options: ReaperOptions) {
    this.#options = options
  }

  /** The database was away, so that nobody could send heartbeats: their silence means nothing for a while. */
  noteOutage(): void {
    this.#trustHeartbeatsAt = performance.now() + this.#options.silenceMs
  }

  async sweep(): Promise<void> {
    const { db, identity, silenceMs, crashDelaysMs, isOurs, giveUp, log } = this.#options
    await this.#watchClock()
    await callForward(db)
    const deadWorkers = (await listHolders(db)).filter((holder) => isCertainlyDead(holder, identity))
    const abandoned = await findAbandoned(db, {
      deadWorkers,
      silenceMs: performance.now() >= this.#trustHeartbeatsAt ? silenceMs : undefined,
    })
    for (const row of abandoned) {
      const claim = { taskId: row.id, attempt: row.attempt, workerId: row.worker_id! }
      if (isOurs(claim)) continue
      log.warn({ taskId: row.id, kind: row.kind, attempt: row.attempt }, 'a worker died on this task')
      const delayMs = crashDelaysMs[row.crashes]
      if (delayMs === undefined) await giveUp(row)
      else await returnToQueue(this.#options, claim, row.lane as Lane, { reason: 'crash', delayMs })
    }
  }

  /**
   * A clock of the database that is set forward makes every heartbeat look old, and every worker dead: for a while, until
   * all have sent another, silence means nothing.
   */
  async #watchClock(): Promise<void> {
    const { db, databaseTimeMs = readDatabaseTimeMs } = this.#options
    const askedMs = performance.now()
    const databaseMs = await databaseTimeMs(db)
    const read = { databaseMs, askedMs, answeredMs: performance.now() }
    const last = this.#lastClock
    this.#lastClock = read
    if (last === undefined) return
    // A busy process reads late: only what no delay of question and answer explains is a jump.
    const passedMs = databaseMs - last.databaseMs
    const leastMs = read.askedMs - last.answeredMs
    const mostMs = read.answeredMs - last.askedMs
    const jumpMs = passedMs > mostMs ? passedMs - mostMs : Math.min(0, passedMs - leastMs)
    const { silenceMs, log } = this.#options
    if (Math.abs(jumpMs) < silenceMs / 2) return
    const way = jumpMs > 0 ? 'forward' : 'back'
    log.warn({ jumpMs: Math.round(jumpMs) }, `the database's clock was set ${way}`)
    if (jumpMs > 0) this.noteOutage()
  }
}

/**
 * Makes due what was submitted in the future, and what no wait of ours explains: the clock of the database ran ahead then,
 * and was set right since, perhaps while nobody looked.
 */
async function callForward(db: Db): Promise<void> {
  await sql`
    update tasks set available_at = now()
     where state = 'queued' and available_at > now()
       and (created_at > now()
            or available_at > now() + ${LONGEST_DELAY_MINUTES} * interval '1 minute')`.execute(db)
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
