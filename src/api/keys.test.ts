import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  Authenticator,
  createAccountStore,
  createKeyStore,
  createPriceList,
  prepareBootstrapKeys,
  readBalance,
} from '../accounts/index.js'
import { createTaskWorld, type TaskWorld } from '../tasks/testing/task-world.js'
import { createTestApi, type TestApi } from './testing/test-api.js'

const KEYS = '/troubadour/v1/keys'
const ACCOUNTS = '/troubadour/v1/accounts'
const USAGE = '/troubadour/v1/usage'
const FIRST_KEY = 'the-key-of-the-operator'
const GENERATE = {
  prompt: 'A calm folk song',
  customMode: false,
  instrumental: false,
  model: 'V5',
  callBackUrl: 'https://example.com/callback',
}
const LYRICS = { prompt: 'A calm night', callBackUrl: 'https://example.com/callback' }

let world: TaskWorld
let api: TestApi
let now: Date
beforeAll(async () => {
  world = await createTaskWorld()
  const { db } = world
  const clock = () => now
  const authenticator = new Authenticator(db, { now: () => now.getTime() })
  api = await createTestApi({
    accounts: {
      authenticate: (key) => authenticator.authenticate(key),
      creditsOf: async (accountId) => (await readBalance(db, accountId))?.balance ?? 0,
    },
    keys: createKeyStore(db, { onChange: () => authenticator.forget(), now: clock }),
    accountStore: createAccountStore(db),
    tasks: world.store,
    priceOf: createPriceList(),
    clock,
  })
})
beforeEach(async () => {
  now = new Date()
  await prepareBootstrapKeys(world.db, { apiKeys: [FIRST_KEY], dataDir: '' })
})
afterEach(async () => {
  await world.reset()
})
afterAll(async () => {
  await api.close()
  await world.close()
})

type Data = Record<string, unknown>
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** Calls with a key; the operator's unless another is named. */
async function call(method: Method, url: string, body?: unknown, key = FIRST_KEY, headers = {}) {
  const answer = await api.call(method, url, body, { authorization: `Bearer ${key}`, ...headers })
  return answer.body as { code: number; msg: string; data: Data }
}

async function createKey(body: Data = {}) {
  const { code, msg, data } = await call('POST', KEYS, { name: 'of a test', ...body })
  expect({ code, msg }).toEqual({ code: 200, msg: 'success' })
  return data as Data & { id: string; key: string; accountId: string }
}

