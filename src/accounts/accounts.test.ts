import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.js'
import { transaction } from '../db/index.js'
import { makeApiKey } from './api-key.js'
import { Authenticator } from './authenticator.js'
import { prepareBootstrapKeys } from './bootstrap-keys.js'
import { grantCredits, holdCredits, readBalance, settleCredits } from './credits.js'
import { priceOfTask } from './prices.js'

let database: TestDatabase
let dataDir: string
beforeAll(async () => {
  database = await createTestDatabase()
})
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'troubadour-accounts-'))
})
afterEach(async () => {
  await rm(dataDir, { recursive: true })
  await database.db.deleteFrom('accounts').execute()
})
afterAll(async () => {
  await database.drop()
})

const isValid = async (key: string) => (await new Authenticator(database.db).authenticate(key)) !== undefined

describe('bootstrap keys', () => {
  it('makes a first key once and keeps it in a file that only the owner can read', async () => {
    const first = await prepareBootstrapKeys(database.db, { apiKeys: [], dataDir })
    expect(first).toMatchObject({ isNew: true })
    expect((await stat(first!.path)).mode & 0o777).toBe(0o600)
    expect((await readFile(first!.path, 'utf8')).trim()).toBe(first!.key)
    const again = await prepareBootstrapKeys(database.db, { apiKeys: [], dataDir })
    expect(again).toEqual({ ...first, isNew: false })
    expect(await isValid(first!.key)).toBe(true)
    expect(await database.db.selectFrom('accounts').selectAll().execute()).toHaveLength(1)
  })

  it('makes one key and one account when two processes start for the first time at once', async () => {
    const [a, b] = await Promise.all([
      prepareBootstrapKeys(database.db, { apiKeys: [], dataDir }),
      prepareBootstrapKeys(database.db, { apiKeys: [], dataDir }),
    ])
    expect(a!.key).toBe(b!.key)
    expect(await database.db.selectFrom('accounts').selectAll().execute()).toHaveLength(1)
  })

  it('gives each configured key an account of its own that stays the same over restarts', async () => {
    const apiKeys = [makeApiKey(), makeApiKey()]
    expect(await prepareBootstrapKeys(database.db, { apiKeys, dataDir })).toBeUndefined()
    const authenticator = new Authenticator(database.db)
    const before = await Promise.all(apiKeys.map((key) => authenticator.authenticate(key)))
    expect(before[0]!.accountId).not.toBe(before[1]!.accountId)
    await prepareBootstrapKeys(database.db, { apiKeys, dataDir })
    const after = await Promise.all(apiKeys.map((key) => new Authenticator(database.db).authenticate(key)))
    expect(after).toEqual(before)
  })

  it('lets only the listed keys in, and a key that returns finds its account again', async () => {
    const first = await prepareBootstrapKeys(database.db, { apiKeys: [], dataDir })
    const identity = await new Authenticator(database.db).authenticate(first!.key)
    await prepareBootstrapKeys(database.db, { apiKeys: ['a-configured-key'], dataDir })
    expect(await isValid(first!.key)).toBe(false)
    expect(await isValid('a-configured-key')).toBe(true)
    await prepareBootstrapKeys(database.db, { apiKeys: [], dataDir })
    expect(await isValid('a-configured-key')).toBe(false)
    expect(await new Authenticator(database.db).authenticate(first!.key)).toEqual(identity)
  })

  it('refuses a key file that holds no key', async () => {
    await writeFile(join(dataDir, 'api-key'), '\n')
    await expect(prepareBootstrapKeys(database.db, { apiKeys: [], dataDir })).rejects.toThrow(
      'holds no API key',
    )
  })

  it('stores no key', async () => {
    const first = await prepareBootstrapKeys(database.db, { apiKeys: [], dataDir })
    const rows = await database.db.selectFrom('api_keys').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(first!.key)
    expect(rows[0]!.hash.toString('latin1')).not.toContain(first!.key)
  })
})

describe('the authenticator', () => {
  it('remembers an answer for a while, and no longer', async () => {
    const apiKeys = [makeApiKey()]
    await prepareBootstrapKeys(database.db, { apiKeys, dataDir })
    let now = Date.now()
    const authenticator = new Authenticator(database.db, { rememberMs: 1000, now: () => now })
    expect(await authenticator.authenticate(apiKeys[0]!)).toBeDefined()
    await database.db.updateTable('api_keys').set({ revoked_at: new Date() }).execute()
    expect(await authenticator.authenticate(apiKeys[0]!)).toBeDefined()
    now += 1001
    expect(await authenticator.authenticate(apiKeys[0]!)).toBeUndefined()
  })

  it('refuses expired and unknown keys', async () => {
    const apiKeys = [makeApiKey()]
    await prepareBootstrapKeys(database.db, { apiKeys, dataDir })
    await database.db
      .updateTable('api_keys')
      .set({ expires_at: new Date(Date.now() - 1) })
      .execute()
    expect(await isValid(apiKeys[0]!)).toBe(false)
    expect(await isValid(makeApiKey())).toBe(false)
    expect(await isValid('')).toBe(false)
  })
})

describe('credits', () => {
  const limitedAccount = async (balance: number) => {
    const { id } = await database.db
      .insertInto('accounts')
      .values({ name: 'limited' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await transaction(database.db, (trx) =>
      grantCredits(trx, { accountId: id, amount: balance, note: 'test' }),
    )
    return id
  }
  const hold = (accountId: string, taskId: string, amount: number) =>
    transaction(database.db, (trx) => holdCredits(trx, { accountId, taskId, amount }))
  const settle = (taskId: string, kind: 'charge' | 'refund') =>
    transaction(database.db, (trx) => settleCredits(trx, taskId, kind))

  it('are held, then spent', async () => {
    const accountId = await limitedAccount(20)
    expect(await hold(accountId, 'task', 12.5)).toBe(true)
    expect(await readBalance(database.db, accountId)).toEqual({ unlimited: false, balance: 7.5, held: 12.5 })
    await settle('task', 'charge')
    expect(await readBalance(database.db, accountId)).toEqual({ unlimited: false, balance: 7.5, held: 0 })
  })

  it('are settled once: a refund after a charge changes nothing', async () => {
    const accountId = await limitedAccount(20)
    await hold(accountId, 'task', 12)
    await settle('task', 'charge')
    await settle('task', 'refund')
    await settle('task', 'charge')
    expect(await readBalance(database.db, accountId)).toEqual({ unlimited: false, balance: 8, held: 0 })
  })

  it('of concurrent refunds come back once', async () => {
    const accountId = await limitedAccount(20)
    await hold(accountId, 'task', 12)
    await Promise.all([settle('task', 'refund'), settle('task', 'refund'), settle('task', 'refund')])
    expect(await readBalance(database.db, accountId)).toEqual({ unlimited: false, balance: 20, held: 0 })
  })

  it('are not needed for what is free, and not found where there is no account', async () => {
    const accountId = await limitedAccount(1)
    expect(await hold(accountId, 'free', 0)).toBe(true)
    expect(await hold(accountId, 'dear', 1.01)).toBe(false)
    expect(await hold('00000000-0000-4000-8000-000000000000', 'task', 1)).toBe(false)
    await settle('free', 'charge')
  })

  it('cost more for twelve stems than for two', () => {
    expect(priceOfTask('vocal-separation', { mode: 'vocals' })).toBe(10)
    expect(priceOfTask('vocal-separation', { mode: 'stems' })).toBe(50)
    expect(priceOfTask('generate', {})).toBe(12)
  })
})
