import { z } from 'zod'
import type { VideoRequest } from '../task-requests.js'
import { compact } from './extras.js'
import { callBackUrl, seedExtras, text, trackSelectorFields } from './fields.js'
import type { RequestDefinition } from './parse.js'
import { audioIdUnlessIndexed, selectorOf, type TrackSelector } from './track-selector.js'

/** A parsed WAV or video submit; the track is looked up by the server. */
export interface TrackFileSubmission {
  readonly selector: TrackSelector
  readonly callbackUrl: string
  readonly seed: number | undefined
  readonly options: Pick<VideoRequest, 'author' | 'domainName'>
}

const wavSchema = z.object({ ...trackSelectorFields, callBackUrl, troubadour: seedExtras })

/** The body as clients write it. */
export type WavBody = z.input<typeof wavSchema>

/** `POST /api/v1/wav/generate` */
export const wavDefinition: RequestDefinition<typeof wavSchema, TrackFileSubmission> = {
  schema: wavSchema,
  requiredBy: audioIdUnlessIndexed,
  toValue: (fields) => ({
    selector: selectorOf(fields),
    callbackUrl: fields.callBackUrl,
    seed: fields.troubadour?.seed,
    options: {},
  }),
}

const videoSchema = z.object({
  ...trackSelectorFields,
  callBackUrl,
  author: text('Shown on the cover', 50).optional(),
  domainName: text('Watermark', 50).optional(),
  troubadour: seedExtras,
})

/** The body as clients write it. */
export type VideoBody = z.input<typeof videoSchema>

/** `POST /api/v1/mp4/generate` */
export const videoDefinition: RequestDefinition<typeof videoSchema, TrackFileSubmission> = {
  schema: videoSchema,
  requiredBy: audioIdUnlessIndexed,
  toValue: (fields) => ({
    selector: selectorOf(fields),
    callbackUrl: fields.callBackUrl,
    seed: fields.troubadour?.seed,
    options: compact({ author: fields.author, domainName: fields.domainName }),
  }),
}
