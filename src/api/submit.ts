import { success, type Envelope, type TaskKind, type TaskRequest } from '@troubadour/contract'
import type { FastifyRequest } from 'fastify'
import { KeyCapError } from '../accounts/index.js'
import {
  IdempotencyKeyReusedError,
  InsufficientCreditsError,
  type FinishedWork,
  type NewTask,
  type Task,
} from '../tasks/types.js'
import { ApiError } from './api-error.js'
import type { ApiDeps } from './deps.js'
import { bodyOf } from './requests.js'
import { sandboxFields } from './sandbox.js'

/** A task about to be made, read from its request. */
export interface Submit {
  readonly kind: TaskKind
  readonly request: TaskRequest
  readonly callbackUrl: string | undefined
  /** Undefined: drawn here. */
  readonly seed: number | undefined
  /** The task and track that it works on, as far as they are named. */
  readonly parent?: { readonly taskId?: string; readonly trackId?: string }
}

/** Live wording; clients show it. */
const NO_CREDITS =
  "Credits insufficient : Your current balance isn't enough to run this request. Please top up to continue."

const REUSED =
  'Idempotency-Key was used before with another request; allowed: the same request again, or another key'

const MAX_IDEMPOTENCY_KEY_CHARS = 255
/** The host that the SDK names, see `sdk/src/client.ts`. */
const NOBODY = 'no-callback.invalid'

/** Makes the task durable and answers with its id. A repeated `Idempotency-Key` gets the first task's. */
export async function submitTask(
  deps: ApiDeps,
  request: FastifyRequest,
  submit: Submit,
): Promise<Envelope<{ taskId: string }>> {
  await refuseWhenDiskIsFull(deps)
  await refuseWhenQueueIsFull(deps, request.account.keyId)
  const { task } = await explained(deps.tasks.submit(newTask(deps, request, submit)))
  return success({ taskId: task.id })
}

/** Records work that is already done as a task that has succeeded. A repeated `Idempotency-Key` gets the first task. */
export async function submitFinishedTask(
  deps: ApiDeps,
  request: FastifyRequest,
  submit: Submit,
  work: FinishedWork,
): Promise<Task> {
  const { task } = await explained(deps.tasks.submitFinished(newTask(deps, request, submit), work))
  return task
}

function newTask(deps: ApiDeps, request: FastifyRequest, submit: Submit): NewTask {
  return {
    accountId: request.account.accountId,
    kind: submit.kind,
    request: submit.request,
    param: bodyOf(request).text,
    callbackUrl: isNobody(submit.callbackUrl) ? undefined : submit.callbackUrl,
    seed: submit.seed ?? deps.random.seed(),
    cost: deps.priceOf(submit.kind, submit.request),
    parentTaskId: submit.parent?.taskId,
    parentTrackId: submit.parent?.trackId,
    idempotencyKey: idempotencyKeyOf(request),
    ...(request.span && { traceParent: request.span.traceparent }),
    key: { id: request.account.keyId, isCapped: request.account.isCapped },
    ...sandboxFields(request),
  }
}

/**
 * Whether a callback URL is the placeholder of clients that only poll: other servers of this API insist on one. What is sent
 * there would fill the list of callbacks that were given up.
 */
function isNobody(url: string | undefined): boolean {
  return url !== undefined && new URL(url).hostname === NOBODY
}

/** Whether the request comes again for `earlier`, with the same `Idempotency-Key`: then a submit answers with that task. */
export async function isRepeatOf(deps: ApiDeps, request: FastifyRequest, earlier: Task): Promise<boolean> {
  const key = idempotencyKeyOf(request)
  if (key === undefined) return false
  const known = await deps.tasks.findByIdempotencyKey(request.account.accountId, key)
  return known?.id === earlier.id
}

/** Turns what the task store refuses into answers. */
async function explained<Result>(submitted: Promise<Result>): Promise<Result> {
  try {
    return await submitted
  } catch (cause) {
    if (cause instanceof InsufficientCreditsError)
      throw new ApiError('insufficientCredits', NO_CREDITS, { cause })
    if (cause instanceof KeyCapError) throw new ApiError('keyCapExceeded', cause.message, { cause })
    if (cause instanceof IdempotencyKeyReusedError) throw new ApiError('invalid', REUSED, { cause })
    throw cause
  }
}

export async function refuseWhenDiskIsFull(deps: ApiDeps): Promise<void> {
  if (await deps.hasDiskSpace()) return
  throw new ApiError('maintenance', 'The server is short of disk space and takes no new work for now.')
}

/** Seconds after which it is worth asking again: by then a few tasks have been performed. */
const QUEUE_RETRY_SECONDS = 30

async function refuseWhenQueueIsFull(deps: ApiDeps, keyId: string): Promise<void> {
  switch (await deps.queueFull?.(keyId)) {
    case undefined:
      return
    case 'server':
      throw new ApiError('maintenance', 'Too many tasks are waiting; the server takes no new work for now.', {
        retryAfterSeconds: QUEUE_RETRY_SECONDS,
      })
    case 'key':
      throw new ApiError(
        'rateLimited',
        'Too many tasks of this API key are waiting. Please try again later.',
        {
          retryAfterSeconds: QUEUE_RETRY_SECONDS,
        },
      )
  }
}

function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const header = request.headers['idempotency-key']
  const key = (Array.isArray(header) ? header[0] : header)?.trim()
  if (!key) return undefined
  if (key.length > MAX_IDEMPOTENCY_KEY_CHARS) {
    throw new ApiError(
      'tooLong',
      `Idempotency-Key must be at most ${MAX_IDEMPOTENCY_KEY_CHARS} characters; got ${key.length}`,
    )
  }
  return key
}
