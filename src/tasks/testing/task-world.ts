import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { createTestDatabase } from '../../../test/support/postgres.js'
import { whileUnreachable } from '../../db/index.js'
import type { EventSink, StageEvent } from '../event-sink.js'
import type { TaskLog } from '../log.js'
import { Notifier } from '../notifier.js'
import { PostgresTaskStore } from '../postgres-task-store.js'
import { toTask } from '../task-rows.js'
import { TaskQueue } from '../task-queue.js'
import { TaskRunner, type RunnerTiming } from '../task-runner.js'
import type { NewTask, Task, TaskRun, Workflow } from '../types.js'
import { thisWorker, type WorkerIdentity } from '../worker-identity.js'

/** Much faster than in production, with the same proportions. */
export const FAST: RunnerTiming = {
  progressMs: 20,
  heartbeatMs: 100,
  silenceMs: 1500,
  retryDelaysMs: [10, 20],
  crashDelaysMs: [0, 10],
}

/** Everything around tasks, on a database of its own. */
export async function createTaskWorld(options: { readonly maxConnections?: number } = {}) {
  const database = await createTestDatabase(options)
  const { db } = database
  const logged: { level: 'info' | 'warn' | 'error'; details: object; message: string }[] = []
  const log: TaskLog = {
    info: (details, message) => logged.push({ level: 'info', details, message }),
    warn: (details, message) => logged.push({ level: 'warn', details, message }),
    error: (details, message) => logged.push({ level: 'error', details, message }),
  }
  const notifier = new Notifier(database)
  const queue = new TaskQueue({ db, notifier, log })
  /** Events whose transaction was committed or not; look at `eventsOf` for what is durable. */
  const events: EventSink = async (trx, event) => {
    await trx
      .insertInto('credit_entries')
      .values({
        account_id: event.task.accountId,
        task_id: `event:${event.task.id}:${event.stage}`,
        kind: 'grant',
        amount: 1,
        note: JSON.stringify(event.body),
      })
      .execute()
    seen.push(event)
  }
  const seen: StageEvent[] = []
  const store = new PostgresTaskStore({
    db,
    queue,
    notifier,
    laneOf: (kind) => (kind.startsWith('light') ? 'light' : 'audio'),
    concurrency: { audio: 2, light: 4 },
    onCancelled: (trx, task) => events(trx, { task, stage: 'error', body: { code: 531 } }),
  })
  const find = async (taskId: string): Promise<Task | undefined> => {
    const row = await db.selectFrom('tasks').selectAll().where('id', '=', taskId).executeTakeFirst()
    return row && toTask(row)
  }
  const runners: { runner: TaskRunner; notifier: Notifier }[] = []

  return {
    database,
    db,
    store,
    queue,
    notifier,
    logged,
    seen,
    /** A task whosesoever it is. */
    find,

    async account(options: { readonly balance?: number } = {}): Promise<string> {
      const row = await db
        .insertInto('accounts')
        .values({ name: 'test', unlimited: options.balance === undefined, balance: options.balance ?? 0 })
        .returning('id')
        .executeTakeFirstOrThrow()
      return row.id
    },

    /** Events that are durable, as `stage` in their order. */
    async eventsOf(taskId: string): Promise<string[]> {
      const rows = await db
        .selectFrom('credit_entries')
        .select('task_id')
        .where('task_id', 'like', `event:${taskId}:%`)
        .orderBy('id')
        .execute()
      return rows.map((row) => row.task_id!.split(':')[2]!)
    },

    /** A worker as if in a process of its own. */
    async startRunner(
      run: (run: TaskRun) => Promise<void>,
      options: {
        readonly identity?: Partial<WorkerIdentity>
        readonly timing?: Partial<RunnerTiming>
        readonly concurrency?: number
        readonly eager?: number
        readonly lightConcurrency?: number
        readonly isReady?: () => Promise<boolean>
      } = {},
    ): Promise<TaskRunner> {
      const own = new Notifier(database)
      const ownQueue = new TaskQueue({ db, notifier: own, log })
      const runner = new TaskRunner({
        db,
        queue: ownQueue,
        notifier: own,
        workflows: [workflow('song', 'audio', run), workflow('light', 'light', run)],
        events,
        concurrency: { audio: options.concurrency ?? 2, light: 4 },
        ...(options.eager !== undefined && { eager: { audio: options.eager, light: 4 } }),
        log,
        identity: { ...thisWorker(), nonce: randomUUID(), ...options.identity },
        timing: { ...FAST, ...options.timing },
        ...(options.isReady && { isReady: options.isReady }),
      })
      runners.push({ runner, notifier: own })
      await runner.start()
      return runner
    },

    /** Waits until a task satisfies a condition, 15 s at most. */
    async until(taskId: string, condition: (task: Task) => boolean): Promise<Task> {
      const deadline = Date.now() + 15_000
      for (;;) {
        const task = await whileUnreachable({ patienceMs: 5000 }, () => find(taskId))
        if (task !== undefined && condition(task)) return task
        if (Date.now() > deadline) throw new Error(`task is still ${JSON.stringify(task)}`)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },

    /** Stops all workers and removes all tasks and accounts. */
    async reset(): Promise<void> {
      await Promise.all(
        runners.splice(0).map(async ({ runner, notifier: other }) => {
          await runner.stop({ patienceMs: 50 })
          await other.stop()
        }),
      )
      await sql`delete from accounts`.execute(db)
      seen.length = 0
      logged.length = 0
    },

    async close(): Promise<void> {
      await this.reset()
      await notifier.stop()
      await database.drop()
    },
  }
}

export type TaskWorld = Awaited<ReturnType<typeof createTaskWorld>>

function workflow(kind: string, lane: Workflow['lane'], run: Workflow['run']): Workflow {
  return { kind, lane, run, failureCallback: (task, failure) => ({ taskId: task.id, ...failure }) }
}

/** A request as `api` would make it. */
export function newTask(accountId: string, changes: Partial<NewTask> = {}): NewTask {
  return {
    accountId,
    kind: 'song',
    request: { prompt: 'rain' },
    param: '{"prompt":"rain"}',
    callbackUrl: 'http://127.0.0.1:9/callback',
    seed: 7,
    cost: 0,
    ...changes,
  }
}
