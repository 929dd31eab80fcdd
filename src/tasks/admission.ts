import { sql } from 'kysely'
import type { Db } from '../db/index.js'
import { RANKS } from './claims.js'
import { LANES } from './lanes.js'

/** Whose queue is full: everybody's, or that of the key. Undefined: one more task may wait. */
export type QueueFull = 'server' | 'key' | undefined

export interface AdmissionLimits {
  /** Tasks that may wait in all. */
  readonly maxQueued: number
  /** Tasks of one key that may wait. */
  readonly maxQueuedPerKey: number
}

/** Counts are remembered so long, in milliseconds: a burst may go past a limit by what comes in that time. */
const REMEMBER_MS = 1000
const MAX_REMEMBERED = 10_000

/**
 * Tells whether the queue takes one more task, so that what is accepted is performed in a time that somebody would wait
 * for. Every count stops at its limit and costs no more than that.
 */
export function createAdmission(db: Db, limits: AdmissionLimits): (queueKey: string) => Promise<QueueFull> {
  const { maxQueued, maxQueuedPerKey } = limits
  const remembered = new Map<string, { readonly until: number; readonly isFull: Promise<boolean> }>()

  function isFull(name: string, ask: () => Promise<boolean>): Promise<boolean> {
    const known = remembered.get(name)
    if (known && known.until > performance.now()) return known.isFull
    if (remembered.size >= MAX_REMEMBERED) remembered.clear()
    const answer = ask()
    remembered.set(name, { until: performance.now() + REMEMBER_MS, isFull: answer })
    answer.catch(() => remembered.delete(name))
    return answer
  }

  const waitAtLeast = async (count: number, queueKey?: string): Promise<boolean> => {
    const { rows } = await sql<{ reached: boolean }>`
      select count(*) >= ${count} as reached from (
        select 1
          from unnest(${[...LANES]}::text[]) as lanes(lane)
         cross join unnest(${Object.values(RANKS)}::smallint[]) as ranks(rank)
         cross join lateral (
           select 1 from tasks
            where state = 'queued' and tasks.lane = lanes.lane and tasks.rank = ranks.rank
              ${queueKey === undefined ? sql`` : sql`and queue_key = ${queueKey}::uuid`}
            limit ${count}) waiting
         limit ${count}) counted`.execute(db)
    return rows[0]!.reached
  }

  return async (queueKey) => {
    if (await isFull('server', () => waitAtLeast(maxQueued))) return 'server'
    // One question for all keys as long as few tasks wait.
    if (!(await isFull('some key', () => waitAtLeast(maxQueuedPerKey)))) return undefined
    return (await isFull(queueKey, () => waitAtLeast(maxQueuedPerKey, queueKey))) ? 'key' : undefined
  }
}
