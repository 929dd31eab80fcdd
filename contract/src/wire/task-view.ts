/** What the mappers need to know of a task; the server's own task type fits. */
export interface TaskView {
  readonly id: string
  readonly state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'
  readonly stage: 'pending' | 'text' | 'first' | 'complete' | 'error'
  readonly param: string
  readonly callbackUrl: string | null
  readonly seed: number
  /** 0 … 1. */
  readonly progress: number
  readonly parentTrackId: string | null
  readonly errorCode: number | null
  readonly errorMessage: string | null
  /** Why it failed, where the wire tells that apart from work that went wrong; null or absent: it does not. */
  readonly errorReason?: FailureReason | null
  readonly createdAt: Date
  readonly completedAt: Date | null
}

/** The task could not be begun, its words were refused, or the report of its outcome could not be made. */
export type FailureReason = 'create' | 'moderation' | 'callback'

const REASON_STATUSES = {
  create: 'CREATE_TASK_FAILED',
  moderation: 'SENSITIVE_WORD_ERROR',
  callback: 'CALLBACK_EXCEPTION',
} as const satisfies Record<FailureReason, string>

/** The status of a failed task: `usual`, unless its reason has a name that is among `documented` for its surface. */
export function failureStatus<Status extends string>(
  { errorReason }: TaskView,
  usual: Status,
  documented: readonly Status[],
): Status {
  const status = errorReason ? REASON_STATUSES[errorReason] : undefined
  return documented.find((each) => each === status) ?? usual
}

/** A known failure: wire code and a sentence for the user. */
export interface FailureView {
  readonly code: number
  readonly message: string
}

/** The failure of a task that has one: its own, or the fact that it was cancelled. */
export function failureOf(task: TaskView): FailureView | undefined {
  if (task.state === 'cancelled') {
    return { code: 531, message: 'The task was cancelled; its credits were refunded.' }
  }
  if (task.state !== 'failed' && task.stage !== 'error') return undefined
  return { code: task.errorCode ?? 500, message: task.errorMessage ?? 'The task failed.' }
}

/** The code if it is one of `allowed`, else 500: each resource documents which codes its clients may meet. */
export function narrowCode(code: number, allowed: readonly number[]): number {
  return allowed.includes(code) ? code : 500
}

/** The two spellings of the task id at the top of every callback whose `data` is an object. */
export function bothIds(taskId: string): { taskId: string; task_id: string } {
  return { taskId, task_id: taskId }
}
