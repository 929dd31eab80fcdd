import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { renderOpenApi } from '../../scripts/openapi.js'

const COMMITTED = new URL('../../contract/openapi.json', import.meta.url)

interface Operation {
  readonly operationId: string
  readonly callbacks?: object
}

it('contract/openapi.json is what the routes describe (run scripts/openapi.ts after changing them)', async () => {
  expect(await readFile(COMMITTED, 'utf8')).toBe(await renderOpenApi())
})

it('every task that calls back says so in the document', async () => {
  const document = JSON.parse(await readFile(COMMITTED, 'utf8')) as {
    openapi: string
    paths: Record<string, Record<string, Operation>>
  }
  expect(document.openapi).toBe('3.1.0')
  const withCallbacks = Object.entries(document.paths)
    .filter(([, methods]) => Object.values(methods).some((operation) => operation.callbacks))
    .map(([path]) => path)
  expect(withCallbacks.sort()).toEqual([
    '/api/v1/generate',
    '/api/v1/generate/add-instrumental',
    '/api/v1/generate/add-vocals',
    '/api/v1/generate/extend',
    '/api/v1/generate/mashup',
    '/api/v1/generate/replace-section',
    '/api/v1/generate/sounds',
    '/api/v1/generate/upload-cover',
    '/api/v1/generate/upload-extend',
    '/api/v1/lyrics',
    '/api/v1/midi/generate',
    '/api/v1/mp4/generate',
    '/api/v1/suno/cover/generate',
    '/api/v1/suno/recovery',
    '/api/v1/vocal-removal/generate',
    '/api/v1/voice/generate',
    '/api/v1/voice/regenerate',
    '/api/v1/voice/validate',
    '/api/v1/wav/generate',
  ])
})

it('operation ids are unique: generated clients name their methods after them', async () => {
  const document = JSON.parse(await readFile(COMMITTED, 'utf8')) as {
    paths: Record<string, Record<string, Operation>>
  }
  const ids = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  )
  expect(new Set(ids).size).toBe(ids.length)
})
