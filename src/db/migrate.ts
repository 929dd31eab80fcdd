import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Db, Trx } from './schema.js'

/** One numbered file of sql/. */
export interface Migration {
  /** Its number: 1 for `000001.sql`. */
  readonly version: number
  readonly text: string
}

/** The database was made by a newer program: this one does not know what it may touch. */
export class SchemaTooNewError extends Error {
  override readonly name = 'SchemaTooNewError'
  constructor(found: number, known: number) {
    super(
      `the database has schema version ${found}, this program knows versions up to ${known}: ` +
        'start the newer program again, or restore a backup made before the update',
    )
  }
}

/** Reads `000001.sql`, `000002.sql` … of a folder. Throws when a number is missing. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{6}\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name, index) => {
      const version = Number.parseInt(name, 10)
      if (version !== index + 1) {
        throw new Error(
          `"${join(folder, name)}" has number ${version}, expected ${index + 1}: one is missing`,
        )
      }
      return { version, text: await readFile(join(folder, name), 'utf8') }
    }),
  )
}

/** Our place among the advisory locks of a database that may be shared: the letters TROUBADO. */
const LOCK = 0x54524f554241444fn

/**
 * Brings the schema up to date and returns the versions applied. All of it is one transaction under a lock: of processes
 * that start at once one migrates and the others wait, and a failure leaves the database as it was.
 */
export async function migrate(db: Db, migrations: readonly Migration[]): Promise<number[]> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${LOCK.toString()}::bigint)`.execute(trx)
    await sql`create table if not exists schema_migrations (
      version integer primary key,
      applied_at timestamptz not null default now()
    )`.execute(trx)
    const current = await currentVersion(trx)
    const known = migrations.at(-1)?.version ?? 0
    if (current > known) throw new SchemaTooNewError(current, known)

    const pending = migrations.filter((migration) => migration.version > current)
    for (const { version, text } of pending) {
      await sql
        .raw(text)
        .execute(trx)
        .catch((cause: unknown) => {
          throw new Error(`migration ${version} failed: ${String(cause)}`, { cause })
        })
      await sql`insert into schema_migrations (version) values (${version})`.execute(trx)
    }
    return pending.map((migration) => migration.version)
  })
}

async function currentVersion(trx: Trx): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select coalesce(max(version), 0) as version from schema_migrations`.execute(trx)
  return rows[0]!.version
}
