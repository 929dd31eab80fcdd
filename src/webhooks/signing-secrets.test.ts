import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.js'
import { signingKeysFrom } from './signing.js'
import {
  createSigningSecrets,
  MAX_SECRETS,
  TooManySecretsError,
  type SigningSecrets,
} from './signing-secrets.js'
import { addAccount } from './testing/outbox.js'

let database: TestDatabase
let secrets: SigningSecrets
let accountId: string

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  secrets = createSigningSecrets({ db: database.db, serverKey: 'the key of the server', rememberMs: 0 })
  accountId = await addAccount(database.db)
})

const OWN = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

describe('an account without secrets', () => {
  it('is signed for with the key of the server', async () => {
    expect(await secrets.keysOf(accountId)).toEqual(signingKeysFrom('the key of the server'))
    expect(await secrets.list(accountId)).toEqual([])
  })
})

describe('exchanging a secret', () => {
  it('signs with both until the old one is retired; the vendor’s header stays with the old one so long', async () => {
    const old = await secrets.create(accountId, { text: OWN })
    const fresh = await secrets.create(accountId, {})
    expect(fresh.text).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(await secrets.keysOf(accountId)).toEqual({ hmacKey: OWN, secrets: [OWN, fresh.text] })
    await secrets.retire(accountId, old.secret.id, 0)
    expect(await secrets.keysOf(accountId)).toEqual({ hmacKey: fresh.text, secrets: [fresh.text] })
    expect(await secrets.retire(accountId, old.secret.id, 0)).toBeUndefined()
  })

  it('ends the old ones after the overlap that is asked for', async () => {
    await secrets.create(accountId, { text: OWN })
    const fresh = await secrets.create(accountId, { overlapMs: 3_600_000 })
    const [first, second] = await secrets.list(accountId)
    expect(first!.retiresAt!.getTime()).toBeGreaterThan(Date.now() + 3_500_000)
    expect(second!.retiresAt).toBeNull()
    await sql`update webhook_secrets set retires_at = now() - interval '1 second' where retires_at is not null`.execute(
      database.db,
    )
    expect((await secrets.keysOf(accountId)).secrets).toEqual([fresh.text])
  })

  it('never gives a retiring secret more time', async () => {
    const { secret } = await secrets.create(accountId, {})
    const soon = await secrets.retire(accountId, secret.id, 60_000)
    expect((await secrets.retire(accountId, secret.id, 3_600_000))!.retiresAt).toEqual(soon!.retiresAt)
  })

  it('takes effect at once where it is made, although keys are remembered', async () => {
    const remembering = createSigningSecrets({ db: database.db, serverKey: undefined })
    expect(await remembering.keysOf(accountId)).toEqual({ secrets: [] })
    await remembering.create(accountId, { text: OWN })
    expect((await remembering.keysOf(accountId)).secrets).toEqual([OWN])
  })
})

it('shows no secret again, and nothing to another account', async () => {
  const { secret, text } = await secrets.create(accountId, {})
  expect(JSON.stringify(await secrets.list(accountId))).not.toContain(text)
  const other = await addAccount(database.db)
  expect(await secrets.list(other)).toEqual([])
  expect(await secrets.retire(other, secret.id, 0)).toBeUndefined()
  expect(await secrets.retire(accountId, 'no id at all', 0)).toBeUndefined()
})

it('lets a few sign at a time and no more, also when they are made at once', async () => {
  const made = await Promise.allSettled(Array.from({ length: 8 }, () => secrets.create(accountId, {})))
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(MAX_SECRETS)
  await expect(secrets.create(accountId, {})).rejects.toThrow(TooManySecretsError)
})

it('refuses text that is no secret', async () => {
  for (const text of ['whsec_', 'whsec_c2hvcnQ=', 'secret', 'whsec_not base64 at all']) {
    await expect(secrets.create(accountId, { text })).rejects.toThrow(TypeError)
  }
})
