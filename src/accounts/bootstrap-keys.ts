import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DEFAULT_KEY_SCOPES, type KeyScope } from '@troubadour/contract'
import { sql } from 'kysely'
import { transaction, type Db, type Trx } from '../db/index.js'
import { hashApiKey, hintOfApiKey, isSandboxKey, makeApiKey } from './api-key.js'

export interface BootstrapKeysOptions {
  /** The complete list of `API_KEYS`; empty: one key is made and kept in `dataDir`. */
  readonly apiKeys: readonly string[]
  readonly dataDir: string
}

/** The key made at the first start. */
export interface FirstKey {
  readonly key: string
  /** File that holds it, readable by its owner only. */
  readonly path: string
  /** Whether it was made just now. */
  readonly isNew: boolean
}

/**
 * Makes the configured keys valid, each with an unlimited account of its own that survives restarts. A key that is no
 * longer listed in `API_KEYS` stops working (its account and tasks stay); so does the first key once there is a list.
 * Returns the first key when that is the one in force. They are administrators, unless they are sandbox keys: those are
 * handed to test systems.
 */
export async function prepareBootstrapKeys(
  db: Db,
  options: BootstrapKeysOptions,
): Promise<FirstKey | undefined> {
  if (options.apiKeys.length > 0) {
    await adopt(db, options.apiKeys, 'environment')
    return undefined
  }
  const first = await loadFirstKey(options.dataDir)
  await adopt(db, [first.key], 'generated')
  return first
}

async function loadFirstKey(dataDir: string): Promise<FirstKey> {
  const path = join(dataDir, 'api-key')
  await mkdir(dataDir, { recursive: true })
  const key = makeApiKey()
  try {
    await writeFile(path, `${key}\n`, { flag: 'wx', mode: 0o600 })
    return { key, path, isNew: true }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const stored = (await readFile(path, 'utf8')).trim()
  if (stored.length < 8) {
    throw new Error(`"${path}" holds no API key of 8 characters or more: delete it to have a new one made`)
  }
  return { key: stored, path, isNew: false }
}

async function adopt(db: Db, keys: readonly string[], source: 'environment' | 'generated'): Promise<void> {
  await transaction(db, async (trx) => {
    // Processes that start at once must not make two accounts for one key.
    await sql`select pg_advisory_xact_lock(hashtextextended('troubadour bootstrap keys', 0))`.execute(trx)
    for (const key of keys) await adoptOne(trx, key, source)
    await trx
      .updateTable('api_keys')
      .set({ revoked_at: new Date() })
      .where('source', 'in', ['environment', 'generated'])
      .where('hash', 'not in', keys.map(hashApiKey))
      .where('revoked_at', 'is', null)
      .execute()
  })
}

async function adoptOne(trx: Trx, key: string, source: 'environment' | 'generated'): Promise<void> {
  const hash = hashApiKey(key)
  const hint = hintOfApiKey(key)
  const sandbox = isSandboxKey(key)
  const scopes: KeyScope[] = sandbox ? [...DEFAULT_KEY_SCOPES] : ['admin']
  const powers = { sandbox, scopes }
  const known = await trx
    .updateTable('api_keys')
    .set({ revoked_at: null, source, hint, ...powers })
    .where('hash', '=', hash)
    .where('source', '<>', 'created')
    .executeTakeFirst()
  if (known.numUpdatedRows > 0n) return
  const name = source === 'generated' ? 'first key' : `API_KEYS ${hint}`
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
      source,
      ...powers,
    })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute()
}
