import type {
  CheckVoiceBody,
  FollowedCallbackData,
  PersonaAnswer,
  PersonaBody,
  StyleBoost,
  StyleBoostBody,
  TimestampedLyrics,
  TimestampedLyricsBody,
} from '@troubadour/contract'
import { administrationCalls, type AdministrationCalls } from './administration.js'
import { callbackCalls, type CallbackCalls } from './callbacks.js'
import { TransportError } from './errors.js'
import { libraryCalls, type LibraryCalls } from './library.js'
import { ROUTES, type OperationName, type Operations } from './operations.js'
import {
  pagesOf,
  type CallbackFilter,
  type DeliveredCallback,
  type ListedTask,
  type TaskFilter,
} from './paging.js'
import { readEvents, type ServerSentEvent } from './server-sent-events.js'
import { sessionCalls, type SessionCalls } from './session.js'
import { taskCalls, type TaskCalls } from './tasks.js'
import { createTransport, parseAnswer, refusalOf, type TransportOptions } from './transport.js'
import { uploadForm, type UploadProgress } from './upload.js'
import { waitUntilDone, type TaskProgress, type WaitOptions } from './waiting.js'

/** A request body whose callback URL may be left out: who polls needs none. */
export type WithOptionalCallback<Body> = Omit<Body, 'callBackUrl'> & { readonly callBackUrl?: string }

export interface SubmitOptions {
  /** The same key again answers with the first task instead of making another. At most 255 characters. */
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
}

/** A task that was accepted; plain data, to be kept and given to `recordOf`, `waitFor`, `progressOf` or `cancel`. */
export interface SubmittedTask<Name extends OperationName = OperationName> {
  readonly operation: Name
  readonly taskId: string
}

