import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { holdCredits, settleCredits } from '../accounts/credits.js'
import { checkKeyCaps } from '../accounts/key-caps.js'
import { isConnectionError, isUniqueViolation, transaction, type Db, type Trx } from '../db/index.js'
import { RANKS, type Rank } from './claims.js'
import type { Lane, LaneConcurrency } from './lanes.js'
import type { Notifier } from './notifier.js'
import { findPersona, insertPersona, personaIdOf } from './personas.js'
import { SubmitBatcher } from './submit-batcher.js'
import type { TaskQueue } from './task-queue.js'
import { toTask, toTrack } from './task-rows.js'
import {
  AlreadyMadeError,
  IdempotencyKeyReusedError,
  InsufficientCreditsError,
  type FinishedWork,
  type JsonObject,
  type NewTask,
  type Task,
  type TaskPage,
  type TaskQuery,
  type TaskStore,
  type Track,
} from './types.js'

export interface TaskStoreOptions {
  readonly db: Db
  readonly queue: TaskQueue
  readonly notifier: Notifier
  /** Throws for a kind that nobody performs. */
  readonly laneOf: (kind: string) => Lane
  /** Whether a kind of work takes so little time that it should not wait behind whole songs. Default: none does. */
  readonly isShort?: (kind: string) => boolean
  /** Tasks performed at a time over all processes, as far as known; for the ETA. */
  readonly concurrency: LaneConcurrency
  /** Part of the transaction that cancels a task, e.g. to call back. Default: nothing. */
  readonly onCancelled?: (trx: Trx, task: Task) => Promise<void>
}

/** Seconds a task takes as long as none of its kind has ended, by lane. */
const FIRST_GUESS_SECONDS: Readonly<Record<Lane, number>> = { audio: 30, light: 3 }
/** The place in the queue is counted up to about this number in one key, and over this many keys. */
const MOST_AHEAD = 1000
const MOST_KEYS = 50
/** The ETA looks at this many tasks. */
const RECENT_TASKS = 20

/** Tasks in PostgreSQL. */
export class PostgresTaskStore implements TaskStore {
  readonly #options: TaskStoreOptions
  readonly #batcher: SubmitBatcher

  constructor(options: TaskStoreOptions) {
    this.#options = options
    this.#batcher = new SubmitBatcher(options.db)
  }

  async submit(task: NewTask): Promise<{ readonly task: Task; readonly created: boolean }> {
    const lane = this.#laneOf(task)
    const known = await this.#earlierOf(task)
    if (known !== undefined) return { task: known, created: false }
    try {
      const created = (await this.#insertInBatch(task, lane)) ?? (await this.#insert(task, lane))
      this.#options.queue.announce(lane, task.delayMs)
      return { task: created, created: true }
    } catch (error) {
      if (isUniqueViolation(error, 'tasks_one_cover')) {
        throw new AlreadyMadeError('the task has cover images', { cause: error })
      }
      if (!isUniqueViolation(error, 'tasks_idempotency')) throw error
      // The same request came in twice at the same time, and the other one was first.
      const first = await this.#earlierOf(task)
      if (first === undefined) throw error
      return { task: first, created: false }
    }
  }

  async submitFinished(
    task: NewTask,
    work: FinishedWork,
  ): Promise<{ readonly task: Task; readonly created: boolean }> {
    const known = await this.#earlierOf(task)
    if (known !== undefined) return { task: known, created: false }
    try {
      return { task: await this.#insert(task, 'light', work), created: true }
    } catch (error) {
      if (isUniqueViolation(error, 'personas_one_a_track')) {
        throw new AlreadyMadeError('the track has a persona', { cause: error })
      }
      if (!isUniqueViolation(error, 'tasks_idempotency')) throw error
      const first = await this.#earlierOf(task)
      if (first === undefined) throw error
      return { task: first, created: false }
    }
  }

  /** Undefined when the task has to be written by itself. */
  async #insertInBatch(task: NewTask, lane: Lane): Promise<Task | undefined> {
    const isPlain =
      task.idempotencyKey === undefined && !task.key?.isCapped && !task.delayMs && !task.parentTaskId
    if (!isPlain) return undefined
    const prepared = { id: randomBytes(16).toString('hex'), lane, rank: this.#rankOf(task), task }
    return this.#batcher.add(prepared).catch((error: unknown) => {
      // Nobody knows whether the batch was committed: to write the task again could make two of it.
      if (isConnectionError(error)) throw error
      // Another submit may have broken the batch; the one to blame finds out by itself.
      return undefined
    })
  }

