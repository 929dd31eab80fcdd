import {
  recordInfoDefinition,
  submittedSchema,
  success,
  TASK_KINDS,
  vocalSeparationCallbackSchema,
  vocalSeparationDefinition,
  vocalSeparationRecordInfo,
  vocalSeparationRecordSchema,
  type Envelope,
  type VocalSeparationRequest,
  type VocalSeparationResult,
  type VocalSeparationSubmission,
} from '@troubadour/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
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
    async (request) =>
      submitVocalSeparation(deps, request, read(vocalSeparationDefinition, bodyOf(request).fields)),
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

/** Throws ApiError when the track is unknown or unfinished. */
export async function submitVocalSeparation(
  deps: ApiDeps,
  request: FastifyRequest,
  { mode, stemName, source, callbackUrl, seed }: VocalSeparationSubmission,
): Promise<Envelope<{ taskId: string }>> {
  const track =
    source.kind === 'track'
      ? await finishedTrack(deps, request.account.accountId, source.selector)
      : undefined
  const separation: VocalSeparationRequest = {
    mode,
    ...(stemName !== undefined && { stemName }),
    source: source.kind === 'track' ? { kind: 'track', ...track! } : source,
  }
  return submitTask(deps, request, {
    kind: TASK_KINDS.vocalSeparation,
    request: separation,
    callbackUrl,
    seed,
    ...(track && { parent: { taskId: track.taskId, trackId: track.audioId } }),
  })
}
