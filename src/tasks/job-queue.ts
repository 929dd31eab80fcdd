import { randomUUID } from 'node:crypto'
import { CompiledQuery, sql } from 'kysely'
import PgBoss from 'pg-boss'
import type { DatabaseConnection, Db, Trx } from '../db/index.js'
import { LANES, type Lane } from './lanes.js'
import type { TaskLog } from './log.js'
import { type Notifier } from './notifier.js'

/** Beside our own tables; not `pgboss`, which another program in the same database may use in another version. */
const SCHEMA = 'troubadour_jobs'
/** Fallback for notifications that got lost; pg-boss allows 0.5 s at least. */
const POLLING_SECONDS = 2
/** The most pg-boss allows. Our own heartbeat notices dead workers long before. */
const EXPIRE_HOURS = 23

/** One job as it is sent. */
export interface QueuedJob {
  readonly taskId: string
  readonly lane: Lane
  /** Not before this many milliseconds from now. Default 0. */
  readonly delayMs?: number
  /** Goes first: it has waited before. Default false. */
  readonly isResumed?: boolean
}

/**
 * pg-boss, one queue a lane. A job is no more than a hint that a task waits: whether it really does, and who performs it,
 * is decided by the row of the task. A hint too many does nothing, one too few is noticed by the reaper.
 */
export class JobQueue {
  readonly #boss: PgBoss
  readonly #notifier: Notifier
  readonly #pool: DatabaseConnection['pool']
  readonly #log: TaskLog
  #isStarted = false
  /** pg-boss workers of this process by lane. */
  readonly #workers = new Map<Lane, string[]>()

  constructor(
    connection: DatabaseConnection,
    options: { readonly notifier: Notifier; readonly log: TaskLog },
  ) {
    this.#pool = connection.pool
    this.#notifier = options.notifier
    this.#log = options.log
    this.#boss = new PgBoss({
      db: { executeSql: (text, values) => this.#execute(text, values) },
      schema: SCHEMA,
      schedule: false,
      retryLimit: 0,
      expireInHours: EXPIRE_HOURS,
      retentionDays: 60,
      archiveCompletedAfterSeconds: 60,
      archiveFailedAfterSeconds: 60,
      deleteAfterMinutes: 10,
    })
    this.#boss.on('error', (error) => {
      options.log.warn({ err: error }, 'the job queue had a problem; it goes on')
    })
  }

  /** Makes queues and their tables; safe when several processes do it at once. */
  async start(): Promise<void> {
    await this.#boss.start()
    for (const lane of LANES) await this.#boss.createQueue(lane)
    this.#isStarted = true
  }

  /** Stops maintenance. Workers have to be stopped before. */
  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: false, close: false })
  }

  /** Sends a job in the caller's transaction and returns its id. Call `announce` after the commit. */
  async send(trx: Trx, job: QueuedJob, id: string = randomUUID()): Promise<string> {
    const sent = await this.#boss.send(
      job.lane,
      { taskId: job.taskId },
      {
        id,
        priority: job.isResumed ? 1 : 0,
        ...(job.delayMs ? { startAfter: new Date(Date.now() + job.delayMs) } : {}),
        db: { executeSql: (text, values) => executeIn(trx, text, values) },
      },
    )
    // pg-boss answers null, without an error, when a queue does not exist.
    if (sent === null) throw new Error(`the queue "${job.lane}" does not exist: start() has to come first`)
    return sent
  }

  /** Sends jobs that may start at once, under ids of the caller's, in its transaction. */
  async sendMany(
    trx: Trx,
    jobs: readonly { readonly id: string; readonly lane: Lane; readonly taskId: string }[],
  ): Promise<void> {
    if (jobs.length === 0) return
    await this.#boss.insert(
      jobs.map(({ id, lane, taskId }) => ({ id, name: lane, data: { taskId } })),
      { db: { executeSql: (text, values) => executeIn(trx, text, values) } },
    )
  }

  /** Wakes idle workers of a lane, here at once and in other processes a moment later. */
  announce(lane: Lane): void {
    this.wake(lane)
    this.#notifier.jobsWait(lane)
  }

  /** Wakes idle workers of this process. */
  wake(lane: Lane): void {
    for (const worker of this.#workers.get(lane) ?? []) this.#boss.notifyWorker(worker)
  }

  /** Starts `concurrency` workers that hand the waiting tasks of a lane to `handler`, which must not throw. */
  async work(lane: Lane, concurrency: number, handler: (taskId: string) => Promise<void>): Promise<void> {
    const workers: string[] = []
    this.#workers.set(lane, workers)
    for (let i = 0; i < concurrency; i++) {
      const id: string = await this.#boss.work<{ taskId: string }>(
        lane,
        { pollingIntervalSeconds: POLLING_SECONDS, batchSize: 1 },
        async ([job]) => {
          if (job !== undefined) await handler(job.data.taskId)
          // Otherwise pg-boss would sleep out its polling interval although more jobs wait.
          this.#boss.notifyWorker(id)
        },
      )
      workers.push(id)
    }
  }

  /** No new tasks are handed out; those that were go on. */
  async stopWorking(): Promise<void> {
    for (const lane of this.#workers.keys()) await this.#boss.offWork(lane)
    this.#workers.clear()
  }

  /** Waiting tasks that no job points to: the process that had fetched the job died before it claimed the task. */
  async findForgotten(db: Db): Promise<{ readonly id: string; readonly lane: string }[]> {
    const { rows } = await sql<{ id: string; lane: string }>`
      select t.id, t.lane from tasks t
       where t.state = 'queued' and t.available_at < now()
         and not exists (
           select 1 from ${sql.table(`${SCHEMA}.job`)} j
            where j.name = t.lane and j.id = t.job_id
              and (j.state < 'active' or (j.state = 'active' and j.started_on > now() - interval '10 seconds')))
       limit 1000`.execute(db)
    return rows
  }

  /**
   * pg-boss reports the end of a job without waiting for the answer: an error would be nobody's and end the process. So
   * once it works nothing is thrown; pg-boss takes no answer for "nothing to do" and asks again.
   */
  async #execute(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> {
    try {
      return await this.#pool.query(text, values)
    } catch (error) {
      if (!this.#isStarted) throw error
      this.#log.warn({ err: error }, 'the job queue could not reach the database; it tries again')
      return undefined as unknown as { rows: unknown[] } // What pg-boss itself returns while it is disconnected.
    }
  }
}

async function executeIn(trx: Trx, text: string, values: unknown[]): Promise<{ rows: unknown[] }> {
  const { rows } = await trx.executeQuery(CompiledQuery.raw(text, values))
  return { rows }
}
