import { z } from 'zod'
import type { UploadCoverRequest } from '../task-requests.js'
import type { Submission } from './extras.js'
import { callBackUrl, httpUrl } from './fields.js'
import { limitsOfMode, modeFields, personaFields, requestOfMode, requiredByMode } from './modes.js'
import type { RequestDefinition } from './parse.js'

const schema = z.object({
  uploadUrl: httpUrl(
    'The recording whose tune is kept: audio of at most 8 minutes (1 minute with V4_5ALL); fetched when the task runs',
  ),
  ...modeFields,
  ...personaFields,
  customMode: z.boolean().optional().meta({
    description:
      'True: style, title and words are given. False: everything is invented from `prompt`. Left out: true when `style` or `title` is given',
  }),
  instrumental: z.boolean().meta({ description: 'True: no singing' }),
  callBackUrl,
})

/** The body as clients write it. */
export type UploadCoverBody = z.input<typeof schema>

/** `POST /api/v1/generate/upload-cover` */
export const uploadCoverDefinition: RequestDefinition<typeof schema, Submission<UploadCoverRequest>> = {
  schema,
  requiredBy: (values) => requiredByMode(isCustom(values), values),
  limits: (fields) => limitsOfMode(isCustom(fields), fields),
  toValue: (fields) => ({
    request: {
      ...requestOfMode(isCustom(fields), fields.instrumental, fields),
      uploadUrl: fields.uploadUrl,
    },
    callbackUrl: fields.callBackUrl,
    seed: fields.troubadour?.seed,
  }),
}

function isCustom(values: {
  readonly customMode?: unknown
  readonly style?: unknown
  readonly title?: unknown
}): boolean {
  const { customMode, style, title } = values
  return customMode === undefined ? style !== undefined || title !== undefined : customMode === true
}
