import { z } from 'zod'
import type { ModelId } from '../models.js'
import type { AddVocalsRequest } from '../task-requests.js'
import { compact, weightsOf, wishesOf, type Submission } from './extras.js'
import { callBackUrl, httpUrl, model, songExtras, songFields, text } from './fields.js'
import { songLimits } from './limits.js'
import { lyricsField } from './modes.js'
import type { RequestDefinition } from './parse.js'
import { wordsOrIdea } from './words-or-idea.js'

const DEFAULT_MODEL: ModelId = 'V4_5PLUS'

const schema = z.object({
  uploadUrl: httpUrl('The recording to sing over: audio of at most 8 minutes; fetched when the task runs'),
  prompt: text(
    'Words to be sung as they stand when it holds section tags or several lines; otherwise what they shall be about. Needed unless `lyrics` is given',
  ).optional(),
  lyrics: lyricsField,
  title: text('Title of the song'),
  style: text('Wanted style of the singing; `tags` is accepted too', 1000),
  negativeTags: text('Styles to avoid', 200),
  callBackUrl,
  model: model.optional().meta({ description: `Default ${DEFAULT_MODEL}` }),
  ...songFields,
  troubadour: songExtras,
})

/** The body as clients write it. */
export type AddVocalsBody = z.input<typeof schema>

/** `POST /api/v1/generate/add-vocals` */
export const addVocalsDefinition: RequestDefinition<typeof schema, Submission<AddVocalsRequest>> = {
  schema,
  aliases: { tags: 'style' },
  requiredBy: ({ lyrics }) => (lyrics === undefined ? ['prompt'] : []),
  // The style's own limit holds for every model.
  limits: ({ style: _, ...fields }) => songLimits(fields, fields.model ?? DEFAULT_MODEL),
  toValue: (fields) => ({
    request: compact<AddVocalsRequest>({
      model: fields.model ?? DEFAULT_MODEL,
      uploadUrl: fields.uploadUrl,
      ...wordsOrIdea(fields),
      title: fields.title,
      style: fields.style,
      negativeTags: fields.negativeTags,
      vocalGender: fields.vocalGender,
      ...weightsOf(fields),
      ...compact(wishesOf(fields.troubadour)),
    }),
    callbackUrl: fields.callBackUrl,
    seed: fields.troubadour?.seed,
  }),
}
