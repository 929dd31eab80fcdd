import type { Trx } from '../db/index.js'
import type { JsonValue, Task, TaskStage } from './types.js'

/** A stage that a task has reached and that its callback URL shall hear of. */
export interface StageEvent {
  readonly task: Task
  readonly stage: TaskStage
  /** What is sent. */
  readonly body: JsonValue
}

/** Writes an event in the transaction of the stage that caused it. Called once for each stage, in their order. */
export type EventSink = (trx: Trx, event: StageEvent) => Promise<void>
