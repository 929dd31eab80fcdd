import { z } from 'zod'
import { MODELS, type ModelId } from '../models.js'
import type { ReplaceSectionRequest } from '../task-requests.js'
import { compact, weightsOf, wishesOf } from './extras.js'
import { callBackUrl, httpUrl, model, songExtras, songFields, text, trackSelectorFields } from './fields.js'
import { limit } from './limits.js'
import type { RequestDefinition, Violation } from './parse.js'
import { selectorOf, type TrackSelector } from './track-selector.js'
import { wordsOrIdea } from './words-or-idea.js'

/** Shortest window, in seconds. */
const MIN_WINDOW_SECONDS = 6
/** For a track, whichever model it is of, in characters. */
const MAX_TITLE_CHARS = 100

/** A parsed submit; a track is looked up by the server. */
export interface ReplaceSectionSubmission {
  readonly request: Omit<ReplaceSectionRequest, 'source' | 'model'>
  readonly source:
    | { readonly kind: 'track'; readonly selector: TrackSelector }
    | { readonly kind: 'url'; readonly uploadUrl: string; readonly model: ModelId }
  readonly callbackUrl: string | undefined
  readonly seed: number | undefined
}

const seconds = (description: string) => z.number().min(0).meta({ description })

const schema = z.object({
  taskId: trackSelectorFields.taskId.optional(),
  audioId: trackSelectorFields.audioId,
  musicIndex: trackSelectorFields.musicIndex,
  uploadUrl: httpUrl(
    'A recording from outside, instead of `taskId` and `audioId`: audio of at most 8 minutes; fetched when the task runs',
  ).optional(),
  model: model.optional().meta({ description: 'Needed with `uploadUrl`; a track keeps its own' }),
  prompt: text(
    'The new words, to be sung as they stand, when it holds section tags or several lines; otherwise a description of the new part',
    5000,
  ),
  tags: text('Style of the new part; `style` is accepted too', 1000),
  title: text('Title of the song'),
  infillStartS: seconds('Where the new part begins, in seconds; rounded to hundredths'),
  infillEndS: seconds(
    `Where it ends, in seconds: at least ${MIN_WINDOW_SECONDS} later. More than half of the song is done, with a warning`,
  ),
  fullLyrics: text(
    'All words of the song as it shall be. Default: those of the song with the new ones in their place',
    10_000,
  ).optional(),
  negativeTags: text('Styles and instruments to avoid').optional(),
  callBackUrl: callBackUrl.optional(),
  ...songFields,
  troubadour: songExtras,
})

/** The body as clients write it. */
export type ReplaceSectionBody = z.input<typeof schema>

/** `POST /api/v1/generate/replace-section` */
export const replaceSectionDefinition: RequestDefinition<typeof schema, ReplaceSectionSubmission> = {
  schema,
  aliases: { style: 'tags' },

  requiredBy({ taskId, audioId, musicIndex, uploadUrl }) {
    const namesTrack = taskId !== undefined || audioId !== undefined || musicIndex !== undefined
    if (uploadUrl !== undefined && !namesTrack) return ['model']
    // Both forms at once are refused by `check`, whatever they lack.
    if (uploadUrl !== undefined) return []
    return musicIndex === undefined ? ['taskId', 'audioId'] : ['taskId']
  },

  check(fields) {
    const { taskId, audioId, musicIndex, uploadUrl } = fields
    if (uploadUrl !== undefined && (taskId ?? audioId ?? musicIndex) !== undefined) {
      return {
        reason: 'invalid',
        field: 'uploadUrl',
        message: 'uploadUrl cannot be given together with taskId and audioId; allowed: one or the other',
      }
    }
    return windowViolation(hundredths(fields.infillStartS), hundredths(fields.infillEndS))
  },

  limits: ({ title, uploadUrl, model: modelId }) =>
    uploadUrl !== undefined && modelId !== undefined
      ? limit('title', title, MODELS[modelId].maxTitleChars, `with model ${modelId}`)
      : limit('title', title, MAX_TITLE_CHARS, ''),

  toValue: (fields) => ({
    request: compact({
      ...wordsOrIdea({ prompt: fields.prompt }),
      title: fields.title,
      style: fields.tags,
      startSeconds: hundredths(fields.infillStartS),
      endSeconds: hundredths(fields.infillEndS),
      fullLyrics: fields.fullLyrics,
      negativeTags: fields.negativeTags,
      vocalGender: fields.vocalGender,
      ...weightsOf(fields),
      ...compact(wishesOf(fields.troubadour)),
    }),
    source: sourceOf(fields),
    callbackUrl: fields.callBackUrl,
    seed: fields.troubadour?.seed,
  }),
}

function windowViolation(start: number, end: number): Violation | undefined {
  // In hundredths: differences of decimal fractions are not exact.
  if (Math.round((end - start) * 100) >= MIN_WINDOW_SECONDS * 100) return undefined
  return {
    reason: 'out-of-range',
    field: 'infillEndS',
    message: `infillEndS must be at least ${MIN_WINDOW_SECONDS} seconds after infillStartS; got ${start} to ${end}`,
  }
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100
}

function sourceOf(fields: z.infer<typeof schema>): ReplaceSectionSubmission['source'] {
  const { taskId, audioId, musicIndex, uploadUrl, model: modelId } = fields
  if (taskId !== undefined) return { kind: 'track', selector: selectorOf({ taskId, audioId, musicIndex }) }
  if (uploadUrl === undefined || modelId === undefined) {
    throw new Error('a replace-section request without a source passed the checks')
  }
  return { kind: 'url', uploadUrl, model: modelId }
}
