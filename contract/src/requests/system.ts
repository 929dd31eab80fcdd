import { z } from 'zod'
import { compact } from './extras.js'
import type { RequestDefinition } from './parse.js'

/** Severities of log lines, the least first. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const
export type LogLevelName = (typeof LOG_LEVELS)[number]

const DEFAULT_LINES = 200
const MAX_LINES = 1000

const logsSchema = z.object({
  level: z.enum(LOG_LEVELS).optional().meta({ description: 'This severe or more; default all' }),
  after: z
    .string()
    .refine((value) => /^\d{1,15}$/.test(value), { params: { expected: 'an id of an earlier answer' } })
    .optional()
    .meta({ description: 'Only lines after this one' }),
  limit: z
    .number()
    .int()
    .min(1)
    .max(MAX_LINES)
    .optional()
    .meta({ description: `The last so many lines, 1 … ${MAX_LINES}; default ${DEFAULT_LINES}` }),
})

/** Which log lines to show. */
export interface LogQuery {
  readonly level?: LogLevelName
  readonly after?: number
  readonly limit: number
}

/** `GET /troubadour/v1/system/logs` */
export const logsDefinition: RequestDefinition<typeof logsSchema, LogQuery> = {
  schema: logsSchema,
  toValue: ({ level, after, limit = DEFAULT_LINES }) =>
    compact({ level, after: after === undefined ? undefined : Number(after), limit }),
}
