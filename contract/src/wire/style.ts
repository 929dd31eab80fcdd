import { z } from 'zod'
import type { StyleBoostResult } from '../task-results.js'
import { envelopeOf, success, type Envelope } from './envelope.js'
import type { TaskView } from './task-view.js'

export const styleBoostSchema = envelopeOf(
  z.object({
    taskId: z.string(),
    param: z.string().meta({ description: 'The `content` of the request' }),
    result: z.string().meta({ description: 'The style, written out' }),
    response: z.object({ result: z.string() }).meta({ description: 'The same once more' }),
    creditsConsumed: z.number(),
    creditsRemaining: z.number(),
    successFlag: z.literal('1'),
    errorCode: z.number().int().nullable(),
    errorMessage: z.string().nullable(),
    errorMsg: z.string().nullable(),
    createTime: z.number().int().meta({ description: 'Epoch milliseconds' }),
  }),
)
export type StyleBoost = NonNullable<z.infer<typeof styleBoostSchema>['data']>

/** Answer of a style boost, which has always succeeded by then. */
export function styleBoost(
  task: TaskView,
  boost: StyleBoostResult & {
    readonly content: string
    readonly creditsConsumed: number
    readonly creditsRemaining: number
  },
): Envelope<StyleBoost> {
  return success({
    taskId: task.id,
    param: boost.content,
    result: boost.text,
    response: { result: boost.text },
    creditsConsumed: boost.creditsConsumed,
    creditsRemaining: boost.creditsRemaining,
    successFlag: '1',
    errorCode: null,
    errorMessage: null,
    errorMsg: null,
    createTime: task.createdAt.getTime(),
  })
}
