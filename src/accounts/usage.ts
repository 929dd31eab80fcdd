import { sql } from 'kysely'
import type { Db } from '../db/index.js'

/** What an account asked for on one day, of one kind. */
export interface UsageRow {
  /** `YYYY-MM-DD` in UTC: the day of the submit, whenever the task ended. */
  readonly day: string
  /** A task kind, or `other` for what was spent before kinds were recorded. */
  readonly kind: string
  readonly tasks: number
  /** Credits of tasks that succeeded. */
  readonly charged: number
  /** Credits that were given back. */
  readonly refunded: number
  /** Credits of tasks that have not ended. */
  readonly held: number
}

/** From the beginning of the day `from` to the end of the day `to`, both `YYYY-MM-DD` in UTC. */
export interface UsagePeriod {
  readonly from: string
  readonly to: string
}

export async function readUsage(db: Db, accountId: string, { from, to }: UsagePeriod): Promise<UsageRow[]> {
  const { rows } = await sql<UsageRow>`
    select to_char(h.created_at at time zone 'UTC', 'YYYY-MM-DD') as day,
           coalesce(h.task_kind, 'other') as kind,
           count(*) as tasks,
           coalesce(sum(h.amount) filter (where s.kind = 'charge'), 0) as charged,
           coalesce(sum(h.amount) filter (where s.kind = 'refund'), 0) as refunded,
           coalesce(sum(h.amount) filter (where s.kind is null), 0) as held
      from credit_entries h
      left join credit_entries s on s.task_id = h.task_id and s.kind in ('charge', 'refund')
     where h.account_id = ${accountId} and h.kind = 'hold'
       and h.created_at >= ${from}::date::timestamp at time zone 'UTC'
       and h.created_at < (${to}::date + 1)::timestamp at time zone 'UTC'
     group by 1, 2
     order by 1, 2`.execute(db)
  return rows
}
