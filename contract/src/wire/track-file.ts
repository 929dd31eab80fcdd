import { z } from 'zod'
import type { TrackReference } from '../task-requests.js'
import { envelopeOf, success, type Envelope } from './envelope.js'
import { bothIds, failureOf, failureStatus, type FailureView, type TaskView } from './task-view.js'
import { wireTime } from './times.js'

/**
 * WAV conversions and videos: one file made from one track. The two surfaces are alike but for the name of the file's
 * URL and of the failure.
 */

const recordFields = {
  taskId: z.string(),
  param: z.string().meta({ description: 'The request body as sent, a JSON string' }),
  musicId: z.string().meta({ description: 'The source track' }),
  audioId: z.string().meta({ description: 'Same as `musicId`' }),
  musicIndex: z.number().int().meta({ description: '0 or 1: place of the track in its task' }),
  callbackUrl: z.string().nullable(),
  completeTime: z.string().nullable().meta({ description: '`YYYY-MM-DD HH:mm:ss`, UTC' }),
  createTime: z.string().meta({ description: '`YYYY-MM-DD HH:mm:ss`, UTC' }),
  errorCode: z.number().int().nullable(),
  errorMessage: z.string().nullable(),
}

/** Failures of these two surfaces are always code 500. */
const FAILURE_CODE = 500
const FAILURE_MESSAGE = 'Internal Error - Please try again later'

function commonRecord(task: TaskView, source: TrackReference) {
  const failure = failureOf(task)
  return {
    taskId: task.id,
    param: task.param,
    musicId: source.audioId,
    audioId: source.audioId,
    musicIndex: source.trackIndex,
    callbackUrl: task.callbackUrl,
    completeTime: task.completedAt ? wireTime(task.completedAt) : null,
    createTime: wireTime(task.createdAt),
    errorCode: failure ? FAILURE_CODE : null,
    errorMessage: failure?.message ?? null,
  }
}

const callbackFields = {
  code: z.number().int(),
  msg: z.string(),
  taskId: z.string(),
  task_id: z.string(),
}

export const wavCallbackSchema = z
  .object({
    ...callbackFields,
    data: z.object({
      task_id: z.string(),
      taskId: z.string(),
      audioWavUrl: z.string().nullable(),
      audio_wav_url: z.string().nullable(),
    }),
  })
  .meta({ description: 'Sent once: with the file, or with code 500 and null URLs.' })
export type WavCallback = z.infer<typeof wavCallbackSchema>

function wavBody(code: number, msg: string, taskId: string, url: string | null): WavCallback {
  const data = { ...bothIds(taskId), audioWavUrl: url, audio_wav_url: url }
  return { code, msg, ...bothIds(taskId), data }
}

export function wavCallback(taskId: string, wavUrl: string): WavCallback {
  return wavBody(200, 'success', taskId, wavUrl)
}

export function wavFailureCallback(taskId: string, failure: FailureView): WavCallback {
  return wavBody(FAILURE_CODE, failure.message || FAILURE_MESSAGE, taskId, null)
}

const WAV_STATUSES = [
  'PENDING',
  'SUCCESS',
  'CREATE_TASK_FAILED',
  'GENERATE_WAV_FAILED',
  'CALLBACK_EXCEPTION',
] as const

export const wavRecordSchema = envelopeOf(
  z.object({
    ...recordFields,
    response: z.object({ audioWavUrl: z.string(), audio_wav_url: z.string() }).nullable(),
    successFlag: z.enum(WAV_STATUSES),
  }),
).meta({ description: '`data` is null for a task that this key does not know.' })
export type WavRecord = NonNullable<z.infer<typeof wavRecordSchema>['data']>

/** Answer of WAV record-info; `wavUrl` is null until the task has succeeded. */
export function wavRecordInfo(
  task: TaskView,
  source: TrackReference,
  wavUrl: string | null,
): Envelope<WavRecord> {
  const failed = failureOf(task) !== undefined
  return success({
    ...commonRecord(task, source),
    response: failed || wavUrl === null ? null : { audioWavUrl: wavUrl, audio_wav_url: wavUrl },
    successFlag: failed
      ? failureStatus(task, 'GENERATE_WAV_FAILED', WAV_STATUSES)
      : wavUrl === null
        ? 'PENDING'
        : 'SUCCESS',
  })
}

export const videoCallbackSchema = z
  .object({
    ...callbackFields,
    data: z.object({
      task_id: z.string(),
      taskId: z.string(),
      video_url: z.string().nullable(),
      videoUrl: z.string().nullable(),
    }),
  })
  .meta({ description: 'Sent once: with the file, or with code 500 and null URLs.' })
export type VideoCallback = z.infer<typeof videoCallbackSchema>

function videoBody(code: number, msg: string, taskId: string, url: string | null): VideoCallback {
  return { code, msg, ...bothIds(taskId), data: { ...bothIds(taskId), video_url: url, videoUrl: url } }
}

export function videoCallback(taskId: string, videoUrl: string): VideoCallback {
  return videoBody(200, 'success', taskId, videoUrl)
}

export function videoFailureCallback(taskId: string, failure: FailureView): VideoCallback {
  return videoBody(FAILURE_CODE, failure.message || FAILURE_MESSAGE, taskId, null)
}

const VIDEO_STATUSES = [
  'PENDING',
  'SUCCESS',
  'CREATE_TASK_FAILED',
  'GENERATE_MP4_FAILED',
  'CALLBACK_EXCEPTION',
] as const

export const videoRecordSchema = envelopeOf(
  z.object({
    ...recordFields,
    response: z.object({ videoUrl: z.string(), video_url: z.string() }).nullable(),
    successFlag: z.enum(VIDEO_STATUSES),
  }),
).meta({ description: '`data` is null for a task that this key does not know.' })
export type VideoRecord = NonNullable<z.infer<typeof videoRecordSchema>['data']>

/** Answer of video record-info; `videoUrl` is null until the task has succeeded. */
export function videoRecordInfo(
  task: TaskView,
  source: TrackReference,
  videoUrl: string | null,
): Envelope<VideoRecord> {
  const failed = failureOf(task) !== undefined
  return success({
    ...commonRecord(task, source),
    response: failed || videoUrl === null ? null : { videoUrl, video_url: videoUrl },
    successFlag: failed
      ? failureStatus(task, 'GENERATE_MP4_FAILED', VIDEO_STATUSES)
      : videoUrl === null
        ? 'PENDING'
        : 'SUCCESS',
  })
}
