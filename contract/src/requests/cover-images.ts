import { z } from 'zod'
import { callBackUrl, seedExtras, text } from './fields.js'
import type { RequestDefinition } from './parse.js'

/** A parsed request for the pictures of a music task; the task is looked up by the server. */
export interface CoverImagesSubmission {
  readonly parentTaskId: string
  readonly callbackUrl: string | undefined
  readonly seed: number | undefined
}

const schema = z.object({
  taskId: text('The music task to draw for'),
  callBackUrl: callBackUrl.optional(),
  troubadour: seedExtras,
})

/** The body as clients write it. */
export type CoverImagesBody = z.input<typeof schema>

/** `POST /api/v1/suno/cover/generate` */
export const coverImagesDefinition: RequestDefinition<typeof schema, CoverImagesSubmission> = {
  schema,
  toValue: (fields) => ({
    parentTaskId: fields.taskId,
    callbackUrl: fields.callBackUrl,
    seed: fields.troubadour?.seed,
  }),
}
