import { sql } from 'kysely'
import type { Db, Trx } from '../db/index.js'
import type { StoredFile, Task } from './types.js'

/** Days that uploads are kept unless their StoredFile says otherwise. */
export const UPLOAD_KEEP_DAYS = 3

/** What retention knows of a file. */
export interface FileRecord {
  readonly key: string
  readonly accountId: string
  /** Null for uploads. */
  readonly taskId: string | null
  readonly contentType: string
  readonly sizeBytes: number
  readonly createdAt: Date
  readonly expiresAt: Date
}

/** Remembers the files of a stage. A repeated stage starts their time again. */
export async function recordResults(trx: Trx, task: Task, files: readonly StoredFile[]): Promise<void> {
  await record(trx, files, { account_id: task.accountId, task_id: task.id, purpose: 'result' })
}

/** Remembers an upload. An upload to the same key replaces the file and starts its time again. */
export async function registerUpload(
  db: Db,
  accountId: string,
  file: StoredFile & { readonly originalName?: string },
): Promise<void> {
  await record(db, [file], {
    account_id: accountId,
    task_id: null,
    purpose: 'upload',
    original_name: file.originalName ?? null,
  })
}

/** An account's own file; undefined when there is none with this key or its time is over. */
export async function findFile(db: Db, accountId: string, key: string): Promise<FileRecord | undefined> {
  const row = await db
    .selectFrom('files')
    .selectAll()
    .where('key', '=', key)
    .where('account_id', '=', accountId)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst()
  return (
    row && {
      key: row.key,
      accountId: row.account_id,
      taskId: row.task_id,
      contentType: row.content_type,
      sizeBytes: row.size_bytes,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
    }
  )
}

async function record(
  db: Db,
  files: readonly StoredFile[],
  owner: {
    readonly account_id: string
    readonly task_id: string | null
    readonly purpose: 'result' | 'upload'
    readonly original_name?: string | null
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
        content_type: row.ref('excluded.content_type'),
        size_bytes: row.ref('excluded.size_bytes'),
        original_name: row.ref('excluded.original_name'),
        created_at: sql<Date>`now()`,
        expires_at: row.ref('excluded.expires_at'),
      })),
    )
    .execute()
}
