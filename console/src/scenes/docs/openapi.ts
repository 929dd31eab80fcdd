/** A JSON Schema as far as the reference shows it. */
export interface Schema {
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly examples?: readonly unknown[]
}

interface Content {
  readonly [type: string]: { readonly schema?: Schema; readonly example?: unknown } | undefined
}

interface Described {
  readonly operationId: string
  readonly tags?: readonly string[]
  readonly summary?: string
  readonly description?: string
  readonly security?: readonly unknown[]
  readonly parameters?: readonly {
    readonly name: string
    readonly in: 'path' | 'query' | 'header'
    readonly required?: boolean
    readonly schema?: Schema
    readonly description?: string
  }[]
  readonly requestBody?: { readonly content: Content }
  readonly responses?: Readonly<Record<string, { readonly content?: Content }>>
}

/** An OpenAPI 3.1 document as far as the reference shows it. */
export interface Document {
  readonly tags?: readonly { readonly name: string; readonly description?: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
}

/** An operation of the API. */
export interface Operation extends Described {
  readonly method: string
  readonly path: string
  /** Fields of the JSON body; undefined: it takes none. */
  readonly body: Schema | undefined
  readonly example: unknown
}

export interface OperationGroup {
  readonly name: string
  readonly description: string
  readonly operations: readonly Operation[]
}

const METHODS = ['get', 'post', 'patch', 'put', 'delete']

/** The operations of an OpenAPI document, in the order of its tags. */
export function groupsOf(document: Document): OperationGroup[] {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    METHODS.flatMap((method) => {
      const described = methods[method]
      if (!described) return []
      const json = described.requestBody?.content['application/json']
      const example = json?.example ?? json?.schema?.examples?.[0]
      return [{ ...described, method: method.toUpperCase(), path, body: json?.schema, example }]
    }),
  )
  return (document.tags ?? [])
    .map(({ name, description = '' }) => ({
      name,
      description,
      operations: operations.filter(({ tags }) => tags?.includes(name)),
    }))
    .filter((group) => group.operations.length > 0)
}

/** A type in words: `text`, `one of m, f`, `list of numbers`. */
export function typeWords(schema: Schema | undefined): string {
  if (!schema) return ''
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return `one of ${schema.enum.map(String).join(', ')}`
  const either = schema.anyOf ?? schema.oneOf
  if (either) return [...new Set(either.map(typeWords))].filter(Boolean).join(' or ')
  const type = typeof schema.type === 'string' ? schema.type : (schema.type?.join(' or ') ?? '')
  if (type === 'array') return `list of ${typeWords(schema.items) || 'values'}`
  const words = { string: 'text', boolean: 'yes or no', integer: 'whole number' }[type] ?? type
  // Descriptions often say the range in their own words.
  if (schema.description?.includes('…')) return words
  const range =
    schema.minimum !== undefined && schema.maximum !== undefined
      ? `, ${schema.minimum} … ${schema.maximum}`
      : schema.maxLength === undefined
        ? ''
        : `, at most ${schema.maxLength} characters`
  return words + range
}
