import { API_ERRORS } from '@troubadour/contract'
import type { FastifySchema } from 'fastify'
import { z } from 'zod'
import { REQUEST_EXAMPLES } from './request-examples.js'

/** An operation as the OpenAPI document describes it. */
export interface OperationDescription {
  readonly id: string
  readonly tag: keyof typeof TAGS
  readonly summary: string
  readonly description?: string
  readonly body?: z.ZodType
  readonly query?: z.ZodType
  readonly params?: z.ZodType
  readonly response: z.ZodType
  /** Body of the callbacks it causes. */
  readonly callback?: z.ZodType
  /** Media type of the request; default JSON. */
  readonly consumes?: string
  /** Media type of the answer; default JSON. */
  readonly produces?: string
  /** Needs no key, and its answers are not in the envelope. Default false. */
  readonly isOpen?: boolean
}

/** Groups of operations and what they are about. */
export const TAGS = {
  Music: 'Make songs',
  Lyrics: 'Write words, and read when each is sung',
  'Audio processing': 'Take finished songs further',
  Video: 'Make music videos',
  Voices: 'Singers made after recorded voices',
  Account: 'Credits',
  Uploads: 'Bring recordings. These paths answer with real HTTP statuses',
  Market: "The newer dialect's door: every operation through one pair of endpoints",
  Library: 'Additions of this server: songs, what is noted on them and written in their scores',
  Tasks: 'Additions of this server: lists, progress and cancelling',
  Webhooks: 'Additions of this server: what became of callbacks, and sending them again',
  Media: 'Listen and download',
  Server: 'Health and metrics',
} as const

const ERROR_CODES = [...new Set(Object.values(API_ERRORS).map(({ code }) => code))].sort((a, b) => a - b)

const errorSchema = z
  .object({
    code: z.number().int(),
    msg: z.string(),
    data: z.unknown().optional(),
  })
  .meta({
    description: `A refusal. HTTP status 200 and one of the codes ${ERROR_CODES.join(', ')}; rate limiting has HTTP status 429, upload paths answer with real statuses.`,
  })

declare module 'fastify' {
  interface FastifySchema {
    operationId?: string
    callbacks?: unknown
  }
}

/** The route schema of an operation. */
export function operation(description: OperationDescription): FastifySchema {
  return {
    operationId: description.id,
    tags: [description.tag],
    summary: description.summary,
    description: description.description ?? description.summary,
    security: description.isOpen ? [] : [{ apiKey: [] }],
    ...(description.consumes ? { consumes: [description.consumes] } : {}),
    ...(description.body ? { body: withExample(description.body, description.id) } : {}),
    ...(description.query ? { querystring: description.query } : {}),
    ...(description.params ? { params: description.params } : {}),
    response: {
      200: description.produces
        ? { content: { [description.produces]: { schema: description.response } } }
        : description.response,
      ...(description.isOpen ? {} : { default: errorSchema }),
    },
    ...(description.callback ? { callbacks: callbacksOf(description.callback) } : {}),
  }
}

/** The request with the example that the API reference shows. */
function withExample(body: z.ZodType, operationId: string): z.ZodType {
  const example = REQUEST_EXAMPLES[operationId]
  return example ? body.meta({ ...body.meta(), examples: [example] }) : body
}

function callbacksOf(body: z.ZodType) {
  return {
    outcome: {
      '{$request.body#/callBackUrl}': {
        post: {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: toJsonSchema(body) } },
          },
          responses: {
            '2XX': { description: 'Received. Anything else, or nothing in 15 seconds: sent again.' },
          },
        },
      },
    },
  }
}

/** JSON Schema of what we send. */
export function toJsonSchema(schema: z.ZodType): object {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'output', override: tidyJsonSchema })
  return json
}

/** Leaves out what says nothing (integers are safe integers) or too much (clients must expect unknown fields). */
export function tidyJsonSchema({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
}