describe('making a key', () => {
  it('shows its text once and stores only its hash', async () => {
    const made = await createKey({ name: 'of a robot' })
    expect(made.key).toMatch(/^trb_[\w-]{43}$/)
    expect(made).toMatchObject({
      name: 'of a robot',
      hint: `${made.key.slice(0, 8)}…${made.key.slice(-4)}`,
      scopes: ['submit', 'read', 'upload'],
      sandbox: false,
      source: 'created',
      creditBudget: null,
      rateLimit: null,
      allowedIps: [],
      expiresAt: null,
      revokedAt: null,
      previousKeyUntil: null,
      spent: { total: 0, lastHour: 0, lastDay: 0 },
    })
    const { key, ...rest } = made
    const shown = (await call('GET', `${KEYS}/${made.id}`)).data
    expect(shown).toEqual(rest)
    expect(JSON.stringify((await call('GET', KEYS)).data)).not.toContain(key)
    const rows = await world.db.selectFrom('api_keys').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(key)
    expect((await call('POST', '/api/v1/generate', GENERATE, key)).code).toBe(200)
  })

  it('gives it an account of its own, unlimited or with a balance, or the caller’s', async () => {
    const accounts = async () => {
      const { data } = await call('GET', ACCOUNTS)
      return new Map((data.accounts as Data[]).map((account) => [account.id, account]))
    }
    const [own, limited, shared] = [
      await createKey({ name: 'own' }),
      await createKey({ name: 'limited', credits: 12.4 }),
      await createKey({ name: 'shared', account: 'same' }),
    ]
    const listed = await accounts()
    expect(listed.get(own.accountId)).toMatchObject({ name: 'own', unlimited: true, balance: 0, keys: 1 })
    expect(listed.get(limited.accountId)).toMatchObject({ name: 'limited', unlimited: false, balance: 12.4 })
    expect(listed.get(shared.accountId)).toMatchObject({ unlimited: true, keys: 2 })
    expect((await call('POST', '/api/v1/generate', GENERATE, limited.key)).code).toBe(200)
    expect((await call('POST', '/api/v1/generate', GENERATE, limited.key)).code).toBe(402)
    expect((await call('POST', '/api/v1/lyrics', LYRICS, limited.key)).code).toBe(200)
    expect((await accounts()).get(limited.accountId)).toMatchObject({
      balance: 0,
      held: 12.4,
      last30Days: { tasks: 2, credits: 12.4 },
    })
  })

  it('marks sandbox keys by their prefix', async () => {
    const made = await createKey({ sandbox: true })
    expect(made.key).toMatch(/^sk-test-[\w-]{43}$/)
    expect(made).toMatchObject({
      sandbox: true,
      hint: expect.stringMatching(/^sk-test-[\w-]{4}…[\w-]{4}$/) as string,
    })
    const authenticator = new Authenticator(world.db)
    expect(await authenticator.authenticate(made.key)).toMatchObject({ sandbox: true, keyId: made.id })
  })

  it.each([
    [{}, 'name cannot be blank'],
    [{ name: 'x', scopes: [] }, 'scopes must be at least 1; got []'],
    [{ name: 'x', scopes: ['write'] }, 'scopes.0 must be one of submit, read, upload, admin; got "write"'],
    [{ name: 'x', sandbox: true, scopes: ['admin'] }, 'scopes must not hold admin for a sandbox key'],
    [{ name: 'x', account: 'same', credits: 5 }, 'credits must be left out with account "same"'],
    [{ name: 'x', credits: 0.005 }, 'credits must be a number with at most two decimals; got 0.005'],
    // The database would round it to no credits at all.
    [{ name: 'x', credits: 1e-14 }, 'credits must be a number with at most two decimals; got 1e-14'],
    [{ name: 'x', creditBudget: -1 }, 'creditBudget must be at least 0; got -1'],
    [{ name: 'x', rateLimit: { events: 1 } }, 'rateLimit.perSeconds cannot be blank'],
    [{ name: 'x', allowedIps: ['10.0.0.0/33'] }, 'allowedIps.0 must be an IP address or a range such as'],
    [{ name: 'x', expiresAt: 'tomorrow' }, 'expiresAt must be a time such as "2027-01-31T00:00:00Z"'],
    [{ name: 'x', expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt must be in the future'],
    [{ name: 'x'.repeat(101) }, 'name must be at most 100 characters; got 101'],
  ])('refuses %j', async (body, message) => {
    expect(await call('POST', KEYS, body)).toMatchObject({
      code: 422,
      msg: expect.stringContaining(message) as string,
      data: null,
    })
  })
})

describe('scopes', () => {
  const REQUESTS = {
    submit: () => ['POST', '/api/v1/lyrics', LYRICS],
    read: () => ['GET', '/api/v1/chat/credit'],
    upload: () => ['POST', '/api/file-base64-upload', {}],
    admin: () => ['GET', KEYS],
  } as const satisfies Record<string, () => readonly [Method, string, unknown?]>

  it.each([
    [['submit'], ['submit']],
    [['read'], ['read']],
    [['upload'], ['upload']],
    [
      ['submit', 'read'],
      ['submit', 'read'],
    ],
    [['admin'], ['submit', 'read', 'upload', 'admin']],
  ])('%j allow %j', async (scopes, allowed) => {
    const { key } = await createKey({ scopes })
    for (const [scope, request] of Object.entries(REQUESTS)) {
      const [method, url, body] = request() as readonly [Method, string, unknown?]
      const { code, msg } = await call(method, url, body, key)
      if (allowed.includes(scope)) expect(code, msg).not.toBe(401)
      else if (scope === 'upload') expect(code).toBe(401)
      else expect(msg).toBe(`This API key lacks the scope "${scope}"; it has: ${scopes.join(', ')}`)
    }
  })

  it('of a timed-lyrics query is read although it is a POST', async () => {
    const { key } = await createKey({ scopes: ['submit'] })
    const answer = await call('POST', '/api/v1/generate/get-timestamped-lyrics', {}, key)
    expect(answer).toMatchObject({ code: 401, data: null })
  })
})

describe('addresses', () => {
  const useFrom = async (key: string, remoteAddress: string) => {
    const headers = { authorization: `Bearer ${key}` }
    const answer = await api.app.inject({ method: 'GET', url: '/api/v1/chat/credit', headers, remoteAddress })
    return answer.json<{ code: number; msg: string }>()
  }

  it('outside the list are refused, however they are written', async () => {
    const { key } = await createKey({ allowedIps: ['203.0.113.0/24', '2001:db8::7'] })
    expect(await useFrom(key, '203.0.113.9')).toMatchObject({ code: 200 })
    expect(await useFrom(key, '::ffff:203.0.113.9')).toMatchObject({ code: 200 })
    expect(await useFrom(key, '2001:db8:0::7')).toMatchObject({ code: 200 })
    expect(await useFrom(key, '203.0.114.9')).toMatchObject({
      code: 401,
      msg: 'This API key may not be used from 203.0.114.9',
    })
    expect(await useFrom(key, '2001:db8::8')).toMatchObject({ code: 401 })
  })

  it('in X-Forwarded-For count only from a proxy that is trusted', async () => {
    const { key, id } = await createKey({ allowedIps: ['203.0.113.9'] })
    const headers = { authorization: `Bearer ${key}`, 'x-forwarded-for': '203.0.113.9' }
    const request = { method: 'GET', url: '/api/v1/chat/credit', headers, remoteAddress: '10.1.2.3' } as const
    expect((await api.app.inject(request)).json()).toMatchObject({ code: 401 })
    const behindProxy = await createTestApi({
      config: { ...api.deps.config, trustedProxies: ['10.0.0.0/8'] },
      accounts: api.deps.accounts,
    })
    expect((await behindProxy.app.inject(request)).json()).toMatchObject({ code: 200 })
    await behindProxy.close()
    expect((await call('PATCH', `${KEYS}/${id}`, { allowedIps: [] })).data).toMatchObject({ allowedIps: [] })
    expect((await api.app.inject(request)).json()).toMatchObject({ code: 200 })
  })
})

describe('spending', () => {
  it('stops at the budget, of what was refunded nothing counts', async () => {
    const made = await createKey({ creditBudget: 13 })
    const { data } = await call('POST', '/api/v1/generate', GENERATE, made.key)
    expect(await call('POST', '/api/v1/generate', GENERATE, made.key)).toMatchObject({
      code: 433,
      msg: 'The credit budget of this API key is 13 credits, of which 12 are used; this request needs 12',
      data: null,
    })
    expect((await call('POST', '/api/v1/lyrics', LYRICS, made.key)).code).toBe(200)
    await world.store.cancel(made.accountId, data.taskId as string)
    expect((await call('POST', '/api/v1/generate', GENERATE, made.key)).code).toBe(200)
    expect((await call('GET', `${KEYS}/${made.id}`)).data.spent).toEqual({
      total: 12.4,
      lastHour: 12.4,
      lastDay: 12.4,
    })
  })

  it('never exceeds a cap, however many requests come in at once', async () => {
    const made = await createKey({ hourlyCap: 2 })
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => call('POST', '/api/v1/lyrics', LYRICS, made.key)),
    )
    expect(answers.map(({ code }) => code).sort()).toEqual([
      ...Array<number>(5).fill(200),
      ...Array<number>(11).fill(433),
    ])
  })

  it('of an hour and of a day is forgotten in time', async () => {
    const made = await createKey({ hourlyCap: 12, dailyCap: 24 })
    const generate = async () => (await call('POST', '/api/v1/generate', GENERATE, made.key)).msg
    const age = (hours: number) =>
      world.db
        .updateTable('credit_entries')
        .set({ created_at: new Date(Date.now() - hours * 3_600_000) })
        .where('key_id', '=', made.id)
        .execute()
    expect(await generate()).toBe('success')
    expect(await generate()).toContain('The hourly cap of this API key is 12 credits')
    await age(1.01)
    expect(await generate()).toBe('success')
    await age(1.01)
    expect(await generate()).toContain('The daily cap of this API key is 24 credits, of which 24 are used')
    await age(24.01)
    expect(await generate()).toBe('success')
  })

  it('of two keys of one account is counted apart, and from one balance', async () => {
    const admin = await createKey({ scopes: ['admin'], credits: 30 })
    const shared = (await call('POST', KEYS, { name: 'sub', account: 'same', creditBudget: 12 }, admin.key))
      .data
    const key = shared.key as string
    expect(shared.accountId).toBe(admin.accountId)
    expect((await call('POST', '/api/v1/generate', GENERATE, key)).code).toBe(200)
    expect((await call('POST', '/api/v1/generate', GENERATE, key)).code).toBe(433)
    expect((await call('POST', '/api/v1/generate', GENERATE, admin.key)).code).toBe(200)
    expect((await call('POST', '/api/v1/generate', GENERATE, admin.key)).code).toBe(402)
  })
})

