import { z } from 'zod'
import type { MashupRequest } from '../task-requests.js'
import type { Submission } from './extras.js'
import { callBackUrl, httpUrl } from './fields.js'
import { limitsOfMode, modeFields, requestOfMode, requiredByMode } from './modes.js'
import type { RequestDefinition } from './parse.js'

const URL_COUNT = 2

const schema = z.object({
  uploadUrlList: z
    .array(httpUrl('A recording of at most 8 minutes; fetched when the task runs'))
    .refine((urls) => urls.length === URL_COUNT, {
      params: { expected: `a list of exactly ${URL_COUNT} URLs` },
    })
    .meta({
      description: 'Two recordings: the voice is taken from the first, the harmony from the second',
      minItems: URL_COUNT,
      maxItems: URL_COUNT,
    }),
  ...modeFields,
  customMode: z.boolean().meta({
    description: 'True: style, title and words are given. False: everything is invented from `prompt`',
  }),
  instrumental: z.boolean().optional().meta({ description: 'True: no singing. Default false' }),
  callBackUrl,
})

/** The body as clients write it. */
export type MashupBody = z.input<typeof schema>

/** `POST /api/v1/generate/mashup` */
export const mashupDefinition: RequestDefinition<typeof schema, Submission<MashupRequest>> = {
  schema,
  requiredBy: (values) => requiredByMode(values['customMode'] === true, values),
  limits: (fields) => limitsOfMode(fields.customMode, fields),
  toValue: (fields) => ({
    request: {
      ...requestOfMode(fields.customMode, fields.instrumental ?? false, fields),
      uploadUrls: fields.uploadUrlList as [string, string],
    },
    callbackUrl: fields.callBackUrl,
    seed: fields.troubadour?.seed,
  }),
}
