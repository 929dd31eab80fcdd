import { setTimeout as sleep } from 'node:timers/promises'
import { isApiError } from '@troubadour/sdk'

const ATTEMPTS = 5

/** The answer to a question that servers may be asked a few times a second only: waits as long as they say and asks again. */
export async function patiently<Answer>(signal: AbortSignal, ask: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask()
    } catch (error) {
      if (!isApiError(error) || !error.isRateLimited || attempt === ATTEMPTS) throw error
      await sleep((error.retryAfterSeconds ?? 1) * 1000, undefined, { signal })
    }
  }
}
