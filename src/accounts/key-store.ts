import type { KeyScope } from '@troubadour/contract'
import { sql, type Selectable, type UpdateObject } from 'kysely'
import { transaction, type ApiKeysTable, type Database, type Db } from '../db/index.js'
import { hashApiKey, hintOfApiKey, makeApiKey } from './api-key.js'
import { grantCredits } from './credits.js'
import type { RateLimit } from './identity.js'
import { spendingOf, type KeySpending } from './key-caps.js'
import { isUuid } from './uuid.js'

/** What an administrator decides about a key; null: no limit. */
export interface KeySettings {
  readonly name: string
  readonly scopes: readonly KeyScope[]
  /** Credits it may spend: ever, within 60 minutes, within 24 hours. */
  readonly creditBudget: number | null
  readonly hourlyCap: number | null
  readonly dailyCap: number | null
  readonly rateLimit: RateLimit | null
  /** Addresses and CIDR ranges; empty: from anywhere. */
  readonly allowedIps: readonly string[]
  readonly expiresAt: Date | null
}

/** A key as lists show it; the key itself is stored nowhere. */
export interface ApiKey extends KeySettings {
  /** UUID; stays the same when the key is rotated. */
  readonly id: string
  readonly accountId: string
  /** Its first characters after the prefix, and its last. */
  readonly hint: string
  readonly sandbox: boolean
  /** `environment`: listed in API_KEYS; `generated`: made at the first start; `created`: made by an administrator. */
  readonly source: 'environment' | 'generated' | 'created'
  readonly createdAt: Date
  readonly revokedAt: Date | null
  /** To the minute. */
  readonly lastUsedAt: Date | null
  /** Until when the key from before the last rotation works; null when it does not. */
  readonly previousUntil: Date | null
  readonly spending: KeySpending
}

export interface NewKey extends KeySettings {
  readonly sandbox: boolean
  /** An existing account, or a new one: with so many credits, or null for no limit. */
  readonly account: { readonly id: string } | { readonly credits: number | null }
}

/** A key together with its text, which is shown once. */
export interface IssuedKey {
  readonly key: ApiKey
  readonly text: string
}

/** API keys, for administrators. Methods that name an unknown or malformed id return undefined. */
export interface KeyStore {
  create(key: NewKey): Promise<IssuedKey>
  find(id: string): Promise<ApiKey | undefined>
  /** Oldest first, revoked ones too: at most `limit` that come after the key `after`. */
  list(page: { readonly limit: number; readonly after?: string }): Promise<ApiKey[]>
  change(id: string, changes: Partial<KeySettings>): Promise<ApiKey | undefined>
  /** Ends a key for good, and its predecessor of a rotation with it. */
  revoke(id: string): Promise<ApiKey | undefined>
  /**
   * Gives a key a new text. The old one works for `overlapMs` more, but no longer than until the next rotation; id,
   * settings and spending stay, so that two texts are not twice the budget.
   */
  rotate(id: string, overlapMs: number): Promise<IssuedKey | undefined>
}

export interface KeyStoreOptions {
  /** Told after each change, so that remembered answers about keys can be forgotten. */
  readonly onChange?: () => void
  readonly now?: () => Date
}

