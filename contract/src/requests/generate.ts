import { z } from 'zod'
import type { GenerateRequest } from '../task-requests.js'
import type { Submission } from './extras.js'
import { callBackUrl } from './fields.js'
import { limitsOfMode, modeFields, personaFields, requestOfMode, requiredByMode } from './modes.js'
import type { RequestDefinition } from './parse.js'

const schema = z.object({
  ...modeFields,
  ...personaFields,
  customMode: z.boolean().meta({
    description: 'True: style, title and words are given. False: everything is invented from `prompt`',
  }),
  instrumental: z.boolean().meta({ description: 'True: no singing' }),
  callBackUrl,
})

/** The body as clients write it. */
export type GenerateBody = z.input<typeof schema>

/** `POST /api/v1/generate` */
export const generateDefinition: RequestDefinition<typeof schema, Submission<GenerateRequest>> = {
  schema,
  requiredBy: (values) => requiredByMode(values['customMode'] === true, values),
  limits: (fields) => limitsOfMode(fields.customMode, fields),
  toValue: (fields) => ({
    request: requestOfMode(fields.customMode, fields.instrumental, fields),
    callbackUrl: fields.callBackUrl,
    seed: fields.troubadour?.seed,
  }),
}
