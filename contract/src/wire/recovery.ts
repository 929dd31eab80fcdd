import { z } from 'zod'
import { RECOVERY_ERRORS, type RecoveryResult } from '../task-results.js'
import { envelopeOf, success, type Envelope } from './envelope.js'
import type { MediaUrls } from './media-urls.js'
import { bothIds, failureOf, type FailureView, type TaskView } from './task-view.js'

export const recoverySubmittedSchema = envelopeOf(
  z.object({ task_id: z.string(), taskId: z.string().meta({ description: 'Same as `task_id`' }) }),
).meta({ description: 'The recovery was started.' })

/** Answer of a recovery submit. */
export function recoverySubmitted(taskId: string): Envelope<{ task_id: string; taskId: string }> {
  return success(bothIds(taskId))
}

const songSchema = z.object({
  id: z.string().meta({ description: 'The `audioId` of the original track' }),
  audio_url: z.string().meta({ description: 'Empty when it could not be recovered' }),
  title: z.string(),
  status: z.enum(['success', 'failed']),
  error: z.enum(['', ...RECOVERY_ERRORS]),
})

export const recoveryCallbackSchema = z
  .object({
    code: z.number().int().meta({ description: '200: at least one song; 500: none' }),
    msg: z.string(),
    task_id: z.string(),
    taskId: z.string(),
    data: z.array(songSchema).nullable(),
  })
  .meta({ description: 'Sent once. `data` is a list in the order of the original songs.' })
export type RecoveryCallback = z.infer<typeof recoveryCallbackSchema>

const ALL_FAILED = 'None of the songs could be recovered.'

export function recoveryCallback(taskId: string, result: RecoveryResult, urls: MediaUrls): RecoveryCallback {
  return { ...outcomeOf(result), ...bothIds(taskId), data: songsOf(result, urls) }
}

export function recoveryFailureCallback(taskId: string, failure: FailureView): RecoveryCallback {
  return { code: 500, msg: failure.message || ALL_FAILED, ...bothIds(taskId), data: null }
}

export const recoveryRecordSchema = z
  .object({
    code: z.number().int().meta({ description: '201: running; 200: at least one song; 500: none' }),
    msg: z.string(),
    data: z.array(songSchema).nullable(),
  })
  .meta({ description: 'The state is in `code`. `data` is a list in the order of the original songs.' })
export type RecoveryRecord = z.infer<typeof recoveryRecordSchema>

/** Answer of recovery record-info; `result` is null until the songs have been looked at. */
export function recoveryRecordInfo(
  task: TaskView,
  result: RecoveryResult | null,
  urls: MediaUrls,
): RecoveryRecord {
  if (result) return { ...outcomeOf(result), data: songsOf(result, urls) }
  const failure = failureOf(task)
  if (failure) return { code: 500, msg: failure.message, data: null }
  return { code: 201, msg: 'The recovery is running.', data: null }
}

function outcomeOf({ songs }: RecoveryResult): { code: number; msg: string } {
  const isAny = songs.some(({ key }) => key !== null)
  return isAny ? { code: 200, msg: 'success' } : { code: 500, msg: ALL_FAILED }
}

function songsOf({ songs }: RecoveryResult, urls: MediaUrls): z.infer<typeof songSchema>[] {
  return songs.map(({ audioId, title, key, error }) => ({
    id: audioId,
    audio_url: key === null ? '' : urls.media(key),
    title: key === null ? '' : title,
    status: key === null ? 'failed' : 'success',
    error: error ?? '',
  }))
}
