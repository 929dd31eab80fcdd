import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, it } from 'vitest'

const README = fileURLToPath(new URL('../../sdk/README.md', import.meta.url))
const FOLDER = fileURLToPath(new URL('.', import.meta.url))

it('every snippet of the README compiles against the SDK', async () => {
  const snippets = [...(await readFile(README, 'utf8')).matchAll(/^```ts\n(.*?)^```$/gms)].map(
    ([, code], index) => ({ path: `${FOLDER}readme-snippet-${index}.ts`, code: `${code}\nexport {}\n` }),
  )
  expect(snippets.length).toBeGreaterThan(4)
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    customConditions: ['source'],
    types: ['node'],
  }
  const host = ts.createCompilerHost(options)
  const onDisk = host.getSourceFile.bind(host)
  host.getSourceFile = (path, ...rest) => {
    const snippet = snippets.find((each) => each.path === path)
    return snippet ? ts.createSourceFile(path, snippet.code, ts.ScriptTarget.ES2023) : onDisk(path, ...rest)
  }
  const program = ts.createProgram(
    snippets.map(({ path }) => path),
    options,
    host,
  )
  const problems = ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText, file }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`)
  expect(problems).toEqual([])
}, 120_000)
