import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { USER, type Credentials } from './cluster.js'
import type { Launcher } from './privileges.js'
import { isAlive } from './start-lock.js'

/** Recovery after a kill takes seconds; a large write-ahead log can take a minute. */
const READY_TIMEOUT_MS = 180_000
/** Back ends of a killed server need a moment to notice and let go of its shared memory. */
const LEFTOVERS_TIMEOUT_MS = 30_000

/** Another program may hold the port and never answer, while ours has ended because of it. */
const PROBE_TIMEOUT_MS = 1000

/** The server ended before it was ready, because its port is in use. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError'
}

/** Settings that differ from PostgreSQL's own defaults. */
function serverSettings(port: number): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '100',
    max_wal_senders: '0',
    wal_level: 'minimal',
    max_wal_size: '512MB',
    log_min_messages: 'warning',
    log_checkpoints: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // After a crash one syncfs call instead of opening and syncing a thousand files.
    ...(process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
    // Queries here take microseconds; compiling them takes longer.
    jit: 'off',
  }
}

/** Process number of a server that is running on `data` and reachable; undefined when there is none. */
export async function findRunning(
  data: string,
  credentials: Credentials,
): Promise<{ readonly pid: number; readonly port: number } | undefined> {
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return undefined
  if (!(await couldBePostmaster(pid, data))) {
    // The number was given to another program after a crash or reboot; PostgreSQL would refuse to start because of it.
    await rm(join(data, 'postmaster.pid'), { force: true })
    return undefined
  }
  if (!(port > 0)) return undefined
  await waitUntilReady({ ...credentials, port }, () => !isAlive(pid))
  return isAlive(pid) ? { pid, port } : undefined
}

async function couldBePostmaster(pid: number, data: string): Promise<boolean> {
  if (process.platform !== 'linux') return true
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return commandLine.includes(data)
}

/** What a server gets beside its own settings and our environment. */
export interface LaunchOptions {
  readonly settings?: Readonly<Record<string, string>> | undefined
  readonly environment?: Readonly<Record<string, string>> | undefined
}

/** Starts the server and waits until it answers. Throws PortTakenError. */
export async function launch(
  launcher: Launcher,
  data: string,
  credentials: Credentials,
  logPath: string,
  { settings = {}, environment = {} }: LaunchOptions,
): Promise<number> {
  const deadline = performance.now() + LEFTOVERS_TIMEOUT_MS
  for (;;) {
    const logStart = await truncateLargeLog(logPath)
    const args = Object.entries({ ...serverSettings(credentials.port), ...settings }).flatMap(
      ([name, value]) => ['-c', `${name}=${value}`],
    )
    const { file, args: all } = launcher.command(launcher.binaries.postgres, ['-D', data, ...args])
    const log = openSync(logPath, 'a', 0o600)
    // Detached: a Ctrl-C in the terminal must reach us first, who still have tasks to hand back.
    const child = spawn(file, all, {
      ...launcher.identity,
      cwd: '/',
      detached: true,
      env: { ...process.env, ...environment },
      stdio: ['ignore', log, log],
    })
    closeSync(log)
    let ended: string | undefined
    child.once('error', (error) => {
      ended = error.message
    })
    child.once('exit', (code, signal) => {
      ended = `it ended with ${code ?? signal}`
    })
    child.unref()
    await waitUntilReady(credentials, () => ended !== undefined)
    if (ended === undefined && child.pid !== undefined) return child.pid

    const said = (await readFile(logPath, 'utf8')).slice(logStart).trim()
    if (/could not bind|could not create any TCP\/IP sockets/.test(said)) throw new PortTakenError(said)
    if (
      !/pre-existing shared memory block|lock file .* already exists/.test(said) ||
      performance.now() > deadline
    ) {
      throw new Error(`the embedded PostgreSQL did not start: ${ended ?? 'no process'}. ${said}`)
    }
    await sleep(200)
  }
}

/** Returns as soon as the server answers or `hasEnded`. Throws when neither happens in time. */
async function waitUntilReady(credentials: Credentials, hasEnded: () => boolean): Promise<void> {
  const deadline = performance.now() + READY_TIMEOUT_MS
  let last: unknown
  let waitMs = 20
  while (performance.now() < deadline) {
    if (hasEnded()) return
    try {
      await queryOnce(credentials, 'postgres', 'select 1', [], PROBE_TIMEOUT_MS)
      return
    } catch (error) {
      last = error
      const { code } = error as { code?: string }
      // An SQLSTATE other than 57P03 (starting up) is an answer that will not change, e.g. a wrong password.
      if (code !== undefined && /^[0-9A-Z]{5}$/.test(code) && code !== '57P03') throw error
    }
    // Soon at first, as most starts take 0.2 s; each try costs a line in the log.
    waitMs = Math.min(250, waitMs * 1.3)
    await sleep(waitMs)
  }
  throw new Error(`the embedded PostgreSQL did not answer within ${READY_TIMEOUT_MS / 1000} s`, {
    cause: last,
  })
}

/** Runs one query over a connection of its own. */
export async function queryOnce<Row extends pg.QueryResultRow>(
  credentials: Credentials,
  database: string,
  text: string,
  values: readonly unknown[] = [],
  connectionTimeoutMillis = 5000,
): Promise<Row[]> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port: credentials.port,
    user: USER,
    password: credentials.password,
    database,
    connectionTimeoutMillis,
  })
  // Without a listener a connection that breaks between two awaits would end the process.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query<Row>(text, [...values])).rows
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Asks the server to disconnect everybody and stop, then insists. Returns when it is gone. */
export async function shutDown(pid: number): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5000],
  ] as const) {
    if (!isAlive(pid)) return
    process.kill(pid, signal)
    const deadline = performance.now() + patienceMs
    while (performance.now() < deadline) {
      if (!isAlive(pid)) return
      await sleep(20)
    }
  }
}

/** Keeps the log from growing for ever. Returns its size, where the next start's messages will begin. */
async function truncateLargeLog(path: string): Promise<number> {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0
  if (size <= 10_000_000) return size
  await rm(path, { force: true })
  return 0
}
