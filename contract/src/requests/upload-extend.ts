import { z } from 'zod'
import type { UploadExtendRequest } from '../task-requests.js'
import { continuationFields, continuationOf } from './continuation.js'
import { compact, wishesOf, type Submission } from './extras.js'
import { httpUrl } from './fields.js'
import { songLimits } from './limits.js'
import type { RequestDefinition } from './parse.js'

const schema = z.object({
  uploadUrl: httpUrl('The recording that goes on: audio of at most 8 minutes; fetched when the task runs'),
  ...continuationFields,
  instrumental: z.boolean().optional().meta({
    description: 'True: no singing. Default: sung when there is a prompt',
  }),
})

/** The body as clients write it. */
export type UploadExtendBody = z.input<typeof schema>

/** `POST /api/v1/generate/upload-extend` */
export const uploadExtendDefinition: RequestDefinition<typeof schema, Submission<UploadExtendRequest>> = {
  schema,
  limits: (fields) => songLimits(fields, fields.model),
  toValue: (fields) => ({
    request: compact<UploadExtendRequest>({
      model: fields.model,
      uploadUrl: fields.uploadUrl,
      instrumental: fields.instrumental,
      continueAtSeconds: fields.continueAt,
      // Older clients describe what follows in `prompt` although the flag is false.
      ...continuationOf(fields.defaultParamFlag ? fields : { prompt: fields.prompt }),
      ...compact(wishesOf(fields.troubadour)),
    }),
    callbackUrl: fields.callBackUrl,
    seed: fields.troubadour?.seed,
  }),
}
