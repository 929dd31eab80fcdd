import {
  coverImagesCallbackSchema,
  coverImagesDefinition,
  coverImagesRecordInfo,
  coverImagesRecordSchema,
  MUSIC_OPERATIONS,
  recordInfoDefinition,
  submittedSchema,
  success,
  TASK_KINDS,
  type CoverImagesRequest,
  type CoverImagesResult,
  type CoverImagesSubmission,
  type Envelope,
} from '@troubadour/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AlreadyMadeError } from '../tasks/types.js'
import { ApiError } from './api-error.js'
import type { ApiDeps } from './deps.js'
import { operation } from './operation.js'
import { bodyOf, queriedTask, read } from './requests.js'
import { isRepeatOf, submitTask } from './submit.js'
import { resultOf } from './task-result.js'

/** `/api/v1/suno/cover`: pictures for a music task, once a task. */
export function coverImageRoutes(app: FastifyInstance, deps: ApiDeps): void {
  app.post(
    '/api/v1/suno/cover/generate',
    {
      config: { submits: true },
      schema: operation({
        id: 'coverImages',
        tag: 'Music',
        summary: 'Draw two cover pictures for a music task',
        description: 'Once a task: asking again is refused with the id of the task that drew them.',
        body: coverImagesDefinition.schema,
        response: submittedSchema,
        callback: coverImagesCallbackSchema,
      }),
    },
    async (request) => submitCoverImages(deps, request, read(coverImagesDefinition, bodyOf(request).fields)),
  )

  app.get(
    '/api/v1/suno/cover/record-info',
    {
      schema: operation({
        id: 'coverImagesRecordInfo',
        tag: 'Music',
        summary: 'How far a cover task is, and its pictures',
        query: recordInfoDefinition.schema,
        response: coverImagesRecordSchema,
      }),
    },
    async (request) => {
      const task = await queriedTask(deps, request, [TASK_KINDS.coverImages])
      if (!task) return success(null)
      const { musicTaskId } = task.request as unknown as CoverImagesRequest
      return coverImagesRecordInfo(task, musicTaskId, resultOf<CoverImagesResult>(task), deps.urls)
    },
  )
}

/** Throws ApiError when the music task is unknown or has its pictures. */
export async function submitCoverImages(
  deps: ApiDeps,
  request: FastifyRequest,
  { parentTaskId, callbackUrl, seed }: CoverImagesSubmission,
): Promise<Envelope<{ taskId: string }>> {
  const { accountId } = request.account
  const music = await deps.tasks.find(accountId, parentTaskId)
  if (!music || !Object.hasOwn(MUSIC_OPERATIONS, music.kind)) {
    throw new ApiError('unknownRecord', 'Original music record does not exist')
  }
  if ((await deps.tasks.tracksOf(music.id)).length === 0) {
    throw new ApiError(
      'unknownRecord',
      `Original music record ${music.id} has no songs yet; allowed: a task whose text is generated`,
    )
  }
  const refuse = async (cause?: unknown) => {
    const earlier = await deps.tasks.findDerivedFromTask(accountId, TASK_KINDS.coverImages, music.id)
    if (!earlier || (await isRepeatOf(deps, request, earlier))) return
    const reason = deps.config.coverRepeatCode === 409 ? 'alreadyExists' : 'coverExists'
    throw new ApiError(reason, 'Cover record already exists', { data: { taskId: earlier.id }, cause })
  }
  await refuse()
  const cover: CoverImagesRequest = { musicTaskId: music.id }
  try {
    return await submitTask(deps, request, {
      kind: TASK_KINDS.coverImages,
      request: cover,
      callbackUrl,
      seed,
      parent: { taskId: music.id },
    })
  } catch (error) {
    if (error instanceof AlreadyMadeError) await refuse(error)
    throw error
  }
}
