import {
  recordInfoDefinition,
  submittedSchema,
  success,
  TASK_KINDS,
  videoCallbackSchema,
  videoDefinition,
  videoRecordInfo,
  videoRecordSchema,
  wavCallbackSchema,
  wavDefinition,
  wavRecordInfo,
  wavRecordSchema,
  type Envelope,
  type TrackFileSubmission,
  type TrackReference,
  type VideoResult,
  type WavResult,
} from '@troubadour/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Task } from '../tasks/types.js'
import { ApiError } from './api-error.js'
import type { ApiDeps } from './deps.js'
import { operation } from './operation.js'
import { finishedTrack } from './parent-track.js'
import { bodyOf, queriedTask, read } from './requests.js'
import { isRepeatOf, submitTask } from './submit.js'
import { resultOf } from './task-result.js'

/** `/api/v1/wav` and `/api/v1/mp4`: one file made from one finished track, once a track. */
export function trackFileRoutes(app: FastifyInstance, deps: ApiDeps): void {
  app.post(
    '/api/v1/wav/generate',
    {
      config: { submits: true },
      schema: operation({
        id: 'wav',
        tag: 'Audio processing',
        summary: 'Make a WAV file of a track',
        body: wavDefinition.schema,
        response: submittedSchema,
        callback: wavCallbackSchema,
      }),
    },
    async (request) =>
      submitTrackFile(deps, request, TASK_KINDS.wav, read(wavDefinition, bodyOf(request).fields)),
  )

  app.get(
    '/api/v1/wav/record-info',
    {
      schema: operation({
        id: 'wavRecordInfo',
        tag: 'Audio processing',
        summary: 'How far a WAV task is, and its file',
        query: recordInfoDefinition.schema,
        response: wavRecordSchema,
      }),
    },
    async (request) => {
      const task = await queriedTask(deps, request, [TASK_KINDS.wav])
      return task ? wavRecordInfo(task, sourceOf(task), fileUrlOf<WavResult>(deps, task)) : success(null)
    },
  )

  app.post(
    '/api/v1/mp4/generate',
    {
      config: { submits: true },
      schema: operation({
        id: 'video',
        tag: 'Video',
        summary: 'Make a music video of a track',
        body: videoDefinition.schema,
        response: submittedSchema,
        callback: videoCallbackSchema,
      }),
    },
    async (request) =>
      submitTrackFile(deps, request, TASK_KINDS.video, read(videoDefinition, bodyOf(request).fields)),
  )

  app.get(
    '/api/v1/mp4/record-info',
    {
      schema: operation({
        id: 'videoRecordInfo',
        tag: 'Video',
        summary: 'How far a video task is, and its file',
        query: recordInfoDefinition.schema,
        response: videoRecordSchema,
      }),
    },
    async (request) => {
      const task = await queriedTask(deps, request, [TASK_KINDS.video])
      return task ? videoRecordInfo(task, sourceOf(task), fileUrlOf<VideoResult>(deps, task)) : success(null)
    },
  )
}

/** What a client hears that asks again. */
const REPEATED = { wav: 'WAV record already exists', video: 'Mp4 record already exists' }

/** Throws ApiError when the track is unknown or unfinished, or the file was made before. */
export async function submitTrackFile(
  deps: ApiDeps,
  request: FastifyRequest,
  kind: keyof typeof REPEATED,
  submission: TrackFileSubmission,
): Promise<Envelope<{ taskId: string }>> {
  const source = await finishedTrack(deps, request.account.accountId, submission.selector)
  const earlier = await deps.tasks.findDerived(request.account.accountId, kind, source.audioId)
  if (earlier && !(await isRepeatOf(deps, request, earlier))) {
    throw new ApiError('alreadyExists', REPEATED[kind], { data: { taskId: earlier.id } })
  }
  return submitTask(deps, request, {
    kind,
    request: { ...source, ...submission.options },
    callbackUrl: submission.callbackUrl,
    seed: submission.seed,
    parent: { taskId: source.taskId, trackId: source.audioId },
  })
}

function sourceOf(task: Task): TrackReference {
  return task.request as unknown as TrackReference
}

function fileUrlOf<Result extends { readonly key: string }>(deps: ApiDeps, task: Task): string | null {
  const result = resultOf<Result>(task)
  return result ? deps.urls.media(result.key) : null
}
