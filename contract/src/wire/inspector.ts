import { z } from 'zod'
import { envelopeOf } from './envelope.js'

const time = z.string().meta({ format: 'date-time' })

const inspectorSchema = z.object({
  url: z.string().meta({ description: 'What is sent here is kept and shown; whoever knows it can send' }),
  answerStatus: z.number().int().meta({ description: 'HTTP status that senders get' }),
  createdAt: time,
  expiresAt: time.meta({ description: 'Then it is closed and what came is forgotten' }),
})

const inspectedSummarySchema = z.object({
  id: z.string(),
  receivedAt: time,
  method: z.string(),
  sizeBytes: z.number().int().meta({ description: 'Of the whole body' }),
  answerStatus: z.number().int().meta({ description: 'What the sender got' }),
  signature: z.enum(['right', 'wrong', 'none']).meta({
    description: 'Whether `webhook-signature` was made with a secret of this account over this body',
  }),
  taskId: z.string().nullable().meta({ description: 'The task that the body names' }),
  stage: z.string().nullable().meta({ description: 'The `callbackType` that the body names' }),
})

export const inspectorPageSchema = envelopeOf(
  z.object({
    inspector: inspectorSchema.nullable().meta({ description: 'Null: none is open' }),
    requests: z.array(inspectedSummarySchema).meta({ description: 'Newest first, the last 100 at most' }),
  }),
)

export const inspectorResponseSchema = envelopeOf(inspectorSchema)

export const inspectedRequestSchema = envelopeOf(
  inspectedSummarySchema.extend({
    headers: z.record(z.string(), z.string()),
    body: z.string().meta({ description: 'The first 64 KiB as text' }),
    isCut: z.boolean().meta({ description: 'The body was longer' }),
  }),
)

export const closedInspectorSchema = envelopeOf(z.object({ closed: z.boolean() }))

export type InspectorData = z.infer<typeof inspectorSchema>
export type InspectorPage = NonNullable<z.infer<typeof inspectorPageSchema>['data']>
export type InspectedSummary = z.infer<typeof inspectedSummarySchema>
export type InspectedRequestData = NonNullable<z.infer<typeof inspectedRequestSchema>['data']>

/** What the mappers need to know of a received request; the server's own type fits. */
export interface InspectedView {
  readonly id: string
  readonly receivedAt: Date
  readonly method: string
  readonly sizeBytes: number
  readonly answerStatus: number
  readonly signature: InspectedSummary['signature']
  readonly taskId: string | null
  readonly stage: string | null
}

export function inspectedSummary(request: InspectedView): InspectedSummary {
  const { id, receivedAt, method, sizeBytes, answerStatus, signature, taskId, stage } = request
  const at = receivedAt.toISOString()
  return { id, receivedAt: at, method, sizeBytes, answerStatus, signature, taskId, stage }
}
