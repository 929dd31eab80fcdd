import { sql } from 'kysely'
import type { Db, Trx } from '../db/index.js'
import type { StoredFile, Task } from './types.js'

/** Remembers the files of a stage. A repeated stage starts their time again. */
export async function recordResults(trx: Trx, task: Task, files: readonly StoredFile[]): Promise<void> {
  await record(trx, files, { account_id: task.accountId, task_id: task.id, purpose: 'result' })
}

/** Remembers an upload. An upload to the same key replaces the file and starts its time again. */
export async function registerUpload(db: Db, accountId: string, file: StoredFile): Promise<void> {
  await record(db, [file], { account_id: accountId, task_id: null, purpose: 'upload' })
}

async function record(
  db: Db,
  files: readonly StoredFile[],
  owner: {
    readonly account_id: string
    readonly task_id: string | null
    readonly purpose: 'result' | 'upload'
  },
): Promise<void> {
  if (files.length === 0) return
  await db
    .insertInto('files')
    .values(
      files.map((file) => ({
        ...owner,
        key: file.key,
        content_type: file.contentType,
        size_bytes: file.sizeBytes,
        expires_at: sql<Date>`now() + ${file.keepDays} * interval '1 day'`,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet((row) => ({
        // Reserved before the file was put (src/server/reserving-store.ts).
        task_id: row.ref('excluded.task_id'),
        purpose: row.ref('excluded.purpose'),
        content_type: row.ref('excluded.content_type'),
        size_bytes: row.ref('excluded.size_bytes'),
        created_at: sql<Date>`now()`,
        expires_at: row.ref('excluded.expires_at'),
      })),
    )
    .execute()
}
