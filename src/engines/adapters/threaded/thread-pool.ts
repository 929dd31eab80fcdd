import { Worker, type TransferListItem } from 'node:worker_threads'
import { AudioOutsideLimitsError, UnusableAudioError } from '../../ports/errors.js'
import type { JobName, SerialisedError, ThreadReply, ThreadRequest } from './protocol.js'

export interface JobListeners {
  onProgress?(fraction: number): void
  onEncoded?(mp3: Uint8Array): void
  /** Resolves when somebody listens to what the job streams. */
  readonly heard?: Promise<void>
}

interface Job {
  readonly id: number
  readonly name: JobName
  readonly input: unknown
  readonly transfer: readonly TransferListItem[]
  readonly listeners: JobListeners
  readonly signal: AbortSignal
  readonly resolve: (output: unknown) => void
  readonly reject: (error: unknown) => void
  /** Called when a thread takes the job on. */
  readonly stopWaiting: () => void
}

/**
 * A fixed number of worker threads that do one job each at a time, first come first served. Threads start when first
 * needed and stay, so that sounds and dictionaries are loaded once. A thread that dies fails its job and is replaced.
 */
export class ThreadPool {
  private readonly idle: Thread[] = []
  private readonly all = new Set<Thread>()
  private readonly waiting: Job[] = []
  private nextJobId = 1
  private closed = false

  /** `workerData` is handed to each thread when it starts. */
  constructor(
    readonly size: number,
    private readonly workerData?: unknown,
  ) {
    if (!(size >= 1)) throw new RangeError(`a thread pool needs at least one thread, got ${size}`)
  }

  /** Rejects with the signal's reason when aborted, with the job's own error when it fails. */
  run(
    name: JobName,
    input: unknown,
    signal: AbortSignal,
    listeners: JobListeners = {},
    transfer: readonly TransferListItem[] = [],
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.closed) throw new Error('the thread pool is closed')
      signal.throwIfAborted()
      const giveUp = () => {
        this.waiting.splice(this.waiting.indexOf(job), 1)
        reject(signal.reason as Error)
      }
      const stopWaiting = () => signal.removeEventListener('abort', giveUp)
      const id = this.nextJobId++
      const job: Job = { id, name, input, transfer, listeners, signal, resolve, reject, stopWaiting }
      signal.addEventListener('abort', giveUp, { once: true })
      this.waiting.push(job)
      this.assign()
    })
  }

  async close(): Promise<void> {
    this.closed = true
    for (const job of this.waiting.splice(0)) {
      job.stopWaiting()
      job.reject(new Error('the thread pool was closed'))
    }
    await Promise.all([...this.all].map((thread) => thread.worker.terminate()))
  }

  private assign(): void {
    while (this.waiting.length > 0) {
      const thread = this.idle.pop() ?? (this.all.size < this.size ? this.startThread() : undefined)
      if (!thread) return
      const job = this.waiting.shift()!
      job.stopWaiting()
      thread.start(job)
    }
  }

  private startThread(): Thread {
    const thread = new Thread(
      this.workerData,
      () => {
        this.idle.push(thread)
        this.assign()
      },
      () => {
        this.all.delete(thread)
        const index = this.idle.indexOf(thread)
        if (index >= 0) this.idle.splice(index, 1)
        if (!this.closed) this.assign()
      },
    )
    this.all.add(thread)
    return thread
  }
}

class Thread {
  readonly worker: Worker
  private job: Job | undefined
  private onAbort: (() => void) | undefined

  constructor(
    workerData: unknown,
    private readonly onIdle: () => void,
    onExit: () => void,
  ) {
    this.worker = createWorker(workerData)
    // A waiting thread alone must not keep a finished program alive.
    this.worker.unref()
    this.worker.on('message', (reply: ThreadReply) => this.receive(reply))
    this.worker.on('error', (error) => this.finish((job) => job.reject(error)))
    this.worker.on('exit', (code) => {
      this.finish((job) => job.reject(new Error(`the render thread stopped with exit code ${code}`)))
      onExit()
    })
  }

  start(job: Job): void {
    this.job = job
    this.worker.ref()
    this.onAbort = () => this.post({ type: 'abort', jobId: job.id })
    job.signal.addEventListener('abort', this.onAbort, { once: true })
    this.post({ type: 'start', jobId: job.id, job: job.name, input: job.input }, job.transfer)
    void job.listeners.heard?.then(() => {
      if (this.job === job) this.post({ type: 'heard', jobId: job.id })
    })
  }

  private post(request: ThreadRequest, transfer: readonly TransferListItem[] = []): void {
    this.worker.postMessage(request, [...transfer])
  }

  private receive(reply: ThreadReply): void {
    if (reply.jobId !== this.job?.id) return
    switch (reply.type) {
      case 'progress':
        this.job.listeners.onProgress?.(reply.fraction)
        return
      case 'encoded':
        this.job.listeners.onEncoded?.(reply.mp3)
        return
      case 'done':
        this.finish((job) => job.resolve(reply.output))
        this.onIdle()
        return
      case 'failed':
        this.finish((job) => job.reject(job.signal.aborted ? job.signal.reason : reviveError(reply.error)))
        this.onIdle()
    }
  }

  private finish(settle: (job: Job) => void): void {
    const job = this.job
    if (!job) return
    this.job = undefined
    if (this.onAbort) job.signal.removeEventListener('abort', this.onAbort)
    this.worker.unref()
    settle(job)
  }
}

const REVIVED: Readonly<Record<string, typeof UnusableAudioError>> = {
  UnusableAudioError,
  AudioOutsideLimitsError,
}

/** Errors that callers tell apart keep their class across threads. */
function reviveError(serialised: SerialisedError): Error {
  const cause = serialised.cause ? reviveError(serialised.cause) : undefined
  const error = new (REVIVED[serialised.name] ?? Error)(serialised.message, { cause })
  if (serialised.stack !== undefined) error.stack = serialised.stack
  return error
}

/**
 * Compiled, the entry is a `.js` beside this file. Run from source (tests, scripts) it is a `.ts`, which Node 20 cannot
 * start a thread with: a line of JavaScript registers tsx and imports it.
 */
function createWorker(workerData: unknown): Worker {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./entry.js', import.meta.url), { workerData })
  const entry = JSON.stringify(new URL('./entry.ts', import.meta.url).href)
  const start = `import('tsx/esm/api').then(({ register }) => { register(); return import(${entry}) })`
  return new Worker(start, { eval: true, execArgv: ['--conditions=source'], workerData })
}
