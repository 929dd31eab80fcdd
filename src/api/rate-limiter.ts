import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Counts events a key and says when there were too many. */
export interface RateLimiter {
  /** Counts one event. Undefined when it is within the limit, else the wait in seconds until the next is. */
  consume(key: string): Promise<number | undefined>
}

/** Limits of the public API. */
export const SUBMIT_LIMIT = { events: 20, perSeconds: 10 }
export const QUERY_LIMIT = { events: 3, perSeconds: 1 }

/** A limiter for one process. */
export function createMemoryRateLimiter(limit: {
  readonly events: number
  readonly perSeconds: number
}): RateLimiter {
  const limiter = new RateLimiterMemory({ points: limit.events, duration: limit.perSeconds })
  return {
    async consume(key) {
      try {
        await limiter.consume(key)
        return undefined
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        return refusal.msBeforeNext / 1000
      }
    },
  }
}
