import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../db/index.js'
import { sweepHeardRecordings } from './heard-recordings.js'
import type { TaskLog } from './log.js'
import { TASK_KEEP_DAYS } from './types.js'

const BATCH = 200
/** Days for which a deleted song can be brought back. */
export const UNDELETE_DAYS = 1

export interface RetentionOptions {
  readonly db: Db
  /** Where the files are. Deleting what is not there is no error. */
  readonly objects: { delete(key: string): Promise<void> }
  readonly log: TaskLog
  /** Called with the tracks of a task that is removed, e.g. to remove their streams. */
  readonly onTracksRemoved?: (trackIds: readonly string[]) => Promise<void>
}

/** What one sweep has removed. */
export interface SweepReport {
  readonly files: number
  readonly tasks: number
}

/**
 * Removes files whose time is over and tasks that ended long ago. An object goes before its row: after a crash in between
 * the row is still there and the sweep is repeated, so that no file is forgotten.
 */
export async function sweepExpired(options: RetentionOptions): Promise<SweepReport> {
  await expireDeleted(options.db)
  const files = await sweepFiles(options)
  const tasks = await sweepTasks(options)
  await sweepHeardRecordings(options.db)
  return { files, tasks }
}

/** The sound of songs that were deleted a day ago has had its time; their scores go with their tasks. */
async function expireDeleted(db: Db): Promise<void> {
  await sql`
    update files set expires_at = now()
      from tracks
     where tracks.deleted_at < now() - ${UNDELETE_DAYS} * interval '1 day'
       and files.key in (tracks.audio_key, tracks.image_key)
       and files.expires_at > now()`.execute(db)
}

async function sweepFiles({ db, objects, log }: RetentionOptions): Promise<number> {
  let removed = 0
  let after = ''
  for (;;) {
    const rows = await db
      .selectFrom('files')
      .select('key')
      .where('expires_at', '<=', sql<Date>`now()`)
      .where('key', '>', after)
      .orderBy('key')
      .limit(BATCH)
      .execute()
    const gone: string[] = []
    for (const { key } of rows) {
      try {
        await objects.delete(key)
        gone.push(key)
      } catch (error) {
        log.warn({ err: error, key }, 'an expired file could not be deleted; the next sweep tries again')
      }
    }
    if (gone.length > 0) {
      const result = await db
        .deleteFrom('files')
        .where('key', 'in', gone)
        // An upload may have replaced the file meanwhile.
        .where('expires_at', '<=', sql<Date>`now()`)
        .executeTakeFirst()
      removed += Number(result.numDeletedRows)
    }
    if (rows.length < BATCH) return removed
    after = rows.at(-1)!.key
  }
}

async function sweepTasks({ db, onTracksRemoved }: RetentionOptions): Promise<number> {
  let removed = 0
  for (;;) {
    const rows = await db
      .selectFrom('tasks')
      .select('id')
      .where('created_at', '<', sql<Date>`now() - ${TASK_KEEP_DAYS} * interval '1 day'`)
      .where('state', 'in', ['succeeded', 'failed', 'cancelled'])
      // Files are removed by their own clock, which needs nothing of the task, but a longer RETENTION_DAYS keeps both.
      .where((is) =>
        is.not(
          is.exists(is.selectFrom('files').select('files.key').whereRef('files.task_id', '=', 'tasks.id')),
        ),
      )
      .limit(BATCH)
      .execute()
    if (rows.length === 0) return removed
    const ids = rows.map((row) => row.id)
    const tracks = await db.selectFrom('tracks').select('id').where('task_id', 'in', ids).execute()
    await onTracksRemoved?.(tracks.map((track) => track.id))
    await db.deleteFrom('tasks').where('id', 'in', ids).execute()
    removed += ids.length
    if (rows.length < BATCH) return removed
  }
}

/** Sweeps now and then every `intervalMs` (default one hour) until `signal` aborts. */
export async function keepSweeping(
  options: RetentionOptions & { readonly intervalMs?: number; readonly signal: AbortSignal },
): Promise<void> {
  const { signal, log, intervalMs = 3_600_000 } = options
  while (!signal.aborted) {
    try {
      const report = await sweepExpired(options)
      if (report.files + report.tasks > 0) log.info(report, 'removed what had expired')
    } catch (error) {
      log.warn({ err: error }, 'the sweep of expired files failed; the next one tries again')
    }
    await sleep(intervalMs, undefined, { signal, ref: false }).catch(() => undefined)
  }
}
