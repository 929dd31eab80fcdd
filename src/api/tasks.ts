import { envelopeOf, failureOf, success } from '@troubadour/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { isFinalTaskState, type Task } from '../tasks/types.js'
import { ApiError } from './api-error.js'
import type { ApiDeps } from './deps.js'
import { operation } from './operation.js'
import { limitRate } from './requests.js'

const TASK_ID = /^[0-9a-f]{32}$/

const paramsSchema = z.object({ taskId: z.string() })

const taskSchema = envelopeOf(
  z.object({
    taskId: z.string(),
    kind: z.string(),
    state: z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled']),
    stage: z.enum(['pending', 'text', 'first', 'complete', 'error']),
    progress: z.number().meta({ description: '0 … 1' }),
    queuePosition: z.number().int().nullable().meta({ description: '1 is next; null when not waiting' }),
    etaSeconds: z
      .number()
      .nullable()
      .meta({ description: 'Until it is done, from recent tasks of its kind' }),
    seed: z.number().int(),
    warnings: z.array(z.object({ code: z.string(), message: z.string() })),
    creditsHeld: z.number(),
    errorCode: z.number().int().nullable(),
    errorMessage: z.string().nullable(),
    createdAt: z.string(),
    startedAt: z.string().nullable(),
    completedAt: z.string().nullable(),
  }),
)

const cancelledSchema = envelopeOf(z.object({ taskId: z.string(), cancelled: z.literal(true) }))

/** `/troubadour/v1/tasks`: additions of ours, for every kind of task alike. */
export function taskRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const requestedTask = async (request: FastifyRequest): Promise<Task> => {
    const { taskId } = request.params as { taskId: string }
    if (!TASK_ID.test(taskId)) throw new ApiError('notFound', 'Record does not exist')
    await limitRate(deps.queryLimiter, `${request.account.accountId}/${taskId}`)
    const task = await deps.tasks.find(request.account.accountId, taskId)
    if (!task) throw new ApiError('notFound', 'Record does not exist')
    return task
  }

  app.get(
    '/troubadour/v1/tasks/:taskId',
    {
      schema: operation({
        id: 'task',
        tag: 'Tasks',
        summary: 'State, progress and place in the queue of any task',
        params: paramsSchema,
        response: taskSchema,
      }),
    },
    async (request) => {
      const task = await requestedTask(request)
      const [tracks, queue] = await Promise.all([
        deps.tasks.tracksOf(task.id),
        task.state === 'queued' ? deps.tasks.queuePosition(task) : undefined,
      ])
      const failure = failureOf(task)
      return success({
        taskId: task.id,
        kind: task.kind,
        state: task.state,
        stage: task.stage,
        progress: task.progress,
        queuePosition: queue?.position ?? null,
        etaSeconds: queue?.etaSeconds ?? null,
        seed: task.seed,
        warnings: tracks.flatMap((track) => track.warnings),
        creditsHeld: task.cost,
        errorCode: failure?.code ?? null,
        errorMessage: failure?.message ?? null,
        createdAt: task.createdAt.toISOString(),
        startedAt: task.startedAt?.toISOString() ?? null,
        completedAt: task.completedAt?.toISOString() ?? null,
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
        params: paramsSchema,
        response: cancelledSchema,
      }),
    },
    async (request) => {
      const task = await requestedTask(request)
      const cancelled =
        !isFinalTaskState(task.state) && (await deps.tasks.cancel(request.account.accountId, task.id))
      if (!cancelled) throw new ApiError('alreadyEnded', 'The task has already ended')
      return success({ taskId: task.id, cancelled: true })
    },
  )
}
