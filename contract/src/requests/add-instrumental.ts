import { z } from 'zod'
import { MODELS, type ModelId } from '../models.js'
import type { AddInstrumentalRequest } from '../task-requests.js'
import { compact, weightsOf, wishesOf, type Submission } from './extras.js'
import { callBackUrl, httpUrl, model, songExtras, songFields, text } from './fields.js'
import { limit } from './limits.js'
import type { RequestDefinition } from './parse.js'

const DEFAULT_MODEL: ModelId = 'V4_5PLUS'

const schema = z.object({
  uploadUrl: httpUrl('The recording to accompany: audio of at most 8 minutes; fetched when the task runs'),
  title: text('Title of the song'),
  tags: text('Wanted style; `style` is accepted too', 1000),
  negativeTags: text('Styles and instruments to avoid', 200),
  callBackUrl,
  model: model.optional().meta({ description: 'Default V4_5PLUS' }),
  ...songFields,
  troubadour: songExtras,
})

/** The body as clients write it. */
export type AddInstrumentalBody = z.input<typeof schema>

/** `POST /api/v1/generate/add-instrumental` */
export const addInstrumentalDefinition: RequestDefinition<
  typeof schema,
  Submission<AddInstrumentalRequest>
> = {
  schema,
  aliases: { style: 'tags' },
  limits(fields) {
    const modelId = fields.model ?? DEFAULT_MODEL
    return limit('title', fields.title, MODELS[modelId].maxTitleChars, `with model ${modelId}`)
  },
  toValue: (fields) => ({
    request: compact<AddInstrumentalRequest>({
      model: fields.model ?? DEFAULT_MODEL,
      uploadUrl: fields.uploadUrl,
      title: fields.title,
      style: fields.tags,
      negativeTags: fields.negativeTags,
      vocalGender: fields.vocalGender,
      ...weightsOf(fields),
      ...compact(wishesOf(fields.troubadour)),
    }),
    callbackUrl: fields.callBackUrl,
    seed: fields.troubadour?.seed,
  }),
}
