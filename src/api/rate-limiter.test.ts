import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.js'
import {
  createMemoryRateLimiter,
  createSharedRateLimiter,
  SUBMIT_LIMIT,
  type RateLimiter,
} from './rate-limiter.js'
import { testIdentity } from './testing/memory-accounts.js'
import { createTestApi } from './testing/test-api.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
beforeEach(async () => {
  await database.pool.query('delete from rate_limits')
})
afterAll(async () => {
  await database.drop()
})

/** How many of so many events at once are let through. */
async function allowed(events: number, ...limiters: RateLimiter[]): Promise<number> {
  const waits = await Promise.all(
    Array.from({ length: events }, (_, n) => limiters[n % limiters.length]!.consume('alice')),
  )
  return waits.filter((wait) => wait === undefined).length
}

describe.each([
  ['in memory', () => createMemoryRateLimiter({ events: 5, perSeconds: 1 })],
  ['in the database', () => createSharedRateLimiter(database.pool, { events: 5, perSeconds: 1 })],
])('a limiter %s', (_, create) => {
  it('lets so many events through in a time, and then again', async () => {
    const limiter = create()
    expect(await allowed(12, limiter)).toBe(5)
    const wait = (await limiter.consume('alice'))!
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(1)
    expect(await limiter.consume('bob')).toBeUndefined()
    await new Promise((resolve) => setTimeout(resolve, wait * 1000 + 20))
    expect(await allowed(12, limiter)).toBe(5)
  })

  it('takes another limit for a key that has one', async () => {
    const limiter = create()
    const own = { events: 2, perSeconds: 60 }
    const next = () => limiter.consume('key/1', own)
    expect([await next(), await next()]).toEqual([undefined, undefined])
    expect(await next()).toBeGreaterThan(50)
  })
})

describe('limiters of two processes', () => {
  it('count together', async () => {
    const limiters = [1, 2].map(() => createSharedRateLimiter(database.pool, SUBMIT_LIMIT))
    expect(await allowed(60, ...limiters)).toBe(20)
    const waits = await Promise.all(limiters.map((limiter) => limiter.consume('alice')))
    for (const wait of waits) expect(wait).toBeGreaterThan(8)
  })

  it('refuse a flood without asking the database', async () => {
    const { pool, queries } = countingPool()
    const limiter = createSharedRateLimiter(pool, { events: 3, perSeconds: 10 })
    for (let n = 0; n < 50; n++) await limiter.consume('alice')
    expect(queries()).toBe(3)
  })

  it('count large limits by the hundredth', async () => {
    const { pool, queries } = countingPool()
    const limiters = [1, 2].map(() => createSharedRateLimiter(pool, { events: 1000, perSeconds: 60 }))
    let passed = 0
    for (let n = 0; n < 1500; n++) if ((await limiters[n % 2]!.consume('alice')) === undefined) passed++
    expect(passed).toBe(1000)
    expect(queries()).toBeLessThan(110)
    expect(await allowed(600, createSharedRateLimiter(database.pool, { events: 500, perSeconds: 60 }))).toBe(
      500,
    )
  })

  it('count for themselves while the database cannot be reached', async () => {
    const unreachable = new pg.Pool({ host: '127.0.0.1', port: 1 })
    expect(await allowed(30, createSharedRateLimiter(unreachable, SUBMIT_LIMIT))).toBe(20)
    await unreachable.end()
  })
})

function countingPool() {
  let count = 0
  const query = async (config: pg.QueryConfig) => {
    count++
    return database.pool.query(config)
  }
  return { pool: { query } as unknown as pg.Pool, queries: () => count }
}

describe('two API servers', () => {
  const LYRICS = { prompt: 'A calm night', callBackUrl: 'https://example.com/callback' }

  it('refuse the 21st task of an account in ten seconds and say in whole seconds when to come back', async () => {
    const apis = await Promise.all(
      [1, 2].map(() =>
        createTestApi({ submitLimiter: createSharedRateLimiter(database.pool, SUBMIT_LIMIT) }),
      ),
    )
    for (let n = 0; n < 20; n++) {
      expect((await apis[n % 2]!.call('POST', '/api/v1/lyrics', LYRICS)).body.code).toBe(200)
    }
    for (const api of apis) {
      const { status, body, headers } = await api.call('POST', '/api/v1/lyrics', LYRICS)
      expect({ status, code: body.code }).toEqual({ status: 429, code: 429 })
      expect(headers['retry-after']).toMatch(/^([1-9]|10)$/)
      await api.close()
    }
  })

  it('let the limit of a key win over that of its account', async () => {
    const rateLimit = { events: 1, perSeconds: 30 }
    const accounts = {
      authenticate: async (key: string) =>
        testIdentity('alice', { keyId: key, rateLimit: key === 'limited' ? rateLimit : undefined }),
      creditsOf: async () => 0,
    }
    const submitLimiter = createSharedRateLimiter(database.pool, SUBMIT_LIMIT)
    const api = await createTestApi({ accounts, submitLimiter })
    const submit = async (key: string) => {
      const answer = await api.call('POST', '/api/v1/lyrics', LYRICS, { authorization: `Bearer ${key}` })
      return [answer.body.code, answer.headers['retry-after']]
    }
    expect(await submit('limited')).toEqual([200, undefined])
    expect(await submit('limited')).toEqual([429, '30'])
    expect(await submit('another')).toEqual([200, undefined])
    await api.close()
  })
})
