import type { Pool } from 'pg'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { RateLimit } from '../accounts/index.js'

/** Counts events a key and says when there were too many. */
export interface RateLimiter {
  /**
   * Counts one event. Undefined when it is within the limit, else the wait in seconds until the next is. `limit` replaces
   * the limiter's own; a key should always come with the same one.
   */
  consume(key: string, limit?: RateLimit): Promise<number | undefined>
}

/** Limits of the public API. */
export const SUBMIT_LIMIT: RateLimit = { events: 20, perSeconds: 10 }
export const QUERY_LIMIT: RateLimit = { events: 3, perSeconds: 1 }

/**
 * A limiter for one process. Right for record-info, whose limit protects the process that answers: a count that is shared
 * would cost as much as the answer (a round trip to the database, 0.2 ms when it is idle, against 1 µs here; `npm run
 * bench:limits`).
 */
export function createMemoryRateLimiter(limit: RateLimit): RateLimiter {
  return createRateLimiter(limit, (each) => {
    const limiter = memoryLimiter(each)
    return (key) => limiter.consume(key)
  })
}

/**
 * A limiter that all processes on one database share. Right for submits, which write to the database anyway and are few.
 * A key over its limit is refused from memory until its time is over, so that a flood does not reach the database; while
 * the database cannot be reached, each process counts for itself. Limits of 200 events and more are counted by the
 * hundredth: that much of what one process has not used is lost to the others.
 */
export function createSharedRateLimiter(pool: Pool, limit: RateLimit): RateLimiter {
  return createRateLimiter(limit, (each, isFirst) => {
    const limiter = new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'rate_limits',
      tableCreated: true,
      // One limiter clears the table for all.
      clearExpiredByTimeout: isFirst,
      keyPrefix: `${each.events}/${each.perSeconds}`,
      points: each.events,
      duration: each.perSeconds,
      inMemoryBlockOnConsumed: each.events,
      insuranceLimiter: memoryLimiter(each),
    })
    return inBatches(Math.floor(each.events / 100), (key, events) => limiter.consume(key, events))
  })
}

/** Counts an event of a key; rejects with RateLimiterRes when there were too many. */
type Count = (key: string) => Promise<unknown>

/** Counts `batch` events at a time and lets the others of the batch through without asking. */
function inBatches(batch: number, consume: (key: string, events: number) => Promise<RateLimiterRes>): Count {
  if (batch < 2) return (key) => consume(key, 1)
  const counted = new Map<string, { left: number; readonly until: number }>()
  const asking = new Map<string, Promise<void>>()

  const ask = async (key: string) => {
    try {
      const { msBeforeNext } = await consume(key, batch)
      counted.set(key, { left: batch, until: performance.now() + msBeforeNext })
    } finally {
      asking.delete(key)
    }
  }

  return async (key) => {
    for (;;) {
      const known = counted.get(key)
      if (known && known.left > 0 && known.until > performance.now()) {
        known.left--
        return
      }
      // Requests at once share one question, or each would count a batch of its own.
      const asked = asking.get(key) ?? ask(key)
      asking.set(key, asked)
      await asked
    }
  }
}

function memoryLimiter({ events, perSeconds }: RateLimit): RateLimiterMemory {
  return new RateLimiterMemory({ points: events, duration: perSeconds })
}

/** One counter for each different limit: there are as many as administrators think of. */
function createRateLimiter(
  usual: RateLimit,
  make: (limit: RateLimit, isFirst: boolean) => Count,
): RateLimiter {
  const counters = new Map<string, Count>()
  const counterFor = (limit: RateLimit): Count => {
    const name = `${limit.events}/${limit.perSeconds}`
    const known = counters.get(name)
    if (known) return known
    const made = make(limit, counters.size === 0)
    counters.set(name, made)
    return made
  }
  counterFor(usual)
  return {
    async consume(key, limit = usual) {
      try {
        await counterFor(limit)(key)
        return undefined
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        return refusal.msBeforeNext / 1000
      }
    },
  }
}