  /** With `work` the task has succeeded at once and nobody is sent for it. */
  async #insert(task: NewTask, lane: Lane, work?: FinishedWork): Promise<Task> {
    const id = randomBytes(16).toString('hex')
    return transaction(this.#options.db, async (trx) => {
      const row = await trx
        .insertInto('tasks')
        .values({
          id,
          account_id: task.accountId,
          kind: task.kind,
          lane,
          request: JSON.stringify(task.request),
          param: task.param,
          callback_url: task.callbackUrl ?? null,
          seed: task.seed,
          cost: task.cost,
          rank: this.#rankOf(task),
          queue_key: task.key?.id ?? task.accountId,
          parent_task_id: task.parentTaskId ?? null,
          parent_track_id: task.parentTrackId ?? null,
          idempotency_key: task.idempotencyKey ?? null,
          sandbox: task.sandbox ?? false,
          trace_parent: task.traceParent ?? null,
          available_at: sql<Date>`now() + ${task.delayMs ?? 0} * interval '1 millisecond'`,
          ...(work && {
            state: 'succeeded',
            stage: 'complete',
            progress: 1,
            result: JSON.stringify(work.result),
            started_at: sql<Date>`now()`,
            completed_at: sql<Date>`now()`,
          }),
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      // Last, as these lock the key and the account: other submits of theirs wait until the commit.
      if (task.key?.isCapped) await checkKeyCaps(trx, task.key.id, task.cost)
      const isCovered = await holdCredits(trx, {
        accountId: task.accountId,
        taskId: id,
        amount: task.cost,
        keyId: task.key?.id,
        taskKind: task.kind,
      })
      if (!isCovered) {
        throw new InsufficientCreditsError(
          `account ${task.accountId} has fewer than ${task.cost} credits left`,
        )
      }
      if (work) {
        await settleCredits(trx, id, 'charge')
        if (work.persona) await insertPersona(trx, { accountId: task.accountId, taskId: id }, work.persona)
      }
      return toTask(row)
    })
  }

