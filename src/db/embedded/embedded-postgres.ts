import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findPostgresBinaries } from './binaries.js'
import {
  freePort,
  loadCredentials,
  prepareCluster,
  prepareDirectory,
  saveCredentials,
  USER,
  type Credentials,
} from './cluster.js'
import { findRunning, launch, PortTakenError, queryOnce, shutDown } from './postmaster.js'
import { chooseLauncher, currentSituation, type Launcher, type Situation } from './privileges.js'
import { isAlive, withStartLock } from './start-lock.js'

const DATABASE = 'troubadour'

export interface EmbeddedPostgresOptions {
  /** Folder of the server: data, credentials, log. Made when missing. */
  readonly directory: string
  /** Told in a sentence what happens: first set-up, adoption, recovery. */
  readonly log?: (message: string) => void
  /** Extra server settings, e.g. `{ fsync: 'off' }` for tests. */
  readonly settings?: Readonly<Record<string, string>>
  /** What the server finds in its environment besides ours. */
  readonly environment?: Readonly<Record<string, string>>
  /** Who we are; only tests say. */
  readonly situation?: Situation
}

/** A PostgreSQL server of our own on 127.0.0.1. */
export interface EmbeddedPostgres {
  /** `postgres://…` with the password. Does not change while this process lives, even when the server is restarted. */
  readonly connectionString: string
  /** Process number of the server now. */
  readonly pid: number
  /** Whether it ran already when we came: left by a process that was killed, or shared with one that lives. */
  readonly wasAdopted: boolean
  /** Stops it, unless another process of ours is connected; that one stops it then. */
  stop(): Promise<void>
}

/** How processes of ours tell each other apart in `pg_stat_activity`. */
export function applicationName(pid = process.pid): string {
  return `troubadour-${pid}`
}

/**
 * Starts the embedded PostgreSQL or adopts the one that is running on the folder, and keeps it running: a server that
 * dies is started again on the same port and recovers from its write-ahead log.
 *
 * It is a detached process. When ours is killed it goes on running and is adopted at the next start, so that nothing has
 * to be recovered.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const directory = resolve(options.directory)
  const log = options.log ?? (() => undefined)
  await prepareDirectory(directory)
  const binaries = await findPostgresBinaries()
  const launcher = await chooseLauncher(binaries, directory, options.situation ?? currentSituation())
  const server = await withStartLock(directory, async () => {
    const started = await startOrAdopt(directory, launcher, options, log)
    await ensureDatabase(started.credentials)
    return started
  })

  let { pid } = server
  const stopping = new AbortController()
  const pause = (ms: number) =>
    sleep(ms, undefined, { ref: false, signal: stopping.signal }).catch(() => undefined)
  const watch = async () => {
    let waitMs = 0
    while (!stopping.signal.aborted) {
      await pause(250)
      if (stopping.signal.aborted || isAlive(pid)) {
        waitMs = 0
        continue
      }
      log('the embedded PostgreSQL has ended unexpectedly; starting it again')
      try {
        const again = await withStartLock(directory, () =>
          restart(directory, launcher, server.credentials, options),
        )
        pid = again
        log('the embedded PostgreSQL is back')
      } catch (error) {
        waitMs = Math.min(10_000, waitMs + 1000)
        log(`the embedded PostgreSQL could not be started again: ${String(error)}; next try in ${waitMs} ms`)
        await pause(waitMs)
      }
    }
  }
  const watching = watch()

  return {
    connectionString: `postgres://${USER}:${server.credentials.password}@127.0.0.1:${server.credentials.port}/${DATABASE}`,
    get pid() {
      return pid
    },
    wasAdopted: server.wasAdopted,
    async stop() {
      stopping.abort()
      await watching
      if (await othersAreConnected(server.credentials)) {
        log('the embedded PostgreSQL stays up: another process of ours uses it')
        return
      }
      await withStartLock(directory, () => shutDown(pid))
    },
  }
}

interface Started {
  readonly pid: number
  readonly credentials: Credentials
  readonly wasAdopted: boolean
}

async function startOrAdopt(
  directory: string,
  launcher: Launcher,
  options: Pick<EmbeddedPostgresOptions, 'settings' | 'environment'>,
  log: (message: string) => void,
): Promise<Started> {
  let credentials = await loadCredentials(directory)
  const running = await findRunning(join(directory, 'data'), credentials)
  if (running !== undefined) {
    log(`adopted the embedded PostgreSQL that was running (process ${running.pid})`)
    return { pid: running.pid, credentials: { ...credentials, port: running.port }, wasAdopted: true }
  }
  const data = await prepareCluster(directory, launcher, credentials)
  for (let attempt = 1; ; attempt++) {
    try {
      const pid = await launch(launcher, data, credentials, join(directory, 'postgres.log'), options)
      return { pid, credentials, wasAdopted: false }
    } catch (error) {
      if (!(error instanceof PortTakenError) || attempt === 5) throw error
      credentials = await saveCredentials(directory, { ...credentials, port: await freePort() })
    }
  }
}

/** After a crash: another process of ours may have started it already. The port must stay: pools know it. */
async function restart(
  directory: string,
  launcher: Launcher,
  credentials: Credentials,
  options: Pick<EmbeddedPostgresOptions, 'settings' | 'environment'>,
): Promise<number> {
  const data = join(directory, 'data')
  const running = await findRunning(data, credentials)
  if (running !== undefined) return running.pid
  return launch(launcher, data, credentials, join(directory, 'postgres.log'), options)
}

async function ensureDatabase(credentials: Credentials): Promise<void> {
  const found = await queryOnce(credentials, 'postgres', 'select 1 from pg_database where datname = $1', [
    DATABASE,
  ])
  if (found.length === 0) await queryOnce(credentials, 'postgres', `create database ${DATABASE}`)
}

async function othersAreConnected(credentials: Credentials): Promise<boolean> {
  const others = await queryOnce(
    credentials,
    'postgres',
    `select 1 from pg_stat_activity
      where backend_type = 'client backend' and application_name like 'troubadour-%' and application_name <> $1`,
    [applicationName()],
  ).catch(() => [])
  return others.length > 0
}
