import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TASK_KINDS } from '@troubadour/contract'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.js'
import { transaction } from '../db/index.js'
import { projectPath } from '../paths.js'
import { createAccountStore } from './account-store.js'
import { hintOfApiKey, makeApiKey } from './api-key.js'
import { Authenticator } from './authenticator.js'
import { prepareBootstrapKeys } from './bootstrap-keys.js'
import { deductCredits, grantCredits, holdCredits, readBalance, settleCredits } from './credits.js'
import { createPriceList, DEFAULT_PRICES, UnknownPriceError } from './prices.js'

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

  it('makes administrators, and of a sandbox key a mere user', async () => {
    const apiKeys = [makeApiKey(), makeApiKey({ sandbox: true })]
    await prepareBootstrapKeys(database.db, { apiKeys, dataDir })
    const authenticator = new Authenticator(database.db)
    expect(await authenticator.authenticate(apiKeys[0]!)).toMatchObject({ scopes: ['admin'], sandbox: false })
    expect(await authenticator.authenticate(apiKeys[1]!)).toMatchObject({
      scopes: ['submit', 'read', 'upload'],
      sandbox: true,
    })
  })

  it('shows the beginning of long keys only', () => {
    expect(hintOfApiKey(`trb_${'x'.repeat(39)}abcd`)).toBe('trb_xxxx…abcd')
    expect(hintOfApiKey('sk-test-1234')).toBe('…1234')
    expect(hintOfApiKey('my own long key of forty characters or so')).toBe('…r so')
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

describe('when a key was last used', () => {
  it('is written once a minute at most, and never back', async () => {
    const apiKeys = [makeApiKey()]
    await prepareBootstrapKeys(database.db, { apiKeys, dataDir })
    let now = Date.parse('2026-05-01T10:00:00Z')
    const authenticator = new Authenticator(database.db, { now: () => now })
    const lastUsed = async () =>
      (await database.db.selectFrom('api_keys').select('last_used_at').executeTakeFirstOrThrow()).last_used_at
    const useAt = async (time: string) => {
      now = Date.parse(time)
      await authenticator.authenticate(apiKeys[0]!)
    }
    await useAt('2026-05-01T10:00:00Z')
    await expect.poll(lastUsed).toEqual(new Date('2026-05-01T10:00:00Z'))
    await useAt('2026-05-01T10:00:59Z')
    await useAt('2026-05-01T10:01:00Z')
    await expect.poll(lastUsed).toEqual(new Date('2026-05-01T10:01:00Z'))
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

  it('of 0.4 add up without a rest', async () => {
    const accountId = await limitedAccount(2)
    const held = []
    for (let n = 0; n < 6; n++) held.push(await hold(accountId, `task ${n}`, 0.4))
    expect(held).toEqual([true, true, true, true, true, false])
    expect(await readBalance(database.db, accountId)).toEqual({ unlimited: false, balance: 0, held: 2 })
    for (let n = 0; n < 5; n++) await settle(`task ${n}`, n < 3 ? 'refund' : 'charge')
    expect(await readBalance(database.db, accountId)).toEqual({ unlimited: false, balance: 1.2, held: 0 })
  })

  it('add up to the entries of the ledger, whatever happened', async () => {
    const accountId = await limitedAccount(50)
    await Promise.all(Array.from({ length: 12 }, (_, n) => hold(accountId, `task ${n}`, n * 1.3)))
    await Promise.all(
      Array.from({ length: 9 }, (_, n) => settle(`task ${n}`, n % 2 === 0 ? 'charge' : 'refund')),
    )
    await transaction(database.db, (trx) => deductCredits(trx, { accountId, amount: 0.1, note: 'test' }))
    const { rows } = await sql<{ balance: number; held: number }>`
      select sum(case kind when 'grant' then amount when 'refund' then amount
                           when 'hold' then -amount when 'deduction' then -amount else 0 end) as balance,
             sum(case kind when 'hold' then amount when 'charge' then -amount when 'refund' then -amount else 0 end) as held
        from credit_entries where account_id = ${accountId}`.execute(database.db)
    expect(await readBalance(database.db, accountId)).toEqual({ unlimited: false, ...rows[0] })
  })

  it('are granted only as far as an account can hold them', async () => {
    const accountId = await limitedAccount(99_000_000_000)
    const grant = (amount: number) =>
      transaction(database.db, (trx) => grantCredits(trx, { accountId, amount, note: 'test' }))
    expect(await grant(1_000_000_000.01)).toBe(false)
    expect(await grant(1_000_000_000)).toBe(true)
    expect(await readBalance(database.db, accountId)).toMatchObject({ balance: 100_000_000_000 })
  })

  it('are taken only as far as they are free', async () => {
    const accountId = await limitedAccount(20)
    await hold(accountId, 'task', 12)
    const deduct = (amount: number) =>
      transaction(database.db, (trx) => deductCredits(trx, { accountId, amount, note: 'test' }))
    expect(await deduct(8.01)).toBe(false)
    expect(await deduct(8)).toBe(true)
    expect(await readBalance(database.db, accountId)).toEqual({ unlimited: false, balance: 0, held: 12 })
    await expect(deduct(-1)).rejects.toThrow('amount is -1; allowed: numbers above 0')
  })
})

describe('usage', () => {
  it('counts tasks and credits by day and kind, of unlimited accounts and free tasks too', async () => {
    const { id } = await database.db
      .insertInto('accounts')
      .values({ name: 'unlimited', unlimited: true })
      .returning('id')
      .executeTakeFirstOrThrow()
    const use = (taskId: string, taskKind: string, amount: number) =>
      transaction(database.db, (trx) => holdCredits(trx, { accountId: id, taskId, amount, taskKind }))
    await use('a', 'generate', 12)
    await use('b', 'generate', 12)
    await use('c', 'generate', 12)
    await use('d', 'lyrics', 0)
    await transaction(database.db, async (trx) => {
      await settleCredits(trx, 'a', 'charge')
      await settleCredits(trx, 'b', 'refund')
    })
    await sql`update credit_entries set created_at = '2026-03-31T23:59:59.999Z' where account_id = ${id}`.execute(
      database.db,
    )
    await sql`update credit_entries set created_at = '2026-04-01T00:00:00Z' where task_id = 'c'`.execute(
      database.db,
    )
    const usage = (from: string, to: string) => createAccountStore(database.db).usage(id, { from, to })
    expect(await usage('2026-03-31', '2026-03-31')).toEqual([
      { day: '2026-03-31', kind: 'generate', tasks: 2, charged: 12, refunded: 12, held: 0 },
      { day: '2026-03-31', kind: 'lyrics', tasks: 1, charged: 0, refunded: 0, held: 0 },
    ])
    expect(await usage('2026-04-01', '2026-04-30')).toEqual([
      { day: '2026-04-01', kind: 'generate', tasks: 1, charged: 0, refunded: 0, held: 12 },
    ])
    expect(await readBalance(database.db, id)).toEqual({ unlimited: true, balance: 0, held: 0 })
  })
})

describe('the price list', () => {
  it('asks more for twelve stems than for two', () => {
    const priceOf = createPriceList()
    expect(priceOf('vocal-separation', { mode: 'vocals' })).toBe(10)
    expect(priceOf('vocal-separation', { mode: 'stems' })).toBe(50)
    expect(priceOf('vocal-separation', { mode: 'advanced' })).toBe(20)
    expect(priceOf('generate', {})).toBe(12)
  })

  it('takes the prices of an operator', () => {
    const priceOf = createPriceList({ generate: 1.5, 'vocal-separation/stems': 0 })
    expect(priceOf('generate', {})).toBe(1.5)
    expect(priceOf('vocal-separation', { mode: 'stems' })).toBe(0)
    expect(priceOf('extend', {})).toBe(DEFAULT_PRICES.extend)
  })

  it('refuses a price for what it does not sell', () => {
    expect(() => createPriceList({ generat: 1 })).toThrow(UnknownPriceError)
    expect(() => createPriceList({ generat: 1 })).toThrow(
      'there is no price "generat"; allowed: generate, extend',
    )
  })

  it('is the table of docs/accounts.md', async () => {
    const page = await readFile(projectPath('docs/accounts.md'), 'utf8')
    const rows = [...page.matchAll(/^\| `(\S+)` \| (\S+) \|$/gm)].map(([, name, price]) => [
      name,
      Number(price),
    ])
    expect(Object.fromEntries(rows)).toEqual(DEFAULT_PRICES)
  })

  it('knows a price for every kind of task', () => {
    const priceOf = createPriceList()
    for (const kind of Object.values(TASK_KINDS)) {
      expect(priceOf(kind, { mode: 'vocals' }), kind).toBeGreaterThanOrEqual(0)
    }
  })
})
