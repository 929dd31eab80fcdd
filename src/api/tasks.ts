import {
  callbackSummary,
  envelopeOf,
  queueView,
  success,
  taskDetailSchema,
  taskSummary,
} from '@troubadour/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { isFinalTaskState, type Task } from '../tasks/types.js'
import { ApiError } from './api-error.js'
import type { ApiDeps } from './deps.js'
import { operation } from './operation.js'
import { limitRate } from './requests.js'
import { createResponseReader } from './task-records.js'

const TASK_ID = /^[0-9a-f]{32}$/

export const taskParamsSchema = z.object({ taskId: z.string() })

const cancelledSchema = envelopeOf(z.object({ taskId: z.string(), cancelled: z.literal(true) }))

/**
 * The task that the path names. Throws ApiError when this account has no such task. Reading, following and cancelling are
 * counted apart: who looks often may still cancel.
 */
export async function requestedTask(
  deps: ApiDeps,
  request: FastifyRequest,
  to: 'read' | 'follow' | 'cancel',
): Promise<Task> {
  const { taskId } = request.params as { taskId: string }
  if (!TASK_ID.test(taskId)) throw new ApiError('notFound', 'Record does not exist')
  await limitRate(
    deps.queryLimiter,
    to === 'read' ? `${request.account.accountId}/${taskId}` : `${request.account.accountId}/${taskId}/${to}`,
  )
  const task = await deps.tasks.find(request.account.accountId, taskId)
  if (!task) throw new ApiError('notFound', 'Record does not exist')
  return task
}

/** `/troubadour/v1/tasks/<id>`: additions of ours, for every kind of task alike. */
export function taskRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const responseOf = createResponseReader(deps)
  app.get(
    '/troubadour/v1/tasks/:taskId',
    {
      schema: operation({
        id: 'task',
        tag: 'Tasks',
        summary: 'State, progress, result and callbacks of any task',
        params: taskParamsSchema,
        response: taskDetailSchema,
      }),
    },
    async (request) => {
      const task = await requestedTask(deps, request, 'read')
      const [tracks, queue, result, events] = await Promise.all([
        deps.tasks.tracksOf(task.id),
        task.state === 'queued' ? deps.tasks.queuePosition(task) : undefined,
        responseOf(task),
        task.callbackUrl === null ? [] : deps.webhooks.ofTask(task.accountId, task.id),
      ])
      return success({
        ...taskSummary(task),
        ...queueView(queue),
        warnings: tracks.flatMap((track) => track.warnings),
        param: task.param,
        callbackUrl: task.callbackUrl,
        result,
        callbacks: events.map(callbackSummary),
      })
    },
  )

  app.delete(
    '/troubadour/v1/tasks/:taskId',
    {
      schema: operation({
        id: 'cancelTask',
        tag: 'Tasks',
        summary: 'Cancel a task and get its credits back',
        params: taskParamsSchema,
        response: cancelledSchema,
      }),
    },
    async (request) => {
      const task = await requestedTask(deps, request, 'cancel')
      const cancelled =
        !isFinalTaskState(task.state) && (await deps.tasks.cancel(request.account.accountId, task.id))
      if (!cancelled) throw new ApiError('alreadyEnded', 'The task has already ended')
      return success({ taskId: task.id, cancelled: true })
    },
  )
}
