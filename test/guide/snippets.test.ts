import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ENTRIES } from '../../src/api/guide/contents.js'
import { loadGuideSite } from '../../src/api/guide/guide-site.js'
import type { Snippet } from '../../src/api/guide/operation-snippets.js'
import { troubadour } from '../cli/sandbox-server.js'
import { typeProblems } from '../support/type-problems.js'
import { startGuideWorld, type GuideWorld } from './guide-world.js'

const execute = promisify(execFile)
const HERE = fileURLToPath(new URL('.', import.meta.url))
const hasPython = spawnSync('python3', ['--version']).status === 0

let world: GuideWorld
let folder: string
let snippets: { readonly page: string; readonly language: Snippet['language']; readonly code: string }[]
beforeAll(async () => {
  world = await startGuideWorld()
  folder = await mkdtemp(join(tmpdir(), 'troubadour-guide-'))
  const site = await loadGuideSite()
  snippets = ENTRIES.filter(({ file }) => file.startsWith('guide/')).flatMap(({ slug }) =>
    site.pages.get(slug)!.snippets.map((snippet) => ({ page: slug, ...snippet })),
  )
}, 180_000)
afterAll(async () => {
  await world.stop()
  await rm(folder, { recursive: true, force: true })
}, 60_000)

const of = (language: Snippet['language']) => snippets.filter((snippet) => snippet.language === language)

/** Every JSON line that a snippet printed must be an answer that says yes. */
function expectGoodAnswers(page: string, output: string): void {
  for (const [, code] of output.matchAll(/^\{"(?:success":true,")?code":(\d+)/gm)) {
    expect({ page, code, output: output.slice(0, 300) }).toMatchObject({
      code: expect.stringMatching(/^20[01]$/) as string,
    })
  }
}

describe('every snippet of the guide runs as it stands:', () => {
  it('there are some in every language', () => {
    for (const language of ['cli', 'sh', 'ts', 'python'] as const) {
      expect(of(language).length, language).toBeGreaterThan(20)
    }
  })

  it('curl', async () => {
    const env = { ...process.env, ...(await world.environment()) }
    for (const { page, code } of of('sh')) {
      const { stdout } = await execute('bash', ['-euo', 'pipefail', '-c', code], {
        env,
        cwd: folder,
        timeout: 20_000,
      })
      expectGoodAnswers(page, stdout)
      expect(stdout, `${page}: ${code}`).not.toBe('')
    }
  }, 120_000)

  it('the command line', async () => {
    const environment = await world.environment()
    for (const { page, code } of of('cli')) {
      expect(code).toMatch(/^troubadour /)
      // Quotes and variables as a shell reads them; its files go into a folder that is removed.
      const split = `cd "$0"; printf '%s\\n' ${code.slice('troubadour '.length)}`
      const { stdout } = await execute('bash', ['-c', split, folder], {
        env: { ...process.env, ...environment },
      })
      const args = stdout
        .trimEnd()
        .split('\n')
        .map((arg) => (arg === 'out' ? join(folder, 'out') : arg))
      expect({ page, args, ...(await troubadour(args, environment)) }).toMatchObject({ exitCode: 0 })
    }
  }, 300_000)

  it('TypeScript, which compiles strictly too', async () => {
    const inRepository = await mkdtemp(join(HERE, 'snippets-'))
    try {
      const files = of('ts').map(({ page, code }, index) => ({
        path: join(inRepository, `${page}-${index}.ts`),
        // A port that is certainly free.
        code: code.replace('.listen(8080)', '.listen(0)'),
      }))
      expect(typeProblems(files)).toEqual([])
      const names = JSON.stringify(files.map(({ path }) => path))
      const all = `for (const path of ${names}) { console.log(path); await import(path) }\nprocess.exit(0)\n`
      await Promise.all(
        [...files, { path: join(inRepository, 'all.mts'), code: all }].map(({ path, code }) =>
          writeFile(path, code),
        ),
      )
      const args = ['--conditions=source', '--import', 'tsx', join(inRepository, 'all.mts')]
      const env = { ...process.env, ...(await world.environment()) }
      const { stdout } = await execute(process.execPath, args, { env, timeout: 200_000 })
      expect(stdout).toContain(files[files.length - 1]!.path)
    } finally {
      await rm(inRepository, { recursive: true, force: true })
    }
  }, 300_000)

  it.skipIf(!hasPython)(
    'Python',
    async () => {
      const library = of('python').find(({ code }) => code.includes('def wait('))!
      await writeFile(join(folder, 'troubadour_api.py'), library.code)
      const names = await Promise.all(
        of('python').map(async ({ page, code }, index) => {
          const name = join(folder, `${page.replaceAll('-', '_')}_${index}.py`)
          await writeFile(name, code)
          return name
        }),
      )
      const all = `import runpy, sys\nsys.path.insert(0, ${JSON.stringify(folder)})\nfor name in ${JSON.stringify(names)}:\n    print(name, flush=True)\n    runpy.run_path(name)\n`
      await writeFile(join(folder, 'all.py'), all)
      const env = { ...process.env, ...(await world.environment()) }
      const { stdout } = await execute('python3', [join(folder, 'all.py')], { env, timeout: 200_000 })
      expect(stdout).toContain(names.at(-1))
    },
    300_000,
  )
})
