import type { KeyScope } from '@troubadour/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { hasScope, isAllowedIp } from '../accounts/index.js'
import { ApiError } from './api-error.js'
import type { ApiAccount, ApiAccounts } from './deps.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every route that asks for a key. */
    account: ApiAccount
  }
  interface FastifyContextConfig {
    /** What the key must be allowed to. Default: `upload` on upload paths, else `read` for GET and `submit` for the rest. */
    scope?: KeyScope
  }
}

/** Lets only requests through whose key is known and may do what they ask, before their bodies are read. */
export function requireApiKey(app: FastifyInstance, accounts: ApiAccounts): void {
  app.addHook('onRequest', async (request) => {
    const key = /^Bearer\s+(\S+)\s*$/i.exec(request.headers.authorization ?? '')?.[1]
    const account = key === undefined ? undefined : await accounts.authenticate(key)
    if (!account) throw new ApiError('unauthorized')
    if (!isAllowedIp(request.ip, account.allowedIps)) {
      throw new ApiError('forbidden', `This API key may not be used from ${request.ip}`)
    }
    const scope = scopeOf(request)
    if (!hasScope(account, scope)) {
      const scopes = account.scopes.join(', ') || 'none'
      throw new ApiError('forbidden', `This API key lacks the scope "${scope}"; it has: ${scopes}`)
    }
    request.account = account
  })
}

function scopeOf(request: FastifyRequest): KeyScope {
  const { config } = request.routeOptions
  if (config.scope !== undefined) return config.scope
  if (config.errorSurface === 'upload') return 'upload'
  return request.method === 'GET' || request.method === 'HEAD' ? 'read' : 'submit'
}
