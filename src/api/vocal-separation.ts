import {
  recordInfoDefinition,
  submittedSchema,
  success,
  TASK_KINDS,
  vocalSeparationCallbackSchema,
  vocalSeparationDefinition,
  vocalSeparationRecordInfo,
  vocalSeparationRecordSchema,
  type VocalSeparationRequest,
  type VocalSeparationResult,
} from '@troubadour/contract'
import type { FastifyInstance } from 'fastify'
import type { ApiDeps } from './deps.js'
import { operation } from './operation.js'
import { finishedTrack } from './parent-track.js'
import { bodyOf, queriedTask, read } from './requests.js'
import { submitTask } from './submit.js'
import { resultOf } from './task-result.js'

/** `/api/v1/vocal-removal`: a song taken apart. May be asked for again and again. */
export function vocalSeparationRoutes(app: FastifyInstance, deps: ApiDeps): void {
  app.post(
    '/api/v1/vocal-removal/generate',
    {
      config: { submits: true },
      schema: operation({
        id: 'vocalSeparation',
        tag: 'Audio processing',
        summary: 'Take a track or recording apart',
        description: 'The source is `taskId` with `audioId`, or `audioUrl`.',
        body: vocalSeparationDefinition.schema,
        response: submittedSchema,
        callback: vocalSeparationCallbackSchema,
      }),
    },
    async (request) => {
      const { mode, source, callbackUrl, seed } = read(vocalSeparationDefinition, bodyOf(request).fields)
      if (source.kind === 'url') {
        const separation: VocalSeparationRequest = { mode, source }
        return submitTask(deps, request, {
          kind: TASK_KINDS.vocalSeparation,
          request: separation,
          callbackUrl,
          seed,
        })
      }
      const track = await finishedTrack(deps, request.account.accountId, source.selector)
      const separation: VocalSeparationRequest = { mode, source: { kind: 'track', ...track } }
      return submitTask(deps, request, {
        kind: TASK_KINDS.vocalSeparation,
        request: separation,
        callbackUrl,
        seed,
        parent: { taskId: track.taskId, trackId: track.audioId },
      })
    },
  )

  app.get(
    '/api/v1/vocal-removal/record-info',
    {
      schema: operation({
        id: 'vocalSeparationRecordInfo',
        tag: 'Audio processing',
        summary: 'How far a separation is, and its stems',
        query: recordInfoDefinition.schema,
        response: vocalSeparationRecordSchema,
      }),
    },
    async (request) => {
      const task = await queriedTask(deps, request, [TASK_KINDS.vocalSeparation])
      if (!task) return success(null)
      const separation = task.request as unknown as VocalSeparationRequest
      return vocalSeparationRecordInfo(task, separation, resultOf<VocalSeparationResult>(task), deps.urls)
    },
  )
}
