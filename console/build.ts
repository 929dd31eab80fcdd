import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'

/** What the built console is made of. */
const SOURCES = ['console', 'sdk/src', 'contract/src', 'package-lock.json']
const project = join(import.meta.dirname, '..')

/** When the newest source was changed, in epoch milliseconds. */
async function newestSource(): Promise<number> {
  let newest = 0
  for (const source of SOURCES) {
    const path = join(project, source)
    const names = (await stat(path)).isDirectory() ? await readdir(path, { recursive: true }) : ['']
    for (const name of names) {
      if (/^(dist|node_modules)(\/|$)|\.(md|test\.ts)$/.test(name)) continue
      const found = await stat(join(path, name))
      if (found.isFile()) newest = Math.max(newest, found.mtimeMs)
    }
  }
  return newest
}

const builtAt = await stat(join(import.meta.dirname, 'dist/index.html')).then(
  ({ mtimeMs }) => mtimeMs,
  () => 0,
)
// `npm start` and `npm test` build first: without a change that shall cost nothing.
if (builtAt < (await newestSource())) {
  await build({ configFile: join(import.meta.dirname, 'vite.config.ts'), logLevel: 'warn' })
}
