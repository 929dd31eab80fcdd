import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { startServerProcess } from '../support/server-process.js'

const PROGRAM = fileURLToPath(new URL('../../examples/python/every_operation.py', import.meta.url))
const hasPython = spawnSync('python3', ['--version']).status === 0

it.skipIf(!hasPython)(
  'a Python program that knows only the public documentation gets through every operation',
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'troubadour-python-'))
    const server = await startServerProcess(dataDir, { RENDER_THREADS: '1' })
    try {
      const options = ['--base', server.url, '--key', 'sk-test-python', '--timeout', '60']
      const { stdout } = await promisify(execFile)('python3', [PROGRAM, ...options])
      expect(stdout).toMatch(/^0 failed$/m)
      expect(stdout.match(/^ok /gm)!.length).toBeGreaterThan(28)
    } finally {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    }
  },
  240_000,
)
