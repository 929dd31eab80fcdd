import { ApiError, TaskFailedError, WaitTimeoutError } from './errors.js'

/** Where a task stands, as its progress events tell (an addition of Troubadour servers). */
export interface TaskProgress {
  readonly state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'
  readonly stage: 'pending' | 'text' | 'first' | 'complete' | 'error'
  /** 0 … 1. */
  readonly progress: number
  /** 1 is next; null when not waiting. */
  readonly queuePosition: number | null
  readonly etaSeconds: number | null
}

export interface WaitOptions<Record> {
  /** Longest pause between two looks, in milliseconds. Default 10,000; the first pauses are shorter. */
  readonly maxIntervalMs?: number
  /** In milliseconds. Default 10 minutes. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
  /** Called with every record seen, the last one included. */
  readonly onUpdate?: (record: Record) => void
  /** Called while the server tells progress; other servers of this API tell none. */
  readonly onProgress?: (progress: TaskProgress) => void
}

/** What a look at a task's record says. */
export type Outcome =
  | 'pending'
  | 'done'
  | { readonly status: string; readonly code: number | null; readonly message: string | null }

/** How a kind of task is looked at. */
export interface Watched<Record> {
  readonly taskId: string
  /** Undefined for a task that the server does not know. */
  look(signal: AbortSignal): Promise<{ readonly record: Record; readonly outcome: Outcome } | undefined>
  /** Progress as the server tells it; ends or throws when there is none to be had. */
  progress(signal: AbortSignal): AsyncIterable<TaskProgress>
}

const FIRST_PAUSE_MS = 500
const GROWTH = 1.4
/** Pauses while progress events arrive: they say when to look. */
const PAUSE_WITH_EVENTS_MS = 15_000

/**
 * Waits until a task is done. Looks at once when the server tells of a new stage, else ever more rarely; too many looks
 * (429) slow it down. Throws TaskFailedError, WaitTimeoutError, or the signal's reason.
 */
export async function waitUntilDone<Record>(
  watched: Watched<Record>,
  options: WaitOptions<Record> = {},
): Promise<Record> {
  const { maxIntervalMs = 10_000, timeoutMs = 600_000, signal, onUpdate } = options
  const stop = new AbortController()
  const whole = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal
  const bell = new StageBell(watched, whole, options.onProgress)
  const deadline = Date.now() + timeoutMs
  let pauseMs = Math.min(FIRST_PAUSE_MS, maxIntervalMs)
  try {
    for (;;) {
      signal?.throwIfAborted()
      let waitMs = pauseMs
      try {
        const seen = await watched.look(whole)
        if (!seen) throw new ApiError(404, `the server does not know task ${watched.taskId}`, null, undefined)
        onUpdate?.(seen.record)
        if (seen.outcome === 'done') return seen.record
        if (seen.outcome !== 'pending') {
          const { status, code, message } = seen.outcome
          throw new TaskFailedError(watched.taskId, status, code, message || 'The task failed.')
        }
        if (bell.isRinging) waitMs = Math.max(waitMs, PAUSE_WITH_EVENTS_MS)
      } catch (error) {
        if (!(error instanceof ApiError) || !error.isRateLimited) throw error
        waitMs = Math.max(pauseMs, (error.retryAfterSeconds ?? 1) * 1000)
      }
      const leftMs = deadline - Date.now()
      if (leftMs <= 0) throw new WaitTimeoutError(watched.taskId, timeoutMs)
      await bell.pause(Math.min(waitMs, leftMs))
      pauseMs = Math.min(maxIntervalMs, pauseMs * GROWTH)
    }
  } finally {
    stop.abort()
  }
}

/** Pauses that end early when a task reaches another stage. */
class StageBell {
  /** Whether the server tells progress. */
  isRinging = false
  #wake: (() => void) | undefined
  #hasRung = false

  constructor(
    watched: Watched<unknown>,
    private readonly signal: AbortSignal,
    onProgress: ((progress: TaskProgress) => void) | undefined,
  ) {
    void this.#listen(watched, onProgress)
  }

  async #listen(
    watched: Watched<unknown>,
    onProgress: ((progress: TaskProgress) => void) | undefined,
  ): Promise<void> {
    let before = ''
    try {
      for await (const progress of watched.progress(this.signal)) {
        this.isRinging = true
        onProgress?.(progress)
        const now = `${progress.state} ${progress.stage}`
        if (before !== '' && now !== before) this.#ring()
        before = now
      }
      this.#ring()
    } catch {
      // Not every server tells progress, and connections break: looking from time to time does without.
    } finally {
      this.isRinging = false
    }
  }

  #ring(): void {
    this.#hasRung = true
    this.#wake?.()
  }

  /** Rejects with the signal's reason when it aborts. */
  pause(ms: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer)
        this.signal.removeEventListener('abort', onAbort)
        this.#wake = undefined
        this.#hasRung = false
        settle()
      }
      const onAbort = () => finish(() => reject(this.signal.reason as Error))
      const timer = setTimeout(() => finish(resolve), ms)
      this.#wake = () => finish(resolve)
      this.signal.addEventListener('abort', onAbort, { once: true })
      if (this.signal.aborted) onAbort()
      // A stage that came while somebody was looking.
      else if (this.#hasRung) finish(resolve)
    })
  }
}
