import { sql } from 'kysely'
import { transaction, type Db } from '../db/index.js'
import {
  DEFAULT_BREAKER,
  noteReceivers,
  type BreakerSettings,
  type OpenedCircuit,
} from './receiver-health.js'
import { releaseWaitingEvents } from './waiting-events.js'

/** How one attempt ended. */
export interface Outcome {
  readonly eventId: string
  /** Host and port it was sent to. */
  readonly receiver: string
  /** What it says about the receiver; `unknown` when the fault was in the event's own URL or here. */
  readonly receiverState: 'well' | 'failing' | 'unknown'
  /** Number of the claim under which it was made. */
  readonly claims: number
  /** 1 for the first attempt. */
  readonly number: number
  readonly startedAt: Date
  readonly latencyMs: number
  /** HTTP status; null when no answer came. */
  readonly status: number | null
  /** First bytes of the answer. */
  readonly answer: string | null
  /** Why it does not count as delivered; null when it does. */
  readonly error: string | null
  readonly next:
    | { readonly state: 'delivered' }
    | { readonly state: 'dead'; readonly reason: string }
    | { readonly state: 'pending'; readonly delayMs: number }
}

/** How receivers are judged by outcomes. */
export type ReceiverSettings = BreakerSettings & {
  /** Most deliveries under way to one receiver. */
  readonly maxPerReceiver: number
}

/**
 * Writes down outcomes, sets what happens next and lets the events go that waited for these. An outcome of a claim that
 * has been lost to another process leaves only its attempt record. Returns the circuits that have opened.
 */
export async function recordOutcomes(
  db: Db,
  outcomes: readonly Outcome[],
  settings: ReceiverSettings = { ...DEFAULT_BREAKER, maxPerReceiver: 8 },
): Promise<OpenedCircuit[]> {
  const rows = JSON.stringify(
    outcomes.map((outcome) => ({
      event_id: outcome.eventId,
      claims: outcome.claims,
      number: outcome.number,
      started_at: outcome.startedAt.toISOString(),
      latency_ms: outcome.latencyMs,
      status: outcome.status,
      answer: storable(outcome.answer),
      error: storable(outcome.error),
      state: outcome.next.state,
      dead_reason: outcome.next.state === 'dead' ? storable(outcome.next.reason) : null,
      delay_ms: outcome.next.state === 'pending' ? outcome.next.delayMs : 0,
    })),
  )
  const outcomeRows = sql`jsonb_to_recordset(${rows}::jsonb) as outcome(
    event_id text, claims integer, number integer, started_at timestamptz, latency_ms integer, status integer,
    answer text, error text, state text, dead_reason text, delay_ms double precision)`

  return transaction(db, async (trx) => {
    const { rows: ended } = await sql<{ taskId: string; state: string }>`
      update outbox_events event
         set state = outcome.state,
             attempts = outcome.number,
             next_attempt_at = statement_timestamp() + outcome.delay_ms * interval '1 millisecond',
             lease_until = null,
             dead_reason = outcome.dead_reason,
             finished_at = case when outcome.state = 'pending' then null else statement_timestamp() end
        from ${outcomeRows}
       where event.id = outcome.event_id and event.claims = outcome.claims and event.state = 'pending'
      returning event.task_id as "taskId", event.state`.execute(trx)
    // The join leaves out events whose task has been removed in the meantime.
    await sql`
      insert into delivery_attempts (event_id, number, started_at, latency_ms, status, answer, error)
      select event.id, outcome.number, outcome.started_at, outcome.latency_ms, outcome.status, outcome.answer,
             outcome.error
        from ${outcomeRows} join outbox_events event on event.id = outcome.event_id`.execute(trx)
    // After the update and in a statement of its own, so that it sees events written while the update waited.
    await releaseWaitingEvents(
      trx,
      ended.filter(({ state }) => state !== 'pending').map(({ taskId }) => taskId),
    )
    return noteReceivers(trx, outcomes, settings)
  })
}

/** PostgreSQL's text cannot hold the character NUL, which a receiver may well send. */
function storable(text: string | null): string | null {
  return text === null ? null : text.replaceAll('\u0000', '\ufffd')
}
