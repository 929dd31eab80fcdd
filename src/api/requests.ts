import {
  parseRequest,
  recordInfoDefinition,
  type ApiErrorName,
  type RequestDefinition,
  type Violation,
} from '@troubadour/contract'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Task } from '../tasks/types.js'
import { ApiError, violationError } from './api-error.js'
import type { ApiDeps } from './deps.js'
import type { JsonBody } from './json-body.js'
import type { RateLimiter } from './rate-limiter.js'

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
export async function limitRate(limiter: RateLimiter, key: string): Promise<void> {
  const retryAfterSeconds = await limiter.consume(key)
  if (retryAfterSeconds === undefined) return
  throw new ApiError('rateLimited', 'Your call frequency is too high. Please try again later.', {
    retryAfterSeconds,
  })
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
  return task && kinds.includes(task.kind) ? task : undefined
}
