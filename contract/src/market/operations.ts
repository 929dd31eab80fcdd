import { z } from 'zod'
import type { ModelId } from '../models.js'
import { addInstrumentalDefinition } from '../requests/add-instrumental.js'
import { addVocalsDefinition } from '../requests/add-vocals.js'
import { coverImagesDefinition } from '../requests/cover-images.js'
import { extendDefinition } from '../requests/extend.js'
import { callBackUrl, httpUrl } from '../requests/fields.js'
import { generateDefinition } from '../requests/generate.js'
import { limit } from '../requests/limits.js'
import { lyricsDefinition } from '../requests/lyrics.js'
import { mashupDefinition } from '../requests/mashup.js'
import { midiDefinition } from '../requests/midi.js'
import type { RequestDefinition, Violation } from '../requests/parse.js'
import { personaDefinition } from '../requests/persona.js'
import { recoveryDefinition } from '../requests/recovery.js'
import { replaceSectionDefinition } from '../requests/replace-section.js'
import { soundsDefinition } from '../requests/sounds.js'
import { styleBoostDefinition } from '../requests/style.js'
import { videoDefinition, wavDefinition } from '../requests/track-files.js'
import { timestampedLyricsDefinition } from '../requests/track-selector.js'
import { uploadCoverDefinition } from '../requests/upload-cover.js'
import { uploadExtendDefinition } from '../requests/upload-extend.js'
import { vocalSeparationDefinition } from '../requests/vocal-separation.js'
import {
  checkVoiceDefinition,
  voiceDefinition,
  voicePhraseDefinition,
  voiceRegenerateDefinition,
} from '../requests/voice.js'

/**
 * The operations of the Market door: what the endpoints of `/api/v1` do, asked for by name. Their fields are those of the
 * endpoints in snake_case, and mean the same; what is required differs. `callBackUrl` stands beside `input` and may always be
 * left out.
 */

/** How an operation differs from its endpoint. */
interface Changes<Values> {
  /** Required besides what the schema requires; instead of the endpoint's own rules. */
  readonly requiredBy?: (values: Readonly<Record<string, unknown>>) => readonly string[]
  /** Fields that the endpoint lacks. */
  readonly fields?: Readonly<Record<string, z.ZodType>>
  /** What is taken for fields that are absent. */
  readonly defaults?: (values: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>
  /** Besides the endpoint's own checks. */
  readonly check?: (values: Values) => Violation | undefined
}

/** A definition of the Market door; `defaults` are to be added to the canonical fields before parsing. */
export interface MarketDefinition<Schema extends z.ZodObject, Value> extends RequestDefinition<
  Schema,
  Value
> {
  readonly defaults: (values: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>
}

function market<Schema extends z.ZodObject, Value>(
  definition: RequestDefinition<Schema, Value>,
  changes: Changes<z.infer<Schema>> = {},
): MarketDefinition<Schema, Value> {
  const { schema } = definition
  const extended = schema.extend({
    ...('callBackUrl' in schema.shape && { callBackUrl: callBackUrl.optional() }),
    ...changes.fields,
    // The fields that are added are read by nobody behind the definition.
  }) as unknown as Schema
  return {
    ...definition,
    schema: extended,
    requiredBy: changes.requiredBy ?? definition.requiredBy,
    check: (values) => definition.check?.(values) ?? changes.check?.(values),
    defaults: changes.defaults ?? (() => ({})),
  }
}

const noneRequired = () => []

/** Clients of this door ask for new words, a style or a title, or leave all to the source. */
const describesItself = ({ prompt, lyrics, style, title }: Readonly<Record<string, unknown>>) => ({
  defaultParamFlag: [prompt, lyrics, style, title].some((value) => value !== undefined),
})

const MAX_TITLE_CHARS = 80
const MAX_PICTURES = 5

const ACCOMPANYING_MODELS: readonly ModelId[] = ['V4_5PLUS', 'V5', 'V5_5', 'V6', 'V6_WILD', 'V6_MINI']

export const MARKET_DEFINITIONS = {
  generate: market(generateDefinition, {
    requiredBy: ({ customMode, imageUrls }) =>
      customMode === false && imageUrls === undefined ? ['prompt'] : [],
    fields: {
      variety: z
        .number()
        .min(0)
        .max(4)
        .optional()
        .meta({ description: 'How much the two songs differ, 0 … 4: accepted; they always differ audibly' }),
      imageUrls: z
        .array(httpUrl('A picture'))
        .refine((urls) => urls.length <= MAX_PICTURES, {
          params: { expected: `a list of at most ${MAX_PICTURES} URLs` },
        })
        .optional()
        .meta({ description: 'Simple mode: pictures; accepted, not looked at', maxItems: MAX_PICTURES }),
    },
    check: ({ title }) => tooLongTitle(title),
  }),
  extend: market(extendDefinition, { requiredBy: noneRequired, defaults: describesItself }),
  'upload-and-cover-audio': market(uploadCoverDefinition, { requiredBy: noneRequired }),
  'upload-and-extend-audio': market(uploadExtendDefinition, { defaults: describesItself }),
  'add-instrumental': market(addInstrumentalDefinition, {
    check: ({ model }) =>
      model === undefined || ACCOMPANYING_MODELS.includes(model)
        ? undefined
        : {
            reason: 'invalid',
            field: 'model',
            message: `model must be one of ${ACCOMPANYING_MODELS.join(', ')}; got "${model}"`,
          },
  }),
  'add-vocals': market(addVocalsDefinition),
  'replace-section': market(replaceSectionDefinition, {
    requiredBy: (values) => [...(replaceSectionDefinition.requiredBy?.(values) ?? []), 'fullLyrics'],
  }),
  'generate-persona': market(personaDefinition),
  mashup: market(mashupDefinition, {
    requiredBy: () => ['style', 'title'],
    defaults: ({ customMode }) => ({ customMode: customMode ?? true }),
  }),
  sounds: market(soundsDefinition),
  'generate-lyrics': market(lyricsDefinition),
  'timeStamped-lyrics': market(timestampedLyricsDefinition),
  'boost-music-style': market(styleBoostDefinition),
  'cover-generate': market(coverImagesDefinition),
  'convert-to-wav-format': market(wavDefinition),
  'create-music-video': market(videoDefinition),
  'separate-vocals': market(vocalSeparationDefinition),
  'generate-midi-from-audio': market(midiDefinition),
  'suno-recovery-audio': market(recoveryDefinition),
  'validation-phrase': market(voicePhraseDefinition),
  'regenerate-phrase': market(voiceRegenerateDefinition),
  'create-voice': market(voiceDefinition),
  'check-voice': market(checkVoiceDefinition),
}

export type MarketOperation = keyof typeof MARKET_DEFINITIONS

export const MARKET_OPERATIONS = Object.keys(MARKET_DEFINITIONS) as MarketOperation[]

/** Stands before the operation in `model`. */
export const MARKET_PREFIX = 'ai-music-api/'

function tooLongTitle(title: string | undefined): Violation | undefined {
  const [broken] = limit('title', title, MAX_TITLE_CHARS, '')
  if (!broken || broken.actualChars <= MAX_TITLE_CHARS) return undefined
  return {
    reason: 'too-long',
    field: 'title',
    message: `title must be at most ${MAX_TITLE_CHARS} characters; got ${broken.actualChars}`,
  }
}
