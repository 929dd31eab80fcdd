import { z } from 'zod'
import { LOG_LEVELS } from '../requests/system.js'
import { envelopeOf } from './envelope.js'

const time = z.string().meta({ format: 'date-time' })
const bytes = (description: string) => z.number().meta({ description })

/** How the server is, for administrators. Figures about the process are those of the one that answers. */
const systemSchema = z.object({
  version: z.string(),
  node: z.string(),
  role: z.enum(['all', 'api', 'worker']),
  url: z.string().meta({ description: 'Base of the URLs given to clients' }),
  startedAt: time,
  checks: z
    .record(z.string(), z.string())
    .meta({ description: 'What must work before requests are served: `ok`, or what is wrong' }),
  process: z.object({
    pid: z.number().int(),
    memoryBytes: bytes('Resident, without the database'),
    cores: z.number().int(),
    load: z.number().meta({ description: 'Of the machine, average of the last minute' }),
    memoryTotalBytes: bytes('Of the machine'),
    memoryFreeBytes: bytes('Of the machine'),
  }),
  database: z.object({
    kind: z.enum(['embedded', 'external']),
    version: z.string(),
    sizeBytes: z.number(),
  }),
  queue: z
    .array(
      z.object({
        lane: z.string().meta({ description: '`audio` work takes render threads, `light` work does not' }),
        queued: z.number().int(),
        running: z.number().int(),
        places: z.number().int().meta({ description: 'Tasks that one worker takes at a time' }),
      }),
    )
    .meta({ description: 'Of all processes together' }),
  lastDay: z
    .record(z.string(), z.number().int())
    .meta({ description: 'Tasks submitted within 24 hours, by state' }),
  workers: z
    .array(
      z.object({
        id: z.string().meta({ description: 'Machine, process number and start' }),
        isThis: z.boolean().meta({ description: 'The process that answers' }),
        running: z.number().int(),
        lastSeenAt: time.nullable(),
      }),
    )
    .meta({ description: 'This process if it performs tasks, and all that have one in hand' }),
  callbacks: z.object({
    pending: z.number().int(),
    waiting: z.number().int().meta({ description: 'Behind an earlier stage of their task' }),
    dead: z.number().int(),
    oldestDueSeconds: z.number(),
    openCircuits: z.number().int().meta({ description: 'Receivers that count as down' }),
  }),
  storage: z.object({
    kind: z.enum(['disk', 's3']),
    place: z.string().meta({ description: 'Folder or bucket' }),
    files: z.number().int(),
    filesBytes: z.number(),
    freeBytes: z.number(),
    totalBytes: z.number(),
    minFreeBytes: z.number().meta({ description: 'New work is refused below this' }),
    retentionDays: z.number().int(),
  }),
  engines: z.array(z.object({ port: z.string(), id: z.string().meta({ description: 'Name and version' }) })),
  renderThreads: z.number().int(),
  configuration: z
    .array(
      z.object({
        name: z.string(),
        value: z.string().meta({ description: 'As understood; secrets as `(set)`' }),
        isDefault: z.boolean(),
        description: z.string(),
      }),
    )
    .meta({ description: 'Every environment variable, in the order of the manual' }),
})

export const systemResponseSchema = envelopeOf(systemSchema)
export type SystemData = z.infer<typeof systemSchema>

const logLineSchema = z.object({
  id: z.string(),
  time,
  level: z.enum(LOG_LEVELS),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).meta({ description: 'What was logged with it' }),
})
export type LogLineData = z.infer<typeof logLineSchema>

export const logsResponseSchema = envelopeOf(
  z.object({
    lines: z.array(logLineSchema).meta({ description: 'Oldest first' }),
    lost: z.boolean().meta({ description: 'Between `after` and the first line some are no longer kept' }),
  }),
)
export type LogPage = NonNullable<z.infer<typeof logsResponseSchema>['data']>
