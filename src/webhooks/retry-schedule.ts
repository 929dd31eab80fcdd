/** When failed deliveries are tried again. */
export interface RetrySchedule {
  /** Waits after the first, second … failed attempt, in milliseconds; after the last one the event is dead. */
  readonly delaysMs: readonly number[]
  /** Uniform in 0 … 1. */
  readonly random: () => number
}

/** Share by which a wait is stretched at most, so that events that failed together do not all come back together. */
const JITTER = 0.2

/** Wait before the next attempt in milliseconds, or undefined when `attempts` failed ones were enough. */
export function nextDelayMs(schedule: RetrySchedule, attempts: number): number | undefined {
  const delayMs = schedule.delaysMs[attempts - 1]
  return delayMs === undefined ? undefined : delayMs * (1 + JITTER * schedule.random())
}
