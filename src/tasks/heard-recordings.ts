import { sql } from 'kysely'
import type { Db } from '../db/index.js'
import { TASK_KEEP_DAYS, type JsonObject } from './types.js'

/** A recording as the ears of one version heard it. */
export interface HeardRecordingKey {
  /** SHA-256 of the file, in hexadecimal. */
  readonly contentHash: string
  /** Name and version of the ears. */
  readonly heardBy: string
}

/** What was heard in recordings, by their bytes; what it says is opaque here. */
export interface HeardRecordings {
  find(key: HeardRecordingKey): Promise<JsonObject | undefined>
  /** Remembers what was heard, and that the field of a task's request names the recording. Doing it again changes nothing. */
  keep(
    key: HeardRecordingKey,
    heard: JsonObject,
    use: { readonly taskId: string; readonly field: string },
  ): Promise<void>
  /** What was heard in the recordings that a task works on, ordered by field. */
  ofTask(taskId: string): Promise<{ readonly field: string; readonly heard: JsonObject }[]>
}

export function createHeardRecordings(db: Db): HeardRecordings {
  return {
    find: async ({ contentHash, heardBy }) => {
      const row = await db
        .selectFrom('heard_recordings')
        .select('heard')
        .where('content_hash', '=', contentHash)
        .where('heard_by', '=', heardBy)
        .executeTakeFirst()
      return row?.heard as JsonObject | undefined
    },

    keep: async ({ contentHash, heardBy }, heard, { taskId, field }) => {
      const recording = { content_hash: contentHash, heard_by: heardBy }
      await db.transaction().execute(async (trx) => {
        await trx
          .insertInto('heard_recordings')
          .values({ ...recording, heard: JSON.stringify(heard) })
          .onConflict((conflict) =>
            conflict.columns(['content_hash', 'heard_by']).doUpdateSet({ used_at: sql<Date>`now()` }),
          )
          .execute()
        await trx
          .insertInto('task_recordings')
          .values({ task_id: taskId, field, ...recording })
          .onConflict((conflict) => conflict.columns(['task_id', 'field']).doUpdateSet(recording))
          .execute()
      })
    },

    ofTask: async (taskId) => {
      const rows = await db
        .selectFrom('task_recordings as use')
        .innerJoin('heard_recordings as recording', (join) =>
          join
            .onRef('recording.content_hash', '=', 'use.content_hash')
            .onRef('recording.heard_by', '=', 'use.heard_by'),
        )
        .select(['use.field', 'recording.heard'])
        .where('use.task_id', '=', taskId)
        .orderBy('use.field')
        .execute()
      return rows.map(({ field, heard }) => ({ field, heard: heard as JsonObject }))
    },
  }
}

/** Forgets what was heard in recordings that no task has named for as long as tasks are kept. */
export async function sweepHeardRecordings(db: Db): Promise<number> {
  const result = await db
    .deleteFrom('heard_recordings')
    .where('used_at', '<', sql<Date>`now() - ${TASK_KEEP_DAYS} * interval '1 day'`)
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('task_recordings')
            .select('task_recordings.task_id')
            .whereRef('task_recordings.content_hash', '=', 'heard_recordings.content_hash')
            .whereRef('task_recordings.heard_by', '=', 'heard_recordings.heard_by'),
        ),
      ),
    )
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}
