import { z } from 'zod'
import type { VoicePhraseResult, VoiceResult } from '../task-results.js'
import { envelopeOf, success, type Envelope } from './envelope.js'
import { bothIds, failureOf, type FailureView, type TaskView } from './task-view.js'

export const VOICE_STATUSES = [
  'wait_processing',
  'processing_validate',
  'processing_validate_fail',
  'wait_validating',
  'success',
  'fail',
] as const
export type VoiceStatus = (typeof VOICE_STATUSES)[number]

/** `errorCode` of everything that fails here. */
const FAILURE_CODE = 500

const callbackFields = {
  code: z.number().int(),
  msg: z.string(),
  taskId: z.string(),
  task_id: z.string(),
}
const outcomeFields = {
  taskId: z.string(),
  task_id: z.string(),
  status: z.enum(VOICE_STATUSES),
  errorCode: z.number().int(),
  errorMessage: z.string(),
}
const recordFields = {
  taskId: z.string(),
  param: z.string().meta({ description: 'The request body as sent, a JSON string' }),
  status: z.enum(VOICE_STATUSES),
  errorCode: z.number().int().nullable(),
  errorMessage: z.string().nullable(),
}

export const voicePhraseCallbackSchema = z
  .object({ ...callbackFields, data: z.object({ ...outcomeFields, validateInfo: z.string() }) })
  .meta({ description: 'Sent once: with the phrase, or with code 500 and none.' })
export type VoicePhraseCallback = z.infer<typeof voicePhraseCallbackSchema>

export function voicePhraseCallback(taskId: string, result: VoicePhraseResult): VoicePhraseCallback {
  return successCallback(taskId, { validateInfo: result.phrase, status: 'wait_validating' })
}

export function voicePhraseFailureCallback(
  taskId: string,
  failure: FailureView,
  isRegenerated: boolean,
): VoicePhraseCallback {
  const message =
    failure.message || `Failed to ${isRegenerated ? 'regenerate' : 'generate'} validation phrase`
  return failureCallback(
    taskId,
    `Validation phrase ${isRegenerated ? 'regeneration' : 'generation'} failed`,
    message,
    { validateInfo: '', status: 'processing_validate_fail' },
  )
}

export const voicePhraseRecordSchema = envelopeOf(
  z.object({
    ...recordFields,
    validateInfo: z.string().nullable().meta({ description: 'The phrase to read or sing' }),
    response: z.object({ validateInfo: z.string() }).nullable(),
  }),
).meta({ description: '`data` is null for a task that this key does not know.' })
export type VoicePhraseRecord = NonNullable<z.infer<typeof voicePhraseRecordSchema>['data']>

/** Answer of validate-info; `result` is null until the task has succeeded. */
export function voicePhraseRecordInfo(
  task: TaskView,
  result: VoicePhraseResult | null,
): Envelope<VoicePhraseRecord> {
  const failure = failureOf(task)
  const phrase = failure || !result ? null : result.phrase
  return success({
    ...recordOf(task, failure),
    validateInfo: phrase,
    response: phrase === null ? null : { validateInfo: phrase },
    status: failure
      ? 'processing_validate_fail'
      : phrase !== null
        ? 'wait_validating'
        : task.state === 'queued'
          ? 'wait_processing'
          : 'processing_validate',
  })
}

export const voiceCallbackSchema = z
  .object({ ...callbackFields, data: z.object({ ...outcomeFields, voiceId: z.string() }) })
  .meta({ description: 'Sent once: with the voice, or with code 500 and none.' })
export type VoiceCallback = z.infer<typeof voiceCallbackSchema>

export function voiceCallback(taskId: string, result: VoiceResult): VoiceCallback {
  return successCallback(taskId, { voiceId: result.voiceId, status: 'success' })
}

export function voiceFailureCallback(taskId: string, failure: FailureView): VoiceCallback {
  const message = failure.message || 'The voice could not be made.'
  return failureCallback(taskId, 'Voice generation failed', message, { voiceId: '', status: 'fail' })
}

export const voiceRecordSchema = envelopeOf(
  z.object({
    ...recordFields,
    voiceId: z.string().nullable().meta({ description: 'The `personaId` of later songs' }),
    response: z.object({ voiceId: z.string() }).nullable(),
  }),
).meta({ description: '`data` is null for a task that this key does not know.' })
export type VoiceRecord = NonNullable<z.infer<typeof voiceRecordSchema>['data']>

/** Answer of voice record-info; `result` is null until the task has succeeded. */
export function voiceRecordInfo(task: TaskView, result: VoiceResult | null): Envelope<VoiceRecord> {
  const failure = failureOf(task)
  const voiceId = failure || !result ? null : result.voiceId
  return success({
    ...recordOf(task, failure),
    ...(voiceId !== null && { errorCode: 0, errorMessage: '' }),
    voiceId,
    response: voiceId === null ? null : { voiceId },
    status: failure ? 'fail' : voiceId === null ? 'wait_processing' : 'success',
  })
}

/** The frame of both callbacks when all went well. */
function successCallback<Data extends { readonly status: VoiceStatus }>(taskId: string, data: Data) {
  return {
    code: 200,
    msg: 'success',
    ...bothIds(taskId),
    data: { ...bothIds(taskId), ...data, errorCode: 0, errorMessage: '' },
  }
}

/** The frame of both callbacks when something failed; `errorMessage` says what. */
function failureCallback<Data extends { readonly status: VoiceStatus }>(
  taskId: string,
  msg: string,
  errorMessage: string,
  data: Data,
) {
  return {
    code: FAILURE_CODE,
    msg,
    ...bothIds(taskId),
    data: { ...bothIds(taskId), ...data, errorCode: FAILURE_CODE, errorMessage },
  }
}

function recordOf(task: TaskView, failure: FailureView | undefined) {
  return {
    taskId: task.id,
    param: task.param,
    errorCode: failure ? FAILURE_CODE : null,
    errorMessage: failure?.message ?? null,
  }
}

export const checkVoiceSchema = envelopeOf(
  z.object({ isAvailable: z.boolean().meta({ description: 'Songs can be sung with it' }) }),
)

/** Answer of check-voice. */
export function voiceAvailability(isAvailable: boolean): Envelope<{ isAvailable: boolean }> {
  return success({ isAvailable })
}
