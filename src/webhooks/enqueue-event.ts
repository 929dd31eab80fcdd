import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Trx } from '../db/index.js'

export interface NewEvent {
  readonly taskId: string
  readonly accountId: string
  /** Which stage it reports, e.g. `complete`. */
  readonly stage: string
  /** Where to; an address that cannot be called ends the event with its reason, not the task. */
  readonly url: string
  /** Sent as JSON; serialised once, so that each attempt sends the same bytes. */
  readonly body: unknown
  /** Not sent before so many milliseconds have passed. Default 0. */
  readonly delayMs?: number
  /** Sent even before earlier events of its task have been delivered or given up. Default false. */
  readonly isUnordered?: boolean
}

/**
 * Writes an event to the outbox, in the transaction that makes it true. Returns its id. It waits until the task's earlier
 * events have been delivered or given up. Wake the dispatcher after the commit, not before.
 */
export async function enqueueEvent(trx: Trx, event: NewEvent): Promise<string> {
  const id = `evt_${randomUUID().replaceAll('-', '')}`
  // Locking the unfinished events makes this wait for a dispatcher that is just ending one of them; otherwise
  // each could miss the other's row and the new event would wait for ever.
  await sql`
    with unfinished as materialized (
      select 1 from outbox_events
       where task_id = ${event.taskId} and state in ('waiting', 'pending')
       order by sequence
         for no key update
    )
    insert into outbox_events (id, task_id, account_id, stage, url, receiver, body, state, next_attempt_at)
    select ${id}, ${event.taskId}, ${event.accountId}::uuid, ${event.stage}, ${event.url},
           ${receiverOf(event.url)}, ${JSON.stringify(event.body)},
           case when exists (select 1 from unfinished) and not ${event.isUnordered ?? false}::boolean
             then 'waiting' else 'pending' end,
           now() + ${event.delayMs ?? 0}::double precision * interval '1 millisecond'`.execute(trx)
  return id
}

/** The lane of a URL: its host and port. All URLs that are none share one lane, and end in it at once. */
function receiverOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : ''
}
