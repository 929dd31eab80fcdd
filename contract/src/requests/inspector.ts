import { z } from 'zod'
import { compact } from './extras.js'
import type { RequestDefinition } from './parse.js'

const answerStatus = z.number().int().min(200).max(599).optional().meta({
  description: 'HTTP status that senders get; default 200. Others show how failures are dealt with',
})

const openSchema = z.object({ answerStatus })

/** The body as clients write it. */
export type OpenInspectorBody = z.input<typeof openSchema>

/** `POST /troubadour/v1/webhooks/inspector` */
export const openInspectorDefinition: RequestDefinition<
  typeof openSchema,
  { readonly answerStatus?: number }
> = { schema: openSchema, toValue: (fields) => compact(fields) }

const inspectedSchema = z.object({
  after: z
    .string()
    .refine((value) => /^\d{1,18}$/.test(value), { params: { expected: 'an id of an earlier answer' } })
    .optional()
    .meta({ description: 'Only requests that came after this one' }),
})

/** The query of `GET /troubadour/v1/webhooks/inspector` → the request that was seen last. */
export const inspectedDefinition: RequestDefinition<typeof inspectedSchema, { readonly after?: string }> = {
  schema: inspectedSchema,
  toValue: (fields) => compact(fields),
}
