import type { TaskKind, taskDetailSchema } from '@troubadour/contract'
import type { z } from 'zod'
import { ROUTES, type OperationName } from './operations.js'
import { OPERATION_OF } from './task-kinds.js'
import type { ListedTask, TaskFilter } from './paging.js'
import { queryOf } from './query.js'
import type { Transport } from './transport.js'

interface CallOptions {
  readonly signal?: AbortSignal
}

/** A task with its request, its result and where its callbacks stand. */
export type TaskDetail = NonNullable<z.infer<typeof taskDetailSchema>['data']>

export interface TaskPage {
  readonly tasks: ListedTask[]
  /** Null on the last page. */
  readonly nextCursor: string | null
}

/** Where to begin, and how much. */
export interface PageOptions {
  /** `nextCursor` of the page before. */
  readonly cursor?: string
  /** 1 … 200. Default 50. */
  readonly limit?: number
}

/** Tasks of any kind. Additions of Troubadour servers. */
export interface TaskCalls {
  /** One page of the account's tasks, newest first. */
  taskPage(filter?: TaskFilter & PageOptions, options?: CallOptions): Promise<TaskPage>
  task(taskId: string, options?: CallOptions): Promise<TaskDetail>
  /**
   * Submits a task's request once more, through the door it came by. Throws RangeError for kinds that are answered at once
   * and make no task; see `canSubmitAgain`.
   */
  submitAgain(
    task: { readonly kind: string; readonly param: string },
    options?: CallOptions,
  ): Promise<{ readonly taskId: string }>
}

const MARKET_PATH = '/api/v1/jobs/createTask'

/** Whether `submitAgain` takes tasks of a kind. */
export function canSubmitAgain(kind: string): boolean {
  return OPERATION_OF[kind as TaskKind] !== undefined
}

export function taskCalls(transport: Transport): TaskCalls {
  return {
    taskPage: (filter = {}, { signal } = {}) =>
      transport.send(`/troubadour/v1/tasks${queryOf(filter)}`, { method: 'GET', signal }),
    task: (taskId, { signal } = {}) =>
      transport.send(`/troubadour/v1/tasks/${encodeURIComponent(taskId)}`, { method: 'GET', signal }),
    async submitAgain({ kind, param }, { signal } = {}) {
      const operation = OPERATION_OF[kind as TaskKind]
      if (!operation) throw new RangeError(`tasks of kind "${kind}" cannot be submitted again`)
      const body = JSON.parse(param) as Record<string, unknown>
      return transport.send(pathFor(operation, body), { method: 'POST', body, signal })
    },
  }
}

/** Requests through the Market door hold their fields in `input`; phrases are asked for anew by another path. */
function pathFor(operation: OperationName, body: Readonly<Record<string, unknown>>): string {
  if (typeof body['input'] === 'object' && body['input'] !== null) return MARKET_PATH
  const isAnotherPhrase =
    operation === 'voicePhrase' && (body['taskId'] !== undefined || body['task_id'] !== undefined)
  return ROUTES[isAnotherPhrase ? 'voicePhraseAgain' : operation].submit
}
