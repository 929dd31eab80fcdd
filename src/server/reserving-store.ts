import { sql } from 'kysely'
import { whileUnreachable, type Db } from '../db/index.js'
import type { ObjectStore } from '../media/storage/index.js'

/** How long an object may lie in the store before a stage commits it. */
const RESERVED_FOR = '1 day'
/** How long a put waits for a database that is away, in milliseconds. */
const PATIENCE_MS = 120_000
/** Keys begin with the account whose file it is. */
const OWNER = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\//

/**
 * A store whose objects retention knows of before they exist. A worker that dies between putting a file and committing
 * its stage, or a task that fails then, leaves a row that expires; committing the stage makes it a file to keep.
 */
export function reserveBeforePut(store: ObjectStore, db: Db): ObjectStore {
  async function reserve(key: string, contentType: string): Promise<void> {
    const owner = OWNER.exec(key)?.[1]
    if (owner === undefined) return
    await sql`
      insert into files (key, account_id, purpose, content_type, size_bytes, expires_at)
      select ${key}, id, 'result', ${contentType}, 0, now() + interval ${sql.lit(RESERVED_FOR)}
        from accounts where id = ${owner}::uuid
      on conflict (key) do nothing`.execute(db)
  }
  return {
    async put(key, body, options) {
      await whileUnreachable({ patienceMs: PATIENCE_MS }, () => reserve(key, options.contentType))
      return store.put(key, body, options)
    },
    head: (key) => store.head(key),
    read: (key, range) => store.read(key, range),
    download: (key, filePath) => store.download(key, filePath),
    delete: (key) => store.delete(key),
  }
}
