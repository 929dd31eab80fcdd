import { z } from 'zod'
import { snakeCase, toCanonicalFields } from '../requests/canonical-fields.js'
import { callBackUrl } from '../requests/fields.js'
import { parseRequest, type ParseResult, type Violation } from '../requests/parse.js'
import {
  MARKET_DEFINITIONS,
  MARKET_OPERATIONS,
  MARKET_PREFIX,
  type MarketDefinition,
  type MarketOperation,
} from './operations.js'

/** The body of `POST /api/v1/jobs/createTask`: one form for each operation. */
export const createTaskSchema = z.discriminatedUnion(
  'model',
  MARKET_OPERATIONS.map((operation) =>
    z.object({
      model: z.literal(`${MARKET_PREFIX}${operation}`),
      callBackUrl: callBackUrl.optional(),
      input: inputSchema(MARKET_DEFINITIONS[operation].schema),
    }),
  ) as unknown as readonly [z.ZodObject<{ model: z.ZodLiteral<string> }>],
)

/** An operation asked for through the Market door, its input not read yet. */
export interface MarketRequest {
  readonly operation: MarketOperation
  /** The operation's fields, with what stands beside them. */
  readonly fields: Readonly<Record<string, unknown>>
}

/** Which operation a body asks for. */
export function parseMarketRequest(body: Readonly<Record<string, unknown>>): ParseResult<MarketRequest> {
  const { model, input, callBackUrl: url, troubadour } = toCanonicalFields(outerSchema, {}, body)
  if (model === undefined) return refused('missing', 'model', 'model cannot be blank')
  const wanted = typeof model === 'string' ? model.toLowerCase() : undefined
  const operation = MARKET_OPERATIONS.find((each) => `${MARKET_PREFIX}${each}`.toLowerCase() === wanted)
  if (operation === undefined) {
    const allowed = MARKET_OPERATIONS.map((each) => MARKET_PREFIX + each).join(', ')
    return refused('invalid', 'model', `model must be one of ${allowed}; got ${shown(model)}`)
  }
  if (input === undefined) return refused('missing', 'input', 'input cannot be blank')
  if (typeof input !== 'object' || Array.isArray(input)) {
    return refused('invalid', 'input', `input must be an object; got ${shown(input)}`)
  }
  const beside = {
    ...(url !== undefined && { callBackUrl: url }),
    ...(troubadour !== undefined && { troubadour }),
  }
  return { ok: true, value: { operation, fields: { ...(body['input'] as object), ...beside } } }
}

/** Reads an operation's fields by its definition; complaints name them in snake_case. */
export function parseMarketInput<Schema extends z.ZodObject, Value>(
  definition: MarketDefinition<Schema, Value>,
  input: Readonly<Record<string, unknown>>,
): ParseResult<Value> {
  const fields = toCanonicalFields(definition.schema, definition.aliases ?? {}, input)
  const result = parseRequest(definition, { ...definition.defaults(fields), ...fields })
  return result.ok ? result : { ok: false, violation: inSnakeCase(result.violation, definition.schema) }
}

const outerSchema = z.object({
  model: z.string(),
  callBackUrl: callBackUrl.optional(),
  input: z.record(z.string(), z.unknown()),
  troubadour: z.record(z.string(), z.unknown()).optional(),
})

function inSnakeCase({ reason, field, message }: Violation, schema: z.ZodObject): Violation {
  const [sentence = '', ...got] = message.split('; got ')
  const renamed = Object.keys(schema.shape)
    .filter((name) => name !== 'callBackUrl')
    .reduce((text, name) => text.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), snakeCase(name)), sentence)
  return {
    reason,
    field: field === 'callBackUrl' ? field : snakeCase(field),
    message: [renamed, ...got].join('; got '),
  }
}

/** The fields as clients of this door write them. */
function inputSchema(schema: z.ZodObject): z.ZodObject {
  const entries = Object.entries(schema.shape)
  return z.object(
    Object.fromEntries(
      entries
        .filter(([name]) => !/^call?_?back/i.test(name))
        .map(([name, type]) => [snakeCase(name), type] as const),
    ),
  )
}

function refused(reason: Violation['reason'], field: string, message: string): ParseResult<never> {
  return { ok: false, violation: { reason, field, message } }
}

function shown(value: unknown): string {
  return JSON.stringify(value).slice(0, 60)
}
