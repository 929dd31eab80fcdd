import type { FastifyInstance } from 'fastify'
import { ApiError } from './api-error.js'
import type { ApiAccount, ApiAccounts } from './deps.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every route that asks for a key. */
    account: ApiAccount
  }
}

/** Lets only requests with a known key through, before their bodies are read. */
export function requireApiKey(app: FastifyInstance, accounts: ApiAccounts): void {
  app.addHook('onRequest', async (request) => {
    const key = /^Bearer\s+(\S+)\s*$/i.exec(request.headers.authorization ?? '')?.[1]
    const account = key === undefined ? undefined : await accounts.authenticate(key)
    if (!account) throw new ApiError('unauthorized')
    request.account = account
  })
}
