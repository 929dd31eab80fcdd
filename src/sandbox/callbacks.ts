import type { TaskStage } from '../tasks/types.js'
import type { Directives } from './directives.js'

/** How one callback is sent. */
export interface PlannedDelivery {
  readonly delayMs: number
  readonly isUnordered: boolean
}

/** Seconds by which reordered callbacks come late: the later the stage, the sooner. */
const REVERSED_DELAYS_MS: Readonly<Record<TaskStage, number>> = {
  pending: 3000,
  text: 2000,
  first: 1000,
  complete: 0,
  error: 0,
}

/** What becomes of the callback of a stage: none, one, or several deliveries. */
export function planDeliveries({ callbacks }: Directives, stage: TaskStage): PlannedDelivery[] {
  if (!callbacks.isSent) return []
  const delivery: PlannedDelivery = callbacks.isReversed
    ? { delayMs: REVERSED_DELAYS_MS[stage], isUnordered: true }
    : { delayMs: callbacks.lateMs, isUnordered: false }
  return Array.from({ length: callbacks.copies }, () => delivery)
}
