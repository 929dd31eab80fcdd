import fc from 'fast-check'
import type { FuzzedOperation, JsonSchema } from './operations.js'

/** A request about to be sent. */
export interface FuzzedRequest {
  readonly operation: FuzzedOperation
  readonly url: string
  /** JSON text, or what is meant to look like it; undefined for none. */
  readonly payload: string | undefined
  readonly headers: Readonly<Record<string, string>>
}

/** Ids that exist, so that requests get beyond the first look-up. */
export interface KnownIds {
  readonly taskIds: readonly string[]
  readonly audioIds: readonly string[]
  readonly urls: readonly string[]
}

/** Requests made from an operation's schema, most of them spoilt in one or several places. */
export function requestOf(operation: FuzzedOperation, known: KnownIds): fc.Arbitrary<FuzzedRequest> {
  const queryNames = operation.parameters.filter((parameter) => parameter.in === 'query')
  const pathNames = operation.parameters.filter((parameter) => parameter.in === 'path')
  const valueOf = (schema: JsonSchema, name: string) =>
    fc.oneof(
      { weight: 3, arbitrary: fitting(schema, name, known).map(asText) },
      { weight: 1, arbitrary: hostileText },
    )
  const record = (parameters: typeof queryNames) =>
    fc.record(
      Object.fromEntries(parameters.map(({ name, schema }) => [name, valueOf(schema, name)])),
    ) as fc.Arbitrary<Record<string, string>>
  const body = operation.body ? payloadOf(operation.body, known) : fc.constant(undefined)
  return fc
    .record({
      query: record(queryNames),
      dropped: fc.subarray(queryNames.map(({ name }) => name)),
      path: record(pathNames),
      payload: body,
      headers: headersOf,
    })
    .map(({ query, dropped, path, payload, headers }) => {
      const place = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(wellFormed(path[name] ?? 'x') || 'x'),
      )
      const asked = new URLSearchParams(
        Object.entries(query)
          .filter(([name]) => !dropped.includes(name))
          .map(([name, value]): [string, string] => [name, wellFormed(value)]),
      ).toString()
      return { operation, url: asked === '' ? place : `${place}?${asked}`, payload, headers }
    })
}

const HOSTILE_TEXTS = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '𝄞'.repeat(40),
  'null',
  'NaN',
  '1e999',
  '-0',
  '__proto__',
  'constructor',
  '../../../etc/passwd',
  '%00%2e%2e%2f',
  "'; drop table tasks; --",
  '${jndi:ldap://x}',
  '<script>alert(1)</script>',
  '[Verse]\n[Chorus]\n(((((',
  'http://127.0.0.1:1/',
  'http://[::1]:1/a.mp3',
  'http://user:pass@example.com:99999/',
  'file:///etc/passwd',
  'data:audio/wav;base64,AAAA',
  `https://example.com/${'a'.repeat(3000)}`,
  'a'.repeat(6000),
  '\r\nx-injected: yes',
]
const hostileText = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary', maxLength: 40 }))
const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, [], {}, [[[[[[1]]]]]]),
  fc.jsonValue({ maxDepth: 3 }),
)

/** A value that the schema allows, or nearly. */
function fitting(schema: JsonSchema, name: string, known: KnownIds): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const options = schema.anyOf ?? schema.oneOf
  if (options) return fc.oneof(...options.map((option) => fitting(option, name, known)))
  switch (schema.type) {
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, fitting(inner, key, known)]),
        ),
        { requiredKeys: [...(schema.required ?? [])] },
      )
    case 'array':
      return fc.array(fitting(schema.items ?? {}, name, known), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 4),
      })
    case 'integer':
    case 'number': {
      const { minimum: low = 0, maximum: high = 1000 } = schema
      const inside =
        schema.type === 'integer'
          ? fc.integer({ min: Math.ceil(low), max: Math.floor(high) })
          : fc.double({ min: low, max: high, noNaN: true })
      return fc.oneof(inside, fc.constantFrom(low, high, low - 1, high + 1))
    }
    case 'boolean':
      return fc.boolean()
    default:
      return textFor(schema, name, known)
  }
}

function textFor({ maxLength, format }: JsonSchema, name: string, known: KnownIds): fc.Arbitrary<unknown> {
  if (/taskId$/i.test(name) && known.taskIds.length > 0) return fc.constantFrom(...known.taskIds)
  if (/audioId$/i.test(name) && known.audioIds.length > 0) return fc.constantFrom(...known.audioIds)
  if (format === 'uri' || /url/i.test(name)) return fc.constantFrom('https://example.com/x', ...known.urls)
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString())
  const near = maxLength === undefined ? [] : [maxLength, maxLength + 1]
  return fc.oneof(
    fc.string({ minLength: 1, maxLength: 30 }),
    ...near.map((length) => fc.constant('ä'.repeat(length))),
    fc.constant('[Verse]\nSnow upon the hill'),
  )
}

/** Bodies: as they should be, with fields taken away, replaced, added or spelled otherwise, or no JSON at all. */
function payloadOf(schema: JsonSchema, known: KnownIds): fc.Arbitrary<string> {
  const names = Object.keys(schema.properties ?? {})
  const whole = fitting(schema, '', known) as fc.Arbitrary<Record<string, unknown>>
  const name = names.length > 0 ? fc.constantFrom(...names) : fc.constant('x')
  const change = fc.oneof(
    name.map((field) => (body: Record<string, unknown>) => without(body, field)),
    fc
      .tuple(name, hostileValue)
      .map(([field, value]) => (body: Record<string, unknown>) => ({ ...body, [field]: value })),
    fc.tuple(hostileText, hostileValue).map(
      ([field, value]) =>
        (body: Record<string, unknown>) =>
          Object.assign({ ...body }, { [field]: value }),
    ),
    name.map((field) => (body: Record<string, unknown>) => ({
      ...without(body, field),
      [` ${field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`]: body[field],
    })),
  )
  const spoilt = fc
    .tuple(whole, fc.array(change, { maxLength: 3 }))
    .map(([body, changes]) => JSON.stringify(changes.reduce((changed, step) => step(changed), body)))
  return fc.oneof(
    { weight: 12, arbitrary: spoilt },
    { weight: 1, arbitrary: fc.json() },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '',
        '{',
        '[]',
        '"x"',
        'null',
        '{"__proto__":{"polluted":true}}',
        '{"constructor":{"prototype":{"polluted":true}}}',
        `${'['.repeat(5000)}${']'.repeat(5000)}`,
        `{"prompt":"${'a'.repeat(100_000)}"}`,
      ),
    },
  )
}

const headersOf: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Record<string, string>>({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Record<string, string>>(
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
      { 'content-type': 'multipart/form-data; boundary=x' },
      { 'idempotency-key': 'k'.repeat(300) },
      { 'idempotency-key': 'again' },
      { 'last-event-id': '9'.repeat(50) },
    ),
  },
)

function without(body: Record<string, unknown>, field: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== field))
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** URLs hold no halves of surrogate pairs. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Cs}/gu, '\ufffd')
}
