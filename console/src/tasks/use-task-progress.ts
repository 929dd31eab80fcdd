import { isApiError, type TaskProgress } from '@troubadour/sdk'
import { useEffect, useState } from 'react'
import { useServer } from '../server/server.js'

/** Pauses before the events of a task are asked for again, in milliseconds. */
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 10_000

/** How far a task is, as the server tells it, to its end; null before the first word of it. Survives broken connections. */
export function useTaskProgress(taskId: string | null): TaskProgress | null {
  const { client } = useServer()
  const [seen, setSeen] = useState<{ readonly taskId: string; readonly progress: TaskProgress } | null>(null)
  useEffect(() => {
    if (taskId === null) return
    const stop = new AbortController()
    const follow = async () => {
      for (let pauseMs = FIRST_PAUSE_MS; !stop.signal.aborted;) {
        try {
          for await (const progress of client.progressOf({ taskId }, { signal: stop.signal })) {
            pauseMs = FIRST_PAUSE_MS
            setSeen({ taskId, progress })
            if (isOver(progress)) return
          }
        } catch (error) {
          // A task that is gone does not come back; everything else may be a server that restarts.
          if (isApiError(error) && error.code === 404) return
        }
        await new Promise((resolve) => setTimeout(resolve, pauseMs))
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)
      }
    }
    void follow()
    return () => stop.abort()
  }, [client, taskId])
  return seen?.taskId === taskId ? seen.progress : null
}

/** Whether nothing more will happen. */
export function isOver({ state }: Pick<TaskProgress, 'state'>): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled'
}
