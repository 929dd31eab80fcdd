import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { runCommandLine } from '../../cli/src/run.js'
import { loadConfig } from '../../src/config.js'
import { startServer } from '../../src/server/start-server.js'
import { createTestDatabase } from '../support/postgres.js'

export const HMAC_KEY = 'a key for tests of callbacks'

/** A server with an open sandbox in this process, on a database of its own. */
export interface SandboxServer {
  readonly url: string
  readonly dataDir: string
  readonly environment: Readonly<Record<string, string>>
  stop(): Promise<void>
}

export async function startSandboxServer(
  more: Readonly<Record<string, string>> = {},
): Promise<SandboxServer> {
  const database = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'troubadour-cli-'))
  const environment = {
    PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: database.connectionString,
    WEBHOOK_HMAC_KEY: HMAC_KEY,
    RENDER_THREADS: '1',
    LOG_LEVEL: 'error',
    ...more,
  }
  const server = await startServer(loadConfig(environment))
  return {
    url: server.url,
    dataDir,
    environment,
    async stop() {
      await server.stop()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** What a command line printed and how it ended. */
export interface Ran {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command line in this process, as scripts do: nothing is a terminal. */
export async function troubadour(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  { signal = new AbortController().signal, input = '' } = {},
): Promise<Ran> {
  let stdout = ''
  let stderr = ''
  const stdin = new PassThrough()
  stdin.end(input)
  const exitCode = await runCommandLine(args, {
    stdin,
    stdout: { write: (text) => void (stdout += text) },
    stderr: { write: (text) => void (stderr += text) },
    environment: { TROUBADOUR_CONFIG: '/nowhere/config.json', ...environment },
    signal,
  })
  return { exitCode, stdout, stderr }
}
