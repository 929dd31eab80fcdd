import { z } from 'zod'
import { envelopeOf } from './envelope.js'

const secretSchema = z.object({
  id: z.string(),
  hint: z.string().meta({ description: 'First and last characters' }),
  createdAt: z.string().meta({ format: 'date-time' }),
  retiresAt: z
    .string()
    .nullable()
    .meta({ format: 'date-time', description: 'Signs until then; null: until it is retired' }),
})

export const webhookSecretListSchema = envelopeOf(z.object({ secrets: z.array(secretSchema) }))
export const webhookSecretResponseSchema = envelopeOf(secretSchema)
export const issuedWebhookSecretSchema = envelopeOf(
  z.object({
    ...secretSchema.shape,
    secret: z.string().meta({ description: 'The secret itself; it is not shown again' }),
  }),
)

/** A signing secret as the server keeps it, without its text. */
export interface WebhookSecretView {
  readonly id: string
  readonly hint: string
  readonly createdAt: Date
  readonly retiresAt: Date | null
}

/** A signing secret as clients see it. */
export type WebhookSecretData = z.infer<typeof secretSchema>

export function webhookSecretData({ id, hint, createdAt, retiresAt }: WebhookSecretView): WebhookSecretData {
  return { id, hint, createdAt: createdAt.toISOString(), retiresAt: retiresAt?.toISOString() ?? null }
}
