export { dumpSchema } from './dump-schema.js'
export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded/embedded-postgres.js'
export { isConnectionError, isRollbackWorthRetrying, isUniqueViolation } from './errors.js'
export { migrate, readMigrations, SchemaTooNewError, type Migration } from './migrate.js'
export { connectDatabase, type ConnectOptions, type DatabaseConnection } from './pool.js'
export type * from './schema.js'
export { transaction, whileUnreachable, type PatienceOptions } from './transaction.js'
