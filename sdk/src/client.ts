import type {
  AddInstrumentalBody,
  GenerateBody,
  LyricsBody,
  LyricsRecord,
  MusicRecord,
  TimestampedLyrics,
  TimestampedLyricsBody,
  VideoBody,
  VideoRecord,
  VocalSeparationBody,
  VocalSeparationRecord,
  WavBody,
  WavRecord,
} from '@troubadour/contract'
import { pollUntilDone, type PolledRecord, type WaitOptions } from './polling.js'
import { createTransport, type TransportOptions } from './transport.js'

/** A request body whose callback URL may be left out: who polls needs none. */
export type WithOptionalCallback<Body> = Omit<Body, 'callBackUrl'> & { readonly callBackUrl?: string }

export interface SubmitOptions {
  /** The same key again answers with the first task instead of making another. At most 255 characters. */
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
}

/** A kind of task: made with `submit`, looked at with `record`, awaited with `wait`. */
export interface TaskClient<Body, Record> {
  /** Resolves to the task's id as soon as the task is durable. */
  submit(body: WithOptionalCallback<Body>, options?: SubmitOptions): Promise<string>
  /** Null for a task that this key does not know. */
  record(taskId: string): Promise<Record | null>
  /** Resolves to the finished task. Throws TaskFailedError or WaitTimeoutError. */
  wait(taskId: string, options?: WaitOptions<Record>): Promise<Record>
}

export interface UploadedFile {
  readonly fileName: string
  readonly filePath: string
  /** For `uploadUrl` and `audioUrl`. */
  readonly downloadUrl: string
  readonly fileSize: number
  readonly mimeType: string
  /** ISO 8601; undefined on servers that do not say. */
  readonly expiresAt?: string
}

export interface UploadOptions {
  /** Folder. Default `uploads`. */
  readonly uploadPath?: string
  /** With extension. */
  readonly fileName?: string
  readonly signal?: AbortSignal
}

export interface TroubadourClient {
  readonly songs: TaskClient<GenerateBody, MusicRecord>
  readonly accompaniments: TaskClient<AddInstrumentalBody, MusicRecord>
  readonly lyrics: TaskClient<LyricsBody, LyricsRecord>
  readonly separations: TaskClient<VocalSeparationBody, VocalSeparationRecord>
  readonly wavs: TaskClient<WavBody, WavRecord>
  readonly videos: TaskClient<VideoBody, VideoRecord>
  /** When each word of a track is sung. */
  timestampedLyrics(body: TimestampedLyricsBody): Promise<TimestampedLyrics>
  /** Credits left. */
  credits(): Promise<number>
  upload(file: Blob, options?: UploadOptions): Promise<UploadedFile>
  uploadFromUrl(fileUrl: string, options?: UploadOptions): Promise<UploadedFile>
  /** Ends a task and gives its credits back; only this server can. */
  cancel(taskId: string): Promise<void>
}

/** Servers of this API insist on a callback URL; this one accepts that nobody is there. */
const NO_CALLBACK = 'https://example.com/no-callback'

/** A client of one server with one key. */
export function createClient(options: TransportOptions): TroubadourClient {
  const send = createTransport(options)

  function taskClient<Body extends { callBackUrl: string }, Record extends PolledRecord>(
    submitPath: string,
    recordPath: string,
  ): TaskClient<Body, Record> {
    const record = (taskId: string, signal?: AbortSignal) =>
      send<Record | null>(`${recordPath}?taskId=${encodeURIComponent(taskId)}`, { method: 'GET', signal })
    return {
      async submit(body, { idempotencyKey, signal } = {}) {
        const { taskId } = await send<{ taskId: string }>(submitPath, {
          method: 'POST',
          body: { callBackUrl: NO_CALLBACK, ...body },
          headers: idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey },
          signal,
        })
        return taskId
      },
      record: (taskId) => record(taskId),
      wait: (taskId, wait) => pollUntilDone(taskId, () => record(taskId, wait?.signal), wait),
    }
  }

  return {
    songs: taskClient('/api/v1/generate', '/api/v1/generate/record-info'),
    accompaniments: taskClient('/api/v1/generate/add-instrumental', '/api/v1/generate/record-info'),
    lyrics: taskClient('/api/v1/lyrics', '/api/v1/lyrics/record-info'),
    separations: taskClient('/api/v1/vocal-removal/generate', '/api/v1/vocal-removal/record-info'),
    wavs: taskClient('/api/v1/wav/generate', '/api/v1/wav/record-info'),
    videos: taskClient('/api/v1/mp4/generate', '/api/v1/mp4/record-info'),
    timestampedLyrics: (body) => send('/api/v1/generate/get-timestamped-lyrics', { method: 'POST', body }),
    credits: () => send('/api/v1/chat/credit', { method: 'GET' }),
    async upload(file, { uploadPath = 'uploads', fileName, signal } = {}) {
      const form = new FormData()
      form.append('uploadPath', uploadPath)
      if (fileName !== undefined) form.append('fileName', fileName)
      form.append('file', file, fileName)
      return send('/api/file-stream-upload', { method: 'POST', body: form, signal })
    },
    uploadFromUrl: (fileUrl, { uploadPath = 'uploads', fileName, signal } = {}) =>
      send('/api/file-url-upload', { method: 'POST', body: { fileUrl, uploadPath, fileName }, signal }),
    async cancel(taskId) {
      await send(`/troubadour/v1/tasks/${encodeURIComponent(taskId)}`, { method: 'DELETE' })
    },
  }
}