  /** Nothing of the engine is needed in the sandbox. */
  #laneOf(task: { readonly kind: string; readonly sandbox?: boolean }): Lane {
    const lane = this.#options.laneOf(task.kind)
    return task.sandbox ? 'light' : lane
  }

  #rankOf({ kind }: NewTask): Rank {
    return this.#options.isShort?.(kind) ? RANKS.short : RANKS.long
  }

  /** The task of the same idempotency key, which answers for the same request only. */
  async #earlierOf(task: NewTask): Promise<Task | undefined> {
    if (task.idempotencyKey === undefined) return undefined
    const earlier = await this.findByIdempotencyKey(task.accountId, task.idempotencyKey)
    if (!earlier || (earlier.kind === task.kind && earlier.param === task.param)) return earlier
    throw new IdempotencyKeyReusedError(
      `idempotency key of task ${earlier.id} came again with another request`,
    )
  }

  async findByIdempotencyKey(accountId: string, idempotencyKey: string): Promise<Task | undefined> {
    const row = await this.#options.db
      .selectFrom('tasks')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('idempotency_key', '=', idempotencyKey)
      .executeTakeFirst()
    return row && toTask(row)
  }

  async find(accountId: string, taskId: string): Promise<Task | undefined> {
    const row = await this.#options.db
      .selectFrom('tasks')
      .selectAll()
      .where('id', '=', taskId)
      .where('account_id', '=', accountId)
      .executeTakeFirst()
    return row && toTask(row)
  }

  async list(accountId: string, query: TaskQuery): Promise<TaskPage> {
    const after = query.cursor === undefined ? undefined : parseCursor(query.cursor)
    const rows = await this.#options.db
      .selectFrom('tasks')
      .selectAll()
      .select(microsecondsOf('created_at').as('created_micros'))
      .where('account_id', '=', accountId)
      .$if(query.kinds !== undefined, (q) => q.where('kind', 'in', query.kinds!))
      .$if(query.states !== undefined, (q) => q.where('state', 'in', query.states!))
      .$if(query.from !== undefined, (q) => q.where('created_at', '>=', query.from!))
      .$if(query.to !== undefined, (q) => q.where('created_at', '<', query.to!))
      .$if(query.parentTaskId !== undefined, (q) => q.where('parent_task_id', '=', query.parentTaskId!))
      .$if(after !== undefined, (q) =>
        q.where(sql<boolean>`(created_at, id) < (${momentOf(after!.createdMicros)}, ${after!.id})`),
      )
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(query.limit + 1)
      .execute()
    const page = rows.slice(0, query.limit)
    const last = page.at(-1)
    return {
      tasks: page.map(toTask),
      nextCursor: rows.length > page.length && last ? `${last.created_micros}-${last.id}` : null,
    }
  }

  async findMany(taskIds: readonly string[]): Promise<Task[]> {
    if (taskIds.length === 0) return []
    const rows = await this.#options.db.selectFrom('tasks').selectAll().where('id', 'in', taskIds).execute()
    return rows.map(toTask)
  }

  async tracksOf(taskId: string): Promise<Track[]> {
    const rows = await this.#options.db
      .selectFrom('tracks')
      .selectAll()
      .where('task_id', '=', taskId)
      .orderBy('track_index')
      .execute()
    return rows.map(toTrack)
  }

  async findTrack(accountId: string, taskId: string, trackId: string): Promise<Track | undefined> {
    const row = await this.#options.db
      .selectFrom('tracks')
      .innerJoin('tasks', 'tasks.id', 'tracks.task_id')
      .selectAll('tracks')
      .where('tracks.id', '=', trackId)
      .where('tasks.id', '=', taskId)
      .where('tasks.account_id', '=', accountId)
      .executeTakeFirst()
    return row && toTrack(row)
  }

  async findTrackById(trackId: string): Promise<Track | undefined> {
    const row = await this.#options.db
      .selectFrom('tracks')
      .selectAll()
      .where('id', '=', trackId)
      .executeTakeFirst()
    return row && toTrack(row)
  }

  async findDerived(accountId: string, kind: string, parentTrackId: string): Promise<Task | undefined> {
    const row = await this.#options.db
      .selectFrom('tasks')
      .selectAll()
      .where('parent_track_id', '=', parentTrackId)
      .where('kind', '=', kind)
      .where('account_id', '=', accountId)
      .where('state', 'not in', ['failed', 'cancelled'])
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row && toTask(row)
  }

  async findDerivedFromTask(
    accountId: string,
    kind: string,
    parentTaskId: string,
  ): Promise<Task | undefined> {
    const row = await this.#options.db
      .selectFrom('tasks')
      .selectAll()
      .where('parent_task_id', '=', parentTaskId)
      .where('kind', '=', kind)
      .where('account_id', '=', accountId)
      .where('state', 'not in', ['failed', 'cancelled'])
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row && toTask(row)
  }

  findPersona(accountId: string, personaId: string): Promise<JsonObject | undefined> {
    return findPersona(this.#options.db, accountId, personaId)
  }

  personaIdOf(accountId: string, trackId: string): Promise<string | undefined> {
    return personaIdOf(this.#options.db, accountId, trackId)
  }

  async queuePosition(
    task: Task,
  ): Promise<{ readonly position: number; readonly etaSeconds: number } | undefined> {
    const lane = this.#laneOf(task)
    // Keys take turns: before this task go those of its own key that came first, and of each other key as many at most.
    // Every count ends where it no longer matters to a person, so that a million waiting tasks cost no more than a few.
    const { rows } = await sql<{ state: string; ahead: number; running: number; seconds: number | null }>`
      with recursive me as (
        select state, rank, queue_key, available_at from tasks where id = ${task.id}
      ), own as (
        select count(*) as ahead from (
          select 1 from tasks t, me
           where t.state = 'queued' and t.lane = ${lane} and t.rank = me.rank and t.queue_key = me.queue_key
             and t.available_at < me.available_at
           limit ${MOST_AHEAD}) first
      ), keys(queue_key, n) as (
        (select t.queue_key, 1 from tasks t, me
          where t.state = 'queued' and t.lane = ${lane} and t.rank = me.rank
          order by t.queue_key limit 1)
        union all
        select (select t.queue_key from tasks t, me
                 where t.state = 'queued' and t.lane = ${lane} and t.rank = me.rank and t.queue_key > keys.queue_key
                 order by t.queue_key limit 1), n + 1
          from keys where keys.queue_key is not null and n < ${MOST_KEYS}
      ), others as (
        select coalesce(sum(theirs.count), 0) as ahead
          from keys, own, me, lateral (
            select count(*) as count from (
              select 1 from tasks t
               where t.state = 'queued' and t.lane = ${lane} and t.rank = me.rank and t.queue_key = keys.queue_key
               limit own.ahead + 1) first
          ) theirs
         where keys.queue_key <> me.queue_key
      )
      select me.state, own.ahead + others.ahead as ahead,
             (select count(*) from tasks t where t.lane = ${lane} and t.state = 'running') as running,
             (select avg(extract(epoch from completed_at - started_at)) from (
               select completed_at, started_at from tasks
                where kind = ${task.kind} and state = 'succeeded'
                order by completed_at desc limit ${RECENT_TASKS}) recent) as seconds
        from me, own, others`.execute(this.#options.db)
    const row = rows[0]
    if (row?.state !== 'queued') return undefined
    const seconds = row.seconds ?? FIRST_GUESS_SECONDS[lane]
    const roundsBefore = (row.ahead + row.running) / this.#options.concurrency[lane]
    return { position: row.ahead + 1, etaSeconds: Math.ceil(seconds * (1 + roundsBefore)) }
  }

  async cancel(accountId: string, taskId: string): Promise<boolean> {
    const isCancelled = await transaction(this.#options.db, async (trx) => {
      const row = await trx
        .updateTable('tasks')
        .set({ state: 'cancelled', worker_id: null, heartbeat_at: null, completed_at: sql<Date>`now()` })
        .where('id', '=', taskId)
        .where('account_id', '=', accountId)
        .where('state', 'in', ['queued', 'running'])
        .returningAll()
        .executeTakeFirst()
      if (row === undefined) return false
      await settleCredits(trx, taskId, 'refund')
      await this.#options.onCancelled?.(trx, toTask(row))
      return true
    })
    if (isCancelled) this.#options.notifier.taskWasCancelled(taskId)
    return isCancelled
  }
}

/** Dates have milliseconds, rows are told apart by less. */
function microsecondsOf(column: 'created_at') {
  return sql<string>`(extract(epoch from ${sql.ref(column)}) * 1000000)::bigint::text`
}

function momentOf(microseconds: string) {
  return sql<Date>`timestamptz 'epoch' + ${microseconds}::bigint * interval '1 microsecond'`
}

/** The last task of the page before: `<created, in microseconds since 1970>-<id>`. */
function parseCursor(cursor: string): { readonly createdMicros: string; readonly id: string } {
  const [createdMicros = '', id = ''] = cursor.split('-')
  return { createdMicros, id }
}