/** Keys in PostgreSQL. */
export function createKeyStore(db: Db, options: KeyStoreOptions = {}): KeyStore {
  const now = options.now ?? (() => new Date())

  async function find(id: string): Promise<ApiKey | undefined> {
    if (!isUuid(id)) return undefined
    const row = await selectKeys(db).where('api_keys.id', '=', id).executeTakeFirst()
    return row && toKey(row, now())
  }

  /** Changes a key that is not revoked. */
  async function update(id: string, values: UpdateObject<Database, 'api_keys'>): Promise<ApiKey | undefined> {
    if (!isUuid(id)) return undefined
    const changed = await db
      .updateTable('api_keys')
      .set(values)
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) return undefined
    options.onChange?.()
    return find(id)
  }

  return {
    async create({ account, sandbox, ...settings }) {
      const text = makeApiKey({ sandbox })
      const id = await transaction(db, async (trx) => {
        const accountId =
          'id' in account
            ? account.id
            : (
                await trx
                  .insertInto('accounts')
                  .values({ name: settings.name, unlimited: account.credits === null })
                  .returning('id')
                  .executeTakeFirstOrThrow()
              ).id
        if ('credits' in account && account.credits) {
          await grantCredits(trx, { accountId, amount: account.credits, note: 'first balance' })
        }
        const row = await trx
          .insertInto('api_keys')
          .values({
            account_id: accountId,
            hash: hashApiKey(text),
            hint: hintOfApiKey(text),
            source: 'created',
            sandbox,
            ...columnsOf(settings),
            name: settings.name,
          })
          .returning('id')
          .executeTakeFirstOrThrow()
        return row.id
      })
      // An answer may be remembered that no such key is known.
      options.onChange?.()
      return { key: (await find(id))!, text }
    },

    find,

    async list({ limit, after }) {
      let keys = selectKeys(db).orderBy('api_keys.created_at').orderBy('api_keys.id').limit(limit)
      if (after !== undefined) {
        if (!isUuid(after)) return []
        keys = keys.where(
          sql<boolean>`(api_keys.created_at, api_keys.id) > (select created_at, id from api_keys where id = ${after})`,
        )
      }
      return (await keys.execute()).map((row) => toKey(row, now()))
    },

    change: (id, changes) => (Object.keys(changes).length === 0 ? find(id) : update(id, columnsOf(changes))),

    async revoke(id) {
      return (await update(id, { revoked_at: now(), previous_hash: null, previous_until: null })) ?? find(id)
    },

    async rotate(id, overlapMs) {
      const text = makeApiKey({ sandbox: (await find(id))?.sandbox })
      const key = await update(id, {
        hash: hashApiKey(text),
        hint: hintOfApiKey(text),
        previous_hash: overlapMs > 0 ? sql<Buffer>`hash` : null,
        previous_until: overlapMs > 0 ? new Date(now().getTime() + overlapMs) : null,
      })
      return key && { key, text }
    },
  }
}

/** Column names stop here; `undefined` leaves a column as it is. */
function columnsOf(settings: Partial<KeySettings>) {
  const { rateLimit } = settings
  return {
    name: settings.name,
    scopes: settings.scopes && [...settings.scopes],
    credit_budget: settings.creditBudget,
    hourly_cap: settings.hourlyCap,
    daily_cap: settings.dailyCap,
    rate_events: rateLimit && rateLimit.events,
    rate_seconds: rateLimit && rateLimit.perSeconds,
    allowed_ips: settings.allowedIps && [...settings.allowedIps],
    expires_at: settings.expiresAt,
  }
}

type KeyRow = Selectable<ApiKeysTable> & KeySpending

function selectKeys(db: Db) {
  return db
    .selectFrom('api_keys')
    .innerJoinLateral(spendingOf(sql.ref('api_keys.id')).as('spending'), (join) => join.onTrue())
    .selectAll('api_keys')
    .select(['spending.total', 'spending.lastHour', 'spending.lastDay'])
}

function toKey(row: KeyRow, now: Date): ApiKey {
  const isOverlapping = row.previous_until !== null && row.previous_until > now
  return {
    id: row.id,
    accountId: row.account_id,
    name: row.name,
    hint: row.hint,
    scopes: row.scopes,
    sandbox: row.sandbox,
    source: row.source,
    creditBudget: row.credit_budget,
    hourlyCap: row.hourly_cap,
    dailyCap: row.daily_cap,
    rateLimit:
      row.rate_events === null || row.rate_seconds === null
        ? null
        : { events: row.rate_events, perSeconds: row.rate_seconds },
    allowedIps: row.allowed_ips,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    lastUsedAt: row.last_used_at,
    previousUntil: isOverlapping ? row.previous_until : null,
    spending: { total: row.total, lastHour: row.lastHour, lastDay: row.lastDay },
  }
}
