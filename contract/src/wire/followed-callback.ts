import { z } from 'zod'

/** Data of each `callback` event of `GET /troubadour/v1/webhooks/stream`: a callback as its receiver gets it. */
export const followedCallbackSchema = z
  .object({
    eventId: z.string().meta({ description: 'The same as the header `webhook-id`' }),
    taskId: z.string(),
    stage: z.string(),
    url: z.string().meta({ description: 'Where the server itself delivers it' }),
    headers: z
      .record(z.string(), z.string())
      .meta({ description: 'As sent to a receiver, signed a moment ago' }),
    body: z.string().meta({ description: 'JSON text, byte for byte what is signed and sent' }),
  })
  .meta({ description: 'Data of every event named `callback`' })
export type FollowedCallbackData = z.infer<typeof followedCallbackSchema>
