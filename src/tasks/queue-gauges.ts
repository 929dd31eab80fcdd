import { sql } from 'kysely'
import type { Db } from '../db/index.js'
import { LANES } from './lanes.js'

/** How many tasks wait and how many are in work, by lane, in all processes together. */
export interface QueueGauges {
  readonly queued: Readonly<Record<string, number>>
  readonly running: Readonly<Record<string, number>>
}

/** Counts at most this many tasks: a metric must not read a million rows. */
const MOST_COUNTED = 100_000

export async function queueGauges(db: Db): Promise<QueueGauges> {
  const { rows } = await sql<{ lane: string; queued: number; running: number }>`
    select lane,
           (select count(*) from (
              select 1 from tasks where tasks.lane = lanes.lane and state = 'queued' limit ${sql.lit(MOST_COUNTED)}
            ) waiting) as queued,
           (select count(*) from tasks where tasks.lane = lanes.lane and state = 'running') as running
      from unnest(${[...LANES]}::text[]) as lanes(lane)`.execute(db)
  return {
    queued: Object.fromEntries(rows.map(({ lane, queued }) => [lane, queued])),
    running: Object.fromEntries(rows.map(({ lane, running }) => [lane, running])),
  }
}
