/** What fuzzing needs to know of one operation of the OpenAPI document. */
export interface FuzzedOperation {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** With its parameters in braces. */
  readonly path: string
  readonly parameters: readonly {
    readonly name: string
    readonly in: 'query' | 'path'
    readonly schema: JsonSchema
  }[]
  /** Undefined without a JSON body. */
  readonly body: JsonSchema | undefined
}

/** The part of JSON Schema that our document uses. */
export interface JsonSchema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly maxLength?: number
  readonly format?: string
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly $ref?: string
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, JsonSchema>> }
}

interface Operation {
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly schema?: JsonSchema
  }[]
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: JsonSchema } | undefined>>
  }
}

/** Every operation that answers in the envelope, as the document describes it. */
export function operationsOf(openApi: unknown): FuzzedOperation[] {
  const { paths, components } = openApi as Document
  const resolve = (schema: JsonSchema): JsonSchema => {
    if (schema.$ref === undefined) return schema
    const name = schema.$ref.split('/').at(-1)
    return components?.schemas?.[name] ?? {}
  }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => ['get', 'post', 'patch', 'delete'].includes(method))
      // Event streams do not end while their task lives; pages and files are not in the envelope.
      .filter(() => path.startsWith('/api/') || path.startsWith('/troubadour/'))
      .filter(() => !path.endsWith('/tasks/{taskId}/events') && !path.endsWith('/webhooks/stream'))
      .filter(() => !path.endsWith('/midi') || path.startsWith('/api/'))
      .map(([method, { parameters = [], requestBody }]) => {
        const body = requestBody?.content['application/json']?.schema
        return {
          method: method.toUpperCase() as FuzzedOperation['method'],
          path,
          parameters: parameters
            .filter((parameter) => parameter.in === 'query' || parameter.in === 'path')
            .map((parameter) => ({
              name: parameter.name,
              in: parameter.in as 'query' | 'path',
              schema: resolve(parameter.schema ?? {}),
            })),
          body: body && resolve(body),
        }
      }),
  )
}
