import { sql } from 'kysely'
import type { Db } from '../db/index.js'

/** How the outbox stands, in all processes together. */
export interface OutboxGauges {
  /** Events that are due or will be, and those that wait behind an earlier stage of their task. */
  readonly pending: number
  readonly waiting: number
  readonly dead: number
  /** How long the longest waiting event has been due, in seconds. */
  readonly oldestDueSeconds: number
  readonly openCircuits: number
}

/** Counts at most this many events of a state: a metric must not read a million rows. */
const MOST_COUNTED = 100_000

export async function outboxGauges(db: Db): Promise<OutboxGauges> {
  const count = (state: string) =>
    sql<number>`(select count(*) from (
      select 1 from outbox_events where state = ${sql.lit(state)} limit ${sql.lit(MOST_COUNTED)}) counted)`
  const { rows } = await sql<OutboxGauges>`
    select ${count('pending')} as pending, ${count('waiting')} as waiting, ${count('dead')} as dead,
           -- One probe of the index for each receiver.
           coalesce((
             with recursive lanes(receiver) as (
               select min(receiver) from outbox_events where state = 'pending'
               union all
               select (select min(receiver) from outbox_events where state = 'pending' and receiver > lanes.receiver)
                 from lanes
                where lanes.receiver is not null
             )
             select greatest(0, extract(epoch from statement_timestamp() - min(oldest.next_attempt_at)))
               from lanes
              cross join lateral (
                select next_attempt_at from outbox_events
                 where receiver = lanes.receiver and state = 'pending'
                 order by next_attempt_at
                 limit 1) oldest
           ), 0)::double precision as "oldestDueSeconds",
           (select count(*) from webhook_receivers where opened_at is not null) as "openCircuits"`.execute(db)
  return rows[0]!
}
