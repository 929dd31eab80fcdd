import { z } from 'zod'
import { MODEL_IDS } from '../models.js'
import { parseRequestedKey } from './musical-key.js'

/** Length in characters (Unicode code points), as the limits of the contract count. */
export function charCount(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}

/** Text of at most `maxChars` characters. */
export function text(description: string, maxChars?: number) {
  if (maxChars === undefined) return z.string().meta({ description })
  return z
    .string()
    .refine((value) => charCount(value) <= maxChars, { params: { maxChars } })
    .meta({ description, maxLength: maxChars })
}

/** An absolute http or https URL. Whether it can be reached is not looked at here. */
export function httpUrl(description: string) {
  return z
    .string()
    .refine(isHttpUrl, { params: { expected: 'an http or https URL' } })
    .meta({ description, format: 'uri' })
}

function isHttpUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname } = new URL(value)
  return (protocol === 'http:' || protocol === 'https:') && hostname !== ''
}

const weight = (description: string) =>
  z
    .number()
    .min(0)
    .max(1)
    .meta({ description: `${description}, 0 … 1` })

/** Wishes that any song request can carry. */
export const songFields = {
  styleWeight: weight('How sharply the style is followed').optional(),
  weirdnessConstraint: weight('How far harmony, rhythm and sound may leave the beaten track').optional(),
  audioWeight: weight('How closely a source recording is followed').optional(),
  vocalGender: z.enum(['m', 'f']).optional().meta({ description: 'Preferred singer' }),
}

export const model = z
  .enum(MODEL_IDS)
  .meta({ description: 'Sets the limits; one engine performs all models' })

export const callBackUrl = httpUrl('Receives the outcome; a placeholder is fine when you poll')

const seed = z
  .number()
  .int()
  .min(0)
  .max(2_147_483_647)
  .optional()
  .meta({ description: 'Same request, same seed: same result. Default random' })

/** The `troubadour` object of requests whose result depends on a seed only. */
export const seedExtras = z.object({ seed }).optional().meta({ description: 'Additions of this server' })

/** The `troubadour` object of song requests. */
export const songExtras = z
  .object({
    seed,
    bpm: z.number().min(20).max(300).optional().meta({ description: 'Quarter notes a minute' }),
    key: z
      .string()
      .refine((value) => parseRequestedKey(value) !== undefined, {
        params: { expected: 'a key such as "D minor", "F#m" or "Bb"' },
      })
      .optional()
      .meta({ description: 'Such as `D minor`, `F#m` or `Bb`' }),
  })
  .optional()
  .meta({ description: 'Additions of this server' })

/** Names a track of an earlier task: by `audioId`, or by its place in the task. */
export const trackSelectorFields = {
  taskId: text('The task that made the track'),
  audioId: text('The track; may be left out when `musicIndex` is given').optional(),
  musicIndex: z
    .number()
    .int()
    .min(0)
    .max(1)
    .optional()
    .meta({ description: '0 or 1: place of the track in its task' }),
}
