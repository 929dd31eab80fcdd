/** A value that survives JSON. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }
export type JsonObject = { [key: string]: JsonValue }

/**
 * Where a task stands.
 * - `queued`: durable, waiting for a worker. Left by a worker's claim or by cancelling.
 * - `running`: a worker holds it and renews `heartbeatAt`. Goes back to `queued` when the worker dies.
 * - `succeeded`, `failed`, `cancelled`: final; never left.
 */
export type TaskState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'

export function isFinalTaskState(state: TaskState): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled'
}

/**
 * Failures that the wire tells apart from work that went wrong: the task could not be begun, its words were refused, or the
 * report of its outcome could not be made.
 */
export type FailureReason = 'create' | 'moderation' | 'callback'

/** How far the result is: what clients see as PENDING, TEXT_SUCCESS, FIRST_SUCCESS, SUCCESS or a failure. */
export type TaskStage = 'pending' | 'text' | 'first' | 'complete' | 'error'

export interface Task {
  /** 32 lower-case hex digits. */
  readonly id: string
  readonly accountId: string
  /** Which workflow performs it; opaque here. */
  readonly kind: string
  /** The validated, normalised request; opaque here. */
  readonly request: JsonObject
  /** The request body as the client sent it, serialised (the wire's `param`). */
  readonly param: string
  readonly callbackUrl: string | null
  readonly state: TaskState
  readonly stage: TaskStage
  /** 0 … 1. */
  readonly progress: number
  readonly seed: number
  /** Counts claims; the fence that keeps a zombie worker from committing. */
  readonly attempt: number
  /** Result of kinds without tracks (lyrics, wav, video, separation); null until complete. */
  readonly result: JsonValue | null
  readonly errorCode: number | null
  readonly errorMessage: string | null
  /** Which of the wire's failure states it is; null: its work failed. */
  readonly errorReason: FailureReason | null
  /** The task and track this one works on (wav, video, separation, extend). */
  readonly parentTaskId: string | null
  readonly parentTrackId: string | null
  /** Submitted with a sandbox key: performed without the engine. */
  readonly sandbox: boolean
  /** Credits held or charged. */
  readonly cost: number
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly completedAt: Date | null
}

export interface NewTask {
  readonly accountId: string
  readonly kind: string
  readonly request: JsonObject
  readonly param: string
  readonly callbackUrl?: string
  readonly seed: number
  readonly cost: number
  readonly parentTaskId?: string
  readonly parentTrackId?: string
  readonly idempotencyKey?: string
  /** The API key it was submitted with. `isCapped`: what the key may spend is limited. */
  readonly key?: { readonly id: string; readonly isCapped: boolean }
  /** Performed without the engine. Default false. */
  readonly sandbox?: boolean
  /** Not handed to a worker before so many milliseconds have passed. Default 0. */
  readonly delayMs?: number
  /** W3C trace context of the request that makes it. */
  readonly traceParent?: string
}

/** One song of a music task. */
export interface Track {
  /** UUID v4, the wire's `audioId`. */
  readonly id: string
  readonly taskId: string
  /** 0 or 1. */
  readonly index: number
  readonly title: string
  readonly tags: string
  /** Final lyrics; `''` for an instrumental. */
  readonly lyrics: string
  /** As reported to clients, e.g. `chirp-crow`. */
  readonly modelName: string
  /** Engine that wrote `score`. */
  readonly engine: string
  /** Gzipped JSON of the score. */
  readonly score: Uint8Array
  /** Object keys: recordings the score needs, by their id in it. */
  readonly recordingKeys: Readonly<Record<string, string>>
  readonly imageKey: string | null
  /** Set when the track is finished. */
  readonly audioKey: string | null
  readonly durationSeconds: number | null
  /** Loudness over the song for drawing it, each 0 … 1; empty until it is finished. */
  readonly waveform: readonly number[]
  readonly warnings: readonly { readonly code: string; readonly message: string }[]
  readonly createdAt: Date
}

/**
 * Days that tasks, their tracks and scores are kept; their media go earlier (contract section 1.8) and can be performed
 * again from the scores.
 */
export const TASK_KEEP_DAYS = 60

/** A file in the object store that retention must know of. */
export interface StoredFile {
  readonly key: string
  readonly contentType: string
  readonly sizeBytes: number
  /** Days until the sweeper removes it. */
  readonly keepDays: number
}

/** A singer that later tasks of the account can name. What it is like is opaque here. */
export interface NewPersona {
  /** The wire's `personaId` or `voiceId`. */
  readonly id: string
  readonly kind: 'style' | 'voice'
  /** The track it was taken from, which gives no second one; null for voices. */
  readonly trackId: string | null
  readonly persona: JsonObject
}

/** Work that was done while the client waited: the task is recorded as succeeded at once. */
export interface FinishedWork {
  readonly result: JsonValue
  readonly persona?: NewPersona
}

/** One stage of a task: everything in it becomes durable in one transaction, or nothing does. */
export interface StageCommit {
  readonly stage: TaskStage
  /** New or changed tracks. */
  readonly tracks?: readonly Omit<Track, 'createdAt'>[]
  readonly result?: JsonValue
  readonly files?: readonly StoredFile[]
  /** The singer this task has made. */
  readonly persona?: NewPersona
  /** Body of the callback this stage sends; ignored when the task has no callback URL. */
  readonly callback?: JsonValue
  /** Ends the task. `failed` refunds the hold, `succeeded` charges it. */
  readonly outcome?: 'succeeded' | 'failed'
  readonly error?: {
    readonly code: number
    readonly message: string
    readonly reason?: FailureReason | undefined
  }
}

