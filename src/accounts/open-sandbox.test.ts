import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.js'
import { Authenticator } from './authenticator.js'
import { createKeyStore } from './key-store.js'
import { authenticateOpenly } from './open-sandbox.js'

let database: TestDatabase
let authenticator: Authenticator
beforeAll(async () => {
  database = await createTestDatabase()
  authenticator = new Authenticator(database.db)
})
afterAll(() => database.drop())

const enter = (key: string) => authenticateOpenly(database.db, authenticator, key)

describe('the open sandbox', () => {
  it('gives a key that nobody made an account of its own, once, however many requests come at the same time', async () => {
    const identities = await Promise.all(Array.from({ length: 8 }, () => enter('sk-test-ci')))
    expect(new Set(identities.map((identity) => identity?.accountId)).size).toBe(1)
    expect(identities[0]).toMatchObject({ sandbox: true, scopes: ['submit', 'read', 'upload'] })
    const other = await enter('sk-test-other')
    expect(other?.accountId).not.toBe(identities[0]!.accountId)
    const accounts = await database.db.selectFrom('accounts').selectAll().execute()
    expect(accounts).toHaveLength(2)
    expect(accounts.every(({ unlimited }) => unlimited)).toBe(true)
  })

  it('lets no other key in', async () => {
    for (const key of ['sk-live-ci', 'sk-test-', 'sk-test-a b', `sk-test-${'x'.repeat(101)}`]) {
      expect(await enter(key)).toBeUndefined()
    }
  })

  it('keeps a revoked key out', async () => {
    const identity = await enter('sk-test-revoked')
    await createKeyStore(database.db).revoke(identity!.keyId)
    authenticator.forget()
    expect(await enter('sk-test-revoked')).toBeUndefined()
  })
})
