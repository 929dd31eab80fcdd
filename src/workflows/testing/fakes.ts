import { Readable } from 'node:stream'
import { writeFile } from 'node:fs/promises'
import { createMediaUrls } from '@troubadour/contract'
import type { Engines } from '../../engines/engines.js'
import type { Take } from '../../engines/ports/music-engine.js'
import type { Score } from '../../music/score.js'
import { ObjectNotFoundError, type ObjectStore } from '../../media/storage/object-store.js'
import type { JsonObject, StageCommit, Task, TaskRun, Track } from '../../tasks/types.js'
import type { WorkflowDeps } from '../deps.js'

/** An object store in memory. */
export function memoryStore(): ObjectStore & { readonly objects: Map<string, Buffer> } {
  const objects = new Map<string, Buffer>()
  const get = (key: string) => {
    const bytes = objects.get(key)
    if (!bytes) throw new ObjectNotFoundError(key)
    return bytes
  }
  return {
    objects,
    put: async (key, body) => {
      const pieces: Buffer[] = []
      if (body instanceof Readable) for await (const piece of body) pieces.push(piece as Buffer)
      else pieces.push(Buffer.from(body))
      objects.set(key, Buffer.concat(pieces))
      return { sizeBytes: get(key).length }
    },
    head: async (key) => {
      const bytes = objects.get(key)
      return (
        bytes && { sizeBytes: bytes.length, contentType: 'audio/mpeg', modifiedAt: new Date(0), etag: key }
      )
    },
    read: async (key) => Readable.from([get(key)]),
    download: async (key, filePath) => writeFile(filePath, get(key)),
    delete: async (key) => void objects.delete(key),
  }
}

/** A method nobody expected to be called. */
const unexpected = (name: string) => () => {
  throw new Error(`${name} was not expected to be called`)
}

/** Engines whose methods throw unless a test sets them up. */
export function fakeEngines(
  overrides: Partial<{ [Port in keyof Engines]: Partial<Engines[Port]> }>,
): Engines {
  const port = <Port extends keyof Engines>(name: Port, methods: readonly string[]) =>
    ({
      id: `fake ${name}`,
      ...Object.fromEntries(methods.map((method) => [method, unexpected(`${name}.${method}`)])),
      ...overrides[name],
    }) as unknown as Engines[Port]
  return {
    music: port('music', ['compose', 'composeSound', 'perform', 'renderWav', 'treat']),
    lyrics: port('lyrics', ['write']),
    separator: port('separator', ['separate', 'extract']),
    transcriber: port('transcriber', ['hear', 'hearTogether', 'transcribe']),
    aligner: port('aligner', ['words', 'lines', 'find']),
    notator: port('notator', ['read', 'scoreFile', 'asWritten', 'quantise', 'notesFile']),
    styleWriter: port('styleWriter', ['boost']),
    voiceAnalyst: port('voiceAnalyst', ['listen', 'says', 'difference', 'fit', 'phrase']),
    coverArtist: port('coverArtist', ['draw']),
    video: port('video', ['render']),
  }
}

export function fakeDeps(scratchDir: string, overrides: Partial<WorkflowDeps>): WorkflowDeps {
  let ids = 0
  return {
    engines: fakeEngines({}),
    store: memoryStore(),
    streams: {
      open: async () => ({
        heard: Promise.resolve(),
        append: async () => undefined,
        end: async () => undefined,
      }),
      follow: unexpected('streams.follow'),
      remove: async () => undefined,
    },
    client: {
      post: unexpected('client.post'),
      download: unexpected('client.download'),
      close: async () => undefined,
    },
    urls: createMediaUrls('http://songs.example'),
    findTrack: async () => undefined,
    findTask: async () => undefined,
    tracksOf: async () => [],
    findTrackById: async () => undefined,
    findPersona: async () => undefined,
    heardRecordings: { find: async () => undefined, keep: async () => undefined },
    scratchDir,
    retentionDays: 14,
    newId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
    ...overrides,
  }
}

/** A run that remembers what was committed, as the task store would. */
export function fakeRun(kind: string, request: JsonObject, tracks: Track[] = []) {
  const task: Task = {
    id: '0123456789abcdef0123456789abcdef',
    accountId: '11111111-1111-4111-8111-111111111111',
    kind,
    request,
    param: JSON.stringify(request),
    callbackUrl: 'http://receiver.example/',
    state: 'running',
    stage: 'pending',
    progress: 0,
    seed: 1,
    attempt: 1,
    result: null,
    errorCode: null,
    errorMessage: null,
    errorReason: null,
    sandbox: false,
    parentTaskId: null,
    parentTrackId: null,
    cost: 12,
    createdAt: new Date(0),
    startedAt: new Date(0),
    completedAt: null,
  }
  const commits: StageCommit[] = []
  const run: TaskRun = {
    task,
    signal: new AbortController().signal,
    progress: () => undefined,
    tracks: async () => tracks,
    commit: async (stage) => void commits.push(stage),
  }
  return { run, commits }
}

/** A take without music: workflows do not look inside scores. */
export function emptyTake(title: string): Take {
  return {
    title,
    lyrics: '',
    tags: 'pop',
    score: { title } as unknown as Score,
    warnings: [],
    explanation: {},
  }
}
