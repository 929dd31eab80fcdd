import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline, Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { createGunzip } from 'node:zlib'
import { sql } from 'kysely'
import type { Config } from '../config.js'
import { migrate, readMigrations, SchemaTooNewError, type Db, type Migration } from '../db/index.js'
import { contentTypeOf, type ObjectStore } from '../media/storage/index.js'
import { projectPath } from '../paths.js'
import {
  ARCHIVE_FORMAT,
  CHECKSUMS,
  FIRST_KEY,
  kindOf,
  MANIFEST,
  manifestSchema,
  type Manifest,
} from './archive.js'
import { openStores } from './open-stores.js'
import { advanceSequences, tablesInOrder, writeRows } from './table-rows.js'
import { unpackTar, type TarEntry } from './tar.js'

/** What was put back. */
export interface RestoreReport {
  readonly manifest: Manifest
  readonly rows: Readonly<Record<string, number>>
  readonly objects: number
}

/** An archive or a target that a restore cannot work with. */
export class RestoreError extends Error {
  override readonly name = 'RestoreError'
}

/**
 * Puts an archive into the configured database and storage. The database must be empty; its rows are committed when the
 * whole archive has been read and its checksums are right. An archive of an older version is brought up to date.
 */
export async function restore(
  config: Config,
  path: string,
  onProgress: (what: string) => void = () => undefined,
): Promise<RestoreReport> {
  await mkdir(config.dataDir, { recursive: true })
  const stores = await openStores(config)
  try {
    const { db } = stores.connection
    await assertEmpty(db)
    const manifest = await firstEntry(path)
    await migrateTo(db, manifest.schemaVersion)
    const report = await restoreInto(db, stores.objects, config, path, onProgress, manifest)
    await migrate(db, await readMigrations(projectPath('sql')))
    return report
  } catch (error) {
    throw asDamage(path, error)
  } finally {
    await stores.close()
  }
}

async function assertEmpty(db: Db): Promise<void> {
  const tables = await tablesInOrder(db)
  for (const table of tables) {
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db)
    if (rows.length > 0) {
      throw new RestoreError(
        `the database is not empty: "${table}" has rows; restore into a new DATA_DIR or an empty database`,
      )
    }
  }
}

async function restoreInto(
  db: Db,
  objects: ObjectStore,
  config: Config,
  path: string,
  onProgress: (what: string) => void,
  manifest: Manifest,
): Promise<RestoreReport> {
  const sums = new Map<string, string>()
  const rows: Record<string, number> = {}
  let objectCount = 0
  let firstKey: Buffer | undefined
  let isComplete = false

  await db.transaction().execute(async (trx) => {
    // Foreign keys hold at every step: tables come after those that they refer to.
    for await (const entry of readArchive(path)) {
      const hash = createHash('sha256')
      const body = Readable.from(hashedBody(entry, hash))
      const kind = kindOf(entry.path)
      if (entry.path === CHECKSUMS) {
        assertSums(await text(body), sums)
        isComplete = true
        continue
      }
      if (entry.path === MANIFEST) {
        await text(body)
      } else if (entry.path === FIRST_KEY) {
        firstKey = await buffer(body)
      } else if (kind && 'table' in kind) {
        rows[kind.table] = await writeRows(trx, kind.table, rowsOf(body))
        onProgress(`table ${kind.table}, ${rows[kind.table]} rows`)
      } else if (kind) {
        const { rows: known } = await sql<{ type: string }>`
          select content_type as type from files where key = ${kind.object}`.execute(trx)
        const contentType = known[0]?.type ?? contentTypeOf(kind.object)
        await objects.put(kind.object, body, { contentType })
        objectCount++
        if (objectCount % 100 === 0) onProgress(`${objectCount} files`)
      } else {
        throw new RestoreError(`"${path}" holds "${entry.path}", which this version does not know`)
      }
      sums.set(entry.path, hash.digest('hex'))
    }
    if (!isComplete) throw new RestoreError(`"${path}" is not complete: it has no checksums`)
    await advanceSequences(trx)
  })
  if (firstKey && config.apiKeys.length === 0) {
    await writeFile(join(config.dataDir, 'api-key'), firstKey, { mode: 0o600 })
  }
  return { manifest, rows, objects: objectCount }
}

/** The files of an archive. */
async function* readArchive(path: string): AsyncGenerator<TarEntry> {
  const unzipped = createGunzip()
  // Errors of either end up in the loop that reads.
  pipeline(createReadStream(path), unzipped, () => undefined)
  try {
    yield* unpackTar(unzipped)
  } finally {
    unzipped.destroy()
  }
}

/** What goes wrong while an archive is read is the archive's fault, except where files or the database are concerned. */
function asDamage(path: string, cause: unknown): unknown {
  const { syscall, severity, message } = cause as { syscall?: string; severity?: string; message: string }
  const isOurs = cause instanceof RestoreError || syscall !== undefined || severity !== undefined
  return isOurs ? cause : new RestoreError(`"${path}" cannot be read: ${message}`, { cause })
}

async function firstEntry(path: string): Promise<Manifest> {
  for await (const entry of readArchive(path)) {
    if (entry.path !== MANIFEST) break
    return readManifest(await text(Readable.from(entry.body)), await readMigrations(projectPath('sql')))
  }
  throw new RestoreError(`"${path}" does not begin with ${MANIFEST}: it is no backup`)
}

/** Brings an empty database to the schema that the rows were written for. */
async function migrateTo(db: Db, version: number): Promise<void> {
  try {
    await migrate(db, (await readMigrations(projectPath('sql'))).slice(0, version))
  } catch (cause) {
    if (!(cause instanceof SchemaTooNewError)) throw cause
    throw new RestoreError(
      `the backup has schema ${version}, the empty database a newer one: restore into a new database`,
      { cause },
    )
  }
}

async function* hashedBody(entry: TarEntry, hash: ReturnType<typeof createHash>): AsyncGenerator<Buffer> {
  for await (const piece of entry.body) {
    hash.update(piece)
    yield piece
  }
}

async function* rowsOf(body: Readable): AsyncGenerator<string> {
  for await (const line of createInterface({ input: body, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line !== '') yield JSON.parse(line) as string
  }
}

function readManifest(json: string, known: readonly Migration[]): Manifest {
  const manifest = manifestSchema.parse(JSON.parse(json))
  if (manifest.format !== ARCHIVE_FORMAT || manifest.schemaVersion > known.length) {
    throw new RestoreError(
      `the backup was made by version ${manifest.version} (archive format ${manifest.format}, schema ${manifest.schemaVersion}), ` +
        `this program knows format ${ARCHIVE_FORMAT} and schemas up to ${known.length}: restore with that version or a newer one`,
    )
  }
  return manifest
}

function assertSums(listed: string, found: ReadonlyMap<string, string>): void {
  const lines = listed.split('\n').filter((line) => line !== '')
  for (const line of lines) {
    const [sum, path] = line.split('  ') as [string, string]
    if (found.get(path) !== sum)
      throw new RestoreError(`"${path}" in the backup is damaged: its checksum is wrong`)
  }
  if (lines.length !== found.size) throw new RestoreError('the backup has other files than its list says')
}
