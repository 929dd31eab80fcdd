import { setTimeout as sleep } from 'node:timers/promises'
import { isConnectionError, isRollbackWorthRetrying } from './errors.js'
import type { Db, Trx } from './schema.js'

const ATTEMPTS = 5

/**
 * Runs `work` in one transaction; again, up to five times, when PostgreSQL gave it up because of a deadlock or a
 * serialisation conflict. `work` must therefore change nothing outside the database.
 */
export async function transaction<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work)
    } catch (error) {
      if (attempt === ATTEMPTS || !isRollbackWorthRetrying(error)) throw error
      await sleep(attempt * 10)
    }
  }
}

export interface PatienceOptions {
  /** How long to go on after the first failure, in milliseconds. */
  readonly patienceMs: number
  /** Gives up at once when aborted. */
  readonly signal?: AbortSignal
}

/**
 * Repeats `work` while the database cannot be reached, e.g. while it recovers from a crash. `work` may have taken
 * effect although it failed, so it must be safe to repeat; it is told whether it is repeated.
 */
export async function whileUnreachable<T>(
  options: PatienceOptions,
  work: (isRepeated: boolean) => Promise<T>,
): Promise<T> {
  const start = performance.now()
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt > 1)
    } catch (error) {
      const isOver = performance.now() - start > options.patienceMs || options.signal?.aborted === true
      if (isOver || !isConnectionError(error)) throw error
      await sleep(Math.min(1000, 50 * attempt))
    }
  }
}
