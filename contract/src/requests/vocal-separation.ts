import { z } from 'zod'
import { ADVANCED_STEM_NAMES, type AdvancedStemName } from '../stem-names.js'
import type { VocalSeparationRequest } from '../task-requests.js'
import { callBackUrl, httpUrl, seedExtras, trackSelectorFields } from './fields.js'
import type { RequestDefinition } from './parse.js'
import { selectorOf, type TrackSelector } from './track-selector.js'

/** A parsed separation submit; a track is looked up by the server. */
export interface VocalSeparationSubmission {
  readonly mode: VocalSeparationRequest['mode']
  readonly stemName: AdvancedStemName | undefined
  readonly source:
    | { readonly kind: 'track'; readonly selector: TrackSelector }
    | { readonly kind: 'url'; readonly audioUrl: string }
  readonly callbackUrl: string
  readonly seed: number | undefined
}

/** Wire `type` → what is separated. */
const MODES = { separate_vocal: 'vocals', split_stem: 'stems', split_stem_advanced: 'advanced' } as const

const schema = z.object({
  taskId: trackSelectorFields.taskId.optional(),
  audioId: trackSelectorFields.audioId,
  musicIndex: trackSelectorFields.musicIndex,
  audioUrl: httpUrl('A recording from outside, instead of `taskId` and `audioId`').optional(),
  type: z.enum(['separate_vocal', 'split_stem', 'split_stem_advanced']).optional().meta({
    description:
      '`separate_vocal` (default): voice and the rest. `split_stem`: twelve stems. `split_stem_advanced`: `stemName` and everything else',
  }),
  stemName: z
    .string()
    .optional()
    .meta({ description: 'What `split_stem_advanced` takes out', enum: ADVANCED_STEM_NAMES }),
  callBackUrl,
  troubadour: seedExtras,
})

/** The body as clients write it. */
export type VocalSeparationBody = z.input<typeof schema>

/** `POST /api/v1/vocal-removal/generate` */
export const vocalSeparationDefinition: RequestDefinition<typeof schema, VocalSeparationSubmission> = {
  schema,
  requiredBy({ musicIndex, audioUrl, type }) {
    const source = audioUrl !== undefined ? [] : musicIndex === undefined ? ['taskId', 'audioId'] : ['taskId']
    return type === 'split_stem_advanced' ? [...source, 'stemName'] : source
  },
  check({ type, stemName }) {
    // Clients send along a name of their own with the other types.
    if (type !== 'split_stem_advanced' || isStemName(stemName)) return undefined
    return {
      reason: 'invalid',
      field: 'stemName',
      message: `stemName must be one of ${ADVANCED_STEM_NAMES.join(', ')}; got ${JSON.stringify(stemName)?.slice(0, 40)}`,
    }
  },
  toValue: (fields) => ({
    mode: MODES[fields.type ?? 'separate_vocal'],
    stemName:
      fields.type === 'split_stem_advanced' && isStemName(fields.stemName) ? fields.stemName : undefined,
    source: sourceOf(fields),
    callbackUrl: fields.callBackUrl,
    seed: fields.troubadour?.seed,
  }),
}

const isStemName = (name: string | undefined): name is AdvancedStemName =>
  ADVANCED_STEM_NAMES.some((known) => known === name)

/** A fully named track wins over a URL: some clients send both. */
function sourceOf(fields: z.infer<typeof schema>): VocalSeparationSubmission['source'] {
  const { taskId, audioId, musicIndex, audioUrl } = fields
  if (taskId !== undefined && (audioId !== undefined || musicIndex !== undefined)) {
    return { kind: 'track', selector: selectorOf({ taskId, audioId, musicIndex }) }
  }
  if (audioUrl === undefined) throw new Error('a separation request without a source passed the checks')
  return { kind: 'url', audioUrl }
}
