import { z } from 'zod'
import { MODELS, MODEL_IDS, type ModelId } from '../models.js'
import type { GenerateRequest } from '../task-requests.js'
import { compact, weightsOf, wishesOf, type Submission } from './extras.js'
import { callBackUrl, charCount, model, songExtras, songFields, text } from './fields.js'
import type { LengthLimit, RequestDefinition } from './parse.js'

/** Longest description in non-custom mode, in characters. */
const MAX_IDEA_CHARS = 3000

const schema = z.object({
  prompt: text(
    'Custom mode with vocals: the words to be sung, as they stand. Otherwise: a description. Needed unless the song is custom and instrumental',
  ).optional(),
  style: text('Genres, moods, instruments, tempo … Needed and used in custom mode only').optional(),
  title: text('Needed and used in custom mode only').optional(),
  customMode: z.boolean().meta({
    description: 'True: style, title and words are given. False: everything is invented from `prompt`',
  }),
  instrumental: z.boolean().meta({ description: 'True: no singing' }),
  model,
  callBackUrl,
  negativeTags: text('Styles and instruments to avoid').optional(),
  ...songFields,
  personaId: text('Custom mode only').optional(),
  personaModel: z.enum(['style_persona', 'voice_persona']).optional(),
  duration: z
    .number()
    .min(10)
    .max(360)
    .optional()
    .meta({ description: 'Wanted length in seconds; used in custom mode by models V5_5 and later' }),
  lyrics: text('Custom mode with vocals: the words to be sung; `prompt` is then a description').optional(),
  troubadour: songExtras,
})

/** The body as clients write it. */
export type GenerateBody = z.input<typeof schema>

type Fields = z.infer<typeof schema>

/** `POST /api/v1/generate` */
export const generateDefinition: RequestDefinition<typeof schema, Submission<GenerateRequest>> = {
  schema,

  requiredBy({ customMode, instrumental, model: modelId, lyrics }) {
    if (customMode !== true) return ['prompt']
    const known = MODEL_IDS.includes(modelId as ModelId) ? MODELS[modelId as ModelId] : undefined
    return [
      ...(known?.fillsStyleAndTitle ? [] : ['style', 'title']),
      ...(instrumental === true || lyrics !== undefined ? [] : ['prompt']),
    ]
  },

  limits(fields) {
    if (!fields.customMode) return limit('prompt', fields.prompt, MAX_IDEA_CHARS, 'when customMode is false')
    const limits = MODELS[fields.model]
    const because = `with model ${fields.model}`
    return [
      ...limit('prompt', fields.prompt, limits.maxPromptChars, because),
      ...limit('lyrics', fields.lyrics, limits.maxPromptChars, because),
      ...limit('style', fields.style, limits.maxStyleChars, because),
      ...limit('title', fields.title, limits.maxTitleChars, because),
    ]
  },

  toValue: (fields) => ({
    request: compact<GenerateRequest>({
      model: fields.model,
      customMode: fields.customMode,
      instrumental: fields.instrumental,
      ...wordsOf(fields),
      ...(fields.customMode ? customWishes(fields) : {}),
      negativeTags: fields.negativeTags,
      ...weightsOf(fields),
      ...compact(wishesOf(fields.troubadour)),
    }),
    callbackUrl: fields.callBackUrl,
    seed: fields.troubadour?.seed,
  }),
}

/** Length limit of an optional text. */
export function limit(
  field: string,
  value: string | undefined,
  maxChars: number,
  because: string,
): LengthLimit[] {
  return value === undefined ? [] : [{ field, actualChars: charCount(value), maxChars, because }]
}

function wordsOf(fields: Fields): Pick<GenerateRequest, 'idea' | 'lyrics'> {
  if (!fields.customMode || fields.instrumental) return { idea: fields.prompt }
  if (fields.lyrics === undefined) return { lyrics: fields.prompt }
  return { lyrics: fields.lyrics, idea: fields.prompt === fields.lyrics ? undefined : fields.prompt }
}

function customWishes(fields: Fields): Partial<GenerateRequest> {
  return {
    style: fields.style,
    title: fields.title,
    vocalGender: fields.vocalGender,
    personaId: fields.personaId,
    personaModel: fields.personaModel,
    durationSeconds: MODELS[fields.model].hasDuration ? fields.duration : undefined,
  }
}
