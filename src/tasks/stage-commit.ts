import { sql } from 'kysely'
import { settleCredits } from '../accounts/credits.js'
import { transaction, whileUnreachable, type Db, type Trx } from '../db/index.js'
import { ClaimLostError, type Claim } from './claims.js'
import type { EventSink } from './event-sink.js'
import { recordResults } from './files.js'
import { insertPersona } from './personas.js'
import { fromTrack, isLaterStage, toTask } from './task-rows.js'
import type { StageCommit, Task } from './types.js'

/** How long a finished piece of work waits for a database that is away, in milliseconds. */
const PATIENCE_MS = 120_000

/** A claim and the number of stages committed before: together they say which commit this is. */
export interface CommitPlace {
  readonly claim: Claim
  /** The task's `commits` before this one. */
  readonly commits: number
}

/**
 * Makes one stage durable: state, tracks, files, credits and event in one transaction. Returns the task as it is then.
 * Waits for a database that cannot be reached. When the answer to a commit got lost, the count of commits tells whether
 * it took place, so that nothing is written twice. Throws ClaimLostError.
 */
export async function commitStage(
  db: Db,
  events: EventSink,
  place: CommitPlace,
  stage: StageCommit,
): Promise<Task> {
  return whileUnreachable({ patienceMs: PATIENCE_MS }, async (isRepeated) => {
    const task = await transaction(db, (trx) => commitIn(trx, events, place, stage))
    if (task !== undefined) return task
    const row = isRepeated
      ? await db
          .selectFrom('tasks')
          .selectAll()
          .where('id', '=', place.claim.taskId)
          .where('attempt', '=', place.claim.attempt)
          .where('commits', '=', place.commits + 1)
          .executeTakeFirst()
      : undefined
    if (row === undefined) throw new ClaimLostError(place.claim.taskId)
    return toTask(row)
  })
}

/** Undefined when the claim does not hold any more; nothing has been written then. */
async function commitIn(
  trx: Trx,
  events: EventSink,
  place: CommitPlace,
  stage: StageCommit,
): Promise<Task | undefined> {
  const { claim, commits } = place
  const held = await trx
    .selectFrom('tasks')
    .select('stage')
    .where('id', '=', claim.taskId)
    .where('attempt', '=', claim.attempt)
    .where('worker_id', '=', claim.workerId)
    .where('state', '=', 'running')
    .where('commits', '=', commits)
    .forUpdate()
    .executeTakeFirst()
  if (held === undefined) return undefined

  const isNewStage = isLaterStage(stage.stage, held.stage)
  const row = await trx
    .updateTable('tasks')
    .set({
      commits: commits + 1,
      // Whoever gets this far has not been killed by the task: only deaths without progress count.
      crashes: 0,
      ...(isNewStage ? { stage: stage.stage } : {}),
      ...(stage.result === undefined ? {} : { result: JSON.stringify(stage.result) }),
      ...(stage.error === undefined
        ? {}
        : {
            error_code: stage.error.code,
            error_message: stage.error.message,
            error_reason: stage.error.reason ?? null,
          }),
      ...(stage.outcome === undefined
        ? {}
        : { state: stage.outcome, worker_id: null, heartbeat_at: null, completed_at: sql<Date>`now()` }),
      ...(stage.outcome === 'succeeded' ? { progress: 1 } : {}),
    })
    .where('id', '=', claim.taskId)
    .returningAll()
    .executeTakeFirstOrThrow()
  const task = toTask(row)

  for (const track of stage.tracks ?? []) {
    const values = fromTrack(track)
    await trx
      .insertInto('tracks')
      .values(values)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
      .execute()
  }
  await recordResults(trx, task, stage.files ?? [])
  if (stage.persona) {
    await insertPersona(trx, { accountId: task.accountId, taskId: task.id }, stage.persona)
  }
  if (stage.outcome !== undefined) {
    await settleCredits(trx, task.id, stage.outcome === 'succeeded' ? 'charge' : 'refund')
  }
  if (isNewStage && stage.callback !== undefined && task.callbackUrl !== null) {
    await events(trx, { task, stage: stage.stage, body: stage.callback })
  }
  return task
}
