/** Names of the jobs a thread can do; each belongs to one port method. */
export type JobName =
  | 'compose'
  | 'composeSound'
  | 'perform'
  | 'renderWav'
  | 'treat'
  | 'writeLyrics'
  | 'hear'
  | 'hearTogether'
  | 'transcribe'
  | 'listen'
  | 'findWords'
  | 'saysPhrase'
  | 'boostStyle'
  | 'extract'
  | 'separate'
  | 'drawCover'
  | 'warmUp'

/** To the thread. */
export type ThreadRequest =
  | { readonly type: 'start'; readonly jobId: number; readonly job: JobName; readonly input: unknown }
  | { readonly type: 'abort'; readonly jobId: number }
  /** Somebody listens to what the job streams. */
  | { readonly type: 'heard'; readonly jobId: number }

/** From the thread. */
export type ThreadReply =
  | { readonly type: 'progress'; readonly jobId: number; readonly fraction: number }
  | { readonly type: 'encoded'; readonly jobId: number; readonly mp3: Uint8Array }
  | { readonly type: 'done'; readonly jobId: number; readonly output: unknown }
  | { readonly type: 'failed'; readonly jobId: number; readonly error: SerialisedError }

/** What survives of an error on its way between threads. */
export interface SerialisedError {
  readonly name: string
  readonly message: string
  readonly stack?: string
  readonly cause?: SerialisedError
}

export function serialiseError(error: unknown): SerialisedError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) }
  return {
    name: error.name,
    message: error.message,
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(error.cause === undefined ? {} : { cause: serialiseError(error.cause) }),
  }
}