describe('changing a key', () => {
  it('changes what is named, takes limits away by null and leaves the rest', async () => {
    const made = await createKey({ creditBudget: 5, dailyCap: 2, rateLimit: { events: 1, perSeconds: 2 } })
    const changed = await call('PATCH', `${KEYS}/${made.id}`, {
      name: 'renamed',
      scopes: ['read', 'read'],
      dailyCap: null,
      rateLimit: null,
      allowedIps: ['::1'],
      expiresAt: '2999-01-01T01:00:00+01:00',
    })
    expect(changed.data).toMatchObject({
      name: 'renamed',
      scopes: ['read'],
      creditBudget: 5,
      dailyCap: null,
      rateLimit: null,
      allowedIps: ['::1'],
      expiresAt: '2999-01-01T00:00:00.000Z',
    })
    expect((await call('PATCH', `${KEYS}/${made.id}`, {})).data).toEqual(changed.data)
  })

  it('ends it when its time is over', async () => {
    const { key, id } = await createKey()
    await call('PATCH', `${KEYS}/${id}`, { expiresAt: new Date(now.getTime() + 5000).toISOString() })
    expect((await call('GET', USAGE, undefined, key)).code).toBe(200)
    now = new Date(now.getTime() + 5001)
    expect((await call('GET', USAGE, undefined, key)).code).toBe(401)
  })

  it('revokes it at once and for good', async () => {
    const { key, id } = await createKey()
    expect((await call('GET', USAGE, undefined, key)).code).toBe(200)
    const revoked = await call('DELETE', `${KEYS}/${id}`)
    expect(revoked.data.revokedAt).toBe(now.toISOString())
    expect((await call('GET', USAGE, undefined, key)).code).toBe(401)
    expect((await call('DELETE', `${KEYS}/${id}`)).data).toEqual(revoked.data)
    for (const [method, path] of [
      ['PATCH', `${KEYS}/${id}`],
      ['POST', `${KEYS}/${id}/rotate`],
    ] as const) {
      expect(await call(method, path, { name: 'again' })).toMatchObject({
        code: 422,
        msg: 'This API key is revoked and cannot be changed any more',
      })
    }
  })

  it('leaves the operator’s own keys to the settings of the server', async () => {
    const { data } = await call('GET', KEYS)
    const [first] = data.keys as Data[]
    const path = `${KEYS}/${first!.id as string}`
    expect((await call('PATCH', path, { name: 'mine' })).data).toMatchObject({
      name: 'mine',
      source: 'environment',
    })
    for (const [method, url, body] of [
      ['PATCH', path, { scopes: ['read'] }],
      ['DELETE', path, undefined],
      ['POST', `${path}/rotate`, {}],
    ] as const) {
      const answer = await call(method, url, body)
      expect(answer).toMatchObject({
        code: 422,
        msg: expect.stringContaining('This key comes from API_KEYS') as string,
      })
    }
    expect((await call('GET', KEYS)).code).toBe(200)
  })

  it('answers 404 for keys that do not exist, whatever their id looks like', async () => {
    for (const id of ['x', '00000000-0000-4000-8000-000000000000', encodeURIComponent("' or 1=1")]) {
      for (const [method, path] of [
        ['GET', `${KEYS}/${id}`],
        ['PATCH', `${KEYS}/${id}`],
        ['DELETE', `${KEYS}/${id}`],
        ['POST', `${KEYS}/${id}/rotate`],
      ] as const) {
        const body = method === 'PATCH' ? { name: 'x' } : undefined
        expect(await call(method, path, body), path).toMatchObject({ code: 404 })
      }
    }
  })
})

