import { API_ERRORS, type ApiErrorName } from '@troubadour/contract'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { ApiError } from './api-error.js'
import type { ApiConfig } from './deps.js'

/** Which frame a route's errors come in. `api`: HTTP 200 and `code`; `upload`: real statuses and `success: false`. */
export type ErrorSurface = 'api' | 'upload'

declare module 'fastify' {
  interface FastifyContextConfig {
    errorSurface?: ErrorSurface
  }
}

/** As recorded from the live service, dash included. */
export const UNAUTHORIZED_MESSAGE =
  'Unauthorized – Authentication failed. Please check that your Authorization and Content-Type headers are correctly set.'

export const JSON_CONTENT_TYPE = 'application/json;charset=UTF-8'

/** Makes every thrown error an answer: the one place where that happens. */
export interface ErrorResponder {
  readonly onError: (thrown: FastifyError, request: FastifyRequest, reply: FastifyReply) => FastifyReply
  readonly onNotFound: (request: FastifyRequest, reply: FastifyReply) => FastifyReply
}

export function createErrorResponder(config: ApiConfig): ErrorResponder {
  function onError(thrown: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const error = asApiError(thrown)
    if (error.reason === 'internal') request.log.error({ err: thrown }, 'request failed')
    return answer(error, request, reply)
  }

  function onNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const isUploadPath = /^\/api\/file-[a-z0-9]+-upload\/?(\?|$)/.test(request.url)
    if (isUploadPath) {
      const body = { success: false, code: 405, msg: `Method not allowed: ${request.method}` }
      return reply.code(405).header('allow', 'POST, OPTIONS').type(JSON_CONTENT_TYPE).send(body)
    }
    return answer(new ApiError('notFound', 'Not Found'), request, reply)
  }

  function answer(error: ApiError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    if (error.options.retryAfterSeconds !== undefined) {
      reply.header('retry-after', Math.max(1, Math.ceil(error.options.retryAfterSeconds)))
    }
    reply.type(JSON_CONTENT_TYPE)
    if (request.routeOptions?.config?.errorSurface === 'upload') {
      const code = uploadCode(error.reason)
      const msg =
        error.reason === 'unauthorized' ? 'Authentication failed: Invalid API Key' : uploadMessage(error)
      return reply.code(code).send({ success: false, code, msg })
    }
    const entry = API_ERRORS[error.reason]
    const code = error.options.code ?? (config.dialect === 'sunoapi' ? entry.sunoapiCode : entry.code)
    reply.code(config.mirrorStatus ? code : entry.httpStatus)
    if (error.reason === 'unauthorized') return reply.send({ code, msg: UNAUTHORIZED_MESSAGE })
    return reply.send({ code, msg: error.message, data: error.options.data ?? null })
  }

  return { onError, onNotFound }
}

/** URLs that cannot be read, and ids in paths that are longer than any id. */
const NO_SUCH_PLACE = new Set(['FST_ERR_BAD_URL', 'FST_ERR_MAX_PARAM_LENGTH'])

/** The errors of Fastify itself, in our words; anything unknown is a fault of ours and says nothing about itself. */
function asApiError(thrown: FastifyError): ApiError {
  if (thrown instanceof ApiError) return thrown
  const status = thrown.statusCode
  if (status === 415) {
    const message = 'The request body must be multipart/form-data'
    return new ApiError('malformedBody', message, { cause: thrown })
  }
  if (NO_SUCH_PLACE.has(thrown.code)) return new ApiError('notFound', 'Not Found', { cause: thrown })
  if (status === 413) return new ApiError('bodyTooLarge', thrown.message, { cause: thrown })
  if (status !== undefined && status >= 400 && status < 500) {
    return new ApiError('malformedBody', thrown.message, { cause: thrown })
  }
  return new ApiError(
    'internal',
    'Server Error - An unexpected error occurred while processing the request',
    {
      cause: thrown,
    },
  )
}

function uploadCode(reason: ApiErrorName): number {
  switch (reason) {
    case 'unauthorized':
    case 'forbidden':
      return 401
    case 'rateLimited':
      return 429
    case 'maintenance':
      return 455
    case 'internal':
      return 500
    default:
      return 400
  }
}

/** The upload paths have wordings of their own. */
function uploadMessage(error: ApiError): string {
  if (error.reason === 'internal') return 'Internal server error'
  const missing = /^(\w+) cannot be blank$/.exec(error.message)
  return error.reason === 'missing' && missing ? `Missing required parameter: ${missing[1]}` : error.message
}
