import { readFile } from 'node:fs/promises'
import { API_ERRORS, TASK_FAILURES } from '@troubadour/contract'
import { expect, it } from 'vitest'

/** The cells of every table row under a heading, without the table's head. */
async function tableUnder(heading: string): Promise<string[][]> {
  const page = await readFile(new URL('../../docs/errors.md', import.meta.url), 'utf8')
  const section = page.split(/^## /m).find((part) => part.startsWith(heading)) ?? ''
  const rows = section.split('\n').filter((line) => line.startsWith('|'))
  return rows.slice(2).map((row) =>
    row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  )
}

it('docs/errors.md lists the refusals of the registry, no more and no fewer', async () => {
  const registry = Object.entries(API_ERRORS).map(([name, entry]) => [
    `\`${name}\``,
    String(entry.code),
    String(entry.sunoapiCode),
    String(entry.httpStatus),
    entry.meaning,
  ])
  expect(await tableUnder('Refused requests')).toEqual(registry)
})

it('docs/errors.md lists the task failures of the registry, no more and no fewer', async () => {
  const registry = TASK_FAILURES.map(({ code, meaning }) => [String(code), meaning])
  expect(await tableUnder('Failed tasks')).toEqual(registry)
})
