import { ApiError, TaskFailedError, WaitTimeoutError } from './errors.js'

export interface WaitOptions<Record> {
  /** Between two looks, in milliseconds. Default 2000. */
  readonly intervalMs?: number
  /** In milliseconds. Default 10 minutes. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
  /** Called with every record seen, the last one included. */
  readonly onUpdate?: (record: Record) => void
}

/** What all records have in common: music and lyrics call it `status`, the others `successFlag`. */
export interface PolledRecord {
  readonly status?: string
  readonly successFlag?: string
  readonly errorCode: number | null
  readonly errorMessage: string | null
}

/** Looks until the task is done. Too many looks (429) slow it down; nothing else is retried. */
export async function pollUntilDone<Record extends PolledRecord>(
  taskId: string,
  look: () => Promise<Record | null>,
  options: WaitOptions<Record> = {},
): Promise<Record> {
  const { intervalMs = 2000, timeoutMs = 600_000, signal, onUpdate } = options
  const deadline = Date.now() + timeoutMs
  for (;;) {
    signal?.throwIfAborted()
    let pauseMs = intervalMs
    try {
      const record = await look()
      if (!record) throw new ApiError(404, `the server does not know task ${taskId}`, null, undefined)
      onUpdate?.(record)
      const status = record.status ?? record.successFlag ?? ''
      if (status === 'SUCCESS') return record
      if (/FAIL|ERROR|EXCEPTION/.test(status)) {
        throw new TaskFailedError(taskId, status, record.errorCode, record.errorMessage ?? 'The task failed.')
      }
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 429) throw error
      pauseMs = Math.max(intervalMs, (error.retryAfterSeconds ?? 1) * 1000)
    }
    if (Date.now() + pauseMs > deadline) throw new WaitTimeoutError(taskId, timeoutMs)
    await pause(pauseMs, signal)
  }
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer)
      reject(signal?.reason as Error)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    }, ms)
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}
