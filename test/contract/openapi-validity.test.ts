import { readFile } from 'node:fs/promises'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { expect, it } from 'vitest'
import { createTestApi } from '../../src/api/testing/test-api.js'

const document = JSON.parse(
  await readFile(new URL('../../contract/openapi.json', import.meta.url), 'utf8'),
) as { paths: Record<string, Record<string, Operation>> }

interface Operation {
  readonly operationId: string
  readonly requestBody?: {
    readonly content: Record<string, { readonly schema: object; readonly example?: unknown } | undefined>
  }
}

it('is a valid OpenAPI 3.1 document', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document))
  expect(errors).toBeUndefined()
  expect(valid).toBe(true)
})

/** Every route enters the document when it is made, unless it says that it hides: pages and HEAD. */
it('describes routes that there are', async () => {
  const api = await createTestApi()
  const missing = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).filter((method) => {
      const url = path.replace('{key}', '*').replaceAll(/\{(\w+)\}/g, ':$1')
      return !api.app.hasRoute({ method: method.toUpperCase(), url })
    }),
  )
  await api.close()
  expect(missing).toEqual([])
})

it('shows for every request an example that fits it', () => {
  const ajv = new Ajv2020({ strict: false })
  formats.default(ajv)
  for (const methods of Object.values(document.paths)) {
    for (const { operationId, requestBody } of Object.values(methods)) {
      const json = requestBody?.content['application/json']
      if (!json) continue
      const fits = ajv.compile(json.schema)
      expect(fits(json.example), `${operationId}: ${ajv.errorsText(fits.errors)}`).toBe(true)
    }
  }
})
