import { sql } from 'kysely'
import type { Db } from '../db/index.js'
import { hashApiKey } from './api-key.js'
import type { Identity } from './identity.js'

export interface AuthenticatorOptions {
  /** How long an answer is remembered, and so how long a key revoked elsewhere goes on working; milliseconds, default 10,000. */
  readonly rememberMs?: number
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number
}

/** Answers remembered at most, known and unknown keys together. */
const CAPACITY = 10_000
/** When a key was last used is written this often at most: once a request would be a commit a request. */
const LAST_USED_MS = 60_000

/** What is known of a key; `validUntil` in milliseconds since 1970. */
interface KnownKey {
  readonly identity: Identity
  readonly validUntil: number
}

/** Tells whose key it is, and remembers when it was used. */
export class Authenticator {
  readonly #db: Db
  readonly #rememberMs: number
  readonly #now: () => number
  readonly #answers = new Map<
    string,
    { readonly until: number; readonly known: Promise<KnownKey | undefined> }
  >()
  readonly #usedAt = new Map<string, number>()

  constructor(db: Db, options: AuthenticatorOptions = {}) {
    this.#db = db
    this.#rememberMs = options.rememberMs ?? 10_000
    this.#now = options.now ?? Date.now
  }

  /** Undefined for a key that is unknown, revoked or expired. */
  async authenticate(key: string): Promise<Identity | undefined> {
    const known = await this.#find(key)
    if (known === undefined || known.validUntil <= this.#now()) return undefined
    this.#noteUse(known.identity.keyId)
    return known.identity
  }

  /** Forgets every answer, so that a change of a key has effect at once in this process. */
  forget(): void {
    this.#answers.clear()
  }

  #find(key: string): Promise<KnownKey | undefined> {
    // Remembered by hash, so that a dump of our memory holds no keys either.
    const hash = hashApiKey(key)
    const name = hash.toString('base64')
    const remembered = this.#answers.get(name)
    if (remembered !== undefined && remembered.until > this.#now()) return remembered.known
    const known = this.#look(hash)
    this.#answers.delete(name)
    this.#answers.set(name, { until: this.#now() + this.#rememberMs, known })
    if (this.#answers.size > CAPACITY) this.#answers.delete(this.#answers.keys().next().value!)
    // A failure of the database is no answer about the key.
    known.catch(() => this.#answers.delete(name))
    return known
  }

  async #look(hash: Buffer): Promise<KnownKey | undefined> {
    const row = await this.#db
      .selectFrom('api_keys')
      .selectAll()
      .where((is) => is.or([is('hash', '=', hash), is('previous_hash', '=', hash)]))
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (!row) return undefined
    const ends = [row.expires_at, row.hash.equals(hash) ? null : row.previous_until]
    return {
      identity: {
        accountId: row.account_id,
        keyId: row.id,
        scopes: row.scopes,
        sandbox: row.sandbox,
        allowedIps: row.allowed_ips,
        rateLimit:
          row.rate_events === null || row.rate_seconds === null
            ? undefined
            : { events: row.rate_events, perSeconds: row.rate_seconds },
        isCapped: row.credit_budget !== null || row.hourly_cap !== null || row.daily_cap !== null,
      },
      validUntil: Math.min(...ends.map((end) => end?.getTime() ?? Infinity)),
    }
  }

  /** Written behind the request's back: a request must not fail, or wait, for it. */
  #noteUse(keyId: string): void {
    const now = this.#now()
    if (now - (this.#usedAt.get(keyId) ?? -Infinity) < LAST_USED_MS) return
    this.#usedAt.delete(keyId)
    this.#usedAt.set(keyId, now)
    if (this.#usedAt.size > CAPACITY) this.#usedAt.delete(this.#usedAt.keys().next().value!)
    const at = new Date(now)
    this.#db
      .updateTable('api_keys')
      .set({ last_used_at: sql<Date>`greatest(last_used_at, ${at})` })
      .where('id', '=', keyId)
      .execute()
      .catch(() => this.#usedAt.delete(keyId))
  }
}
