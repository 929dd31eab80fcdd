import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ApiError } from './api-error.js'

/** A request body: the object, and the same as the text that record-info shows as `param`. */
export interface JsonBody {
  readonly fields: Readonly<Record<string, unknown>>
  readonly text: string
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A request without a body is fine too. Default false. */
    bodyOptional?: boolean
  }
}

/** Reads every body as a JSON object, whatever its content type says: simple scripts often name a wrong one. */
export function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, async (request: FastifyRequest, text: string) => {
    // Many HTTP clients name a content type with every request, also where there is nothing to send.
    const mayBeEmpty = request.routeOptions.config.bodyOptional || request.method === 'DELETE'
    if (text.trim() === '' && mayBeEmpty) return undefined
    return parseJsonBody(text)
  })
}

function parseJsonBody(text: string): JsonBody {
  if (text.trim() === '')
    throw new ApiError('malformedBody', 'The request body is empty; allowed: a JSON object')
  let value: unknown
  let normalised: string
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
    // Also finds nesting too deep for whatever handles the value later.
    normalised = JSON.stringify(value)
  } catch (cause) {
    const detail = cause instanceof SyntaxError ? cause.message : 'nested too deeply'
    throw new ApiError('malformedBody', `The request body is not valid JSON: ${detail}`, { cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const got = Array.isArray(value) ? 'a list' : value === null ? 'null' : `a ${typeof value}`
    throw new ApiError('malformedBody', `The request body must be a JSON object; got ${got}`)
  }
  return { fields: value as Record<string, unknown>, text: normalised }
}
