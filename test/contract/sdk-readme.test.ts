import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { typeProblems } from '../support/type-problems.js'

const README = fileURLToPath(new URL('../../sdk/README.md', import.meta.url))
const FOLDER = fileURLToPath(new URL('.', import.meta.url))

it('every snippet of the README compiles against the SDK', async () => {
  const snippets = [...(await readFile(README, 'utf8')).matchAll(/^```ts\n(.*?)^```$/gms)].map(
    ([, code], index) => ({ path: `${FOLDER}readme-snippet-${index}.ts`, code: `${code}\nexport {}\n` }),
  )
  expect(snippets.length).toBeGreaterThan(4)
  expect(typeProblems(snippets)).toEqual([])
}, 120_000)
