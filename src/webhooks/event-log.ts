import { sql } from 'kysely'
import type { Db } from '../db/index.js'

/** An attempt to deliver an event. */
export interface DeliveryAttempt {
  /** 1 for the first one since the event was written or replayed. */
  readonly number: number
  readonly startedAt: Date
  readonly latencyMs: number
  /** HTTP status; null when no answer came. */
  readonly status: number | null
  /** First bytes of the answer. */
  readonly answer: string | null
  /** Why it did not count as delivered; null when it did. */
  readonly error: string | null
}

/** An event of the outbox with all that happened to it. */
export interface EventRecord {
  readonly id: string
  readonly taskId: string
  readonly stage: string
  readonly url: string
  readonly body: string
  /** `waiting`: behind an earlier stage of its task; `dead`: given up, for `deadReason`. */
  readonly state: 'waiting' | 'pending' | 'delivered' | 'dead'
  /** Of an event that is pending: not before. */
  readonly nextAttemptAt: Date
  readonly deadReason: string | null
  readonly createdAt: Date
  readonly finishedAt: Date | null
  /** Oldest first, those before a replay included. */
  readonly attempts: readonly DeliveryAttempt[]
}

/** The events of an account's task in the order of their stages; none for a task of another account. */
export async function eventsOfTask(db: Db, accountId: string, taskId: string): Promise<EventRecord[]> {
  const events = await db
    .selectFrom('outbox_events')
    .selectAll()
    .where('task_id', '=', taskId)
    .where('account_id', '=', accountId)
    .orderBy('sequence')
    .execute()
  if (events.length === 0) return []
  const attempts = await db
    .selectFrom('delivery_attempts')
    .selectAll()
    .where(
      'event_id',
      'in',
      events.map((event) => event.id),
    )
    .orderBy('id')
    .execute()
  return events.map((event) => ({
    id: event.id,
    taskId: event.task_id,
    stage: event.stage,
    url: event.url,
    body: event.body,
    state: event.state,
    nextAttemptAt: event.next_attempt_at,
    deadReason: event.dead_reason,
    createdAt: event.created_at,
    finishedAt: event.finished_at,
    attempts: attempts
      .filter((attempt) => attempt.event_id === event.id)
      .map((attempt) => ({
        number: attempt.number,
        startedAt: attempt.started_at,
        latencyMs: attempt.latency_ms,
        status: attempt.status,
        answer: attempt.answer,
        error: attempt.error,
      })),
  }))
}

/**
 * Delivers an event of an account that was delivered or given up once more: same id, same bytes, a new series of
 * attempts. False when there is no such event or it has not ended. Wake the dispatcher afterwards.
 */
export async function replayEvent(db: Db, accountId: string, eventId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update outbox_events
       set state = 'pending', attempts = 0, next_attempt_at = statement_timestamp(), dead_reason = null,
           finished_at = null
     where id = ${eventId} and account_id = ${accountId}::uuid and state in ('delivered', 'dead')`.execute(db)
  return numAffectedRows === 1n
}
