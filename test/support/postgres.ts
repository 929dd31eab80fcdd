import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { sql } from 'kysely'
import {
  connectDatabase,
  migrate,
  readMigrations,
  startEmbeddedPostgres,
  type DatabaseConnection,
  type EmbeddedPostgres,
  type Migration,
} from '../../src/db/index.js'
import { projectPath } from '../../src/paths.js'

/** Durability costs time and tests throw their data away; tests of durability start servers of their own. */
export const TEST_SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
}

/** Folder of the server that all test files of one run share (`test/support/postgres-run.ts` sets and removes it). */
export const RUN_FOLDER_VARIABLE = 'TROUBADOUR_TEST_POSTGRES'

export interface TestDatabase extends DatabaseConnection {
  /** Closes the pool and drops the database. */
  drop(): Promise<void>
}

/** A database of the test's own with the newest schema, on a real PostgreSQL. Takes about 0.1 s after the first one. */
export async function createTestDatabase(
  options: { readonly maxConnections?: number } = {},
): Promise<TestDatabase> {
  const admin = await connectToSharedServer()
  try {
    const template = await ensureTemplate(admin)
    const name = `test_${randomBytes(6).toString('hex')}`
    await sql.raw(`create database ${name} template ${template}`).execute(admin.db)
    const connection = connectDatabase(withDatabase(admin.connectionString, name), options)
    return {
      ...connection,
      async drop() {
        await connection.close()
        await onSharedServer((server) => sql.raw(`drop database ${name} with (force)`).execute(server.db))
      },
    }
  } finally {
    await admin.close()
  }
}

/** An empty database: no tables at all. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  const connectionString = await onSharedServer(async (server) => {
    await sql.raw(`create database ${name}`).execute(server.db)
    return withDatabase(server.connectionString, name)
  })
  const connection = connectDatabase(connectionString)
  return {
    ...connection,
    async drop() {
      await connection.close()
      await onSharedServer((server) => sql.raw(`drop database ${name} with (force)`).execute(server.db))
    },
  }
}

/** The migrations of this checkout. */
export function currentMigrations(): Promise<Migration[]> {
  return readMigrations(projectPath('sql'))
}

async function onSharedServer<T>(work: (server: DatabaseConnection) => Promise<T>): Promise<T> {
  const server = await connectToSharedServer()
  try {
    return await work(server)
  } finally {
    await server.close()
  }
}

let sharedServer: Promise<EmbeddedPostgres> | undefined

async function connectToSharedServer(): Promise<DatabaseConnection> {
  const directory =
    process.env[RUN_FOLDER_VARIABLE] ?? join(tmpdir(), `troubadour-test-postgres-${process.ppid}`)
  sharedServer ??= startEmbeddedPostgres({ directory, settings: TEST_SETTINGS })
  const server = await sharedServer
  return connectDatabase(withDatabase(server.connectionString, 'postgres'), { maxConnections: 1 })
}

async function ensureTemplate(admin: DatabaseConnection): Promise<string> {
  const migrations = await currentMigrations()
  const hash = createHash('sha256')
  for (const migration of migrations) hash.update(migration.text)
  const name = `template_${hash.digest('hex').slice(0, 16)}`
  // A session lock: creating a database is not allowed inside a transaction.
  await sql`select pg_advisory_lock(1)`.execute(admin.db)
  try {
    const { rows } = await sql`select 1 from pg_database where datname = ${name}`.execute(admin.db)
    if (rows.length === 0) {
      const unfinished = `${name}_unfinished`
      await sql.raw(`drop database if exists ${unfinished}`).execute(admin.db)
      await sql.raw(`create database ${unfinished}`).execute(admin.db)
      const connection = connectDatabase(withDatabase(admin.connectionString, unfinished))
      try {
        await migrate(connection.db, migrations)
      } finally {
        await connection.close()
      }
      await sql.raw(`alter database ${unfinished} rename to ${name}`).execute(admin.db)
    }
  } finally {
    await sql`select pg_advisory_unlock(1)`.execute(admin.db)
  }
  return name
}

function withDatabase(connectionString: string, name: string): string {
  const url = new URL(connectionString)
  url.pathname = `/${name}`
  return url.toString()
}
