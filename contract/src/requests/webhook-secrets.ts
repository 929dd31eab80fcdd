import { z } from 'zod'
import { compact } from './extras.js'
import type { RequestDefinition } from './parse.js'

/** Longest time that an old secret signs beside a new one: 30 days. */
const MAX_OVERLAP_HOURS = 30 * 24
const HOUR_MS = 3_600_000
/** `whsec_` and the base64 of 16 bytes or more. */
const SECRET = /^whsec_[A-Za-z0-9+/]{22,}={0,2}$/

const hours = (description: string) =>
  z.number().min(0).max(MAX_OVERLAP_HOURS).optional().meta({ description })

const createSchema = z.object({
  secret: z
    .string()
    .max(200)
    .refine((value) => SECRET.test(value), {
      params: { expected: '"whsec_" followed by the base64 of 16 bytes or more' },
    })
    .optional()
    .meta({ description: 'A secret of your own, `whsec_` and base64; default: a new one' }),
  overlapHours: hours(
    'The secrets there were stop signing so many hours later; default: when they are retired. 0: at once',
  ),
})

/** The body as clients write it. */
export type CreateWebhookSecretBody = z.input<typeof createSchema>

/** `POST /troubadour/v1/webhooks/secrets` */
export const createWebhookSecretDefinition: RequestDefinition<
  typeof createSchema,
  { readonly text?: string; readonly overlapMs?: number }
> = {
  schema: createSchema,
  toValue: ({ secret, overlapHours }) =>
    compact({ text: secret, overlapMs: overlapHours === undefined ? undefined : overlapHours * HOUR_MS }),
}

const retireSchema = z.object({ afterHours: hours('Signs so many hours more; default 0') })

/** `DELETE /troubadour/v1/webhooks/secrets/{secretId}` → milliseconds for which it goes on signing. */
export const retireWebhookSecretDefinition: RequestDefinition<typeof retireSchema, number> = {
  schema: retireSchema,
  toValue: ({ afterHours = 0 }) => afterHours * HOUR_MS,
}
