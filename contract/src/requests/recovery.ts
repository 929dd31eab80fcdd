import { z } from 'zod'
import { callBackUrl, text } from './fields.js'
import type { RequestDefinition } from './parse.js'

/** A parsed request to have the songs of an old task again; the task is looked up by the server. */
export interface RecoverySubmission {
  readonly originalTaskId: string
  readonly callbackUrl: string | undefined
}

/** Spelt as one vendor does; `sunoTaskId`, `taskId` and `callBackUrl` are read as well. */
const schema = z.object({
  task_id: text('The music task whose songs are wanted'),
  call_back_url: callBackUrl.optional(),
})

/** The body as clients write it. */
export type RecoveryBody = z.input<typeof schema>

/** `POST /api/v1/suno/recovery` */
export const recoveryDefinition: RequestDefinition<typeof schema, RecoverySubmission> = {
  schema,
  aliases: {
    taskId: 'task_id',
    sunoTaskId: 'task_id',
    callBackUrl: 'call_back_url',
    callbackUrl: 'call_back_url',
    callback_url: 'call_back_url',
    calBackUrl: 'call_back_url',
  },
  toValue: (fields) => ({ originalTaskId: fields.task_id, callbackUrl: fields.call_back_url }),
}

const querySchema = z.object({ task_id: text('As answered by the submit') })

/** The query of `GET /api/v1/suno/recovery/record-info`. */
export const recoveryRecordInfoDefinition: RequestDefinition<typeof querySchema, string> = {
  schema: querySchema,
  aliases: { taskId: 'task_id', sunoTaskId: 'task_id' },
  toValue: (fields) => fields.task_id,
}
