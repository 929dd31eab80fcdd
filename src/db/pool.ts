import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { applicationName } from './embedded/embedded-postgres.js'
import type { Database, Db } from './schema.js'

export interface ConnectOptions {
  /** Connections at most. Default 20. */
  readonly maxConnections?: number
  /**
   * How long the server keeps a transaction open, and the locks it holds, while nothing comes from us, in milliseconds: a process that was
   * stopped or a machine that went away must not hold up all others. 0: for ever. Default 60,000.
   */
  readonly idleInTransactionMs?: number
  /** Told when an idle connection breaks; the pool opens another one by itself. */
  readonly onIdleError?: (error: Error) => void
}

/** An open pool. */
export interface DatabaseConnection {
  readonly db: Db
  /** The same connections, for libraries that bring their own SQL. */
  readonly pool: pg.Pool
  readonly connectionString: string
  close(): Promise<void>
}

/** Opens a pool; connections are made when they are needed. */
export function connectDatabase(connectionString: string, options: ConnectOptions = {}): DatabaseConnection {
  const pool = new pg.Pool({
    connectionString,
    max: options.maxConnections ?? 20,
    application_name: applicationName(),
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
  })
  // Without a listener a restart of the server would end our process.
  pool.on('error', options.onIdleError ?? (() => undefined))
  // A statement, since poolers refuse start-up parameters that they do not know.
  const limitIdling = `set idle_in_transaction_session_timeout = ${options.idleInTransactionMs ?? 60_000}`
  pool.on('connect', (client) => {
    // The pool listens to its idle connections only: one that breaks between two statements of a transaction would do the same.
    client.on('error', () => undefined)
    client.query(limitIdling).catch(options.onIdleError ?? (() => undefined))
  })
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, connectionString, close: () => db.destroy() }
}

const INT8: number = pg.types.builtins.INT8
const NUMERIC: number = pg.types.builtins.NUMERIC

/** bigint and numeric arrive as text; all of ours are far inside what a number holds exactly. */
function typeParser(typeId: number, format?: 'text' | 'binary'): (text: string) => unknown {
  if (typeId === INT8 || typeId === NUMERIC) return Number
  return pg.types.getTypeParser(typeId, format) as (text: string) => unknown
}
