import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { transaction, type Db } from '../db/index.js'
import { isSigningSecret, signingKeysFrom, type SigningKeys } from './signing.js'

/** What can be shown of a secret. */
export interface SigningSecret {
  readonly id: string
  /** Its first and last characters. */
  readonly hint: string
  readonly createdAt: Date
  /** From then on it signs nothing; null: until somebody retires it. */
  readonly retiresAt: Date | null
}

/** The secrets with which an account's callbacks are signed. Everything is private to the account. */
export interface SigningSecrets {
  /** Those that sign now, oldest first. */
  list(accountId: string): Promise<SigningSecret[]>
  /**
   * Adds a secret: `text` when it is given, else a new one. `overlapMs`: the secrets there were retire so much later;
   * undefined: they sign beside it until they are retired. Throws TooManySecretsError and, for text that is no
   * `whsec_` secret, TypeError.
   */
  create(
    accountId: string,
    wishes: { readonly text?: string | undefined; readonly overlapMs?: number | undefined },
  ): Promise<{ readonly secret: SigningSecret; readonly text: string }>
  /** Undefined when the account has no such secret that signs. */
  retire(accountId: string, id: string, afterMs: number): Promise<SigningSecret | undefined>
  /** What signs an account's callbacks: its own secrets, or the server's key as long as it has none. */
  keysOf(accountId: string): Promise<SigningKeys>
}

/** Each signs every callback: more than these would make the headers long. */
export const MAX_SECRETS = 5

/** An account has as many secrets as may sign at a time. */
export class TooManySecretsError extends Error {
  override readonly name = 'TooManySecretsError'
  constructor() {
    super(`${MAX_SECRETS} secrets sign the callbacks of this account already; retire one first`)
  }
}

export interface SigningSecretsOptions {
  readonly db: Db
  /** `WEBHOOK_HMAC_KEY`. */
  readonly serverKey: string | undefined
  /** How long keys are remembered, in milliseconds: so long other processes sign as before a change. Default 10,000. */
  readonly rememberMs?: number
}

const SECRET_BYTES = 32
const MAX_REMEMBERED = 10_000
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export function createSigningSecrets(options: SigningSecretsOptions): SigningSecrets {
  const { db, rememberMs = 10_000 } = options
  const serverKeys = signingKeysFrom(options.serverKey)
  const remembered = new Map<string, { readonly until: number; readonly keys: Promise<SigningKeys> }>()

  const activeOf = (from: Db, accountId: string) =>
    from
      .selectFrom('webhook_secrets')
      .selectAll()
      .where('account_id', '=', accountId)
      .where((is) =>
        is.or([is('retires_at', 'is', null), is('retires_at', '>', sql<Date>`statement_timestamp()`)]),
      )
      .orderBy('created_at')
      .orderBy('id')

  async function load(accountId: string): Promise<SigningKeys> {
    const rows = await activeOf(db, accountId).execute()
    if (rows.length === 0) return serverKeys
    // The vendor's header holds one signature. The oldest secret makes it, so that receivers notice nothing of a new one
    // before the old one retires.
    return { hmacKey: rows[0]!.secret, secrets: rows.map(({ secret }) => secret) }
  }

  return {
    list: async (accountId) => (await activeOf(db, accountId).execute()).map(toSecret),

    async create(accountId, { text = makeSecret(), overlapMs }) {
      if (!isSigningSecret(text)) throw new TypeError('webhook secret: expected "whsec_" followed by base64')
      const row = await transaction(db, async (trx) => {
        // One change at a time, so that the limit holds.
        await trx.selectFrom('accounts').select('id').where('id', '=', accountId).forUpdate().execute()
        const active = await activeOf(trx, accountId).execute()
        if (active.length >= MAX_SECRETS) throw new TooManySecretsError()
        if (overlapMs !== undefined) {
          await trx
            .updateTable('webhook_secrets')
            .set({ retires_at: sooner(overlapMs) })
            .where('account_id', '=', accountId)
            .execute()
        }
        return trx
          .insertInto('webhook_secrets')
          .values({ account_id: accountId, secret: text })
          .returningAll()
          .executeTakeFirstOrThrow()
      })
      remembered.delete(accountId)
      return { secret: toSecret(row), text }
    },

    async retire(accountId, id, afterMs) {
      if (!UUID.test(id)) return undefined
      const row = await db
        .updateTable('webhook_secrets')
        .set({ retires_at: sooner(afterMs) })
        .where('id', '=', id)
        .where('account_id', '=', accountId)
        .where((is) =>
          is.or([is('retires_at', 'is', null), is('retires_at', '>', sql<Date>`statement_timestamp()`)]),
        )
        .returningAll()
        .executeTakeFirst()
      remembered.delete(accountId)
      return row && toSecret(row)
    },

    keysOf(accountId) {
      const known = remembered.get(accountId)
      if (known && known.until > performance.now()) return known.keys
      if (remembered.size >= MAX_REMEMBERED) remembered.clear()
      const keys = load(accountId)
      remembered.set(accountId, { until: performance.now() + rememberMs, keys })
      keys.catch(() => remembered.delete(accountId))
      return keys
    },
  }
}

/** A change may bring the end nearer, never put it off: who has retired a secret counts on it. */
function sooner(afterMs: number) {
  return sql<Date>`least(retires_at, statement_timestamp() + ${afterMs}::double precision * interval '1 millisecond')`
}

function makeSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`
}

function toSecret(row: {
  readonly id: string
  readonly secret: string
  readonly created_at: Date
  readonly retires_at: Date | null
}): SigningSecret {
  const hint = `${row.secret.slice(0, 10)}…${row.secret.slice(-4)}`
  return { id: row.id, hint, createdAt: row.created_at, retiresAt: row.retires_at }
}
