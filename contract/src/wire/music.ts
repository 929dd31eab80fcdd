import { z } from 'zod'
import { MUSIC_OPERATIONS, type TaskKind } from '../task-kinds.js'
import { envelopeOf, success, type Envelope } from './envelope.js'
import { heardRecordingSchema, type HeardRecordingView } from './heard-recording.js'
import {
  bothIds,
  failureOf,
  failureStatus,
  narrowCode,
  type FailureView,
  type TaskView,
} from './task-view.js'
import {
  deliveredTrack,
  deliveredTrackSchema,
  recordedTrack,
  recordedTrackSchema,
  type TrackView,
} from './track.js'

/** Codes of music callbacks and of `errorCode` in music record-info. */
export const MUSIC_FAILURE_CODES = [400, 408, 413, 451, 500, 501, 531] as const

export const MUSIC_STATUSES = [
  'PENDING',
  'TEXT_SUCCESS',
  'FIRST_SUCCESS',
  'SUCCESS',
  'CREATE_TASK_FAILED',
  'GENERATE_AUDIO_FAILED',
  'CALLBACK_EXCEPTION',
  'SENSITIVE_WORD_ERROR',
] as const
export type MusicStatus = (typeof MUSIC_STATUSES)[number]

export const musicCallbackSchema = z
  .object({
    code: z.number().int(),
    msg: z.string(),
    taskId: z.string(),
    task_id: z.string(),
    data: z.object({
      callbackType: z.enum(['text', 'first', 'complete', 'error']),
      task_id: z.string(),
      taskId: z.string(),
      data: z.array(deliveredTrackSchema).nullable(),
      error: z.string().optional().meta({ description: 'Why it failed; only of replace-section' }),
    }),
  })
  .meta({
    description:
      'Sent when the words are ready (`text`), when the first song is (`first`), when all are (`complete`), or when the task failed (`error`). replace-section and sounds send only the last two.',
  })
export type MusicCallback = z.infer<typeof musicCallbackSchema>

const STAGE_MESSAGES = {
  text: 'Text generation completed successfully.',
  first: 'First track generated successfully.',
  complete: 'All generated successfully.',
}
/** Kinds whose `text` message has another wording in the documentation. */
const SHORT_TEXT_MESSAGE = 'Text generation completed.'
const SHORT_TEXT_KINDS: ReadonlySet<TaskKind> = new Set(['extend', 'upload-cover', 'upload-extend'])

/** Kinds that report only their end: no `text` and no `first`. */
const KINDS_WITHOUT_EARLY_STAGES: ReadonlySet<TaskKind> = new Set(['replace-section', 'sounds'])

/** Whether tasks of a music kind call back at this stage. */
export function hasMusicCallback(kind: TaskKind, stage: 'text' | 'first' | 'complete'): boolean {
  return stage === 'complete' || !KINDS_WITHOUT_EARLY_STAGES.has(kind)
}

/** Body of a stage of a music task. `text` carries no songs, `first` the finished one, `complete` all of them. */
export function musicCallback(
  stage: 'text' | 'first' | 'complete',
  taskId: string,
  tracks: readonly TrackView[],
  kind: TaskKind = 'generate',
): MusicCallback {
  const isShort = stage === 'text' && SHORT_TEXT_KINDS.has(kind)
  return {
    code: 200,
    msg: isShort ? SHORT_TEXT_MESSAGE : STAGE_MESSAGES[stage],
    ...bothIds(taskId),
    data: {
      callbackType: stage,
      ...bothIds(taskId),
      data: stage === 'text' ? [] : tracks.map(deliveredTrack),
    },
  }
}

/** Body of the `error` callback of a music task. */
export function musicFailureCallback(
  taskId: string,
  failure: FailureView,
  kind: TaskKind = 'generate',
): MusicCallback {
  const message = failure.message || 'Audio generation failed'
  return {
    code: narrowCode(failure.code, MUSIC_FAILURE_CODES),
    msg: message,
    ...bothIds(taskId),
    data: {
      callbackType: 'error',
      ...bothIds(taskId),
      data: null,
      ...(kind === 'replace-section' && { error: message }),
    },
  }
}

/** Extras of ours in results; other servers do not have them. */
export const troubadourExtrasSchema = z
  .object({
    state: z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled']),
    progress: z.number().meta({ description: '0 … 1' }),
    seed: z
      .number()
      .int()
      .meta({ description: 'Send it back under `troubadour.seed` for the same songs again' }),
    warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  })
  .meta({ description: 'Additions of this server' })

const musicRecordExtrasSchema = troubadourExtrasSchema.extend({
  heard: z.array(heardRecordingSchema).meta({
    description:
      'What was heard in the recordings that the task starts from; empty for tasks that start from none',
  }),
})

export const musicRecordSchema = envelopeOf(
  z.object({
    taskId: z.string(),
    parentMusicId: z
      .string()
      .meta({ description: 'The track that was extended or changed; otherwise empty' }),
    param: z.string().meta({ description: 'The request body as sent, a JSON string' }),
    response: z
      .object({
        taskId: z.string(),
        sunoData: z.array(recordedTrackSchema),
        data: z.array(recordedTrackSchema).meta({ description: 'Same as `sunoData`' }),
        errorMessage: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'Null while PENDING' }),
    status: z.enum(MUSIC_STATUSES),
    type: z.string().meta({ description: 'The model name' }),
    operationType: z.string(),
    errorCode: z.number().int().nullable(),
    errorMessage: z.string().nullable(),
    createTime: z.number().int().meta({ description: 'Epoch milliseconds' }),
    troubadour: musicRecordExtrasSchema,
  }),
).meta({ description: '`data` is null for a task that this key does not know.' })
export type MusicRecord = NonNullable<z.infer<typeof musicRecordSchema>['data']>

/** A music task's status as clients read it. */
export function musicStatus(task: TaskView): MusicStatus {
  if (failureOf(task)) return failureStatus(task, 'GENERATE_AUDIO_FAILED', MUSIC_STATUSES)
  switch (task.stage) {
    case 'text':
      return 'TEXT_SUCCESS'
    case 'first':
      return 'FIRST_SUCCESS'
    case 'complete':
      return 'SUCCESS'
    default:
      return 'PENDING'
  }
}

export interface MusicRecordDetails {
  /** Result name of the model. */
  readonly modelName: string
  readonly kind: TaskKind
  readonly warnings: readonly { readonly code: string; readonly message: string }[]
  /** What was heard in the recordings it starts from. */
  readonly heard: readonly HeardRecordingView[]
}

/** Answer of music record-info. */
export function musicRecordInfo(
  task: TaskView,
  tracks: readonly TrackView[],
  details: MusicRecordDetails,
): Envelope<MusicRecord> {
  const status = musicStatus(task)
  const failure = failureOf(task)
  const songs = failure ? [] : tracks.map(recordedTrack)
  return success({
    taskId: task.id,
    parentMusicId: task.parentTrackId ?? '',
    param: task.param,
    response:
      status === 'PENDING'
        ? null
        : { taskId: task.id, sunoData: songs, data: songs, errorMessage: failure?.message ?? null },
    status,
    type: details.modelName,
    operationType: MUSIC_OPERATIONS[details.kind] ?? details.kind,
    errorCode: failure ? narrowCode(failure.code, MUSIC_FAILURE_CODES) : null,
    errorMessage: failure?.message ?? null,
    createTime: task.createdAt.getTime(),
    troubadour: {
      state: task.state,
      progress: task.progress,
      seed: task.seed,
      warnings: details.warnings.map(({ code, message }) => ({ code, message })),
      heard: [...details.heard],
    },
  })
}
