import type { Db } from '../db/index.js'
import { hashApiKey } from './api-key.js'

/** Whose request it is. */
export interface Identity {
  readonly accountId: string
  readonly keyId: string
}

export interface AuthenticatorOptions {
  /** How long an answer is remembered, and so how long a revoked key goes on working; milliseconds, default 10,000. */
  readonly rememberMs?: number
  /** Milliseconds since some fixed moment. Default `Date.now`. */
  readonly now?: () => number
}

/** Answers remembered at most, known and unknown keys together. */
const CAPACITY = 10_000

/** Tells whose key it is. */
export class Authenticator {
  readonly #db: Db
  readonly #rememberMs: number
  readonly #now: () => number
  readonly #answers = new Map<
    string,
    { readonly until: number; readonly identity: Promise<Identity | undefined> }
  >()

  constructor(db: Db, options: AuthenticatorOptions = {}) {
    this.#db = db
    this.#rememberMs = options.rememberMs ?? 10_000
    this.#now = options.now ?? Date.now
  }

  /** Undefined for a key that is unknown, revoked or expired. */
  async authenticate(key: string): Promise<Identity | undefined> {
    // Remembered by hash, so that a dump of our memory holds no keys either.
    const hash = hashApiKey(key)
    const name = hash.toString('base64')
    const remembered = this.#answers.get(name)
    if (remembered !== undefined && remembered.until > this.#now()) return remembered.identity
    const identity = this.#look(hash)
    this.#answers.delete(name)
    this.#answers.set(name, { until: this.#now() + this.#rememberMs, identity })
    if (this.#answers.size > CAPACITY) this.#answers.delete(this.#answers.keys().next().value!)
    // A failure of the database is no answer about the key.
    identity.catch(() => this.#answers.delete(name))
    return identity
  }

  async #look(hash: Buffer): Promise<Identity | undefined> {
    const row = await this.#db
      .selectFrom('api_keys')
      .select(['id', 'account_id'])
      .where('hash', '=', hash)
      .where('revoked_at', 'is', null)
      .where((is) => is.or([is('expires_at', 'is', null), is('expires_at', '>', new Date(this.#now()))]))
      .executeTakeFirst()
    return row && { accountId: row.account_id, keyId: row.id }
  }
}