describe('rotating a key', () => {
  const works = async (key: string) => (await call('GET', USAGE, undefined, key)).code === 200

  it('lets the old one work for a day, with one identity and one budget', async () => {
    const made = await createKey({ creditBudget: 12 })
    await call('POST', '/api/v1/generate', GENERATE, made.key)
    const rotated = (await call('POST', `${KEYS}/${made.id}/rotate`)).data
    const key = rotated.key as string
    expect(rotated).toMatchObject({
      id: made.id,
      accountId: made.accountId,
      previousKeyUntil: new Date(now.getTime() + 86_400_000).toISOString(),
      spent: { total: 12 },
    })
    expect((await call('POST', '/api/v1/generate', GENERATE, key)).code).toBe(433)
    expect([await works(made.key), await works(key)]).toEqual([true, true])
    now = new Date(now.getTime() + 86_400_001)
    expect([await works(made.key), await works(key)]).toEqual([false, true])
    expect((await call('GET', `${KEYS}/${made.id}`)).data.previousKeyUntil).toBeNull()
  })

  it('ends the overlap before when it happens again, and both when the key is revoked', async () => {
    const made = await createKey({ sandbox: true })
    const rotate = async (body: unknown) =>
      (await call('POST', `${KEYS}/${made.id}/rotate`, body)).data.key as string
    const second = await rotate({ overlapHours: 0.5 })
    const third = await rotate({ overlapHours: 1 })
    expect(third).toMatch(/^sk-test-/)
    expect([await works(made.key), await works(second), await works(third)]).toEqual([false, true, true])
    await call('DELETE', `${KEYS}/${made.id}`)
    expect([await works(second), await works(third)]).toEqual([false, false])
  })

  it('without overlap ends the old one at once', async () => {
    const made = await createKey()
    const { data } = await call('POST', `${KEYS}/${made.id}/rotate`, { overlapHours: 0 })
    expect([await works(made.key), await works(data.key as string)]).toEqual([false, true])
    expect(await call('POST', `${KEYS}/${made.id}/rotate`, { overlapHours: -1 })).toMatchObject({ code: 422 })
  })
})

