import { z } from 'zod'
import { snakeCase } from '../requests/canonical-fields.js'
import { envelopeOf, success, type Envelope } from '../wire/envelope.js'
import type { TimestampedLyrics } from '../wire/timestamped-lyrics.js'

/** Answer of `POST /api/v1/jobs/createTask`; `timeStamped-lyrics` alone is answered with its result instead of a task. */
export const createdTaskSchema = envelopeOf(
  z.looseObject({
    taskId: z.string().optional().meta({ description: 'Of every operation but `timeStamped-lyrics`' }),
  }),
)

/** Timed lyrics with every key in both spellings. */
export function bothSpellings(lyrics: TimestampedLyrics): Envelope<Record<string, unknown>> {
  return success(doubled(lyrics) as Record<string, unknown>)
}

function doubled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(doubled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]) => {
      const both = doubled(entry)
      return [
        [key, both],
        [snakeCase(key), both],
      ]
    }),
  )
}
