import type { Pool } from 'pg'
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible'
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
 * would cost more than the answer (0.9 ms of the database against 4 µs, `npm run bench:limits`).
 */
export function createMemoryRateLimiter(limit: RateLimit): RateLimiter {
  return createRateLimiter(limit, memoryLimiter)
}

/**
 * A limiter that all processes on one database share. Right for submits, which write to the database anyway and are few.
 * A key over its limit is refused from memory until its time is over, so that a flood does not reach the database; while
 * the database cannot be reached, each process counts for itself.
 */
export function createSharedRateLimiter(pool: Pool, limit: RateLimit): RateLimiter {
  return createRateLimiter(
    limit,
    (each, isFirst) =>
      new RateLimiterPostgres({
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
      }),
  )
}

function memoryLimiter({ events, perSeconds }: RateLimit): RateLimiterMemory {
  return new RateLimiterMemory({ points: events, duration: perSeconds })
}

/** One limiter of the library for each different limit: there are as many as administrators think of. */
function createRateLimiter(
  usual: RateLimit,
  make: (limit: RateLimit, isFirst: boolean) => RateLimiterAbstract,
): RateLimiter {
  const limiters = new Map<string, RateLimiterAbstract>()
  const limiterFor = (limit: RateLimit): RateLimiterAbstract => {
    const name = `${limit.events}/${limit.perSeconds}`
    const known = limiters.get(name)
    if (known) return known
    const made = make(limit, limiters.size === 0)
    limiters.set(name, made)
    return made
  }
  limiterFor(usual)
  return {
    async consume(key, limit = usual) {
      try {
        await limiterFor(limit).consume(key)
        return undefined
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        return refusal.msBeforeNext / 1000
      }
    },
  }
}