describe('lists', () => {
  it('come in pages, oldest first', async () => {
    const made = [await createKey(), await createKey(), await createKey()]
    const page = async (query: string) => (await call('GET', `${KEYS}?${query}`)).data
    const first = await page('limit=2')
    expect((first.keys as Data[]).map(({ id }) => id)).toEqual([expect.any(String), made[0]!.id])
    expect(first.next).toBe(made[0]!.id)
    const second = await page(`limit=2&after=${first.next as string}`)
    expect((second.keys as Data[]).map(({ id }) => id)).toEqual([made[1]!.id, made[2]!.id])
    expect(await page(`after=${made[2]!.id}`)).toEqual({ keys: [], next: null })
    expect(await page('after=nonsense')).toEqual({ keys: [], next: null })
    expect(await call('GET', `${ACCOUNTS}?limit=0`)).toMatchObject({
      code: 422,
      msg: 'limit must be at least 1; got 0',
    })
    expect(((await call('GET', `${ACCOUNTS}?limit=1`)).data.accounts as Data[]).length).toBe(1)
  })
})

describe('credits of an account', () => {
  it('are granted and taken with a reason that the ledger keeps', async () => {
    const { accountId } = await createKey({ credits: 1 })
    const adjust = (body: Data) => call('POST', `${ACCOUNTS}/${accountId}/credits`, body)
    expect((await adjust({ amount: 9.5, reason: 'invoice 7' })).data).toEqual({
      id: accountId,
      unlimited: false,
      balance: 10.5,
      held: 0,
    })
    expect((await adjust({ amount: -10.5, reason: 'refunded' })).data).toMatchObject({ balance: 0 })
    expect(await adjust({ amount: -0.01, reason: 'more' })).toMatchObject({
      code: 422,
      msg: 'amount must not take more than the free balance; got -0.01',
    })
    expect(await adjust({ amount: 0, reason: 'x' })).toMatchObject({
      code: 422,
      msg: 'amount must be a number other than 0; got 0',
    })
    expect(await adjust({ amount: 1 })).toMatchObject({ code: 422, msg: 'reason cannot be blank' })
    const entries = await world.db
      .selectFrom('credit_entries')
      .select(['kind', 'amount', 'note'])
      .where('account_id', '=', accountId)
      .orderBy('id')
      .execute()
    expect(entries).toEqual([
      { kind: 'grant', amount: 1, note: 'first balance' },
      { kind: 'grant', amount: 9.5, note: 'invoice 7' },
      { kind: 'deduction', amount: 10.5, note: 'refunded' },
    ])
    expect(await call('POST', `${ACCOUNTS}/nobody/credits`, { amount: 1, reason: 'x' })).toMatchObject({
      code: 404,
    })
  })
})

