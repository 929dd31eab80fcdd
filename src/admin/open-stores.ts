import { join } from 'node:path'
import type { Config } from '../config.js'
import { connectDatabase, startEmbeddedPostgres, type DatabaseConnection } from '../db/index.js'
import { openObjectStore, type ObjectStore } from '../media/storage/index.js'

/** Database and files of a configured server, which may be running. */
export interface Stores {
  readonly connection: DatabaseConnection
  readonly objects: ObjectStore
  close(): Promise<void>
}

/** A running server's embedded database is shared, and stays up when we close. */
export async function openStores(config: Config): Promise<Stores> {
  const embedded =
    config.databaseUrl === undefined
      ? await startEmbeddedPostgres({ directory: join(config.dataDir, 'postgres') })
      : undefined
  const connection = connectDatabase(config.databaseUrl ?? embedded!.connectionString, {
    maxConnections: 2,
    // Files are copied in one transaction, however long each takes.
    idleInTransactionMs: 0,
  })
  const close = async () => {
    await connection.close()
    await embedded?.stop()
  }
  try {
    const objects = await openObjectStore({ folder: join(config.dataDir, 'objects'), s3: config.s3 })
    return { connection, objects, close }
  } catch (error) {
    await close()
    throw error
  }
}
