import { z } from 'zod'
import { text, trackSelectorFields } from './fields.js'
import type { RequestDefinition } from './parse.js'

/** A track of an earlier task, not looked up yet. */
export type TrackSelector =
  | { readonly taskId: string; readonly audioId: string }
  | { readonly taskId: string; readonly musicIndex: number }

export function selectorOf(fields: { taskId: string; audioId?: string; musicIndex?: number }): TrackSelector {
  const { taskId, audioId, musicIndex } = fields
  return audioId === undefined ? { taskId, musicIndex: musicIndex ?? 0 } : { taskId, audioId }
}

/** `audioId` is needed unless the track is named by its place. */
export function audioIdUnlessIndexed(values: Readonly<Record<string, unknown>>): readonly string[] {
  return values['musicIndex'] === undefined ? ['audioId'] : []
}

const trackSchema = z.object(trackSelectorFields)

/** The body as clients write it. */
export type TimestampedLyricsBody = z.input<typeof trackSchema>

/** `POST /api/v1/generate/get-timestamped-lyrics` */
export const timestampedLyricsDefinition: RequestDefinition<typeof trackSchema, TrackSelector> = {
  schema: trackSchema,
  requiredBy: audioIdUnlessIndexed,
  toValue: selectorOf,
}

const taskSchema = z.object({ taskId: text('As answered by the submit') })

/** The query of every `GET …/record-info`. */
export const recordInfoDefinition: RequestDefinition<typeof taskSchema, string> = {
  schema: taskSchema,
  toValue: (fields) => fields.taskId,
}
