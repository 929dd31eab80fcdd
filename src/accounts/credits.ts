import { sql } from 'kysely'
import type { Db, Trx } from '../db/index.js'

/** What an account can spend. */
export interface CreditBalance {
  readonly unlimited: boolean
  /** Free credits; of an unlimited account: what was ever granted to it. */
  readonly balance: number
  /** Set aside for tasks that have not ended. */
  readonly held: number
}

/** Undefined when there is no such account. */
export async function readBalance(db: Db, accountId: string): Promise<CreditBalance | undefined> {
  return db
    .selectFrom('accounts')
    .select(['unlimited', 'balance', 'held'])
    .where('id', '=', accountId)
    .executeTakeFirst()
}

/** Adds credits to an account; `amount` is positive. */
export async function grantCredits(
  trx: Trx,
  grant: { readonly accountId: string; readonly amount: number; readonly note: string },
): Promise<void> {
  if (!(grant.amount > 0)) throw new RangeError(`amount is ${grant.amount}; allowed: numbers above 0`)
  await trx
    .insertInto('credit_entries')
    .values({
      account_id: grant.accountId,
      kind: 'grant',
      amount: grant.amount,
      note: grant.note,
      task_id: null,
    })
    .execute()
  await trx
    .updateTable('accounts')
    .set((column) => ({ balance: column('balance', '+', grant.amount) }))
    .where('id', '=', grant.accountId)
    .execute()
}

/**
 * Sets credits aside for a task, once. False when the balance does not cover them. An amount of 0 needs no hold.
 * Only accounts with a limit are locked, so that the others' submits do not wait for each other.
 */
export async function holdCredits(
  trx: Trx,
  hold: { readonly accountId: string; readonly taskId: string; readonly amount: number },
): Promise<boolean> {
  if (hold.amount === 0) return true
  const { rows } = await sql`
    with limited as (
      update accounts set balance = balance - ${hold.amount}::numeric, held = held + ${hold.amount}::numeric
       where id = ${hold.accountId} and not unlimited and balance >= ${hold.amount}::numeric
      returning id
    ), covered as (
      select id from limited union all select id from accounts where id = ${hold.accountId} and unlimited
    )
    insert into credit_entries (account_id, task_id, kind, amount)
    select id, ${hold.taskId}, 'hold', ${hold.amount}::numeric from covered
    returning id`.execute(trx)
  return rows.length > 0
}

/** Spends what was held for a task, or gives it back. Happens once: what comes later changes nothing. */
export async function settleCredits(trx: Trx, taskId: string, kind: 'charge' | 'refund'): Promise<void> {
  const returned = kind === 'refund' ? sql`settled.amount` : sql`0`
  await sql`
    with settled as (
      insert into credit_entries (account_id, task_id, kind, amount)
      select account_id, task_id, ${kind}, amount from credit_entries where task_id = ${taskId} and kind = 'hold'
      on conflict do nothing
      returning account_id, amount
    )
    update accounts
       set held = greatest(held - settled.amount, 0), balance = balance + ${returned}
      from settled
     where accounts.id = settled.account_id and not accounts.unlimited`.execute(trx)
}
