import { z } from 'zod'
import type { MidiResult } from '../task-results.js'
import { envelopeOf, success, type Envelope } from './envelope.js'
import type { MediaUrls } from './media-urls.js'
import { bothIds, failureOf, type FailureView, type TaskView } from './task-view.js'

const notesSchema = z.object({
  state: z.literal('complete'),
  instruments: z.array(
    z.object({
      name: z.string().meta({ description: 'The stem, such as `Drums`' }),
      notes: z.array(
        z.object({
          pitch: z.number().int().meta({ description: '0 … 127; of drums the General MIDI percussion key' }),
          start: z.number().meta({ description: 'Seconds' }),
          end: z.number().meta({ description: 'Seconds' }),
          velocity: z.number().meta({ description: '0 … 1' }),
        }),
      ),
    }),
  ),
})
type Notes = z.infer<typeof notesSchema>

const extrasSchema = z
  .object({ midiUrl: z.string().meta({ description: 'A Standard MIDI File of the same notes' }) })
  .meta({ description: 'Additions of this server' })

export const midiCallbackSchema = z
  .object({
    code: z.number().int(),
    msg: z.string(),
    taskId: z.string(),
    task_id: z.string(),
    data: z.union([
      notesSchema.extend({ taskId: z.string(), task_id: z.string(), troubadour: extrasSchema }),
      z.object({ taskId: z.string(), task_id: z.string() }).meta({ description: 'Failure' }),
    ]),
  })
  .meta({ description: 'Sent once: with the notes, or with code 500 and none.' })
export type MidiCallback = z.infer<typeof midiCallbackSchema>

export function midiCallback(taskId: string, result: MidiResult, urls: MediaUrls): MidiCallback {
  return {
    code: 200,
    msg: 'success',
    ...bothIds(taskId),
    data: { ...bothIds(taskId), ...notesOf(result), troubadour: { midiUrl: urls.media(result.key) } },
  }
}

export function midiFailureCallback(taskId: string, failure: FailureView): MidiCallback {
  return {
    code: 500,
    msg: failure.message ? `MIDI generation failed: ${failure.message}` : 'MIDI generation failed',
    ...bothIds(taskId),
    data: bothIds(taskId),
  }
}

export const midiRecordSchema = envelopeOf(
  z.object({
    taskId: z.string(),
    recordTaskId: z.literal(-1),
    audioId: z.string().nullable().meta({ description: 'The stem asked for; null: all of them' }),
    param: z.string().meta({ description: 'The request body as sent, a JSON string' }),
    callbackUrl: z.string().nullable(),
    completeTime: z.number().int().nullable().meta({ description: 'Epoch milliseconds' }),
    midiData: notesSchema.nullable(),
    response: z
      .object({ midiUrl: z.string() })
      .nullable()
      .meta({ description: 'The file; the notes are in `midiData`' }),
    successFlag: z
      .number()
      .int()
      .meta({
        description: '0 pending, 1 success, 2 could not be created, 3 failed',
        enum: [0, 1, 2, 3],
      }),
    createTime: z.number().int().meta({ description: 'Epoch milliseconds' }),
    errorCode: z.string().nullable(),
    errorMessage: z.string().nullable(),
    troubadour: extrasSchema.nullable(),
  }),
).meta({ description: '`data` is null for a task that this key does not know.' })
export type MidiRecord = NonNullable<z.infer<typeof midiRecordSchema>['data']>

/** Answer of MIDI record-info; `result` is null until the task has succeeded. */
export function midiRecordInfo(
  task: TaskView,
  stemId: string | null,
  result: MidiResult | null,
  urls: MediaUrls,
): Envelope<MidiRecord> {
  const failure = failureOf(task)
  const ready = failure || !result ? null : result
  const file = ready && { midiUrl: urls.media(ready.key) }
  return success({
    taskId: task.id,
    recordTaskId: -1,
    audioId: stemId,
    param: task.param,
    callbackUrl: task.callbackUrl,
    completeTime: task.completedAt?.getTime() ?? null,
    midiData: ready && notesOf(ready),
    response: file,
    successFlag: failure ? (task.errorReason === 'create' ? 2 : 3) : ready ? 1 : 0,
    createTime: task.createdAt.getTime(),
    errorCode: failure ? '500' : null,
    errorMessage: failure?.message ?? null,
    troubadour: file,
  })
}

function notesOf({ instruments }: MidiResult): Notes {
  return {
    state: 'complete',
    instruments: instruments.map(({ name, notes }) => ({ name, notes: [...notes] })),
  }
}
