import { sql } from 'kysely'
import type { Db } from '../db/index.js'

/** Rows removed in one statement: few enough that nobody waits for it. */
const BATCH = 5000

/** Removes the records of attempts that began more than `days` days ago; returns how many. Their events stay. */
export async function forgetAttempts(db: Db, days: number): Promise<number> {
  let removed = 0
  for (;;) {
    const { numAffectedRows } = await sql`
      delete from delivery_attempts
       where id = any(array(
         select id from delivery_attempts
          where started_at < statement_timestamp() - ${days}::double precision * interval '1 day'
          limit ${BATCH}))`.execute(db)
    removed += Number(numAffectedRows)
    if (numAffectedRows !== BigInt(BATCH)) return removed
  }
}
