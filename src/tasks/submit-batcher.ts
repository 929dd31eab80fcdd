import { sql, type Selectable } from 'kysely'
import { transaction, type Db, type TasksTable } from '../db/index.js'
import type { JobQueue } from './job-queue.js'
import type { Lane } from './lanes.js'
import { toTask } from './task-rows.js'
import type { NewTask, Task } from './types.js'

/** A submit that is ready to be written. */
export interface PreparedSubmit {
  readonly id: string
  readonly jobId: string
  readonly lane: Lane
  readonly task: NewTask
}

/** Submits in one transaction at most. */
const MAX_BATCH = 100
/** Transactions at a time. While they run, later submits gather: the busier the server, the bigger its batches. */
const MAX_IN_FLIGHT = 4

interface Waiting {
  readonly submit: PreparedSubmit
  readonly resolve: (task: Task | undefined) => void
  readonly reject: (error: unknown) => void
}

/**
 * Writes submits that come at the same time in one transaction: a durable commit costs the same for one row and for a
 * hundred. Only accounts without a limit are served, as a limited one must see each submit for itself.
 */
export class SubmitBatcher {
  readonly #db: Db
  readonly #queue: JobQueue
  #waiting: Waiting[] = []
  #inFlight = 0

  constructor(db: Db, queue: JobQueue) {
    this.#db = db
    this.#queue = queue
  }

  /**
   * Resolves after the commit. Undefined when this submit needs a transaction of its own, as its account has a limit; it
   * has not been written then. Rejects when the whole batch failed, which may be another submit's fault.
   */
  add(submit: PreparedSubmit): Promise<Task | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ submit, resolve, reject })
      // Not at once: what arrives in the same turn of the event loop goes along.
      if (this.#waiting.length === 1) setImmediate(() => this.#flush())
    })
  }

  #flush(): void {
    while (this.#inFlight < MAX_IN_FLIGHT && this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, MAX_BATCH)
      this.#inFlight++
      void this.#write(batch).finally(() => {
        this.#inFlight--
        this.#flush()
      })
    }
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    try {
      const tasks = await this.#insert(batch.map(({ submit }) => submit))
      for (const { submit, resolve } of batch) resolve(tasks.get(submit.id))
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  async #insert(submits: readonly PreparedSubmit[]): Promise<ReadonlyMap<string, Task>> {
    const rows = submits.map(({ id, jobId, lane, task }) => ({
      id,
      job_id: jobId,
      lane,
      account_id: task.accountId,
      kind: task.kind,
      request: task.request,
      param: task.param,
      callback_url: task.callbackUrl ?? null,
      seed: task.seed,
      cost: task.cost,
      parent_task_id: task.parentTaskId ?? null,
      parent_track_id: task.parentTrackId ?? null,
      sandbox: task.sandbox ?? false,
      key_id: task.key?.id ?? null,
    }))
    return transaction(this.#db, async (trx) => {
      const made = await sql<Selectable<TasksTable>>`
        with given as (
          select given.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (
            id text, job_id uuid, lane text, account_id uuid, kind text, request jsonb, param text, callback_url text,
            seed bigint, cost numeric, parent_task_id text, parent_track_id text, sandbox boolean, key_id uuid)
            join accounts on accounts.id = given.account_id and accounts.unlimited
        ), holds as (
          insert into credit_entries (account_id, task_id, kind, amount, key_id, task_kind)
          select account_id, id, 'hold', cost, key_id, kind from given
        )
        insert into tasks (id, job_id, lane, account_id, kind, request, param, callback_url, seed, cost,
                           parent_task_id, parent_track_id, sandbox)
        select id, job_id, lane, account_id, kind, request, param, callback_url, seed, cost,
               parent_task_id, parent_track_id, sandbox
          from given
        returning *`.execute(trx)
      const tasks = new Map(made.rows.map((row) => [row.id, toTask(row)]))
      await this.#queue.sendMany(
        trx,
        submits
          .filter(({ id }) => tasks.has(id))
          .map(({ id, jobId, lane }) => ({ id: jobId, lane, taskId: id })),
      )
      return tasks
    })
  }
}
