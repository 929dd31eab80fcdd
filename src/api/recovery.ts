import {
  MUSIC_OPERATIONS,
  recoveryCallbackSchema,
  recoveryDefinition,
  recoveryRecordInfo,
  recoveryRecordInfoDefinition,
  recoveryRecordSchema,
  recoverySubmitted,
  recoverySubmittedSchema,
  TASK_KINDS,
  type Envelope,
  type RecoveryRequest,
  type RecoveryResult,
  type RecoverySubmission,
} from '@troubadour/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ApiError } from './api-error.js'
import type { ApiDeps } from './deps.js'
import { operation } from './operation.js'
import { bodyOf, limitRate, read } from './requests.js'
import { refusePolls } from './sandbox.js'
import { submitTask } from './submit.js'

/** `/api/v1/suno/recovery`: the songs of an old task, again. */
export function recoveryRoutes(app: FastifyInstance, deps: ApiDeps): void {
  app.post(
    '/api/v1/suno/recovery',
    {
      config: { submits: true },
      schema: operation({
        id: 'recovery',
        tag: 'Music',
        summary: 'Have the songs of an old task again',
        description: 'Songs whose files are gone are performed again from their scores.',
        body: recoveryDefinition.schema,
        response: recoverySubmittedSchema,
        callback: recoveryCallbackSchema,
      }),
    },
    async (request) => submitRecovery(deps, request, read(recoveryDefinition, bodyOf(request).fields)),
  )

  app.get(
    '/api/v1/suno/recovery/record-info',
    {
      schema: operation({
        id: 'recoveryRecordInfo',
        tag: 'Music',
        summary: 'How far a recovery is, and its songs',
        query: recoveryRecordInfoDefinition.schema,
        response: recoveryRecordSchema,
      }),
    },
    async (request) => {
      const taskId = read(recoveryRecordInfoDefinition, request.query as Record<string, unknown>)
      await limitRate(deps.queryLimiter, `${request.account.accountId}/${taskId}`)
      const task = await deps.tasks.find(request.account.accountId, taskId)
      if (task) refusePolls(deps, task)
      if (task?.kind !== TASK_KINDS.recovery) {
        throw new ApiError('unknownOriginal', 'The music link recovery task does not exist.')
      }
      return recoveryRecordInfo(task, task.result as RecoveryResult | null, deps.urls)
    },
  )
}

/** Throws ApiError when there is no such music task. */
export async function submitRecovery(
  deps: ApiDeps,
  request: FastifyRequest,
  { originalTaskId, callbackUrl }: RecoverySubmission,
): Promise<Envelope<{ taskId: string; task_id: string }>> {
  const original = await deps.tasks.find(request.account.accountId, originalTaskId)
  if (!original || !Object.hasOwn(MUSIC_OPERATIONS, original.kind)) {
    throw new ApiError('unknownOriginal', 'The original Suno task does not exist.')
  }
  const recovery: RecoveryRequest = { originalTaskId: original.id }
  const { data } = await submitTask(deps, request, {
    kind: TASK_KINDS.recovery,
    request: recovery,
    callbackUrl,
    seed: original.seed,
    parent: { taskId: original.id },
  })
  return recoverySubmitted(data.taskId)
}
