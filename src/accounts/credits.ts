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

/** Credits an account can hold at most, far below what the column takes. */
const MAX_BALANCE = 100_000_000_000

/** Adds credits to an account; `amount` is positive. False, and nothing changed, when that is more than one can hold. */
export async function grantCredits(
  trx: Trx,
  grant: { readonly accountId: string; readonly amount: number; readonly note: string },
): Promise<boolean> {
  if (!(grant.amount > 0)) throw new RangeError(`amount is ${grant.amount}; allowed: numbers above 0`)
  const given = await trx
    .updateTable('accounts')
    .set((column) => ({ balance: column('balance', '+', grant.amount) }))
    .where('id', '=', grant.accountId)
    .where('balance', '<=', MAX_BALANCE - grant.amount)
    .executeTakeFirst()
  if (given.numUpdatedRows === 0n) return false
  await writeEntry(trx, 'grant', grant)
  return true
}

/** Takes free credits from an account; `amount` is positive. False, and nothing changed, when it has fewer. */
export async function deductCredits(
  trx: Trx,
  deduction: { readonly accountId: string; readonly amount: number; readonly note: string },
): Promise<boolean> {
  if (!(deduction.amount > 0)) throw new RangeError(`amount is ${deduction.amount}; allowed: numbers above 0`)
  const taken = await trx
    .updateTable('accounts')
    .set((column) => ({ balance: column('balance', '-', deduction.amount) }))
    .where('id', '=', deduction.accountId)
    .where('balance', '>=', deduction.amount)
    .executeTakeFirst()
  if (taken.numUpdatedRows === 0n) return false
  await writeEntry(trx, 'deduction', deduction)
  return true
}

async function writeEntry(
  trx: Trx,
  kind: 'grant' | 'deduction',
  entry: { readonly accountId: string; readonly amount: number; readonly note: string },
): Promise<void> {
  const { accountId, amount, note } = entry
  await trx.insertInto('credit_entries').values({ account_id: accountId, kind, amount, note }).execute()
}

/** Credits to be set aside for a task. */
export interface CreditHold {
  readonly accountId: string
  readonly taskId: string
  /** 0 or more; of a free task only its use is recorded. */
  readonly amount: number
  /** The key that asks; undefined: nobody's. */
  readonly keyId?: string
  /** What the credits are for. */
  readonly taskKind?: string
}

/**
 * Sets credits aside for a task, once. False when the balance does not cover them.
 * Only accounts with a limit are locked, so that the others' submits do not wait for each other.
 */
export async function holdCredits(trx: Trx, hold: CreditHold): Promise<boolean> {
  const { rows } = await sql`
    with limited as (
      update accounts set balance = balance - ${hold.amount}::numeric, held = held + ${hold.amount}::numeric
       where id = ${hold.accountId} and not unlimited and balance >= ${hold.amount}::numeric
         and ${hold.amount}::numeric > 0
      returning id
    ), covered as (
      select id from limited
      union all
      select id from accounts where id = ${hold.accountId} and (unlimited or ${hold.amount}::numeric = 0)
    )
    insert into credit_entries (account_id, task_id, kind, amount, key_id, task_kind)
    select id, ${hold.taskId}, 'hold', ${hold.amount}::numeric, ${hold.keyId ?? null}::uuid, ${hold.taskKind ?? null}
      from covered
    returning id`.execute(trx)
  return rows.length > 0
}

/** Spends what was held for a task, or gives it back. Happens once: what comes later changes nothing. */
export async function settleCredits(trx: Trx, taskId: string, kind: 'charge' | 'refund'): Promise<void> {
  const returned = kind === 'refund' ? sql`settled.amount` : sql`0`
  await sql`
    with settled as (
      insert into credit_entries (account_id, task_id, kind, amount, key_id, task_kind)
      select account_id, task_id, ${kind}, amount, key_id, task_kind
        from credit_entries where task_id = ${taskId} and kind = 'hold'
      on conflict do nothing
      returning account_id, amount
    )
    update accounts
       set held = greatest(held - settled.amount, 0), balance = balance + ${returned}
      from settled
     where accounts.id = settled.account_id and not accounts.unlimited and settled.amount > 0`.execute(trx)
}
