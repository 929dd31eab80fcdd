import {
  adminInSandbox,
  changeKeyDefinition,
  clearedBy,
  createKeyDefinition,
  issuedKeyResponseSchema,
  keyData,
  keyListResponseSchema,
  keyResponseSchema,
  pageDefinition,
  rotateKeyDefinition,
  success,
} from '@troubadour/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { ApiKey } from '../accounts/index.js'
import { ApiError, violationError } from './api-error.js'
import type { ApiDeps } from './deps.js'
import type { JsonBody } from './json-body.js'
import { operation } from './operation.js'
import { bodyOf, read } from './requests.js'

const PATH = '/troubadour/v1/keys'
const paramsSchema = z.object({ keyId: z.string() })
const config = { scope: 'admin' } as const

/** `/troubadour/v1/keys`: administrators make, change, rotate and revoke API keys. */
export function keyRoutes(app: FastifyInstance, deps: ApiDeps): void {
  app.get(
    PATH,
    {
      config,
      schema: operation({
        id: 'listKeys',
        tag: 'Account',
        summary: 'API keys, oldest first',
        description:
          'All keys of the server, revoked ones too. Needs the scope `admin`, as all paths under `keys`.',
        query: pageDefinition.schema,
        response: keyListResponseSchema,
      }),
    },
    async (request) => {
      const page = read(pageDefinition, request.query as Record<string, unknown>)
      const keys = await deps.keys.list(page)
      return success({
        keys: keys.map(keyData),
        next: keys.length === page.limit ? keys.at(-1)!.id : null,
      })
    },
  )

  app.post(
    PATH,
    {
      config,
      schema: operation({
        id: 'createKey',
        tag: 'Account',
        summary: 'Make an API key',
        description: 'The answer holds the key itself; it is stored nowhere and cannot be shown again.',
        body: createKeyDefinition.schema,
        response: issuedKeyResponseSchema,
      }),
    },
    async (request) => {
      const { account, ...wishes } = read(createKeyDefinition, bodyOf(request).fields)
      refusePast(deps, wishes.expiresAt)
      const { key, text } = await deps.keys.create({
        ...wishes,
        account: account === 'same' ? { id: request.account.accountId } : account,
      })
      request.log.info({ keyId: key.id, by: request.account.keyId }, 'an API key was made')
      return success({ ...keyData(key), key: text })
    },
  )

  app.get(
    `${PATH}/:keyId`,
    {
      config,
      schema: operation({
        id: 'key',
        tag: 'Account',
        summary: 'One API key',
        params: paramsSchema,
        response: keyResponseSchema,
      }),
    },
    async (request) => success(keyData(await knownKey(deps, request))),
  )

  app.patch(
    `${PATH}/:keyId`,
    {
      config,
      schema: operation({
        id: 'changeKey',
        tag: 'Account',
        summary: 'Rename an API key, or change what it may do',
        description: 'Only the fields that are given change; null takes a limit away.',
        params: paramsSchema,
        body: changeKeyDefinition.schema,
        response: keyResponseSchema,
      }),
    },
    async (request) => {
      const { fields } = bodyOf(request)
      const changes = { ...read(changeKeyDefinition, fields), ...clearedBy(fields) }
      refusePast(deps, changes.expiresAt)
      const key = await knownKey(deps, request)
      if (Object.keys(changes).some((field) => field !== 'name'))
        refuseFixed(key, 'Only its name can be changed here')
      if (key.sandbox && changes.scopes?.includes('admin')) throw violationError(adminInSandbox)
      const changed = await deps.keys.change(key.id, changes)
      if (!changed) throw alreadyRevoked()
      request.log.info({ keyId: key.id, by: request.account.keyId }, 'an API key was changed')
      return success(keyData(changed))
    },
  )

  app.delete(
    `${PATH}/:keyId`,
    {
      config,
      schema: operation({
        id: 'revokeKey',
        tag: 'Account',
        summary: 'Revoke an API key',
        description: 'For good. Other processes of the server follow within 10 seconds. Its tasks go on.',
        params: paramsSchema,
        response: keyResponseSchema,
      }),
    },
    async (request) => {
      const key = await knownKey(deps, request)
      refuseFixed(key, 'It cannot be revoked here')
      const revoked = (await deps.keys.revoke(key.id)) ?? key
      request.log.info({ keyId: key.id, by: request.account.keyId }, 'an API key was revoked')
      return success(keyData(revoked))
    },
  )

  app.post(
    `${PATH}/:keyId/rotate`,
    {
      config,
      schema: operation({
        id: 'rotateKey',
        tag: 'Account',
        summary: 'Replace an API key by a new one',
        description:
          'Id, settings and spending stay. The old key works on for `overlapHours`, but no longer than until the next rotation.',
        params: paramsSchema,
        body: rotateKeyDefinition.schema,
        response: issuedKeyResponseSchema,
      }),
    },
    async (request) => {
      const overlapMs = read(rotateKeyDefinition, (request.body as JsonBody | undefined)?.fields ?? {})
      const key = await knownKey(deps, request)
      refuseFixed(key, 'It cannot be rotated here')
      const issued = await deps.keys.rotate(key.id, overlapMs)
      if (!issued) throw alreadyRevoked()
      request.log.info({ keyId: key.id, by: request.account.keyId }, 'an API key was rotated')
      return success({ ...keyData(issued.key), key: issued.text })
    },
  )
}

async function knownKey(deps: ApiDeps, request: FastifyRequest): Promise<ApiKey> {
  const { keyId } = request.params as { keyId: string }
  const key = await deps.keys.find(keyId)
  if (!key) throw new ApiError('notFound', 'There is no API key with this id')
  return key
}

/** What the operator's own settings decide, the next start of the server would decide again. */
function refuseFixed(key: ApiKey, what: string): void {
  if (key.source === 'created') return
  const where = key.source === 'environment' ? 'API_KEYS' : 'the key file in DATA_DIR'
  throw new ApiError('invalid', `This key comes from ${where}. ${what}: make another key, or change ${where}`)
}

function refusePast(deps: ApiDeps, expiresAt: Date | null | undefined): void {
  if (!expiresAt || expiresAt > deps.clock()) return
  throw new ApiError('invalid', `expiresAt must be in the future; got "${expiresAt.toISOString()}"`)
}

function alreadyRevoked(): ApiError {
  return new ApiError('invalid', 'This API key is revoked and cannot be changed any more')
}