export interface UploadedFile {
  readonly fileName: string
  readonly filePath: string
  /** For `uploadUrl`, `audioUrl` and alike. */
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

export interface FileUploadOptions extends UploadOptions {
  readonly onProgress?: (progress: UploadProgress) => void
}

/** A callback as its receiver gets it. */
export interface FollowedCallback extends FollowedCallbackData {
  /** Where to go on after a broken connection. */
  readonly cursor: string
}

export interface FollowOptions {
  /** From an earlier callback; default: those to come. */
  readonly cursor?: string
  /** Called once the server listens, with where to go on should the connection break before the first callback. */
  readonly onReady?: (cursor: string) => void
  readonly signal?: AbortSignal
}

export interface CallOptions {
  readonly signal?: AbortSignal
}

/** A submit for each operation. Resolves as soon as the task is durable. */
export type Submits = {
  readonly [Name in OperationName]: (
    body: WithOptionalCallback<Operations[Name]['body']>,
    options?: SubmitOptions,
  ) => Promise<SubmittedTask<Name>>
}

export interface TroubadourClient
  extends Submits, SessionCalls, LibraryCalls, TaskCalls, CallbackCalls, AdministrationCalls {
  /** What the server knows of a task; null for a task that this key does not know. */
  recordOf<Name extends OperationName>(
    task: SubmittedTask<Name>,
    options?: CallOptions,
  ): Promise<Operations[Name]['record'] | null>
  /** Resolves to the record of the finished task. Throws TaskFailedError or WaitTimeoutError. */
  waitFor<Name extends OperationName>(
    task: SubmittedTask<Name>,
    options?: WaitOptions<Operations[Name]['record']>,
  ): Promise<Operations[Name]['record']>
  /** Progress as it happens, to the task's end. An addition of Troubadour servers. */
  progressOf(task: { readonly taskId: string }, options?: CallOptions): AsyncGenerator<TaskProgress>
  /** Ends a task and gives its credits back. An addition of Troubadour servers. */
  cancel(task: { readonly taskId: string }, options?: CallOptions): Promise<void>
  /** When each word of a track is sung. */
  timestampedLyrics(body: TimestampedLyricsBody, options?: CallOptions): Promise<TimestampedLyrics>
  /** A few style words written out. */
  boostStyle(body: StyleBoostBody, options?: CallOptions): Promise<StyleBoost>
  /** Keeps the singer and style of a track for later songs. */
  persona(body: PersonaBody, options?: CallOptions): Promise<PersonaAnswer>
  /** Whether a voice can be used. */
  isVoiceAvailable(body: CheckVoiceBody, options?: CallOptions): Promise<boolean>
  /** A link to a file of this server that works for 20 minutes without a key. */
  downloadUrl(url: string, options?: CallOptions): Promise<string>
  /** Credits left. */
  credits(options?: CallOptions): Promise<number>
  upload(file: Blob, options?: FileUploadOptions): Promise<UploadedFile>
  uploadFromUrl(fileUrl: string, options?: UploadOptions): Promise<UploadedFile>
  /** The account's tasks, newest first, page by page as they are asked for. An addition of Troubadour servers. */
  tasks(filter?: TaskFilter, options?: CallOptions): AsyncGenerator<ListedTask>
  /** The account's callbacks, newest first. An addition of Troubadour servers. */
  callbacks(filter?: CallbackFilter, options?: CallOptions): AsyncGenerator<DeliveredCallback>
  /**
   * Callbacks of the account as they come due, signed as their receivers get them, until the connection ends. After a
   * `cursor` some may be told twice: their `eventId` tells. An addition of Troubadour servers.
   */
  followCallbacks(options?: FollowOptions): AsyncGenerator<FollowedCallback>
  /** Sends a callback again. An addition of Troubadour servers. */
  replayCallback(eventId: string, options?: CallOptions): Promise<void>
}

/** For servers that insist on a callback URL: a host that never exists (RFC 2606), so that nothing is told to strangers. */
const NO_CALLBACK = 'https://no-callback.invalid/'

/** A client of one server with one key. */
export function createClient(options: TransportOptions): TroubadourClient {
  const transport = createTransport(options)
  const send: typeof transport.send = (path, request) => transport.send(path, request)
  const post = <Data>(path: string, body: object, { signal }: CallOptions = {}) =>
    send<Data>(path, { method: 'POST', body, signal })

  const submit = async (
    operation: OperationName,
    body: object,
    { idempotencyKey, signal }: SubmitOptions = {},
  ): Promise<SubmittedTask> => {
    const { submit: path, insistsOnCallback } = ROUTES[operation]
    const { taskId } = await send<{ taskId: string }>(path, {
      method: 'POST',
      body: insistsOnCallback ? { callBackUrl: NO_CALLBACK, ...body } : body,
      headers: idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey },
      signal,
    })
    return { operation, taskId }
  }

  const look = async <Record>({ operation, taskId }: SubmittedTask, signal?: AbortSignal) => {
    const route = ROUTES[operation]
    const answer = await transport.ask<Record>(
      route.record + encodeURIComponent(taskId),
      { method: 'GET', signal },
      route.codes,
    )
    const outcome = answer.data === null && answer.code === 200 ? undefined : route.outcomeOf(answer)
    return outcome && { record: answer.data as Record, outcome }
  }

  async function* progressOf(
    { taskId }: { readonly taskId: string },
    { signal }: CallOptions = {},
  ): AsyncGenerator<TaskProgress> {
    const path = `/troubadour/v1/tasks/${encodeURIComponent(taskId)}/events`
    for await (const event of eventsOf(path, signal)) yield JSON.parse(event.data) as TaskProgress
  }

  async function* followCallbacks({
    cursor,
    onReady,
    signal,
  }: FollowOptions = {}): AsyncGenerator<FollowedCallback> {
    for await (const event of eventsOf('/troubadour/v1/webhooks/stream', signal, cursor)) {
      if (event.type === 'ready') onReady?.(event.id ?? '')
      if (event.type !== 'callback') continue
      yield { ...(JSON.parse(event.data) as FollowedCallbackData), cursor: event.id ?? '' }
    }
  }

