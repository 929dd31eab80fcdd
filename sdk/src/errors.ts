/** Whatever this package throws is one of these; `isTroubadourError` tells. */
export abstract class TroubadourError extends Error {
  abstract override readonly name: string
}

/** The server refused a request. */
export class ApiError extends TroubadourError {
  override readonly name = 'ApiError'
  constructor(
    /** The body's `code`: 401 key, 402 credits, 409 made before, 422 request, 429 too many requests, 455, 500 … */
    readonly code: number,
    message: string,
    /** The body's `data`; `{taskId}` of the first task with code 409. */
    readonly data: unknown,
    /** From `Retry-After`, in seconds. */
    readonly retryAfterSeconds: number | undefined,
    /** HTTP status; many refusals come with 200. */
    readonly httpStatus = 200,
  ) {
    super(message)
  }

  /** Too many requests: the same one will be welcome after `retryAfterSeconds`. */
  get isRateLimited(): boolean {
    return this.code === 430 || (this.code === 429 && this.httpStatus === 429)
  }
}

/** A task ended in failure. */
export class TaskFailedError extends TroubadourError {
  override readonly name = 'TaskFailedError'
  constructor(
    readonly taskId: string,
    /** Wire status, e.g. `GENERATE_AUDIO_FAILED`. */
    readonly status: string,
    readonly code: number | null,
    message: string,
  ) {
    super(message)
  }
}

/** A task was not done when the time was up; it goes on on the server. */
export class WaitTimeoutError extends TroubadourError {
  override readonly name = 'WaitTimeoutError'
  constructor(
    readonly taskId: string,
    timeoutMs: number,
  ) {
    super(`task ${taskId} was not done after ${Math.round(timeoutMs / 1000)} s`)
  }
}

/** There was no answer, or none that makes sense. */
export class TransportError extends TroubadourError {
  override readonly name = 'TransportError'
}

export function isTroubadourError(error: unknown): error is TroubadourError {
  return error instanceof TroubadourError
}

export function isApiError(error: unknown): error is ApiError {
  return error instanceof ApiError
}

export function isTaskFailedError(error: unknown): error is TaskFailedError {
  return error instanceof TaskFailedError
}

/** Whether a request was refused because this was made before; `taskId` names the task that did, if the server says. */
export function isAlreadyMadeError(
  error: unknown,
): error is ApiError & { readonly data: { readonly taskId: string } } {
  if (!(error instanceof ApiError) || (error.code !== 409 && error.code !== 400)) return false
  return typeof (error.data as { taskId?: unknown } | null)?.taskId === 'string'
}
