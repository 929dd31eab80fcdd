import { sql, type RawBuilder } from 'kysely'
import type { Trx } from '../db/index.js'

/** A submit would take its key beyond what the key may spend. */
export class KeyCapError extends Error {
  override readonly name = 'KeyCapError'
}

/** What a key has spent or holds, refunds left out. */
export interface KeySpending {
  readonly total: number
  /** Within the last 60 minutes. */
  readonly lastHour: number
  /** Within the last 24 hours. */
  readonly lastDay: number
}

const CAPS = [
  { column: 'hourly_cap', spent: 'lastHour', name: 'hourly cap' },
  { column: 'daily_cap', spent: 'lastDay', name: 'daily cap' },
  { column: 'credit_budget', spent: 'total', name: 'credit budget' },
] as const

/**
 * Throws KeyCapError when `amount` more credits exceed the key's budget or one of its caps. The key stays locked until the
 * transaction ends, so that its submits are counted one after the other.
 */
export async function checkKeyCaps(trx: Trx, keyId: string, amount: number): Promise<void> {
  const key = await trx
    .selectFrom('api_keys')
    .select(['credit_budget', 'hourly_cap', 'daily_cap'])
    .where('id', '=', keyId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!key || amount === 0) return
  // A statement of its own: it must see what was committed while this one waited for the lock.
  const spending = await readSpending(trx, keyId)
  for (const { column, spent, name } of CAPS) {
    const cap = key[column]
    if (cap !== null && inCents(spending[spent]) + inCents(amount) > inCents(cap)) {
      throw new KeyCapError(
        `The ${name} of this API key is ${cap} credits, of which ${spending[spent]} are used; this request needs ${amount}`,
      )
    }
  }
}

/** Amounts have two decimals, which sums of binary fractions would miss. */
function inCents(credits: number): number {
  return Math.round(credits * 100)
}

async function readSpending(trx: Trx, keyId: string): Promise<KeySpending> {
  const { rows } = await sql<KeySpending>`select * from ${spendingOf(sql`${keyId}::uuid`)} s`.execute(trx)
  return rows[0]!
}

/** A query with one row, the KeySpending of a key; fits after `from` and `lateral`. */
export function spendingOf(keyId: RawBuilder<unknown>): RawBuilder<KeySpending> {
  return sql<KeySpending>`(
    select coalesce(sum(h.amount), 0) as total,
           coalesce(sum(h.amount) filter (where h.created_at > now() - interval '1 hour'), 0) as "lastHour",
           coalesce(sum(h.amount) filter (where h.created_at > now() - interval '24 hours'), 0) as "lastDay"
      from credit_entries h
     where h.key_id = ${keyId} and h.kind = 'hold' and not exists (
       select from credit_entries r
        where r.task_id = h.task_id and r.kind in ('charge', 'refund') and r.kind = 'refund')
  )`
}
