import { sql } from 'kysely'
import type { Trx } from '../db/index.js'

/** Lets the next stage of each task go when nothing before it is left to be delivered. */
export async function releaseWaitingEvents(trx: Trx, taskIds: readonly string[]): Promise<void> {
  if (taskIds.length === 0) return
  await sql`
    update outbox_events event
       set state = 'pending', next_attempt_at = greatest(event.next_attempt_at, statement_timestamp())
      from unnest(${[...new Set(taskIds)]}::text[]) as task(id)
     where event.state = 'waiting'
       and event.task_id = task.id
       and not exists (
         select 1 from outbox_events earlier
          where earlier.task_id = task.id
            and earlier.sequence < event.sequence
            and earlier.state in ('waiting', 'pending'))`.execute(trx)
}
