import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import {
  createEmptyDatabase,
  createTestDatabase,
  currentMigrations,
  type TestDatabase,
} from '../../test/support/postgres.js'
import { dumpSchema } from './dump-schema.js'
import { migrate, SchemaTooNewError } from './migrate.js'
import { connectDatabase } from './pool.js'

const databases: TestDatabase[] = []
const keep = async (database: Promise<TestDatabase>) => {
  const made = await database
  databases.push(made)
  return made
}
afterEach(async () => {
  await Promise.all(databases.splice(0).map((database) => database.drop()))
})

describe('migrate', () => {
  it('applies each migration once when twenty processes start at the same time', async () => {
    const first = await keep(createEmptyDatabase())
    const others = Array.from({ length: 19 }, () =>
      connectDatabase(first.connectionString, { maxConnections: 1 }),
    )
    const migrations = await currentMigrations()
    const applied = await Promise.all([first, ...others].map(({ db }) => migrate(db, migrations)))
    await Promise.all(others.map((each) => each.close()))
    expect(applied.flat()).toEqual(migrations.map((migration) => migration.version))
    expect(await migrate(first.db, migrations)).toEqual([])
  })

  it('refuses a database that a newer program has made', async () => {
    const { db } = await keep(createEmptyDatabase())
    await migrate(db, [
      { version: 1, text: 'create table a ()' },
      { version: 2, text: 'create table b ()' },
    ])
    await expect(migrate(db, [{ version: 1, text: 'create table a ()' }])).rejects.toThrow(SchemaTooNewError)
  })

  it('leaves the database as it was when a migration fails', async () => {
    const { db } = await keep(createEmptyDatabase())
    const migrations = [
      { version: 1, text: 'create table a ()' },
      { version: 2, text: 'create table b (c nonsense)' },
    ]
    await expect(migrate(db, migrations)).rejects.toThrow('migration 2 failed')
    const { rows } = await sql`select to_regclass('a') as a, to_regclass('schema_migrations') as m`.execute(
      db,
    )
    expect(rows).toEqual([{ a: null, m: null }])
  })
})

describe('sql/schema.sql', () => {
  it('is what the migrations add up to', async () => {
    const { db } = await keep(createTestDatabase())
    const path = fileURLToPath(new URL('../../sql/schema.sql', import.meta.url))
    await expect(await dumpSchema(db)).toMatchFileSnapshot(path)
  })
})
