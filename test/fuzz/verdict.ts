import type { FuzzedRequest } from './arbitraries.js'
import type { JsonSchema } from './operations.js'

/** What came back. */
export interface FuzzedAnswer {
  readonly status: number
  readonly text: string
}

/** Refusals that name a record, a key, a rate or the body as a whole, not a field. */
const NAMES_NO_FIELD =
  /does not exist|not found|There is no|Missing required parameter: \w+|Base64 decoding failed|already|Unauthorized|Authentication failed|too high|Credits insufficient|url is wrong|body|JSON|Not Found|Idempotency-Key|[Mm]ultipart|Method not allowed|lacks the scope|disk|The first key|no such|This account has/

/**
 * What is wrong with an answer; undefined when nothing is. `secrets`: texts of another account that must never be seen.
 */
export function problemWith(
  request: FuzzedRequest,
  answer: FuzzedAnswer,
  secrets: readonly string[],
): string | undefined {
  for (const secret of secrets) if (answer.text.includes(secret)) return `shows ${secret} of another account`
  let body: { code?: unknown; msg?: unknown; success?: unknown }
  try {
    body = JSON.parse(answer.text) as typeof body
  } catch {
    return `HTTP ${answer.status} without JSON: ${answer.text.slice(0, 120)}`
  }
  if (typeof body.code !== 'number' || typeof body.msg !== 'string') return 'is not in the envelope'
  if (answer.status >= 500) return `HTTP ${answer.status}: ${body.msg}`
  // Recovery documents 500 for what it does not know; nothing else may end so.
  if (body.code >= 500 && !(body.code === 500 && /recovery|original Suno task/i.test(body.msg)))
    return `code ${body.code}: ${body.msg}`
  if (body.code === 200 || body.code === 201 || NAMES_NO_FIELD.test(body.msg)) return undefined
  const { operation } = request
  const names = [
    ...(operation.body ? namesIn(operation.body) : []),
    ...operation.parameters.map(({ name }) => name),
  ]
  const isNamed = names.some((name) => (body.msg as string).includes(name))
  return isNamed ? undefined : `the refusal names no field: ${body.code} ${body.msg}`
}

/** Every field name in a schema, at any depth. */
function namesIn(schema: JsonSchema): string[] {
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => [name, ...namesIn(inner)]),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(namesIn),
    ...(schema.items ? namesIn(schema.items) : []),
  ]
}
