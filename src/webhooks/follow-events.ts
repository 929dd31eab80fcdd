import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../db/index.js'

/** An event of the outbox that has come due. */
export interface FollowedEvent {
  readonly id: string
  readonly taskId: string
  readonly stage: string
  readonly url: string
  /** What is sent, as JSON text. */
  readonly body: string
  /** Where to go on: nothing before it is missing. */
  readonly cursor: string
}

export interface FollowOptions {
  /** `cursor` of an earlier event; undefined: only events to come. */
  readonly after: string | undefined
  readonly signal: AbortSignal
  /** Between two looks, in milliseconds. Default 400. */
  readonly pollMs?: number
  /** Told when a look failed; the next one tries again. */
  readonly onError?: ((error: unknown) => void) | undefined
}

/** Numbers are drawn before the commit: one that is missing for longer than this belongs to nobody, in milliseconds. */
const LATE_COMMIT_MS = 10_000
/** Events of one look. */
const PAGE = 200

interface Row {
  readonly id: string
  readonly sequence: number
  readonly taskId: string
  readonly stage: string
  readonly url: string
  readonly body: string
  readonly isDue: boolean
  readonly isSettled: boolean
}

/**
 * An account's events as they come due, whoever delivers them and whatever becomes of that. First comes a cursor alone:
 * from there on nothing is missed. After a cursor an event may be told again, never left out. Ends when `signal` aborts.
 */
export async function* followEvents(
  db: Db,
  accountId: string,
  options: FollowOptions,
): AsyncGenerator<FollowedEvent | { readonly cursor: string }> {
  const { after, signal, pollMs = 400, onError } = options
  let floor = cursorOf(after) ?? (await lastSequence(db, accountId))
  const told = new Set<number>()
  yield { cursor: String(floor) }
  while (!signal.aborted) {
    const rows = await eventsAfter(db, accountId, floor).catch((error: unknown): Row[] => {
      onError?.(error)
      return []
    })
    for (const { isDue, sequence, id, taskId, stage, url, body } of rows) {
      if (!isDue || told.has(sequence)) continue
      told.add(sequence)
      yield { id, taskId, stage, url, body, cursor: String(floor) }
      if (signal.aborted) return
    }
    for (const { sequence, isSettled } of rows) {
      if (!isSettled || !told.has(sequence)) break
      told.delete(sequence)
      floor = sequence
    }
    // Wakes up at once when the listener goes.
    await sleep(pollMs, undefined, { signal, ref: false }).catch(() => undefined)
  }
}

function cursorOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

async function lastSequence(db: Db, accountId: string): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(sequence), 0) as last from outbox_events where account_id = ${accountId}::uuid`.execute(
    db,
  )
  return rows[0]!.last
}

/** Due: it has been tried, has ended, or its time has come; those behind an earlier stage count as theirs. */
async function eventsAfter(db: Db, accountId: string, floor: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select id, sequence, task_id as "taskId", stage, url, body,
           (attempts > 0 or state in ('delivered', 'dead') or next_attempt_at <= now()) as "isDue",
           created_at < now() - ${LATE_COMMIT_MS} * interval '1 millisecond' as "isSettled"
      from outbox_events
     where account_id = ${accountId}::uuid and sequence > ${floor}
     order by sequence
     limit ${PAGE}`.execute(db)
  return rows
}
