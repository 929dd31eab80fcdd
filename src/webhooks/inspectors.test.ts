import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.js'
import type { GuardedClient } from '../net/index.js'
import { deliverToInspectors } from './deliver-to-inspectors.js'
import { createInspectors, type Inspectors } from './inspectors.js'
import { signatureHeaders, signingKeysFrom } from './signing.js'
import { addAccount } from './testing/outbox.js'

let database: TestDatabase
let inspectors: Inspectors
let accountId: string
const keys = signingKeysFrom('the key of the server')

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  inspectors = createInspectors({ db: database.db, signingKeys: async () => keys })
  accountId = await addAccount(database.db)
})

const post = (body: string, headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers,
  body: Buffer.from(body),
})

describe('what an inspector keeps', () => {
  it('says of each request whose task it tells of, and whether its signature is right', async () => {
    const { token } = await inspectors.open(accountId, {})
    const body = '{"code":200,"data":{"callbackType":"first","task_id":"t1","data":[]}}'
    const signed = signatureHeaders(
      { id: 'evt_1', taskId: 't1', body, timestampSeconds: 1_700_000_000 },
      keys,
    )
    expect(await inspectors.receive(token, post(body, signed))).toBe(200)
    await inspectors.receive(token, post(`${body} `, signed))
    await inspectors.receive(token, post('\0 no JSON', { 'x-nul': 'a\0b' }))
    expect(await inspectors.list(accountId)).toMatchObject([
      { signature: 'none', taskId: null, stage: null, sizeBytes: 9 },
      { signature: 'wrong', taskId: 't1' },
      { signature: 'right', taskId: 't1', stage: 'first' },
    ])
  })

  it('is the last hundred requests, 64 KiB of each', async () => {
    const { token } = await inspectors.open(accountId, {})
    await inspectors.receive(token, post('first'))
    for (let count = 0; count < 100; count++) await inspectors.receive(token, post('x'.repeat(70_000)))
    const kept = await inspectors.list(accountId)
    expect(kept).toHaveLength(100)
    expect(kept.at(-1)).toMatchObject({ sizeBytes: 70_000 })
    expect(await inspectors.read(accountId, kept[0]!.id)).toMatchObject({
      body: 'x'.repeat(65_536),
      isCut: true,
    })
    expect(await inspectors.list(accountId, kept[1]!.id)).toHaveLength(1)
  })

  it('is private to the account', async () => {
    const { token } = await inspectors.open(accountId, {})
    await inspectors.receive(token, post('hello'))
    const [kept] = await inspectors.list(accountId)
    const other = await addAccount(database.db)
    await inspectors.open(other, {})
    expect(await inspectors.list(other)).toEqual([])
    expect(await inspectors.read(other, kept!.id)).toBeUndefined()
  })
})

describe('an inspector', () => {
  it('stays the same when it is opened again, and answers as was asked last', async () => {
    const first = await inspectors.open(accountId, { answerStatus: 500 })
    expect(await inspectors.open(accountId, {})).toMatchObject({ token: first.token, answerStatus: 500 })
    expect(await inspectors.receive(first.token, post(''))).toBe(500)
  })

  it('takes nothing once it has expired or was closed, and forgets what it had', async () => {
    const { token } = await inspectors.open(accountId, {})
    await inspectors.receive(token, post('hello'))
    await sql`update webhook_inspectors set expires_at = now() where account_id = ${accountId}::uuid`.execute(
      database.db,
    )
    expect(await inspectors.receive(token, post('late'))).toBeUndefined()
    expect([await inspectors.find(accountId), await inspectors.list(accountId)]).toEqual([undefined, []])
    const again = await inspectors.open(accountId, {})
    expect(again.token).not.toBe(token)
    expect(await inspectors.list(accountId)).toEqual([])
    expect(await inspectors.close(accountId)).toBe(true)
    expect(await inspectors.receive(again.token, post('later'))).toBeUndefined()
  })
})

describe('deliveries to an inspector', () => {
  it('do not leave the process; others do', async () => {
    const { token } = await inspectors.open(accountId, {})
    const outside = vi.fn().mockResolvedValue({ status: 204, latencyMs: 1, bodyStart: '' })
    const client = deliverToInspectors(
      { post: outside } as unknown as GuardedClient,
      inspectors,
      () => 'http://localhost:3000',
    )
    const request = { headers: { 'X-Webhook-Timestamp': '1' }, body: '{}', timeoutMs: 1000, keepBytes: 10 }
    expect(await client.post(`http://localhost:3000/inspect/${token}`, request)).toMatchObject({
      status: 200,
    })
    expect(await client.post('http://localhost:3000/inspect/nobody', request)).toMatchObject({ status: 404 })
    expect(outside).not.toHaveBeenCalled()
    expect(await client.post('http://localhost:3000/other', request)).toMatchObject({ status: 204 })
    const [kept] = await inspectors.list(accountId)
    expect((await inspectors.read(accountId, kept!.id))!.headers['x-webhook-timestamp']).toBe('1')
  })
})
