import { sql } from 'kysely'
import type { Db } from '../db/index.js'
import type { Rank } from './claims.js'
import type { Lane } from './lanes.js'
import { toNewTask } from './task-rows.js'
import type { NewTask, Task } from './types.js'

/** A submit that is ready to be written. */
export interface PreparedSubmit {
  readonly id: string
  readonly lane: Lane
  readonly rank: Rank
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
  #waiting: Waiting[] = []
  #inFlight = 0

  constructor(db: Db) {
    this.#db = db
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
    const rows = submits.map(({ id, lane, rank, task }) => ({
      id,
      lane,
      rank,
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
      trace_parent: task.traceParent ?? null,
    }))
    // One statement is one transaction: no round trips to begin and end it.
    const { rows: made } = await sql<{ id: string; created_at: Date }>`
      with given as (
        select given.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (
          id text, lane text, rank smallint, account_id uuid, kind text, request jsonb, param text, callback_url text,
          seed bigint, cost numeric, parent_task_id text, parent_track_id text, sandbox boolean, key_id uuid,
          trace_parent text)
          join accounts on accounts.id = given.account_id and accounts.unlimited
      ), holds as (
        insert into credit_entries (account_id, task_id, kind, amount, key_id, task_kind)
        select account_id, id, 'hold', cost, key_id, kind from given
      )
      insert into tasks (id, lane, rank, queue_key, account_id, kind, request, param, callback_url, seed, cost,
                         parent_task_id, parent_track_id, sandbox, trace_parent)
      select id, lane, rank, coalesce(key_id, account_id), account_id, kind, request, param, callback_url, seed, cost,
             parent_task_id, parent_track_id, sandbox, trace_parent
        from given
      returning id, created_at`.execute(this.#db)
    const createdAt = new Map(made.map((row) => [row.id, row.created_at]))
    return new Map(
      submits.flatMap(({ id, task }) => {
        const at = createdAt.get(id)
        return at === undefined ? [] : [[id, toNewTask(id, task, at)] as const]
      }),
    )
  }
}
