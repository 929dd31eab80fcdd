import { sql } from 'kysely'
import { transaction, type Db } from '../db/index.js'
import { deductCredits, grantCredits, readBalance, type CreditBalance } from './credits.js'
import { readUsage, type UsagePeriod, type UsageRow } from './usage.js'
import { isUuid } from './uuid.js'

/** An account as administrators see it. */
export interface Account extends CreditBalance {
  /** UUID. */
  readonly id: string
  readonly name: string
  readonly createdAt: Date
  /** Keys that are not revoked. */
  readonly keys: number
  /** Of the last 30 days, refunded tasks left out. */
  readonly recent: { readonly tasks: number; readonly credits: number }
}

/** Accounts, for administrators. */
export interface AccountStore {
  /** Oldest first: at most `limit` that come after the account `after`. */
  list(page: { readonly limit: number; readonly after?: string }): Promise<Account[]>
  /**
   * Grants credits, or takes them when `amount` is negative; null when there are fewer to take, or no room for more.
   * Undefined for an unknown or malformed id.
   */
  adjust(id: string, amount: number, reason: string): Promise<CreditBalance | null | undefined>
  /** What an account asked for in a period, by day and kind. */
  usage(id: string, period: UsagePeriod): Promise<UsageRow[]>
}

/** Accounts in PostgreSQL. */
export function createAccountStore(db: Db): AccountStore {
  return {
    async list({ limit, after }) {
      if (after !== undefined && !isUuid(after)) return []
      const page =
        after === undefined
          ? sql`true`
          : sql`(a.created_at, a.id) > (select created_at, id from accounts where id = ${after})`
      const { rows } = await sql<Omit<Account, 'recent'> & { tasks: number; credits: number }>`
        select a.id, a.name, a.unlimited, a.balance, a.held, a.created_at as "createdAt",
               (select count(*) from api_keys k where k.account_id = a.id and k.revoked_at is null) as keys,
               recent.tasks, recent.credits
          from accounts a
          join lateral (
            select count(*) as tasks, coalesce(sum(h.amount), 0) as credits
              from credit_entries h
             where h.account_id = a.id and h.kind = 'hold' and h.created_at > now() - interval '30 days'
               and not exists (
                 select from credit_entries r
                  where r.task_id = h.task_id and r.kind in ('charge', 'refund') and r.kind = 'refund')
          ) recent on true
         where ${page}
         order by a.created_at, a.id
         limit ${limit}`.execute(db)
      return rows.map(({ tasks, credits, ...account }) => ({ ...account, recent: { tasks, credits } }))
    },

    async adjust(id, amount, reason) {
      if (!isUuid(id) || (await readBalance(db, id)) === undefined) return undefined
      const isDone = await transaction(db, async (trx) => {
        const change = { accountId: id, amount: Math.abs(amount), note: reason }
        return amount < 0 ? deductCredits(trx, change) : grantCredits(trx, change)
      })
      return isDone ? readBalance(db, id) : null
    },

    usage: (id, period) => readUsage(db, id, period),
  }
}