describe('usage', () => {
  it('shows each account its own, by day and kind', async () => {
    const [mine, other] = [await createKey(), await createKey()]
    await call('POST', '/api/v1/generate', GENERATE, mine.key)
    await call('POST', '/api/v1/lyrics', LYRICS, mine.key)
    await call('POST', '/api/v1/lyrics', LYRICS, mine.key)
    const today = new Date().toISOString().slice(0, 10)
    const { data } = await call('GET', USAGE, undefined, mine.key)
    expect(data).toEqual({
      from: new Date(Date.parse(today) - 29 * 86_400_000).toISOString().slice(0, 10),
      to: today,
      rows: [
        { day: today, kind: 'generate', tasks: 1, charged: 0, refunded: 0, held: 12 },
        { day: today, kind: 'lyrics', tasks: 2, charged: 0, refunded: 0, held: 0.8 },
      ],
      total: { tasks: 3, charged: 0, refunded: 0, held: 12.8 },
    })
    expect((await call('GET', USAGE, undefined, other.key)).data.rows).toEqual([])
  })

  it.each([
    ['from=yesterday', 'from must be a day such as "2027-01-31", not before 2000-01-01; got "yesterday"'],
    ['from=2026-02-30', 'from must be a day'],
    ['from=2026-02-02&to=2026-02-01', 'to must be 0 to 365 days after from'],
    ['from=2020-01-01', 'to must be 0 to 365 days after from'],
  ])('refuses %s', async (query, message) => {
    expect(await call('GET', `${USAGE}?${query}`)).toMatchObject({
      code: 422,
      msg: expect.stringContaining(message) as string,
    })
  })
})

describe('Idempotency-Key', () => {
  it('of twenty requests at once makes one task, and answers for the same request only', async () => {
    const { key, accountId } = await createKey({ credits: 100 })
    const headers = { 'idempotency-key': 'order-1' }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => call('POST', '/api/v1/generate', GENERATE, key, headers)),
    )
    expect(new Set(answers.map(({ data }) => data.taskId)).size).toBe(1)
    expect(await readBalance(world.db, accountId)).toMatchObject({ balance: 88, held: 12 })
    for (const [path, body] of [
      ['/api/v1/generate', { ...GENERATE, prompt: 'Another song' }],
      ['/api/v1/lyrics', LYRICS],
    ] as const) {
      expect(await call('POST', path, body, key, headers)).toMatchObject({
        code: 422,
        msg: 'Idempotency-Key was used before with another request; allowed: the same request again, or another key',
      })
    }
    expect(await readBalance(world.db, accountId)).toMatchObject({ balance: 88, held: 12 })
  })
})
