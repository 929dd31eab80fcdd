import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from '../../src/db/embedded/start-lock.js'
import { startEmbeddedPostgres } from '../../src/db/index.js'
import { RUN_FOLDER_VARIABLE } from './postgres.js'

const PREFIX = 'troubadour-test-postgres-'

/**
 * Vitest's global set-up: names the folder of the run's PostgreSQL server and removes it at the end. The first test that
 * needs a database starts the server, so that a run without one does not pay for it.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  await removeLeftovers()
  const folder = join(tmpdir(), `${PREFIX}${process.pid}`)
  process.env[RUN_FOLDER_VARIABLE] = folder
  return () => remove(folder)
}

/** Servers of runs that were killed. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length)) : Number.NaN
    if (Number.isInteger(pid) && !isAlive(pid)) await remove(join(tmpdir(), name))
  }
}

async function remove(folder: string): Promise<void> {
  if (existsSync(join(folder, 'data', 'postmaster.pid'))) {
    const server = await startEmbeddedPostgres({ directory: folder })
    await server.stop()
  }
  await rm(folder, { recursive: true, force: true })
}
