import { z } from 'zod'
import { EVENT_STATES, TASK_STATES } from '../requests/tasks.js'
import { envelopeOf } from './envelope.js'
import { failureOf, type TaskView } from './task-view.js'

/** What `/troubadour/v1` shows: additions of ours, for every kind of task alike. Times are ISO 8601. */

const time = z.string().meta({ format: 'date-time' })

const taskSummarySchema = z.object({
  taskId: z.string(),
  kind: z.string(),
  state: z.enum(TASK_STATES),
  stage: z.enum(['pending', 'text', 'first', 'complete', 'error']),
  progress: z.number().meta({ description: '0 … 1' }),
  seed: z.number().int(),
  parentTaskId: z.string().nullable().meta({ description: 'The task whose track or result it works on' }),
  parentAudioId: z.string().nullable(),
  sandbox: z.boolean().meta({ description: 'Submitted with a sandbox key: never performed by the engine' }),
  creditsHeld: z.number(),
  errorCode: z.number().int().nullable(),
  errorMessage: z.string().nullable(),
  createdAt: time,
  startedAt: time.nullable(),
  completedAt: time.nullable(),
})

export const taskPageSchema = envelopeOf(
  z.object({
    tasks: z.array(taskSummarySchema),
    nextCursor: z.string().nullable().meta({ description: 'For the next page; null on the last one' }),
  }),
)

const queueFields = {
  queuePosition: z.number().int().nullable().meta({ description: '1 is next; null when not waiting' }),
  etaSeconds: z.number().nullable().meta({ description: 'Until it is done, from recent tasks of its kind' }),
}

const callbackSummarySchema = z.object({
  eventId: z.string(),
  stage: z.string(),
  state: z.enum(EVENT_STATES),
  attempts: z.number().int().meta({ description: 'Since it was written or sent again' }),
  lastStatus: z.number().int().nullable().meta({ description: 'HTTP status of the last answer' }),
  lastError: z.string().nullable(),
})

export const taskDetailSchema = envelopeOf(
  z.object({
    ...taskSummarySchema.shape,
    ...queueFields,
    warnings: z.array(z.object({ code: z.string(), message: z.string() })),
    param: z.string().meta({ description: 'The request body as sent, a JSON string' }),
    callbackUrl: z.string().nullable(),
    result: z
      .unknown()
      .meta({ description: 'What record-info of its kind shows; null until there is something' }),
    callbacks: z.array(callbackSummarySchema).meta({ description: 'In the order of the stages' }),
  }),
)

export const taskProgressSchema = z
  .object({
    taskId: z.string(),
    kind: z.string(),
    state: z.enum(TASK_STATES),
    stage: z.enum(['pending', 'text', 'first', 'complete', 'error']),
    progress: z.number().meta({ description: '0 … 1' }),
    ...queueFields,
    errorCode: z.number().int().nullable(),
    errorMessage: z.string().nullable(),
  })
  .meta({ description: 'Data of every event: all of it, not only what has changed' })
export type TaskProgress = z.infer<typeof taskProgressSchema>

const eventSummarySchema = z.object({
  eventId: z.string().meta({ description: 'The same in every attempt: the header `webhook-id`' }),
  taskId: z.string(),
  stage: z.string(),
  url: z.string(),
  receiver: z.string().meta({ description: 'Host, with the port when the URL names one' }),
  state: z.enum(EVENT_STATES).meta({
    description:
      '`waiting` behind an earlier stage of its task, `pending` until delivered, or `dead`: given up',
  }),
  attempts: z.number().int().meta({ description: 'Since it was written or sent again' }),
  lastStatus: z.number().int().nullable().meta({ description: 'HTTP status of the last answer' }),
  lastError: z.string().nullable().meta({ description: 'Why the last attempt did not count' }),
  deadReason: z.string().nullable(),
  nextAttemptAt: time.nullable().meta({ description: 'Not before; null unless pending' }),
  createdAt: time,
  finishedAt: time.nullable(),
})

export const eventPageSchema = envelopeOf(
  z.object({
    events: z.array(eventSummarySchema),
    nextCursor: z.string().nullable().meta({ description: 'For the next page; null on the last one' }),
  }),
)

