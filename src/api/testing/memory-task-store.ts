import { createHash } from 'node:crypto'
import {
  AlreadyMadeError,
  IdempotencyKeyReusedError,
  InsufficientCreditsError,
  isFinalTaskState,
  type NewPersona,
  type NewTask,
  type Task,
  type TaskStore,
  type Track,
} from '../../tasks/types.js'

/** A task store for tests of the API: in memory, with setters for what workers would do. */
export interface MemoryTaskStore extends TaskStore {
  /** Changes a task as a worker would; returns it. */
  change(taskId: string, changes: Partial<Task>): Task
  addTrack(taskId: string, track?: Partial<Track>): Track
  /** Submits above this many credits are refused. */
  credits: number
  all(): readonly Task[]
}

export function createMemoryTaskStore(clock: () => Date): MemoryTaskStore {
  const tasks = new Map<string, Task>()
  const tracks = new Map<string, Track>()
  const personas = new Map<string, NewPersona & { readonly accountId: string }>()
  const byIdempotencyKey = new Map<string, string>()
  const hex = (text: string) => createHash('md5').update(text).digest('hex')
  const owned = (accountId: string, taskId: string) => {
    const task = tasks.get(taskId)
    return task?.accountId === accountId ? task : undefined
  }
  const change = (taskId: string, changes: Partial<Task>): Task => {
    const task = { ...tasks.get(taskId)!, ...changes }
    tasks.set(taskId, task)
    return task
  }
  const store: MemoryTaskStore = {
    credits: 1000,
    change,
    all: () => [...tasks.values()],
    addTrack(taskId, fields = {}) {
      const id = hex(`track ${tracks.size}`).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
      const track: Track = {
        id,
        taskId,
        index: 0,
        title: 'First Snow',
        tags: 'folk, calm',
        lyrics: '[Verse]\nSnow is falling',
        modelName: 'chirp-crow',
        engine: 'studio/0.1.0',
        score: new Uint8Array(),
        recordingKeys: {},
        imageKey: `alice/tracks/${id}.jpeg`,
        audioKey: null,
        durationSeconds: null,
        waveform: [],
        warnings: [],
        createdAt: clock(),
        ...fields,
      }
      tracks.set(track.id, track)
      return track
    },

    async submit(task: NewTask) {
      const known = task.idempotencyKey && byIdempotencyKey.get(`${task.accountId}/${task.idempotencyKey}`)
      if (known) {
        const earlier = tasks.get(known)!
        if (earlier.kind === task.kind && earlier.param === task.param)
          return { task: earlier, created: false }
        throw new IdempotencyKeyReusedError('another request')
      }
      if (task.cost > store.credits) throw new InsufficientCreditsError('not enough credits')
      const id = hex(`task ${tasks.size}`)
      const { idempotencyKey, key: _, ...rest } = task
      const created: Task = {
        ...rest,
        id,
        // What a database would give back: JSON, not the object that was handed in.
        request: JSON.parse(JSON.stringify(task.request)) as Task['request'],
        callbackUrl: task.callbackUrl ?? null,
        parentTaskId: task.parentTaskId ?? null,
        parentTrackId: task.parentTrackId ?? null,
        sandbox: task.sandbox ?? false,
        state: 'queued',
        stage: 'pending',
        progress: 0,
        attempt: 0,
        result: null,
        errorCode: null,
        errorMessage: null,
        errorReason: null,
        createdAt: clock(),
        startedAt: null,
        completedAt: null,
      }
      tasks.set(id, created)
      if (idempotencyKey) byIdempotencyKey.set(`${task.accountId}/${idempotencyKey}`, id)
      return { task: created, created: true }
    },
    async submitFinished(task, { result, persona }) {
      if (persona && [...personas.values()].some(({ trackId }) => trackId === persona.trackId)) {
        throw new AlreadyMadeError('the track has a persona')
      }
      const submitted = await store.submit(task)
      if (!submitted.created) return submitted
      if (persona) personas.set(persona.id, { accountId: task.accountId, ...persona })
      const changes = { state: 'succeeded', stage: 'complete', progress: 1, result } as const
      const times = { startedAt: clock(), completedAt: clock() }
      return { task: change(submitted.task.id, { ...changes, ...times }), created: true }
    },
    findByIdempotencyKey: async (accountId, key) =>
      tasks.get(byIdempotencyKey.get(`${accountId}/${key}`) ?? ''),
    find: async (accountId, taskId) => owned(accountId, taskId),
    async list(accountId, { kinds, states, from, to, parentTaskId, cursor, limit }) {
      const all = [...tasks.values()]
        .reverse()
        .filter(
          (task) =>
            task.accountId === accountId &&
            (kinds?.includes(task.kind) ?? true) &&
            (states?.includes(task.state) ?? true) &&
            (from === undefined || task.createdAt >= from) &&
            (to === undefined || task.createdAt < to) &&
            (parentTaskId === undefined || task.parentTaskId === parentTaskId),
        )
      const start = cursor === undefined ? 0 : all.findIndex(({ id }) => cursor.endsWith(id)) + 1
      const page = all.slice(start, start + limit)
      const isLast = start + limit >= all.length
      return { tasks: page, nextCursor: isLast ? null : `0-${page.at(-1).id}` }
    },
    findMany: async (taskIds) => taskIds.flatMap((id) => tasks.get(id) ?? []),
    tracksOf: async (taskId) =>
      [...tracks.values()].filter((track) => track.taskId === taskId).sort((a, b) => a.index - b.index),
    findTrack: async (accountId, taskId, trackId) => {
      const track = tracks.get(trackId)
      return track?.taskId === taskId && owned(accountId, taskId) ? track : undefined
    },
    findTrackById: async (trackId) => tracks.get(trackId),
    findDerived: async (accountId, kind, parentTrackId) =>
      [...tasks.values()].findLast(
        (task) =>
          task.accountId === accountId &&
          task.kind === kind &&
          task.parentTrackId === parentTrackId &&
          task.state !== 'failed' &&
          task.state !== 'cancelled',
      ),
    findDerivedFromTask: async (accountId, kind, parentTaskId) =>
      [...tasks.values()].findLast(
        (task) =>
          task.accountId === accountId &&
          task.kind === kind &&
          task.parentTaskId === parentTaskId &&
          task.state !== 'failed' &&
          task.state !== 'cancelled',
      ),
    findPersona: async (accountId, personaId) => {
      const found = personas.get(personaId)
      return found?.accountId === accountId ? found.persona : undefined
    },
    personaIdOf: async (accountId, trackId) =>
      [...personas.values()].find((each) => each.accountId === accountId && each.trackId === trackId)?.id,
    queuePosition: async (task) => (task.state === 'queued' ? { position: 1, etaSeconds: 12 } : undefined),
    cancel: async (accountId, taskId) => {
      const task = owned(accountId, taskId)
      if (!task || isFinalTaskState(task.state)) return false
      change(taskId, { state: 'cancelled', completedAt: clock() })
      return true
    },
  }
  return store
}
