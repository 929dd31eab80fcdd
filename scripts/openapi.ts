/**
 * Writes `contract/openapi.json` from the route schemas. Run after changing a route or a schema:
 * `node --conditions=source --import tsx scripts/openapi.ts`
 */
import { readFile, writeFile } from 'node:fs/promises'
import { createTestApi } from '../src/api/testing/test-api.js'

const target = new URL('../contract/openapi.json', import.meta.url)

/** The document as it is committed. */
export async function renderOpenApi(): Promise<string> {
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  const api = await createTestApi()
  try {
    await api.app.ready()
    const document = api.app.swagger()
    const versioned = { ...document, info: { ...document.info, version } }
    return `${JSON.stringify(versioned, null, 2)}\n`
  } finally {
    await api.close()
  }
}

if (process.argv[1] === import.meta.filename) await writeFile(target, await renderOpenApi())
