import { randomUUID } from 'node:crypto'
import {
  hintOfApiKey,
  makeApiKey,
  type AccountStore,
  type ApiKey,
  type KeyStore,
} from '../../accounts/index.js'
import type { ApiAccount } from '../deps.js'

/** An identity that may do everything without limits. */
export function testIdentity(accountId: string, changes: Partial<ApiAccount> = {}): ApiAccount {
  return {
    accountId,
    keyId: `key of ${accountId}`,
    scopes: ['admin'],
    sandbox: false,
    allowedIps: [],
    rateLimit: undefined,
    isCapped: false,
    ...changes,
  }
}

/** Keys in memory, for tests of the API. They are not asked when a request comes in. */
export function createMemoryKeyStore(clock: () => Date): KeyStore {
  const keys = new Map<string, ApiKey>()
  const change = async (id: string, changes: Partial<ApiKey>) => {
    const known = keys.get(id)
    if (!known || known.revokedAt) return undefined
    const key = { ...known, ...changes }
    keys.set(id, key)
    return key
  }
  return {
    async create({ account, sandbox, ...settings }) {
      const text = makeApiKey({ sandbox })
      const key: ApiKey = {
        ...settings,
        id: randomUUID(),
        accountId: 'id' in account ? account.id : randomUUID(),
        hint: hintOfApiKey(text),
        sandbox,
        source: 'created',
        createdAt: clock(),
        revokedAt: null,
        lastUsedAt: null,
        previousUntil: null,
        spending: { total: 0, lastHour: 0, lastDay: 0 },
      }
      keys.set(key.id, key)
      return { key, text }
    },
    find: async (id) => keys.get(id),
    async list({ limit, after }) {
      const all = [...keys.values()]
      const start = after === undefined ? 0 : all.findIndex((key) => key.id === after) + 1 || all.length
      return all.slice(start, start + limit)
    },
    change,
    revoke: async (id) => (await change(id, { revokedAt: clock() })) ?? keys.get(id),
    async rotate(id, overlapMs) {
      const text = makeApiKey({ sandbox: keys.get(id)?.sandbox })
      const previousUntil = overlapMs > 0 ? new Date(clock().getTime() + overlapMs) : null
      const key = await change(id, { hint: hintOfApiKey(text), previousUntil })
      return key && { key, text }
    },
  }
}

/** No accounts at all. */
export function createEmptyAccountStore(): AccountStore {
  return { list: async () => [], adjust: async () => undefined, usage: async () => [] }
}