/** The worker's grip on a claimed task. */
export interface TaskRun {
  readonly task: Task
  /** Aborted when the task is cancelled, the claim is lost or the process shuts down. */
  readonly signal: AbortSignal
  /** Remembers progress (0 … 1); written at most about once a second. */
  progress(fraction: number): void
  /** Tracks committed so far, by this or an earlier attempt, ordered by index. */
  tracks(): Promise<Track[]>
  /** Throws ClaimLostError when another worker has taken over or the task was cancelled. */
  commit(stage: StageCommit): Promise<void>
}

/** What a task kind does. One for each kind; `main.ts` refuses to start otherwise. */
export interface Workflow {
  readonly kind: string
  /** `audio` work is limited to the render threads, `light` work is not kept waiting behind it. */
  readonly lane: 'audio' | 'light'
  /** Resumes from the last committed stage: must be idempotent. Ends with a commit that has an outcome. */
  run(run: TaskRun): Promise<void>
  /** The error callback of this kind. */
  failureCallback(task: Task, failure: { readonly code: number; readonly message: string }): JsonValue
}

/** A known failure of a task. Whoever throws it decides whether another attempt could help. */
export class TaskError extends Error {
  override readonly name = 'TaskError'
  constructor(
    /** Callback / record-info code: 400, 408, 413, 451, 500, 501, 531 … */
    readonly code: number,
    /** A sentence for the user. */
    message: string,
    readonly options: {
      readonly retryable?: boolean
      readonly reason?: FailureReason
      readonly cause?: unknown
    } = {},
  ) {
    super(message, { cause: options.cause })
  }
  get retryable(): boolean {
    return this.options.retryable ?? false
  }
}

/** The account's balance does not cover a submit. */
export class InsufficientCreditsError extends Error {
  override readonly name = 'InsufficientCreditsError'
}

/** An idempotency key came again with another request than the first. */
export class IdempotencyKeyReusedError extends Error {
  override readonly name = 'IdempotencyKeyReusedError'
}

/** Which of an account's tasks are asked for. */
export interface TaskQuery {
  readonly kinds?: readonly string[] | undefined
  readonly states?: readonly TaskState[] | undefined
  /** Created then or later. */
  readonly from?: Date | undefined
  /** Created before then. */
  readonly to?: Date | undefined
  readonly parentTaskId?: string | undefined
  /** `nextCursor` of an earlier page. */
  readonly cursor?: string | undefined
  /** Tasks on a page. */
  readonly limit: number
}

export interface TaskPage {
  /** Newest first. */
  readonly tasks: readonly Task[]
  /** Null on the last page. */
  readonly nextCursor: string | null
}

/** What can be made once only was made meanwhile by another request. */
export class AlreadyMadeError extends Error {
  override readonly name = 'AlreadyMadeError'
}

/** Durable tasks. Every read is private to the account. */
export interface TaskStore {
  /**
   * One transaction: task, credit hold, job. With a known `idempotencyKey` returns the first task instead
   * (`created: false`). Throws InsufficientCreditsError, KeyCapError (accounts) and IdempotencyKeyReusedError.
   */
  submit(task: NewTask): Promise<{ readonly task: Task; readonly created: boolean }>
  /**
   * One transaction: a task that has succeeded, with its result, its charge and its persona. Nobody performs it and
   * nobody is called back. Throws InsufficientCreditsError and, for a second persona of a track, AlreadyMadeError.
   */
  submitFinished(
    task: NewTask,
    work: FinishedWork,
  ): Promise<{ readonly task: Task; readonly created: boolean }>
  find(accountId: string, taskId: string): Promise<Task | undefined>
  findByIdempotencyKey(accountId: string, idempotencyKey: string): Promise<Task | undefined>
  list(accountId: string, query: TaskQuery): Promise<TaskPage>
  /** Tasks whosesoever they are, for a process that watches what it was allowed to see. */
  findMany(taskIds: readonly string[]): Promise<Task[]>
  tracksOf(taskId: string): Promise<Track[]>
  findTrack(accountId: string, taskId: string, trackId: string): Promise<Track | undefined>
  /** A track by its id alone: media and stream URLs are unguessable and need no account. */
  findTrackById(trackId: string): Promise<Track | undefined>
  /** The newest task of `kind` on this track that has not failed or been cancelled. */
  findDerived(accountId: string, kind: string, parentTrackId: string): Promise<Task | undefined>
  /** The newest task of `kind` on this task that has not failed or been cancelled. */
  findDerivedFromTask(accountId: string, kind: string, parentTaskId: string): Promise<Task | undefined>
  /** What was stored with a persona or voice of the account. */
  findPersona(accountId: string, personaId: string): Promise<JsonObject | undefined>
  /** Id of the persona that was taken from a track. */
  personaIdOf(accountId: string, trackId: string): Promise<string | undefined>
  /** 1 = next; undefined when not queued. ETA in seconds from recent durations of the kind. */
  queuePosition(task: Task): Promise<{ readonly position: number; readonly etaSeconds: number } | undefined>
  /** False when the task is unknown or already final. Refunds the hold. */
  cancel(accountId: string, taskId: string): Promise<boolean>
}
