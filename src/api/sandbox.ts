import type { ApiErrorName } from '@troubadour/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import {
  NO_DIRECTIVES,
  readDirectives,
  UnknownDirectiveError,
  type Directives,
} from '../sandbox/directives.js'
import type { Task } from '../tasks/types.js'
import { ApiError } from './api-error.js'
import type { ApiConfig, ApiDeps } from './deps.js'
import type { JsonBody } from './json-body.js'

/** Answers that differ from the others in more than their code. */
const REASONS: Readonly<Partial<Record<number, ApiErrorName>>> = {
  401: 'unauthorized',
  404: 'notFound',
  429: 'rateLimited',
}

/** As the two vendors word them. */
const MESSAGES: Readonly<Record<number, string>> = {
  400: 'Invalid parameters',
  401: 'Unauthorized',
  402: "Credits insufficient : Your current balance isn't enough to run this request. Please top up to continue.",
  404: 'Not Found',
  405: 'Your call frequency is too high. Please try again later.',
  408: 'No result was received for over 10 minutes.',
  409: 'WAV record already exists',
  413: 'The theme or prompt is too long',
  422: 'Record does not exist',
  429: 'Your call frequency is too high. Please try again later.',
  430: 'Your call frequency is too high. Please try again later.',
  433: 'Sub-key usage exceeds its limit',
  451: 'Failed to fetch the image. Kindly verify any access limits set by you or your service provider.',
  455: 'The service is currently undergoing maintenance.',
  500: 'Server Error - An unexpected error occurred while processing the request',
  501: 'Generation failed',
  505: 'The requested feature is currently disabled.',
}

/** Refuses requests of sandbox keys that ask for it, and those whose directives nobody knows. */
export function obeyDirectives(app: FastifyInstance, config: ApiConfig): void {
  app.addHook('preHandler', async (request) => {
    const { submitCode } = directivesOf(request)
    if (submitCode !== undefined) throw refusal(submitCode, config)
  })
}

/** What a request asks the sandbox for; nothing when its key is not a sandbox key. Throws ApiError. */
export function directivesOf(request: FastifyRequest): Directives {
  const body = request.body as Partial<JsonBody> | undefined
  if (!request.account.sandbox || typeof body?.text !== 'string') return NO_DIRECTIVES
  try {
    return readDirectives(body.text)
  } catch (cause) {
    if (!(cause instanceof UnknownDirectiveError)) throw cause
    throw new ApiError('invalid', cause.message, { cause })
  }
}

/** Refuses a query about a task that asked for it. */
export function refusePolls(deps: ApiDeps, task: Task): void {
  if (!task.sandbox) return
  const { pollCode } = readDirectives(task.param)
  if (pollCode !== undefined) throw refusal(pollCode, deps.config)
}

/** What a sandbox task is submitted with besides what all are. */
export function sandboxFields(request: FastifyRequest): {
  readonly sandbox: boolean
  readonly delayMs: number
} {
  const delayMs = directivesOf(request)
    .delays.filter(({ before }) => before === 'queue')
    .reduce((sum, delay) => sum + delay.delayMs, 0)
  return { sandbox: request.account.sandbox, delayMs }
}

function refusal(code: number, { dialect }: ApiConfig): ApiError {
  // One code, two meanings: contract section 2.2.
  if (code === 429 && dialect === 'sunoapi') {
    return new ApiError('insufficientCredits', MESSAGES[402], { code })
  }
  return new ApiError(REASONS[code] ?? 'invalid', MESSAGES[code], {
    code,
    ...(code === 429 && { retryAfterSeconds: 1 }),
  })
}
