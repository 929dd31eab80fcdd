import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { giveTo, type Launcher } from './privileges.js'

export const USER = 'troubadour'

/** How to reach the server of a data folder; kept readable by its owner only. */
export interface Credentials {
  readonly password: string
  /** On 127.0.0.1. Kept over restarts unless another program has taken it. */
  readonly port: number
}

/** Reads the credentials of a data folder; makes them at the first start. */
export async function loadCredentials(directory: string): Promise<Credentials> {
  const text = await readFile(credentialsPath(directory), 'utf8').catch(() => undefined)
  if (text !== undefined) return JSON.parse(text) as Credentials
  return saveCredentials(directory, {
    password: randomBytes(24).toString('base64url'),
    port: await freePort(),
  })
}

/** Remembers them atomically and returns them. */
export async function saveCredentials(directory: string, credentials: Credentials): Promise<Credentials> {
  const path = credentialsPath(directory)
  await writeFile(`${path}.new`, JSON.stringify(credentials), { mode: 0o600 })
  await rename(`${path}.new`, path)
  return credentials
}

function credentialsPath(directory: string): string {
  return join(directory, 'connection.json')
}

/** A TCP port of 127.0.0.1 that nobody listens on now. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port)
        else reject(new Error('the system named no free port on 127.0.0.1'))
      })
    })
  })
}

/**
 * Makes the data folder unless there is one, and returns its path. Built beside its place and renamed, so that a kill in
 * the middle leaves nothing that looks finished.
 */
export async function prepareCluster(
  directory: string,
  launcher: Launcher,
  credentials: Credentials,
): Promise<string> {
  const data = join(directory, 'data')
  const version = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (version === undefined) await initialise(directory, data, launcher, credentials)
  else await assertSameMajor(data, version.trim(), launcher)
  await giveTo(launcher, data)
  return data
}

async function initialise(
  directory: string,
  data: string,
  launcher: Launcher,
  credentials: Credentials,
): Promise<void> {
  const unfinished = join(directory, 'data.unfinished')
  const passwordFile = join(directory, 'password.unfinished')
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { mode: 0o700 })
  await writeFile(passwordFile, credentials.password, { mode: 0o600 })
  await giveTo(launcher, unfinished)
  await giveTo(launcher, passwordFile)
  try {
    // The built-in locale provider sorts the same on every machine, whatever its C library.
    await runToEnd(launcher, launcher.binaries.initdb, [
      `--pgdata=${unfinished}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ])
  } finally {
    await rm(passwordFile, { force: true })
  }
  await rename(unfinished, data)
}

async function assertSameMajor(data: string, found: string, launcher: Launcher): Promise<void> {
  const output = await runToEnd(launcher, launcher.binaries.postgres, ['--version'])
  const installed = /(\d+)/.exec(output)?.[1]
  if (installed !== found) {
    throw new Error(
      `the database in "${data}" was made by PostgreSQL ${found}, the installed one is ${installed ?? 'unknown'}: ` +
        'dump it with the old version and restore it, or install the old version again',
    )
  }
}

async function runToEnd(launcher: Launcher, program: string, args: readonly string[]): Promise<string> {
  const { file, args: all } = launcher.command(program, args)
  return new Promise((resolve, reject) => {
    const child = spawn(file, all, { ...launcher.identity, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const collect = (piece: Buffer) => {
      output += piece.toString()
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.once('error', (cause) => {
      reject(new Error(`could not run ${program}: ${cause.message}`, { cause }))
    })
    child.once('close', (code, signal) => {
      if (code === 0) resolve(output)
      else reject(new Error(`${program} ended with ${code ?? signal}: ${output.trim()}`))
    })
  })
}

/** Creates the folder of the embedded server; others may enter it (not list it) because `nobody` may have to. */
export async function prepareDirectory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true })
  await chmod(directory, 0o711)
}
