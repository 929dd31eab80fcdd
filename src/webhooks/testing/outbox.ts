import { randomBytes } from 'node:crypto'
import { transaction, type Db } from '../../db/index.js'
import { enqueueEvent } from '../enqueue-event.js'

/** Makes an account to own tasks; returns its id. */
export async function addAccount(db: Db): Promise<string> {
  const { id } = await db
    .insertInto('accounts')
    .values({ name: 'somebody' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Makes a task; returns its id. */
export async function addTask(db: Db, accountId: string): Promise<string> {
  const id = randomBytes(16).toString('hex')
  await db
    .insertInto('tasks')
    .values({
      id,
      account_id: accountId,
      kind: 'generate',
      lane: 'audio',
      request: '{}',
      param: '{}',
      seed: 1,
      cost: 0,
    })
    .execute()
  return id
}

/** Writes events of a task to one receiver, each in a transaction of its own; returns their ids. */
export async function addEvents(
  db: Db,
  event: { accountId: string; taskId: string; url: string },
  stages: readonly string[],
): Promise<string[]> {
  const ids: string[] = []
  for (const stage of stages) {
    const body = { code: 200, data: { callbackType: stage, task_id: event.taskId } }
    ids.push(await transaction(db, (trx) => enqueueEvent(trx, { ...event, stage, body })))
  }
  return ids
}
