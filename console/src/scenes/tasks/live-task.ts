import { useQueryClient, type InfiniteData } from '@tanstack/react-query'
import type { ListedTask, TaskDetail, TaskPage, TaskProgress } from '@troubadour/sdk'
import { useEffect, useState } from 'react'
import { useServer } from '../../server/server.js'
import { isOpen } from './task-words.js'

/** Browsers open six connections to a server at most; requests need some of them. */
const MAX_FOLLOWED = 3

/** Progress of tasks that have not ended, by id, as the server tells it: of three at a time. */
export function useLiveProgress(
  tasks: readonly Pick<ListedTask, 'taskId' | 'state'>[],
): ReadonlyMap<string, TaskProgress> {
  const { client } = useServer()
  const queries = useQueryClient()
  const [told, setTold] = useState<ReadonlyMap<string, TaskProgress>>(new Map())
  const running = tasks.filter(({ state }) => isOpen(state))
  // The oldest will end first.
  const ids = running
    .slice(-MAX_FOLLOWED)
    .map(({ taskId }) => taskId)
    .join()
  useEffect(() => {
    const stop = new AbortController()
    const follow = async (taskId: string) => {
      let stage = ''
      for await (const progress of client.progressOf({ taskId }, stop)) {
        setTold((before) => new Map(before).set(taskId, progress))
        // What a stage brings with it (tracks, callbacks) is read anew.
        if (stage !== '' && stage !== progress.stage) void refresh(taskId)
        stage = progress.stage
      }
      await refresh(taskId)
    }
    const refresh = (taskId: string) =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['task', taskId] }),
        queries.invalidateQueries({ queryKey: ['tasks'] }),
      ])
    for (const taskId of ids.split(',').filter(Boolean)) {
      // A broken connection: lists are read again from time to time anyway.
      follow(taskId).catch(() => undefined)
    }
    return () => stop.abort()
  }, [client, queries, ids])
  return told
}

/** A task as it is known, brought up to date by what was told of it since. */
export function upToDate<Task extends ListedTask | TaskDetail>(
  task: Task,
  told: TaskProgress | undefined,
): Task {
  if (!told || !isOpen(task.state)) return task
  const { state, stage, progress } = told
  const queue = 'queuePosition' in task && {
    queuePosition: told.queuePosition,
    etaSeconds: told.etaSeconds,
  }
  return { ...task, state, stage, progress, ...queue }
}

/** All tasks of the pages read so far. */
export function tasksOf(data: InfiniteData<TaskPage> | undefined): ListedTask[] {
  return data?.pages.flatMap(({ tasks }) => tasks) ?? []
}
