import {
  parseRequest,
  recordInfoDefinition,
  type ApiErrorName,
  type RequestDefinition,
  type Violation,
} from '@troubadour/contract'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { RateLimit } from '../accounts/index.js'
import type { Task } from '../tasks/types.js'
import { ApiError, violationError } from './api-error.js'
import type { ApiAccount, ApiDeps } from './deps.js'
import type { JsonBody } from './json-body.js'
import type { RateLimiter } from './rate-limiter.js'
import { refusePolls } from './sandbox.js'

/** The body of a request that `readJsonBodies` has read. A POST without a body has none. */
export function bodyOf(request: FastifyRequest): JsonBody {
  const body = request.body as JsonBody | undefined
  if (!body) throw new ApiError('malformedBody', 'The request body is empty; allowed: a JSON object')
  return body
}

/** Reads fields by their definition. Throws ApiError with the first violation. */
export function read<Schema extends z.ZodObject, Value>(
  definition: RequestDefinition<Schema, Value>,
  fields: Readonly<Record<string, unknown>>,
  reasons?: Readonly<Partial<Record<Violation['reason'], ApiErrorName>>>,
): Value {
  const result = parseRequest(definition, fields)
  if (!result.ok) throw violationError(result.violation, reasons)
  return result.value
}

/** Counts a request; throws ApiError when there were too many. */
export async function limitRate(limiter: RateLimiter, key: string, limit?: RateLimit): Promise<void> {
  const retryAfterSeconds = await limiter.consume(key, limit)
  if (retryAfterSeconds === undefined) return
  throw new ApiError('rateLimited', 'Your call frequency is too high. Please try again later.', {
    retryAfterSeconds,
  })
}

/** Counts a new task against the limit of its key if that has one, else of the account. */
export async function limitSubmits(limiter: RateLimiter, account: ApiAccount): Promise<void> {
  const { accountId, keyId, rateLimit } = account
  await limitRate(limiter, rateLimit ? `key/${keyId}` : accountId, rateLimit)
}

/** The task that a record-info query asks for, if this account has it and it is of one of `kinds`. */
export async function queriedTask(
  deps: ApiDeps,
  request: FastifyRequest,
  kinds: readonly string[],
): Promise<Task | undefined> {
  const taskId = read(recordInfoDefinition, request.query as Record<string, unknown>)
  await limitRate(deps.queryLimiter, `${request.account.accountId}/${taskId}`)
  const task = await deps.tasks.find(request.account.accountId, taskId)
  if (!task || !kinds.includes(task.kind)) return undefined
  refusePolls(deps, task)
  return task
}
