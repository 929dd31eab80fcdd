import { z } from 'zod'
import type { CoverImagesResult } from '../task-results.js'
import { envelopeOf, success, type Envelope } from './envelope.js'
import type { MediaUrls } from './media-urls.js'
import { bothIds, failureOf, narrowCode, type FailureView, type TaskView } from './task-view.js'

/** Codes of failed cover callbacks and of `errorCode` in cover record-info. */
export const COVER_FAILURE_CODES = [400, 408, 500, 501, 531] as const

export const coverImagesCallbackSchema = z
  .object({
    code: z.number().int(),
    msg: z.string(),
    taskId: z.string(),
    task_id: z.string(),
    data: z.object({ taskId: z.string(), task_id: z.string(), images: z.array(z.string()).nullable() }),
  })
  .meta({ description: 'Sent once: with the pictures, or with another `code` and null in their place.' })
export type CoverImagesCallback = z.infer<typeof coverImagesCallbackSchema>

const body = (code: number, msg: string, taskId: string, images: string[] | null): CoverImagesCallback => ({
  code,
  msg,
  ...bothIds(taskId),
  data: { ...bothIds(taskId), images },
})

export function coverImagesCallback(
  taskId: string,
  result: CoverImagesResult,
  urls: MediaUrls,
): CoverImagesCallback {
  return body(200, 'success', taskId, imagesOf(result, urls))
}

export function coverImagesFailureCallback(taskId: string, failure: FailureView): CoverImagesCallback {
  const code = narrowCode(failure.code, COVER_FAILURE_CODES)
  return body(code, failure.message || 'Cover generation failed', taskId, null)
}

export const coverImagesRecordSchema = envelopeOf(
  z.object({
    taskId: z.string(),
    parentTaskId: z.string().meta({ description: 'The music task' }),
    param: z.string().meta({ description: 'The request body as sent, a JSON string' }),
    callbackUrl: z.string().nullable(),
    completeTime: z.string().nullable().meta({ description: 'ISO 8601, UTC' }),
    response: z.object({ images: z.array(z.string()) }).nullable(),
    successFlag: z
      .number()
      .int()
      .meta({ description: '0 pending, 1 success, 2 being drawn, 3 failed', enum: [0, 1, 2, 3] }),
    createTime: z.string().meta({ description: 'ISO 8601, UTC' }),
    errorCode: z.number().int().nullable().meta({ description: '200 once the pictures are there' }),
    errorMessage: z.string().nullable(),
  }),
).meta({ description: '`data` is null for a task that this key does not know.' })
export type CoverImagesRecord = NonNullable<z.infer<typeof coverImagesRecordSchema>['data']>

/** Answer of cover record-info; `result` is null until the task has succeeded. */
export function coverImagesRecordInfo(
  task: TaskView,
  parentTaskId: string,
  result: CoverImagesResult | null,
  urls: MediaUrls,
): Envelope<CoverImagesRecord> {
  const failure = failureOf(task)
  const isReady = !failure && result !== null
  return success({
    taskId: task.id,
    parentTaskId,
    param: task.param,
    callbackUrl: task.callbackUrl,
    completeTime: task.completedAt?.toISOString() ?? null,
    response: isReady ? { images: imagesOf(result, urls) } : null,
    successFlag: failure ? 3 : isReady ? 1 : task.state === 'running' ? 2 : 0,
    createTime: task.createdAt.toISOString(),
    errorCode: failure ? narrowCode(failure.code, COVER_FAILURE_CODES) : isReady ? 200 : null,
    errorMessage: failure ? failure.message : isReady ? '' : null,
  })
}

function imagesOf(result: CoverImagesResult, urls: MediaUrls): string[] {
  return result.keys.map((key) => urls.media(key))
}
