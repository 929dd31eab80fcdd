import { z } from 'zod'
import { text } from './fields.js'
import type { RequestDefinition } from './parse.js'

const schema = z.object({
  url: text('A URL that this server gave: of a result, an upload or a stream', 4000),
})

/** The body as clients write it. */
export type DownloadUrlBody = z.input<typeof schema>

/** `POST /api/v1/common/download-url` */
export const downloadUrlDefinition: RequestDefinition<typeof schema, string> = {
  schema,
  toValue: (fields) => fields.url,
}
