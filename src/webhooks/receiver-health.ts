import { sql } from 'kysely'
import type { Db, Trx } from '../db/index.js'
import type { Outcome } from './record-outcomes.js'
import { releaseWaitingEvents } from './waiting-events.js'

/** When a receiver counts as down, and how it is treated then. */
export interface BreakerSettings {
  /** Failed attempts in a row that open the circuit, when they have gone on for `openAfterMs` too. */
  readonly openAfterFailures: number
  /** How long there must have been nothing but failures, in milliseconds. */
  readonly openAfterMs: number
  /** Wait before the first probe of an open circuit, in milliseconds; doubles with each probe that fails. */
  readonly probeDelayMs: number
  /** Longest wait between two probes, in milliseconds. */
  readonly maxProbeDelayMs: number
}

/** Later than a short breakdown, earlier than a dead receiver costs much. */
export const DEFAULT_BREAKER: BreakerSettings = {
  openAfterFailures: 10,
  openAfterMs: 30_000,
  probeDelayMs: 5000,
  maxProbeDelayMs: 60_000,
}

/** Deliveries under way at a time to a receiver that nobody has called yet. It doubles with each success. */
export const FIRST_ALLOWANCE = 2

/** A receiver whose circuit has just opened. */
export interface OpenedCircuit {
  readonly receiver: string
  readonly failures: number
  readonly lastError: string | null
}

/**
 * Remembers which receivers answered. A success closes the circuit at once and doubles what may be under way to the
 * receiver, up to `maxPerReceiver`; a failure halves it. A receiver that is well costs no write.
 */
export async function noteReceivers(
  trx: Trx,
  outcomes: readonly Outcome[],
  settings: BreakerSettings & { readonly maxPerReceiver: number },
): Promise<OpenedCircuit[]> {
  const receivers = new Map<string, { isWell: boolean; failures: number; error: string | null }>()
  for (const { receiver, receiverState, error } of outcomes) {
    if (receiverState === 'unknown') continue
    const seen = receivers.get(receiver) ?? { isWell: false, failures: 0, error: null }
    receivers.set(
      receiver,
      receiverState === 'well' ? { ...seen, isWell: true } : { ...seen, failures: seen.failures + 1, error },
    )
  }
  if (receivers.size === 0) return []
  const rows = [...receivers].map(([receiver, seen]) => ({
    receiver,
    failures: seen.isWell ? 0 : seen.failures,
    last_error: seen.isWell ? null : (seen.error?.replaceAll('\u0000', '\ufffd') ?? null),
  }))
  const most = settings.maxPerReceiver
  // In the order of their names, so that two processes never wait for each other.
  const { rows: opened } = await sql<OpenedCircuit>`
    insert into webhook_receivers as known (receiver, allowance, failures, failing_since, last_error)
    select seen.receiver,
           case when seen.failures = 0 then least(${most}::integer, ${2 * FIRST_ALLOWANCE}::integer) else 1 end,
           seen.failures, case when seen.failures > 0 then statement_timestamp() end, seen.last_error
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as seen(receiver text, failures integer, last_error text)
     where seen.failures > 0
        or not exists (select 1 from webhook_receivers well
                        where well.receiver = seen.receiver and well.failures = 0 and well.allowance >= ${most})
     order by seen.receiver collate "C"
    on conflict (receiver) do update
       set allowance = case when excluded.failures = 0 then least(${most}::integer, known.allowance * 2)
                            else greatest(1, known.allowance / 2) end,
           failures = case when excluded.failures = 0 then 0 else known.failures + excluded.failures end,
           failing_since = case when excluded.failures > 0
                             then coalesce(known.failing_since, statement_timestamp()) end,
           last_error = excluded.last_error,
           opened_at = case when excluded.failures = 0 then null
                            when known.opened_at is not null then known.opened_at
                            when ${isDown(settings)} then statement_timestamp() end,
           probe_at = case when excluded.failures > 0 and (known.opened_at is not null or ${isDown(settings)})
                        then statement_timestamp() + (0.8 + 0.4 * random()) * interval '1 millisecond'
                             * least(${settings.maxProbeDelayMs}::double precision,
                                     ${settings.probeDelayMs}::double precision * 2 ^ least(known.probes, 30)) end,
           probes = case when excluded.failures > 0 and known.opened_at is not null then known.probes + 1 else 0 end
    returning receiver, failures, last_error as "lastError",
              coalesce(opened_at = statement_timestamp(), false) as "isNew"`.execute(trx)
  return opened.filter((row) => (row as OpenedCircuit & { isNew: boolean }).isNew)
}

function isDown({ openAfterFailures, openAfterMs }: BreakerSettings) {
  return sql`(known.failures + excluded.failures >= ${openAfterFailures}::integer
              and known.failing_since <= statement_timestamp()
                    - ${openAfterMs}::double precision * interval '1 millisecond')`
}

/**
 * Gives up events that an open circuit has held for `heldMs` milliseconds beyond the moment they were due, 500 at most;
 * returns how many. Without this they would wait as long as their receiver stays down.
 */
export async function giveUpHeldEvents(db: Db, heldMs: number): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ taskId: string }>`
      with held as materialized (
        select event.id, down.opened_at, down.last_error
          from webhook_receivers down
         cross join lateral (
           select id from outbox_events
            where receiver = down.receiver and state = 'pending'
              and next_attempt_at < statement_timestamp() - ${heldMs}::double precision * interval '1 millisecond'
              and (lease_until is null or lease_until <= statement_timestamp())
            order by next_attempt_at
            limit 500
              for update skip locked
         ) event
         where down.opened_at is not null
         limit 500
      )
      update outbox_events event
         set state = 'dead', finished_at = statement_timestamp(), lease_until = null,
             dead_reason = format('The receiver has been down since %s (%s), longer than the retries of this event last.',
                                  to_char(held.opened_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"'),
                                  coalesce(held.last_error, 'no answer'))
        from held
       where event.id = held.id
      returning event.task_id as "taskId"`.execute(trx)
    await releaseWaitingEvents(
      trx,
      rows.map(({ taskId }) => taskId),
    )
    return rows.length
  })
}
