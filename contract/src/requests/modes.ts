import { z } from 'zod'
import { MODEL_IDS, MODELS, type ModelId } from '../models.js'
import type { GenerateRequest, SongDescription } from '../task-requests.js'
import { compact, weightsOf, wishesOf } from './extras.js'
import { model, songExtras, songFields, text } from './fields.js'
import { limit, songLimits } from './limits.js'
import type { LengthLimit } from './parse.js'

/**
 * The two modes of generate, upload-cover and mashup. Custom: style, title and words are given. Non-custom: everything
 * is invented from `prompt`.
 */

/** Longest description in non-custom mode, in characters. */
const MAX_IDEA_CHARS = 3000

/** `personaId` and `personaModel`, on the endpoints that have them. */
export const personaFields = {
  personaId: text('A persona or voice to sing; used in custom mode only').optional(),
  personaModel: z.enum(['style_persona', 'voice_persona']).optional(),
}

/** Wanted words beside `prompt`. */
export const lyricsField = text(
  'The words to be sung, as they stand; `prompt` is then a description. Used with vocals only',
).optional()

/** What the endpoints with two modes have in common, except for `customMode` itself. */
export const modeFields = {
  prompt: text(
    'Custom mode with vocals: the words to be sung, as they stand. Otherwise: a description. Needed unless the song is custom and instrumental',
  ).optional(),
  style: text('Genres, moods, instruments, tempo … Needed and used in custom mode only').optional(),
  title: text('Needed and used in custom mode only').optional(),
  model,
  negativeTags: text('Styles and instruments to avoid').optional(),
  ...songFields,
  duration: z
    .number()
    .min(10)
    .max(360)
    .optional()
    .meta({ description: 'Wanted length in seconds; used in custom mode by models V5_5 and later' }),
  lyrics: lyricsField,
  troubadour: songExtras,
}

/** Fields of a parsed request with two modes; those an endpoint lacks are absent. */
interface ModeFields {
  readonly prompt?: string
  readonly lyrics?: string
  readonly style?: string
  readonly title?: string
  readonly model: ModelId
  readonly negativeTags?: string
  readonly vocalGender?: 'm' | 'f'
  readonly styleWeight?: number
  readonly weirdnessConstraint?: number
  readonly audioWeight?: number
  readonly personaId?: string
  readonly personaModel?: 'style_persona' | 'voice_persona'
  readonly duration?: number
  readonly troubadour?: { readonly bpm?: number; readonly key?: string }
}

/** The fields that a mode cannot do without. */
export function requiredByMode(
  isCustom: boolean,
  { instrumental, model: modelId, lyrics }: Readonly<Record<string, unknown>>,
): string[] {
  if (!isCustom) return ['prompt']
  const known = MODEL_IDS.includes(modelId as ModelId) ? MODELS[modelId as ModelId] : undefined
  return [
    ...(known?.fillsStyleAndTitle ? [] : ['style', 'title']),
    ...(instrumental === true || lyrics !== undefined ? [] : ['prompt']),
  ]
}

export function limitsOfMode(isCustom: boolean, fields: ModeFields): LengthLimit[] {
  return isCustom
    ? songLimits(fields, fields.model)
    : limit('prompt', fields.prompt, MAX_IDEA_CHARS, 'when customMode is false')
}

/** The request behind the fields of either mode. */
export function requestOfMode(
  isCustom: boolean,
  isInstrumental: boolean,
  fields: ModeFields,
): GenerateRequest {
  return compact<GenerateRequest>({
    model: fields.model,
    customMode: isCustom,
    instrumental: isInstrumental,
    ...(isCustom && !isInstrumental ? literalWords(fields) : { idea: fields.prompt }),
    ...(isCustom ? customWishes(fields) : {}),
    negativeTags: fields.negativeTags,
    ...weightsOf(fields),
    ...compact(wishesOf(fields.troubadour)),
  })
}

function literalWords({ prompt, lyrics }: ModeFields): Pick<SongDescription, 'idea' | 'lyrics'> {
  if (lyrics === undefined) return { lyrics: prompt }
  return { lyrics, idea: prompt === lyrics ? undefined : prompt }
}

function customWishes(fields: ModeFields): Partial<GenerateRequest> {
  return {
    style: fields.style,
    title: fields.title,
    vocalGender: fields.vocalGender,
    personaId: fields.personaId,
    personaModel: fields.personaModel,
    durationSeconds: MODELS[fields.model].hasDuration ? fields.duration : undefined,
  }
}
