import { z } from 'zod'
import type { LyricsResult } from '../task-results.js'
import { envelopeOf, success, type Envelope } from './envelope.js'
import {
  bothIds,
  failureOf,
  failureStatus,
  narrowCode,
  type FailureView,
  type TaskView,
} from './task-view.js'

/** Codes of lyrics callbacks and of `errorCode` in lyrics record-info. */
export const LYRICS_FAILURE_CODES = [400, 500] as const

export const LYRICS_STATUSES = [
  'PENDING',
  'SUCCESS',
  'CREATE_TASK_FAILED',
  'GENERATE_LYRICS_FAILED',
  'CALLBACK_EXCEPTION',
  'SENSITIVE_WORD_ERROR',
] as const

const lyricsItemSchema = z.object({
  text: z.string().meta({ description: 'With section tags such as `[Verse]`' }),
  title: z.string(),
  status: z.enum(['complete', 'failed']),
  errorMessage: z.string(),
  error_message: z.string(),
})
type LyricsItem = z.infer<typeof lyricsItemSchema>

const itemsOf = (result: LyricsResult): LyricsItem[] =>
  result.variants.map(({ title, text }) => ({
    text,
    title,
    status: 'complete',
    errorMessage: '',
    error_message: '',
  }))

export const lyricsCallbackSchema = z
  .object({
    code: z.number().int(),
    msg: z.string(),
    taskId: z.string(),
    task_id: z.string(),
    data: z.object({
      callbackType: z.literal('complete'),
      task_id: z.string(),
      taskId: z.string(),
      data: z.array(lyricsItemSchema).nullable(),
    }),
  })
  .meta({ description: 'Sent once: when the lyrics are written, or with another `code` when that failed.' })
export type LyricsCallback = z.infer<typeof lyricsCallbackSchema>

export function lyricsCallback(taskId: string, result: LyricsResult): LyricsCallback {
  return {
    code: 200,
    msg: 'All generated successfully.',
    ...bothIds(taskId),
    data: { callbackType: 'complete', ...bothIds(taskId), data: itemsOf(result) },
  }
}

export function lyricsFailureCallback(taskId: string, failure: FailureView): LyricsCallback {
  return {
    code: narrowCode(failure.code, LYRICS_FAILURE_CODES),
    msg: failure.message || 'Unable to generate lyrics from song description',
    ...bothIds(taskId),
    data: { callbackType: 'complete', ...bothIds(taskId), data: null },
  }
}

export const lyricsRecordSchema = envelopeOf(
  z.object({
    taskId: z.string(),
    param: z.string().meta({ description: 'The request body as sent, a JSON string' }),
    response: z
      .object({ taskId: z.string(), data: z.array(lyricsItemSchema) })
      .nullable()
      .meta({ description: 'Null until the lyrics are written' }),
    status: z.enum(LYRICS_STATUSES),
    type: z.literal('LYRICS'),
    errorCode: z.number().int().nullable(),
    errorMessage: z.string().nullable(),
    createTime: z.number().int().meta({ description: 'Epoch milliseconds' }),
  }),
).meta({ description: '`data` is null for a task that this key does not know.' })
export type LyricsRecord = NonNullable<z.infer<typeof lyricsRecordSchema>['data']>

/** Answer of lyrics record-info; `result` is null until the task has succeeded. */
export function lyricsRecordInfo(task: TaskView, result: LyricsResult | null): Envelope<LyricsRecord> {
  const failure = failureOf(task)
  return success({
    taskId: task.id,
    param: task.param,
    response: failure || !result ? null : { taskId: task.id, data: itemsOf(result) },
    status: failure
      ? failureStatus(task, 'GENERATE_LYRICS_FAILED', LYRICS_STATUSES)
      : result
        ? 'SUCCESS'
        : 'PENDING',
    type: 'LYRICS',
    errorCode: failure ? narrowCode(failure.code, LYRICS_FAILURE_CODES) : null,
    errorMessage: failure?.message ?? null,
    createTime: task.createdAt.getTime(),
  })
}
