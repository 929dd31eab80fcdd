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

/** An event of the outbox and where its delivery stands. */
export interface EventSummary {
  readonly id: string
  readonly taskId: string
  readonly stage: string
  readonly url: string
  /** Host, with the port when the URL names one. */
  readonly receiver: string
  /** `waiting`: behind an earlier stage of its task; `dead`: given up, for `deadReason`. */
  readonly state: 'waiting' | 'pending' | 'delivered' | 'dead'
  /** Attempts since it was written or replayed. */
  readonly attemptCount: number
  /** HTTP status of the last attempt's answer; null when none came or none was made. */
  readonly lastStatus: number | null
  /** Why the last attempt did not count as delivered. */
  readonly lastError: string | null
  /** Of an event that is pending: not before. */
  readonly nextAttemptAt: Date
  readonly deadReason: string | null
  readonly createdAt: Date
  readonly finishedAt: Date | null
}

/** An event of the outbox with all that happened to it. */
export interface EventRecord extends EventSummary {
  /** What is sent, as JSON text. */
  readonly body: string
  /** Oldest first, those before a replay included. */
  readonly attempts: readonly DeliveryAttempt[]
}

/** Which of an account's events are asked for. */
export interface EventQuery {
  readonly states?: readonly EventSummary['state'][] | undefined
  readonly taskId?: string | undefined
  readonly receiver?: string | undefined
  /** `nextCursor` of an earlier page. */
  readonly cursor?: string | undefined
  /** Events on a page. */
  readonly limit: number
}

export interface EventPage {
  /** Newest first. */
  readonly events: readonly EventSummary[]
  /** Null on the last page. */
  readonly nextCursor: string | null
}

/** An account's events, newest first. */
export async function listEvents(db: Db, accountId: string, query: EventQuery): Promise<EventPage> {
  const rows = await withLastAttempt(db)
    .where('event.account_id', '=', accountId)
    .$if(query.states !== undefined, (q) => q.where('event.state', 'in', query.states!))
    .$if(query.taskId !== undefined, (q) => q.where('event.task_id', '=', query.taskId!))
    .$if(query.receiver !== undefined, (q) => q.where('event.receiver', '=', query.receiver!))
    .$if(query.cursor !== undefined, (q) => q.where('event.sequence', '<', Number(query.cursor)))
    .orderBy('event.sequence', 'desc')
    .limit(query.limit + 1)
    .execute()
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    events: page.map(toSummary),
    nextCursor: rows.length > page.length && last ? String(last.sequence) : null,
  }
}

/** The events of an account's task in the order of their stages; none for a task of another account. */
export async function eventsOfTask(db: Db, accountId: string, taskId: string): Promise<EventRecord[]> {
  const events = await withLastAttempt(db)
    .where('event.task_id', '=', taskId)
    .where('event.account_id', '=', accountId)
    .orderBy('event.sequence')
    .execute()
  return withHistory(db, events)
}

/** One event of an account. */
export async function findEvent(
  db: Db,
  accountId: string,
  eventId: string,
): Promise<EventRecord | undefined> {
  const events = await withLastAttempt(db)
    .where('event.id', '=', eventId)
    .where('event.account_id', '=', accountId)
    .execute()
  return (await withHistory(db, events))[0]
}

/** Events, each beside its last attempt. */
function withLastAttempt(db: Db) {
  return db
    .selectFrom('outbox_events as event')
    .leftJoinLateral(
      (is) =>
        is
          .selectFrom('delivery_attempts')
          .select(['status as last_status', 'error as last_error'])
          .whereRef('event_id', '=', 'event.id')
          .orderBy('id', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .selectAll('event')
    .select(['last.last_status', 'last.last_error'])
}

type EventRow = Awaited<ReturnType<ReturnType<typeof withLastAttempt>['execute']>>[number]

function toSummary(row: EventRow): EventSummary {
  return {
    id: row.id,
    taskId: row.task_id,
    stage: row.stage,
    url: row.url,
    receiver: row.receiver,
    state: row.state,
    attemptCount: row.attempts,
    lastStatus: row.last_status,
    lastError: row.last_error,
    nextAttemptAt: row.next_attempt_at,
    deadReason: row.dead_reason,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  }
}

async function withHistory(db: Db, events: readonly EventRow[]): Promise<EventRecord[]> {
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
    ...toSummary(event),
    body: event.body,
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

/** Replays all events of an account that were given up at `since` or later; returns how many. Wake the dispatcher afterwards. */
export async function replayDead(
  db: Db,
  accountId: string,
  which: { readonly since: Date; readonly receiver?: string | undefined },
): Promise<number> {
  const { numAffectedRows } = await sql`
    update outbox_events
       set state = 'pending', attempts = 0, next_attempt_at = statement_timestamp(), dead_reason = null,
           finished_at = null
     where account_id = ${accountId}::uuid and state = 'dead' and finished_at >= ${which.since}
       and (${which.receiver ?? null}::text is null or receiver = ${which.receiver ?? null})`.execute(db)
  return Number(numAffectedRows)
}
