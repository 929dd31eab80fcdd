import type { z } from 'zod'
import { toCanonicalFields } from './canonical-fields.js'

/** What is wrong with a request: the first violation in the order required → kind and enums → lengths and ranges. */
export interface Violation {
  readonly reason: 'missing' | 'invalid' | 'too-long' | 'out-of-range'
  readonly field: string
  /** Names the field, what was got (shortened) and what is allowed. */
  readonly message: string
}

export type ParseResult<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly violation: Violation }

/** One request of the API: what it may hold and what it means. */
export interface RequestDefinition<Schema extends z.ZodObject, Value> {
  /** The fields under their documented names; also the request in the OpenAPI document. */
  readonly schema: Schema
  /** Other spellings of field names, besides the snake_case of every field. */
  readonly aliases?: Readonly<Record<string, keyof z.infer<Schema> & string>>
  /** Fields that these other fields make necessary. Values are not checked yet. */
  readonly requiredBy?: (values: Readonly<Record<string, unknown>>) => readonly string[]
  /** Limits that depend on several fields. */
  readonly limits?: (values: z.infer<Schema>) => readonly LengthLimit[]
  /** What no single field can say. */
  readonly check?: (values: z.infer<Schema>) => Violation | undefined
  toValue(values: z.infer<Schema>): Value
}

export interface LengthLimit {
  readonly field: string
  readonly actualChars: number
  readonly maxChars: number
  /** Why this limit and no other, e.g. `with model V4`. */
  readonly because: string
}

/**
 * Reads a JSON object as the request that `definition` describes. Field names are trimmed and aliases resolved; null and
 * blank text count as absent; numbers may be written as text; unknown fields are ignored.
 */
export function parseRequest<Schema extends z.ZodObject, Value>(
  definition: RequestDefinition<Schema, Value>,
  body: Readonly<Record<string, unknown>>,
): ParseResult<Value> {
  const fields = toCanonicalFields(definition.schema, definition.aliases ?? {}, body)
  const parsed = definition.schema.safeParse(fields)
  const violations = parsed.success ? [] : parsed.error.issues.map((issue) => violationOf(issue, fields))
  for (const field of definition.requiredBy?.(fields) ?? []) {
    if (fields[field] === undefined) violations.push(missing(field))
  }
  if (parsed.success && violations.length === 0) {
    const violation = definition.check?.(parsed.data)
    if (violation) violations.push(violation)
    for (const limit of definition.limits?.(parsed.data) ?? []) {
      if (limit.actualChars > limit.maxChars) violations.push(tooLong(limit))
    }
    if (violations.length === 0) return { ok: true, value: definition.toValue(parsed.data) }
  }
  const violation = STAGES.flatMap((reasons) =>
    violations.filter(({ reason }) => reasons.includes(reason)),
  )[0]
  if (!violation) throw new Error('a request was refused without a violation', { cause: parsed.error })
  return { ok: false, violation }
}

const STAGES: readonly (readonly Violation['reason'][])[] = [
  ['missing'],
  ['invalid'],
  ['too-long', 'out-of-range'],
]

/** A required field that is absent, in the words clients know. */
function missing(field: string): Violation {
  const message = field === 'callBackUrl' ? 'Please enter callBackUrl.' : `${field} cannot be blank`
  return { reason: 'missing', field, message }
}

function tooLong({ field, actualChars, maxChars, because }: LengthLimit): Violation {
  const limit = because ? `${maxChars} characters ${because}` : `${maxChars} characters`
  return {
    reason: 'too-long',
    field,
    message: `${field} must be at most ${limit}; got ${actualChars}`,
  }
}

function violationOf(issue: z.core.$ZodIssue, fields: Readonly<Record<string, unknown>>): Violation {
  const field = issue.path.join('.')
  const value = issue.path.reduce<unknown>(
    (holder, key) => (holder as Record<PropertyKey, unknown> | undefined)?.[key],
    fields,
  )
  if (value === undefined) return missing(field)
  const got = `; got ${shortened(value)}`
  const invalid = (expected: string): Violation => ({
    reason: 'invalid',
    field,
    message: `${field} must be ${expected}${got}`,
  })
  const outOfRange = (expected: string): Violation => ({ ...invalid(expected), reason: 'out-of-range' })
  switch (issue.code) {
    case 'invalid_type':
      return invalid(EXPECTED_KINDS[issue.expected] ?? `of type ${issue.expected}`)
    case 'invalid_value':
      return invalid(`one of ${issue.values.map(String).join(', ')}`)
    case 'too_big':
      return outOfRange(`at most ${issue.maximum}`)
    case 'too_small':
      return outOfRange(
        issue.inclusive === false ? `more than ${issue.minimum}` : `at least ${issue.minimum}`,
      )
    case 'custom': {
      const params = (issue.params ?? {}) as { maxChars?: number; expected?: string }
      if (params.maxChars !== undefined && typeof value === 'string') {
        return tooLong({ field, actualChars: [...value].length, maxChars: params.maxChars, because: '' })
      }
      return invalid(params.expected ?? 'valid')
    }
    default:
      return { reason: 'invalid', field, message: `${field}: ${issue.message}${got}` }
  }
}

const EXPECTED_KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
}

const MAX_SHOWN_CHARS = 40

/** The value as JSON, cut to a length that fits a sentence. */
function shortened(value: unknown): string {
  const json = JSON.stringify(value)
  return json.length > MAX_SHOWN_CHARS ? `${json.slice(0, MAX_SHOWN_CHARS)}…` : json
}
