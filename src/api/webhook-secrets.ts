import {
  createWebhookSecretDefinition,
  issuedWebhookSecretSchema,
  retireWebhookSecretDefinition,
  success,
  webhookSecretData,
  webhookSecretListSchema,
  webhookSecretResponseSchema,
} from '@troubadour/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { TooManySecretsError } from '../webhooks/index.js'
import { ApiError } from './api-error.js'
import type { ApiDeps } from './deps.js'
import type { JsonBody } from './json-body.js'
import { operation } from './operation.js'
import { read } from './requests.js'

const PATH = '/troubadour/v1/webhooks/secrets'

/** `/troubadour/v1/webhooks/secrets`: with what the callbacks of an account are signed, and exchanging it. */
export function webhookSecretRoutes(app: FastifyInstance, deps: ApiDeps): void {
  app.get(
    PATH,
    {
      schema: operation({
        id: 'webhookSecrets',
        tag: 'Webhooks',
        summary: 'Secrets that sign your callbacks, oldest first',
        description:
          'Each signs every callback beside the others (`webhook-signature`); the oldest one makes `X-Webhook-Signature` too. Without any, the key of the server signs.',
        response: webhookSecretListSchema,
      }),
    },
    async (request) => {
      const secrets = await deps.signingSecrets.list(request.account.accountId)
      return success({ secrets: secrets.map(webhookSecretData) })
    },
  )

  app.post(
    PATH,
    {
      config: { bodyOptional: true },
      schema: operation({
        id: 'createWebhookSecret',
        tag: 'Webhooks',
        summary: 'Add a secret that signs your callbacks, beside the ones there are or in their place',
        body: createWebhookSecretDefinition.schema,
        response: issuedWebhookSecretSchema,
      }),
    },
    async (request) => {
      const wishes = read(createWebhookSecretDefinition, (request.body as JsonBody | undefined)?.fields ?? {})
      const { accountId, keyId } = request.account
      const { secret, text } = await deps.signingSecrets.create(accountId, wishes).catch((cause: unknown) => {
        if (cause instanceof TooManySecretsError) throw new ApiError('invalid', cause.message, { cause })
        throw cause
      })
      request.log.info({ secretId: secret.id, by: keyId }, 'a webhook secret was made')
      return success({ ...webhookSecretData(secret), secret: text })
    },
  )

  app.delete(
    `${PATH}/:secretId`,
    {
      schema: operation({
        id: 'retireWebhookSecret',
        tag: 'Webhooks',
        summary: 'Retire a secret, at once or after some hours',
        params: z.object({ secretId: z.string() }),
        query: retireWebhookSecretDefinition.schema,
        response: webhookSecretResponseSchema,
      }),
    },
    async (request) => {
      const { secretId } = request.params as { secretId: string }
      const afterMs = read(retireWebhookSecretDefinition, request.query as Record<string, unknown>)
      const { accountId, keyId } = request.account
      const secret = await deps.signingSecrets.retire(accountId, secretId, afterMs)
      if (!secret) throw new ApiError('notFound', 'Secret does not exist')
      request.log.info({ secretId, by: keyId }, 'a webhook secret was retired')
      return success(webhookSecretData(secret))
    },
  )
}
