import { sql } from 'kysely'
import type { Db } from '../db/index.js'

/** Most events that are made due at a time. */
const AT_ONCE = 500

/**
 * The clock of the database ran ahead for a while and was set right since: makes due what was written in what is the
 * future now, and what would wait longer than any wait of ours, and shortens the claims that would hold longer than
 * claims do. Whoever holds one has all of its time again.
 */
export async function callForward(
  db: Db,
  limits: {
    /** How long a claim holds, in milliseconds. */
    readonly leaseMs: number
    /** Longest wait between two attempts, in milliseconds. */
    readonly longestDelayMs: number
  },
): Promise<void> {
  const leaseEnd = sql`statement_timestamp() + ${limits.leaseMs}::double precision * interval '1 millisecond'`
  await sql`update outbox_events set lease_until = ${leaseEnd} where lease_until > ${leaseEnd}`.execute(db)
  // One probe of the index for each receiver.
  await sql`
    with recursive lanes(receiver) as (
      select min(receiver) from outbox_events where state = 'pending'
      union all
      select (select min(receiver) from outbox_events where state = 'pending' and receiver > lanes.receiver)
        from lanes
       where lanes.receiver is not null
    ),
    early as materialized (
      select event.id
        from lanes
       cross join lateral (
         select id from outbox_events
          where receiver = lanes.receiver and state = 'pending' and next_attempt_at > statement_timestamp()
            and (created_at > statement_timestamp()
                 or next_attempt_at > statement_timestamp()
                                      + ${limits.longestDelayMs}::double precision * interval '1 millisecond')
          limit ${AT_ONCE}::integer
       ) event
       limit ${AT_ONCE}::integer
    )
    update outbox_events event set next_attempt_at = statement_timestamp() from early where event.id = early.id`.execute(
    db,
  )
}
