import { z } from 'zod'
import type { ExtendRequest } from '../task-requests.js'
import { continuationFields, continuationOf } from './continuation.js'
import { compact, wishesOf, type Submission } from './extras.js'
import { text } from './fields.js'
import { songLimits } from './limits.js'
import type { RequestDefinition } from './parse.js'

/** Ids are UUIDs, but what is no id is accepted too and fails later. */
const MAX_ID_CHARS = 200

const schema = z.object({
  audioId: text('The track that goes on', MAX_ID_CHARS),
  ...continuationFields,
  instrumental: z.boolean().optional().meta({
    description:
      'True: no singing, `prompt` is not sung. Default: as the source, unless there are words to be sung',
  }),
})

/** The body as clients write it. */
export type ExtendBody = z.input<typeof schema>

/** `POST /api/v1/generate/extend` */
export const extendDefinition: RequestDefinition<typeof schema, Submission<ExtendRequest>> = {
  schema,
  requiredBy({ defaultParamFlag, instrumental, lyrics }) {
    const needsPrompt = defaultParamFlag === true && instrumental !== true && lyrics === undefined
    return needsPrompt ? ['prompt'] : []
  },
  limits: (fields) => (fields.defaultParamFlag ? songLimits(fields, fields.model) : []),
  toValue: (fields) => ({
    request: compact<ExtendRequest>({
      model: fields.model,
      audioId: fields.audioId,
      inheritsAll: !fields.defaultParamFlag,
      continueAtSeconds: fields.continueAt,
      ...(fields.defaultParamFlag && {
        instrumental: fields.instrumental,
        ...continuationOf(fields),
      }),
      ...compact(wishesOf(fields.troubadour)),
    }),
    callbackUrl: fields.callBackUrl,
    seed: fields.troubadour?.seed,
  }),
}
