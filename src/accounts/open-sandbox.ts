import { DEFAULT_KEY_SCOPES } from '@troubadour/contract'
import { isUniqueViolation, transaction, type Db } from '../db/index.js'
import { hashApiKey, hintOfApiKey, SANDBOX_PREFIX } from './api-key.js'
import type { Authenticator } from './authenticator.js'
import type { Identity } from './identity.js'

/** What may follow the prefix. */
const OPEN_KEY = new RegExp(`^${SANDBOX_PREFIX}[A-Za-z0-9_.-]{1,100}$`)

/**
 * Lets every key in that begins `sk-test-`, made by somebody or not: at its first use it gets an account of its own, without
 * a limit of credits. A key that was revoked stays out.
 */
export async function authenticateOpenly(
  db: Db,
  authenticator: Authenticator,
  key: string,
): Promise<Identity | undefined> {
  const known = await authenticator.authenticate(key)
  if (known !== undefined || !OPEN_KEY.test(key)) return known
  if (!(await adopt(db, key))) return undefined
  // It has just been remembered as unknown.
  authenticator.forget()
  return authenticator.authenticate(key)
}

/** False for a key that has been ended. */
async function adopt(db: Db, key: string): Promise<boolean> {
  const hash = hashApiKey(key)
  const existing = await db
    .selectFrom('api_keys')
    .select(['revoked_at', 'expires_at'])
    .where('hash', '=', hash)
    .executeTakeFirst()
  // Another request may have made it a moment ago.
  if (existing) return existing.revoked_at === null && existing.expires_at === null
  const hint = hintOfApiKey(key)
  const name = `sandbox ${hint}`
  try {
    await transaction(db, async (trx) => {
      const account = await trx
        .insertInto('accounts')
        .values({ name, unlimited: true })
        .returning('id')
        .executeTakeFirstOrThrow()
      await trx
        .insertInto('api_keys')
        .values({
          account_id: account.id,
          name,
          hash,
          hint,
          source: 'created',
          sandbox: true,
          scopes: [...DEFAULT_KEY_SCOPES],
        })
        .execute()
    })
  } catch (error) {
    // Two requests at once, and the other one was first.
    if (!isUniqueViolation(error, 'api_keys_hash_key')) throw error
  }
  return true
}