export const eventDetailSchema = envelopeOf(
  z.object({
    ...eventSummarySchema.shape,
    body: z.unknown().meta({ description: 'What is sent' }),
    history: z
      .array(
        z.object({
          number: z.number().int().meta({ description: '1 is the first since it was written or sent again' }),
          startedAt: time,
          latencyMs: z.number().int(),
          status: z.number().int().nullable().meta({ description: 'Null when no answer came' }),
          answer: z.string().nullable().meta({ description: 'First 512 bytes of the answer' }),
          error: z.string().nullable().meta({ description: 'Why it did not count; null when it did' }),
        }),
      )
      .meta({ description: 'Every attempt, oldest first' }),
  }),
)

export const replayedSchema = envelopeOf(z.object({ eventId: z.string(), state: z.literal('pending') }))
export const replayedManySchema = envelopeOf(z.object({ replayed: z.number().int() }))

export const testEventResultSchema = envelopeOf(
  z.object({
    delivered: z.boolean().meta({ description: 'The receiver answered with a status of 200 … 299' }),
    status: z.number().int().nullable(),
    latencyMs: z.number().int(),
    answer: z.string().nullable().meta({ description: 'First 512 bytes of the answer' }),
    error: z.string().nullable(),
    sent: z
      .object({ headers: z.record(z.string(), z.string()), body: z.unknown() })
      .meta({ description: 'What the receiver got, signatures included' }),
  }),
)

/** A task as the lists see it; the server's own task type fits. */
export interface ListedTask extends TaskView {
  readonly kind: string
  readonly parentTaskId: string | null
  readonly sandbox: boolean
  /** Credits. */
  readonly cost: number
  readonly startedAt: Date | null
}

export function taskSummary(task: ListedTask): z.infer<typeof taskSummarySchema> {
  const failure = failureOf(task)
  return {
    taskId: task.id,
    kind: task.kind,
    state: task.state,
    stage: task.stage,
    progress: task.progress,
    seed: task.seed,
    parentTaskId: task.parentTaskId,
    parentAudioId: task.parentTrackId,
    sandbox: task.sandbox,
    creditsHeld: task.cost,
    errorCode: failure?.code ?? null,
    errorMessage: failure?.message ?? null,
    createdAt: task.createdAt.toISOString(),
    startedAt: task.startedAt?.toISOString() ?? null,
    completedAt: task.completedAt?.toISOString() ?? null,
  }
}

/** Place in the queue; undefined when the task does not wait. */
export type QueuePlace = { readonly position: number; readonly etaSeconds: number } | undefined

export function queueView(queue: QueuePlace): { queuePosition: number | null; etaSeconds: number | null } {
  return { queuePosition: queue?.position ?? null, etaSeconds: queue?.etaSeconds ?? null }
}

export function taskProgress(task: TaskView & { readonly kind: string }, queue: QueuePlace): TaskProgress {
  const failure = failureOf(task)
  return {
    taskId: task.id,
    kind: task.kind,
    state: task.state,
    stage: task.stage,
    progress: task.progress,
    ...queueView(queue),
    errorCode: failure?.code ?? null,
    errorMessage: failure?.message ?? null,
  }
}

/** A callback as the lists see it; the server's own event type fits. */
export interface ListedEvent {
  readonly id: string
  readonly taskId: string
  readonly stage: string
  readonly url: string
  readonly receiver: string
  readonly state: z.infer<typeof eventSummarySchema>['state']
  readonly attemptCount: number
  readonly lastStatus: number | null
  readonly lastError: string | null
  readonly deadReason: string | null
  readonly nextAttemptAt: Date
  readonly createdAt: Date
  readonly finishedAt: Date | null
}

export function eventSummary(event: ListedEvent): z.infer<typeof eventSummarySchema> {
  return {
    eventId: event.id,
    taskId: event.taskId,
    stage: event.stage,
    url: event.url,
    receiver: event.receiver,
    state: event.state,
    attempts: event.attemptCount,
    lastStatus: event.lastStatus,
    lastError: event.lastError,
    deadReason: event.deadReason,
    nextAttemptAt: event.state === 'pending' ? event.nextAttemptAt.toISOString() : null,
    createdAt: event.createdAt.toISOString(),
    finishedAt: event.finishedAt?.toISOString() ?? null,
  }
}

export function callbackSummary(event: ListedEvent): z.infer<typeof callbackSummarySchema> {
  const { id, stage, state, attemptCount, lastStatus, lastError } = event
  return { eventId: id, stage, state, attempts: attemptCount, lastStatus, lastError }
}
