import { z } from 'zod'
import type { VocalSeparationRequest } from '../task-requests.js'
import { callBackUrl, httpUrl, seedExtras, trackSelectorFields } from './fields.js'
import type { RequestDefinition } from './parse.js'
import { selectorOf, type TrackSelector } from './track-selector.js'

/** A parsed separation submit; a track is looked up by the server. */
export interface VocalSeparationSubmission {
  readonly mode: VocalSeparationRequest['mode']
  readonly source:
    | { readonly kind: 'track'; readonly selector: TrackSelector }
    | { readonly kind: 'url'; readonly audioUrl: string }
  readonly callbackUrl: string
  readonly seed: number | undefined
}

/** Wire `type` → what is separated. */
const MODES = { separate_vocal: 'vocals', split_stem: 'stems' } as const

const schema = z.object({
  taskId: trackSelectorFields.taskId.optional(),
  audioId: trackSelectorFields.audioId,
  musicIndex: trackSelectorFields.musicIndex,
  audioUrl: httpUrl('A recording from outside, instead of `taskId` and `audioId`').optional(),
  type: z.enum(['separate_vocal', 'split_stem', 'split_stem_advanced']).optional().meta({
    description:
      '`separate_vocal` (default): voice and the rest. `split_stem`: twelve stems. `split_stem_advanced` is not available on this server',
  }),
  callBackUrl,
  troubadour: seedExtras,
})

/** The body as clients write it. */
export type VocalSeparationBody = z.input<typeof schema>

/** `POST /api/v1/vocal-removal/generate` */
export const vocalSeparationDefinition: RequestDefinition<typeof schema, VocalSeparationSubmission> = {
  schema,
  requiredBy({ musicIndex, audioUrl }) {
    if (audioUrl !== undefined) return []
    return musicIndex === undefined ? ['taskId', 'audioId'] : ['taskId']
  },
  check({ type }) {
    if (type !== 'split_stem_advanced') return undefined
    return {
      reason: 'invalid',
      field: 'type',
      message: `type must be one of ${Object.keys(MODES).join(', ')} on this server; got "split_stem_advanced"`,
    }
  },
  toValue: (fields) => ({
    mode: MODES[fields.type === 'split_stem' ? 'split_stem' : 'separate_vocal'],
    source: sourceOf(fields),
    callbackUrl: fields.callBackUrl,
    seed: fields.troubadour?.seed,
  }),
}

/** A fully named track wins over a URL: some clients send both. */
function sourceOf(fields: z.infer<typeof schema>): VocalSeparationSubmission['source'] {
  const { taskId, audioId, musicIndex, audioUrl } = fields
  if (taskId !== undefined && (audioId !== undefined || musicIndex !== undefined)) {
    return { kind: 'track', selector: selectorOf({ taskId, audioId, musicIndex }) }
  }
  if (audioUrl === undefined) throw new Error('a separation request without a source passed the checks')
  return { kind: 'url', audioUrl }
}
