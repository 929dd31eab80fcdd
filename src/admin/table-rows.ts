import { sql } from 'kysely'
import type { Db, Trx } from '../db/index.js'

/** Rows fetched or written at a time; scores are up to some hundred kilobytes each. */
const PAGE = 200

/** Our migrations write it themselves. */
const LEFT_OUT = ['schema_migrations']

/**
 * Our tables, each after those that it refers to. Unlogged ones are left out: they hold what a crash may take (pieces of
 * live streams, counts of the last seconds).
 */
export async function tablesInOrder(db: Db | Trx): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select c.relname as name from pg_class c
     where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relpersistence = 'p'
     order by c.relname`.execute(db)
  const { rows: links } = await sql<{ from: string; to: string }>`
    select f.relname as from, t.relname as to from pg_constraint k
      join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
     where k.contype = 'f' and k.connamespace = current_schema()::regnamespace and k.conrelid <> k.confrelid`.execute(
    db,
  )
  const ordered: string[] = []
  const left = new Set(tables.map(({ name }) => name).filter((name) => !LEFT_OUT.includes(name)))
  while (left.size > 0) {
    const ready = [...left].filter((name) => !links.some(({ from, to }) => from === name && left.has(to)))
    if (ready.length === 0) throw new Error(`tables refer to each other in a circle: ${[...left].join(', ')}`)
    for (const name of ready) {
      left.delete(name)
      ordered.push(name)
    }
  }
  return ordered
}

/**
 * Every row of a table as PostgreSQL writes whole rows as text (`(1,"a b",\\x00)`): each type's own output, which its
 * input reads back without loss.
 */
export async function* readRows(trx: Trx, table: string): AsyncGenerator<string> {
  await sql`declare backup_rows no scroll cursor for select t::text as row from ${sql.table(table)} t`.execute(
    trx,
  )
  for (;;) {
    const { rows } = await sql<{ row: string }>`fetch ${sql.lit(PAGE)} from backup_rows`.execute(trx)
    for (const { row } of rows) yield row
    if (rows.length < PAGE) break
  }
  await sql`close backup_rows`.execute(trx)
}

/** Puts rows from `readRows` into an empty table. Returns their number. */
export async function writeRows(trx: Trx, table: string, rows: AsyncIterable<string>): Promise<number> {
  let count = 0
  let page: string[] = []
  const flush = async () => {
    if (page.length === 0) return
    await sql`
      insert into ${sql.table(table)} overriding system value
      select (r::${sql.table(table)}).* from unnest(${page}::text[]) as r`.execute(trx)
    count += page.length
    page = []
  }
  for await (const row of rows) if (page.push(row) === PAGE) await flush()
  await flush()
  return count
}

/** Lets numbers that the database draws go on after those that are there. */
export async function advanceSequences(trx: Trx): Promise<void> {
  const { rows } = await sql<{ table: string; column: string; sequence: string }>`
    select c.relname as table, a.attname as column, pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
      from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attidentity <> ''`.execute(
    trx,
  )
  for (const { table, column, sequence } of rows) {
    await sql`
      select setval(${sequence}::regclass, coalesce((select max(${sql.ref(column)}) from ${sql.table(table)}), 0) + 1, false)`.execute(
      trx,
    )
  }
}