  /** Server-sent events of a path. Throws ApiError for a refusal, TransportError without an answer. */
  async function* eventsOf(
    path: string,
    signal?: AbortSignal,
    lastEventId?: string,
  ): AsyncGenerator<ServerSentEvent> {
    const url = transport.baseUrl + path
    const response = await transport
      .fetch(url, {
        headers: {
          ...transport.authorization,
          accept: 'text/event-stream',
          ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
        },
        signal,
      })
      .catch((cause: unknown) => {
        if (signal?.aborted) throw cause
        throw new TransportError(`no answer from ${transport.baseUrl}`, { cause })
      })
    const type = response.headers.get('content-type') ?? ''
    if (!response.body || !type.startsWith('text/event-stream')) {
      const raw = { status: response.status, text: await response.text() }
      throw refusalOf(parseAnswer(raw, url), raw.status, null)
    }
    yield* readEvents(response.body)
  }

  const submits = Object.fromEntries(
    Object.keys(ROUTES).map((name) => [
      name,
      (body: object, submitOptions?: SubmitOptions) => submit(name as OperationName, body, submitOptions),
    ]),
  ) as unknown as Submits

  return {
    ...submits,
    ...sessionCalls(transport),
    ...libraryCalls(transport),
    ...taskCalls(transport),
    ...callbackCalls(transport),
    ...administrationCalls(transport),
    recordOf: async (task, { signal } = {}) =>
      (await look<Operations[typeof task.operation]['record']>(task, signal))?.record ?? null,
    waitFor: (task, wait) =>
      waitUntilDone<Operations[typeof task.operation]['record']>(
        {
          taskId: task.taskId,
          look: (signal) => look(task, signal),
          progress: (signal) => progressOf(task, { signal }),
        },
        wait,
      ),
    progressOf,
    async cancel({ taskId }, { signal } = {}) {
      await send(`/troubadour/v1/tasks/${encodeURIComponent(taskId)}`, { method: 'DELETE', signal })
    },
    timestampedLyrics: (body, call) => post('/api/v1/generate/get-timestamped-lyrics', body, call),
    boostStyle: (body, call) => post('/api/v1/style/generate', body, call),
    persona: (body, call) => post('/api/v1/generate/generate-persona', body, call),
    isVoiceAvailable: async (body, call) =>
      (await post<{ isAvailable: boolean }>('/api/v1/voice/check-voice', body, call)).isAvailable,
    downloadUrl: (url, call) => post('/api/v1/common/download-url', { url }, call),
    credits: ({ signal } = {}) => send('/api/v1/chat/credit', { method: 'GET', signal }),
    async upload(file, { uploadPath = 'uploads', fileName = 'file', signal, onProgress } = {}) {
      const url = `${transport.baseUrl}/api/file-stream-upload`
      const raw = await uploadForm(
        {
          url,
          headers: transport.authorization,
          fields: [
            ['uploadPath', uploadPath],
            ['fileName', fileName],
          ],
          file,
          fileName,
          signal,
          onProgress,
        },
        transport.fetch,
      )
      const answer = parseAnswer(raw, url)
      if (answer.code !== 200) throw refusalOf(answer, raw.status, null)
      return answer.data as UploadedFile
    },
    uploadFromUrl: (fileUrl, { uploadPath = 'uploads', fileName, signal } = {}) =>
      post('/api/file-url-upload', { fileUrl, uploadPath, fileName }, { signal }),
    tasks: (filter = {}, call = {}) =>
      pagesOf(transport, '/troubadour/v1/tasks', 'tasks', filter, call.signal),
    callbacks: (filter = {}, call = {}) =>
      pagesOf(transport, '/troubadour/v1/webhooks/events', 'events', filter, call.signal),
    followCallbacks,
    async replayCallback(eventId, call) {
      await post(`/troubadour/v1/webhooks/events/${encodeURIComponent(eventId)}/replay`, {}, call)
    },
  }
}
