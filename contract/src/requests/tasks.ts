import { z } from 'zod'
import { TASK_KINDS } from '../task-kinds.js'
import { httpUrl, text } from './fields.js'
import type { RequestDefinition } from './parse.js'

/** Where a task stands, as `/troubadour/v1` names it. */
export const TASK_STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const
export type TaskStateName = (typeof TASK_STATES)[number]

/** Where the delivery of a callback stands. */
export const EVENT_STATES = ['waiting', 'pending', 'delivered', 'dead'] as const
export type EventState = (typeof EVENT_STATES)[number]

/** Entries on a page when the client does not say. */
const DEFAULT_LIMIT = 50
const MAX_LIMIT = 200

/** One or several of `allowed`, separated by commas. */
function listOf(allowed: readonly string[], description: string) {
  return z
    .string()
    .refine((value) => split(value).every((part) => allowed.includes(part)), {
      params: { expected: `one or several, separated by commas, of ${allowed.join(', ')}` },
    })
    .optional()
    .meta({ description: `${description}; several are separated by commas: ${allowed.join(', ')}` })
}

function split(list: string): string[] {
  return list.split(',').map((part) => part.trim())
}

/** The last moment whose year has four digits, in epoch milliseconds. */
const LATEST_TIME = Date.UTC(10_000, 0) - 1

/** A moment from 1970 on as ISO 8601 or epoch milliseconds; undefined when it is neither. */
function parseTime(value: unknown): Date | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const date = new Date(/^\d{1,15}$/.test(String(value).trim()) ? Number(value) : value)
  return date.getTime() >= 0 && date.getTime() <= LATEST_TIME ? date : undefined
}

const timeText = (description: string) =>
  z
    .unknown()
    .refine((value) => parseTime(value) !== undefined, {
      params: { expected: 'a time such as 2026-02-03T04:05:06Z, or epoch milliseconds' },
    })
    .meta({
      description: `${description}; ISO 8601 or epoch milliseconds`,
      anyOf: [{ type: 'string', format: 'date-time' }, { type: 'integer' }],
    })

const limit = z
  .number()
  .int()
  .min(1)
  .max(MAX_LIMIT)
  .optional()
  .meta({ description: `Entries on a page, 1 … ${MAX_LIMIT}; default ${DEFAULT_LIMIT}` })

const cursorMatching = (pattern: RegExp) =>
  z
    .string()
    .refine((value) => pattern.test(value), { params: { expected: 'a nextCursor of an earlier answer' } })
    .optional()
    .meta({ description: '`nextCursor` of the page before' })

const taskListSchema = z.object({
  kind: listOf(Object.values(TASK_KINDS), 'Kinds of tasks'),
  state: listOf(TASK_STATES, 'States'),
  from: timeText('Created then or later').optional(),
  to: timeText('Created before then').optional(),
  parent: text('Tasks that work on a track or result of this task').optional(),
  limit,
  cursor: cursorMatching(/^\d{1,18}-[0-9a-f]{32}$/),
})

/** Which of an account's tasks to list, newest first. */
export interface TaskListQuery {
  readonly kinds: readonly string[] | undefined
  readonly states: readonly TaskStateName[] | undefined
  readonly from: Date | undefined
  readonly to: Date | undefined
  readonly parentTaskId: string | undefined
  readonly limit: number
  readonly cursor: string | undefined
}

/** `GET /troubadour/v1/tasks` */
export const taskListDefinition: RequestDefinition<typeof taskListSchema, TaskListQuery> = {
  schema: taskListSchema,
  aliases: { parentTaskId: 'parent', parent_task_id: 'parent' },
  toValue: ({ kind, state, from, to, parent, limit: count = DEFAULT_LIMIT, cursor }) => ({
    kinds: kind === undefined ? undefined : split(kind),
    states: state === undefined ? undefined : (split(state) as TaskStateName[]),
    from: from === undefined ? undefined : parseTime(from),
    to: to === undefined ? undefined : parseTime(to),
    parentTaskId: parent,
    limit: count,
    cursor,
  }),
}

const eventListSchema = z.object({
  state: listOf(EVENT_STATES, 'States of delivery'),
  taskId: text('Callbacks of this task').optional(),
  receiver: text('Callbacks to this host, with its port when the URL names one').optional(),
  limit,
  cursor: cursorMatching(/^\d{1,18}$/),
})

/** Which of an account's callbacks to list, newest first. */
export interface EventListQuery {
  readonly states: readonly EventState[] | undefined
  readonly taskId: string | undefined
  readonly receiver: string | undefined
  readonly limit: number
  readonly cursor: string | undefined
}

/** `GET /troubadour/v1/webhooks/events` */
export const eventListDefinition: RequestDefinition<typeof eventListSchema, EventListQuery> = {
  schema: eventListSchema,
  toValue: ({ state, taskId, receiver, limit: count = DEFAULT_LIMIT, cursor }) => ({
    states: state === undefined ? undefined : (split(state) as EventState[]),
    taskId,
    receiver,
    limit: count,
    cursor,
  }),
}

const replaySchema = z.object({
  since: timeText('Given up then or later'),
  receiver: text('Only callbacks to this host').optional(),
})

/** Which dead callbacks to send again. */
export interface ReplayQuery {
  readonly since: Date
  readonly receiver: string | undefined
}

/** `POST /troubadour/v1/webhooks/replay` */
export const replayDefinition: RequestDefinition<typeof replaySchema, ReplayQuery> = {
  schema: replaySchema,
  toValue: ({ since, receiver }) => ({ since: parseTime(since)!, receiver }),
}

const testEventSchema = z.object({ url: httpUrl('Where the test event is sent, at once and only once') })

/** `POST /troubadour/v1/webhooks/test` */
export const testEventDefinition: RequestDefinition<typeof testEventSchema, string> = {
  schema: testEventSchema,
  toValue: ({ url }) => url,
}
