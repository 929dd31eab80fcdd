import type { Db, Trx } from '../db/index.js'
import type { JsonObject, NewPersona } from './types.js'

/** Remembers a persona with the task that made it. A second one from the same track breaks `personas_one_a_track`. */
export async function insertPersona(
  trx: Trx,
  maker: { readonly accountId: string; readonly taskId: string },
  { id, kind, trackId, persona }: NewPersona,
): Promise<void> {
  await trx
    .insertInto('personas')
    .values({
      id,
      account_id: maker.accountId,
      kind,
      task_id: maker.taskId,
      track_id: trackId,
      persona: JSON.stringify(persona),
    })
    .execute()
}

export async function findPersona(
  db: Db,
  accountId: string,
  personaId: string,
): Promise<JsonObject | undefined> {
  const row = await db
    .selectFrom('personas')
    .select('persona')
    .where('id', '=', personaId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row?.persona as JsonObject | undefined
}

/** Id of the persona that was taken from a track. */
export async function personaIdOf(db: Db, accountId: string, trackId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('personas')
    .select('id')
    .where('track_id', '=', trackId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row?.id
}
