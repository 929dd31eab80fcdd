import { setTimeout as sleep } from 'node:timers/promises'
import type { QueuePlace } from '@troubadour/contract'
import { isFinalTaskState, type Task, type TaskStore } from '../tasks/types.js'

/** A task at one moment. */
export interface TaskSnapshot {
  readonly task: Task
  readonly queue: QueuePlace
}

/** Tells any number of listeners how tasks get on, whichever process performs them. */
export interface TaskWatcher {
  /**
   * The task now, and again whenever something that can be seen of it has changed. A reader that is slow misses what lies
   * between. Ends after the final state, when the task is removed and when `signal` aborts.
   */
  watch(task: Task, signal: AbortSignal): AsyncIterable<TaskSnapshot>
}

export interface TaskWatcherOptions {
  readonly tasks: Pick<TaskStore, 'findMany' | 'queuePosition'>
  /** Between two looks at all watched tasks, in milliseconds. Default 300. */
  readonly pollMs?: number
  /** Told of trouble with the database; the next look tries again. */
  readonly onError: (error: unknown) => void
}

/** Queue positions cost a count each: so many are looked up at a time … */
const POSITIONS_AT_ONCE = 10
/** … and each not more often than this, in milliseconds. */
const POSITION_AGE_MS = 2000

interface Watched {
  /** Undefined: it is gone. */
  task: Task | undefined
  queue: QueuePlace
  queueLookedUpAt: number
  readonly listeners: Set<() => void>
}

/** One look at the database serves all listeners of all tasks; without listeners there is none. */
export function createTaskWatcher(options: TaskWatcherOptions): TaskWatcher {
  const { tasks, pollMs = 300, onError } = options
  const watched = new Map<string, Watched>()
  let isLooking = false

  async function look(): Promise<void> {
    if (isLooking) return
    isLooking = true
    try {
      while (watched.size > 0) {
        await sleep(pollMs, undefined, { ref: false })
        await refresh().catch(onError)
      }
    } finally {
      isLooking = false
    }
  }

  async function refresh(): Promise<void> {
    const ids = [...watched.keys()]
    const found = new Map((await tasks.findMany(ids)).map((task) => [task.id, task]))
    const changed = new Set<Watched>()
    for (const id of ids) {
      const entry = watched.get(id)
      if (!entry) continue
      const task = found.get(id)
      if (!task || !entry.task || fingerprint(entry.task) !== fingerprint(task)) changed.add(entry)
      entry.task = task
      if (task?.state !== 'queued') entry.queue = undefined
    }
    for (const entry of await refreshPositions()) changed.add(entry)
    for (const entry of changed) for (const tell of entry.listeners) tell()
  }

  async function refreshPositions(): Promise<Watched[]> {
    const now = performance.now()
    const due = [...watched.values()]
      .filter(
        ({ task, queueLookedUpAt }) => task?.state === 'queued' && now - queueLookedUpAt >= POSITION_AGE_MS,
      )
      .sort((a, b) => a.queueLookedUpAt - b.queueLookedUpAt)
      .slice(0, POSITIONS_AT_ONCE)
    const moved = await Promise.all(
      due.map(async (entry) => {
        const before = entry.queue?.position
        entry.queueLookedUpAt = now
        entry.queue = await tasks.queuePosition(entry.task!)
        return before !== entry.queue?.position
      }),
    )
    return due.filter((_, index) => moved[index])
  }

  return {
    async *watch(task, signal) {
      const entry: Watched = watched.get(task.id) ?? {
        task,
        queue: task.state === 'queued' ? await tasks.queuePosition(task) : undefined,
        queueLookedUpAt: performance.now(),
        listeners: new Set(),
      }
      let isNew = true
      let wake: () => void = () => undefined
      const tell = () => {
        isNew = true
        wake()
      }
      signal.addEventListener('abort', tell)
      entry.listeners.add(tell)
      watched.set(task.id, entry)
      void look()
      try {
        while (!signal.aborted) {
          if (isNew) {
            isNew = false
            if (!entry.task) return
            yield { task: entry.task, queue: entry.queue }
            if (isFinalTaskState(entry.task.state)) return
          } else {
            await new Promise<void>((resolve) => {
              wake = resolve
            })
          }
        }
      } finally {
        signal.removeEventListener('abort', tell)
        entry.listeners.delete(tell)
        if (entry.listeners.size === 0 && watched.get(task.id) === entry) watched.delete(task.id)
      }
    },
  }
}

/** Equal for tasks that look the same to a listener. */
function fingerprint(task: Task): string {
  return `${task.state} ${task.stage} ${task.progress}`
}
