import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip, constants } from 'node:zlib'
import { sql } from 'kysely'
import type { Config } from '../config.js'
import { type Db, type Trx } from '../db/index.js'
import { ObjectNotFoundError, type ObjectStore } from '../media/storage/index.js'
import { packageVersion } from '../server/package-version.js'
import {
  ARCHIVE_FORMAT,
  CHECKSUMS,
  FIRST_KEY,
  MANIFEST,
  objectPath,
  tablePath,
  type Manifest,
} from './archive.js'
import { openStores } from './open-stores.js'
import { readRows, tablesInOrder } from './table-rows.js'
import { packTar, type TarFile } from './tar.js'

/** What a backup holds. */
export interface BackupReport {
  readonly path: string
  readonly sizeBytes: number
  readonly rows: Readonly<Record<string, number>>
  readonly objects: number
  /** Keys of files that the database names and the storage has not: expired meanwhile, or lost before. */
  readonly missingObjects: readonly string[]
}

/**
 * Writes the database as it is at one moment, and the files it names, into one archive: a gzipped tar. The server may be
 * running. The archive gets its name when it is complete.
 */
export async function backUp(
  config: Config,
  path: string,
  onProgress: (what: string) => void = () => undefined,
): Promise<BackupReport> {
  const stores = await openStores(config)
  const scratch = await mkdtemp(join(tmpdir(), 'troubadour-backup-'))
  const rows: Record<string, number> = {}
  const missingObjects: string[] = []
  let objects = 0

  async function* files(): AsyncGenerator<TarFile> {
    const { db } = stores.connection
    yield bytesFile(MANIFEST, Buffer.from(JSON.stringify(await manifestOf(db), null, 2)))
    const firstKey = await readFile(join(config.dataDir, 'api-key')).catch(() => undefined)
    if (firstKey && config.apiKeys.length === 0) yield bytesFile(FIRST_KEY, firstKey)
    const keys: string[] = []
    for await (const table of dumpTables(db, scratch, keys)) {
      onProgress(`table ${table.name}, ${table.rows} rows`)
      rows[table.name] = table.rows
      const { size } = await stat(table.file)
      yield { path: tablePath(table.name), sizeBytes: size, body: createReadStream(table.file) }
      await rm(table.file)
    }
    for (const key of keys) {
      const file = await objectFile(stores.objects, key)
      if (!file) {
        missingObjects.push(key)
        continue
      }
      yield file
      objects++
      if (objects % 100 === 0) onProgress(`${objects} of ${keys.length} files`)
    }
  }

  try {
    const partial = `${path}.partial`
    await pipeline(
      Readable.from(packTar(withChecksums(files()), new Date()), { objectMode: false }),
      // Audio does not shrink: more effort would only take time.
      createGzip({ level: constants.Z_BEST_SPEED }),
      createWriteStream(partial, { mode: 0o600 }),
    ).catch(async (error: unknown) => {
      await rm(partial, { force: true })
      throw error
    })
    await rename(partial, path)
    return { path, sizeBytes: (await stat(path)).size, rows, objects, missingObjects }
  } finally {
    await rm(scratch, { recursive: true, force: true })
    await stores.close()
  }
}

async function manifestOf(db: Db): Promise<Manifest> {
  const { rows } = await sql<{ version: number }>`
    select coalesce(max(version), 0) as version from schema_migrations`.execute(db)
  return {
    format: ARCHIVE_FORMAT,
    version: packageVersion(),
    schemaVersion: rows[0]!.version,
    createdAt: new Date().toISOString(),
  }
}

interface DumpedTable {
  readonly name: string
  readonly rows: number
  readonly file: string
}

/** All tables as they are at one moment, each in a file of its own; `keys` collects the files that they name. */
async function* dumpTables(db: Db, scratch: string, keys: string[]): AsyncGenerator<DumpedTable> {
  // A transaction cannot be yielded from: everything is dumped before the first table is handed out.
  const dumped = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      // Text that every server reads back alike, however this one is set.
      await sql`set local datestyle to 'ISO'`.execute(trx)
      await sql`set local timezone to 'UTC'`.execute(trx)
      const found = await sql<{ key: string }>`select key from files order by key`.execute(trx)
      keys.push(...found.rows.map(({ key }) => key))
      const tables: DumpedTable[] = []
      for (const name of await tablesInOrder(trx))
        tables.push(await dumpTable(trx, name, join(scratch, name)))
      return tables
    })
  yield* dumped
}

async function dumpTable(trx: Trx, name: string, file: string): Promise<DumpedTable> {
  let rows = 0
  async function* lines() {
    for await (const row of readRows(trx, name)) {
      rows++
      yield `${JSON.stringify(row)}\n`
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(file, { mode: 0o600 }))
  return { name, rows, file }
}

async function objectFile(objects: ObjectStore, key: string): Promise<TarFile | undefined> {
  const info = await objects.head(key)
  if (!info) return undefined
  try {
    return {
      path: objectPath(key),
      sizeBytes: info.sizeBytes,
      body: (await objects.read(key)) as AsyncIterable<Uint8Array>,
    }
  } catch (error) {
    if (error instanceof ObjectNotFoundError) return undefined
    throw error
  }
}

function bytesFile(path: string, bytes: Uint8Array): TarFile {
  return { path, sizeBytes: bytes.byteLength, body: [bytes] }
}

/** The same files, and at the end one with their checksums. */
async function* withChecksums(files: AsyncIterable<TarFile>): AsyncGenerator<TarFile> {
  let sums = ''
  for await (const file of files) {
    const hash = createHash('sha256')
    yield { ...file, body: hashed(file.body, hash) }
    sums += `${hash.digest('hex')}  ${file.path}\n`
  }
  yield bytesFile(CHECKSUMS, Buffer.from(sums))
}

async function* hashed(body: TarFile['body'], hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const piece of body) {
    hash.update(piece)
    yield piece
  }
}
