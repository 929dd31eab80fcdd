import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startServerProcess } from '../support/server-process.js'
import { DIALECTS } from './dialects.js'
import { reportOf } from './report.js'
import { ALL_CASES, runConformance } from './run-conformance.js'
import { createWorld } from './world.js'

it.each(['kie', 'sunoapi'] as const)(
  'a server of the %s dialect holds the whole contract, through real HTTP',
  async (dialect) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'troubadour-conformance-'))
    const server = await startServerProcess(dataDir, { DIALECT: dialect, RENDER_THREADS: '1' })
    try {
      const [key, otherKey] = await Promise.all([openSandboxKey(server), openSandboxKey(server)])
      const world = await createWorld({
        base: server.url,
        key,
        otherKey,
        dialect: DIALECTS[dialect],
        patienceSeconds: 60,
      })
      const results = await runConformance(world, ALL_CASES)
      await world.close()
      const problems = results.filter(({ problem }) => problem !== undefined)
      expect(problems, reportOf(results)).toEqual([])
    } finally {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    }
  },
  600_000,
)

/** A key of an account of its own that may submit as fast as a test does. */
async function openSandboxKey(server: Awaited<ReturnType<typeof startServerProcess>>): Promise<string> {
  const { data } = await server.call<{ key: string }>('/troubadour/v1/keys', {
    name: 'conformance',
    sandbox: true,
    rateLimit: { events: 100_000, perSeconds: 1 },
  })
  return data.key
}
