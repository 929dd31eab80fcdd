import { sql } from 'kysely'
import type { Db } from '../db/index.js'
import { FIRST_ALLOWANCE } from './receiver-health.js'

/** An event that this process has taken on. */
export interface ClaimedEvent {
  readonly id: string
  readonly taskId: string
  readonly accountId: string
  readonly stage: string
  readonly url: string
  /** Host and port: the lane it waited in. */
  readonly receiver: string
  readonly body: string
  /** Attempts that have ended. */
  readonly attempts: number
  /** The claim's number, to be given back with the outcome. */
  readonly claims: number
  /** W3C trace context of the request that made its task; null while tracing is off. */
  readonly traceParent: string | null
  /** How long it had been due when it was claimed, in milliseconds by the database's clock. */
  readonly dueForMs: number
}

export interface ClaimLimits {
  /** Most events to take. */
  readonly count: number
  /** Most events under way to one receiver, in all processes together. */
  readonly perReceiver: number
  /** When so many events have been taken, a receiver gets no more than `perReceiverWhenCrowded`. Default: never. */
  readonly crowdedFrom?: number
  readonly perReceiverWhenCrowded?: number
  /** Receivers that are known to have no room and need not be looked at. Default none. */
  readonly full?: readonly string[]
  /** How long the claim holds, in milliseconds. */
  readonly leaseMs: number
}

/** Our place among the advisory locks of a database that may be shared: the letters OUTBOX. */
const CLAIM_LOCK = 0x4f5554424f58n

/**
 * Takes on events that are due: of each receiver the longest waiting ones, as many as it has room for, and of all
 * receivers first those with the least under way, so that a receiver that does not answer holds up only itself. How much
 * room a receiver has depends on how it has answered: an open circuit has room for one probe when that is due.
 *
 * The receivers come from a walk along the index (one probe each) and their events from one short range each, so the
 * cost does not grow with the backlog of a dead receiver. The lock makes the cap exact across processes.
 */
export async function claimEvents(db: Db, limits: ClaimLimits): Promise<ClaimedEvent[]> {
  if (limits.count <= 0) return []
  const { crowdedFrom = limits.count, perReceiverWhenCrowded = limits.perReceiver } = limits
  return db.transaction().execute(async (trx) => {
    // A statement of its own: the next one must not see the table as it was before the lock was ours. Without the
    // second setting a long backlog makes the planner compile the next statement, for a hundred times its run time.
    await sql`select pg_advisory_xact_lock(${CLAIM_LOCK.toString()}::bigint), set_config('jit', 'off', true)`.execute(
      trx,
    )
    const { rows } = await sql<ClaimedEvent>`
      with recursive lanes(receiver) as (
        select min(receiver) from outbox_events where state = 'pending'
        union all
        select (select min(receiver) from outbox_events where state = 'pending' and receiver > lanes.receiver)
          from lanes
         where lanes.receiver is not null
      ),
      picked as materialized (
        select candidate.id, candidate.place, row_number() over (order by candidate.place, random()) as turn
          from lanes
         cross join lateral (
           select count(*)::integer as in_flight
             from outbox_events
            where receiver = lanes.receiver and lease_until > statement_timestamp()
         ) busy
          left join webhook_receivers known on known.receiver = lanes.receiver
         cross join lateral (
           select case when known.opened_at is null
                    then least(${limits.perReceiver}::integer, coalesce(known.allowance, ${FIRST_ALLOWANCE}::integer))
                    else (known.probe_at <= statement_timestamp())::integer end as places
         ) room
         cross join lateral (
           select due.id, busy.in_flight + row_number() over (order by due.next_attempt_at, due.sequence) as place
             from (
               select id, next_attempt_at, sequence
                 from outbox_events
                where receiver = lanes.receiver
                  and state = 'pending'
                  and next_attempt_at <= statement_timestamp()
                  and (lease_until is null or lease_until <= statement_timestamp())
                order by next_attempt_at, sequence
                limit greatest(0, room.places - busy.in_flight)
                  for update skip locked
             ) due
         ) candidate
         where lanes.receiver <> all(${limits.full ?? []}::text[])
         order by turn
         limit ${limits.count}::integer
      )
      update outbox_events event
         set lease_until = statement_timestamp() + ${limits.leaseMs}::double precision * interval '1 millisecond',
             claims = event.claims + 1
        from picked
       where event.id = picked.id
         and (picked.turn <= ${crowdedFrom}::integer or picked.place <= ${perReceiverWhenCrowded}::integer)
      returning event.id, event.task_id as "taskId", event.account_id as "accountId", event.stage, event.url,
                (select trace_parent from tasks where tasks.id = event.task_id) as "traceParent",
                event.receiver, event.body, event.attempts, event.claims,
                extract(epoch from statement_timestamp() - event.next_attempt_at)::double precision * 1000
                  as "dueForMs"`.execute(trx)
    return rows
  })
}

/** Gives up a claim without an outcome: whoever comes next may deliver the event. */
export async function releaseClaim(db: Db, event: ClaimedEvent): Promise<void> {
  await db
    .updateTable('outbox_events')
    .set({ lease_until: null })
    .where('id', '=', event.id)
    .where('claims', '=', event.claims)
    .execute()
}
