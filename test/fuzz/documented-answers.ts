import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { FuzzedOperation } from './operations.js'

interface Responses {
  readonly [status: string]: {
    readonly content?: { readonly 'application/json'?: { readonly schema: object } }
  }
}

/** Holds answers to what the OpenAPI document says of them: nothing missing, nothing of another kind. */
export class DocumentedAnswers {
  readonly #validators = new Map<string, ValidateFunction>()

  constructor(openApi: unknown) {
    const { paths } = openApi as { paths: Record<string, Record<string, { responses: Responses }>> }
    // Descriptions and examples are not for the validator.
    const ajv = new Ajv2020({ strict: false })
    formats.default(ajv)
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, { responses }] of Object.entries(methods)) {
        for (const [status, { content }] of Object.entries(responses)) {
          const schema = content?.['application/json']?.schema
          if (schema) this.#validators.set(`${method.toUpperCase()} ${path} ${status}`, ajv.compile(schema))
        }
      }
    }
  }

  /** Where an answer departs from the document; undefined when it does not. */
  departure({ method, path }: FuzzedOperation, body: { readonly code?: unknown }): string | undefined {
    const status = body.code === 200 ? '200' : 'default'
    const validate =
      this.#validators.get(`${method} ${path} ${status}`) ?? this.#validators.get(`${method} ${path} 200`)
    if (!validate) return `${method} ${path} documents no JSON answer`
    if (validate(body)) return undefined
    const [first] = validate.errors ?? []
    return `differs from the document at ${first?.instancePath || '/'}: ${first?.message}`
  }
}
