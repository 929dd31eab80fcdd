/**
 * Writes the table of directives into `docs/sandbox.md`. Run after changing a directive:
 * `node --conditions=source --import tsx scripts/sandbox-table.ts`
 */
import { readFile, writeFile } from 'node:fs/promises'
import { projectPath } from '../src/paths.js'
import { directiveTable } from '../src/sandbox/directive-table.js'

const path = projectPath('docs/sandbox.md')
const page = await readFile(path, 'utf8')
const table = /^\| Directive \|[^]*?\n(?=\n)/m
if (!table.test(page)) throw new Error(`"${path}" has no table that begins with "| Directive |"`)
await writeFile(
  path,
  page.replace(table, () => `${directiveTable()}\n`),
)
