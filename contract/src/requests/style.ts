import { z } from 'zod'
import type { StyleBoostRequest } from '../task-requests.js'
import { seedExtras, text } from './fields.js'
import type { RequestDefinition } from './parse.js'

/** A parsed style boost. */
export interface StyleBoostSubmission {
  readonly request: StyleBoostRequest
  readonly seed: number | undefined
}

const schema = z.object({
  content: text('A style idea, such as `Pop, Mysterious`', 1000),
  troubadour: seedExtras,
})

/** The body as clients write it. */
export type StyleBoostBody = z.input<typeof schema>

/** `POST /api/v1/style/generate` */
export const styleBoostDefinition: RequestDefinition<typeof schema, StyleBoostSubmission> = {
  schema,
  toValue: (fields) => ({ request: { content: fields.content }, seed: fields.troubadour?.seed }),
}
