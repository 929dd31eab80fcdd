import {
  closedInspectorSchema,
  inspectedDefinition,
  inspectedRequestSchema,
  inspectedSummary,
  inspectorPageSchema,
  inspectorResponseSchema,
  openInspectorDefinition,
  success,
  type InspectorData,
} from '@troubadour/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { INSPECTOR_PATH, type Inspector } from '../webhooks/index.js'
import { ApiError } from './api-error.js'
import type { ApiDeps } from './deps.js'
import type { JsonBody } from './json-body.js'
import { operation } from './operation.js'
import { read } from './requests.js'

const PATH = '/troubadour/v1/webhooks/inspector'

/** `/troubadour/v1/webhooks/inspector`: a receiver for people without a server, and what has come to it. */
export function inspectorRoutes(app: FastifyInstance, deps: ApiDeps): void {
  app.get(
    PATH,
    {
      schema: operation({
        id: 'webhookInspector',
        tag: 'Webhooks',
        summary: 'The receiver that shows what is sent to it, and what has come',
        query: inspectedDefinition.schema,
        response: inspectorPageSchema,
      }),
    },
    async (request) => {
      const { after } = read(inspectedDefinition, request.query as Record<string, unknown>)
      const { accountId } = request.account
      const inspector = await deps.inspectors.find(accountId)
      return success({
        inspector: inspector ? shown(deps, inspector) : null,
        requests: inspector ? (await deps.inspectors.list(accountId, after)).map(inspectedSummary) : [],
      })
    },
  )

  app.post(
    PATH,
    {
      config: { bodyOptional: true },
      schema: operation({
        id: 'openWebhookInspector',
        tag: 'Webhooks',
        summary: 'Open a receiver that shows what is sent to it, for 24 hours',
        description:
          'One an account; asked for again, it stays open for another 24 hours. Use its `url` as `callBackUrl`. It keeps the last 100 requests, 64 KiB of each.',
        body: openInspectorDefinition.schema,
        response: inspectorResponseSchema,
      }),
    },
    async (request) => {
      const wishes = read(openInspectorDefinition, (request.body as JsonBody | undefined)?.fields ?? {})
      return success(shown(deps, await deps.inspectors.open(request.account.accountId, wishes)))
    },
  )

  app.delete(
    PATH,
    {
      schema: operation({
        id: 'closeWebhookInspector',
        tag: 'Webhooks',
        summary: 'Close the receiver and forget what has come to it',
        response: closedInspectorSchema,
      }),
    },
    async (request) => success({ closed: await deps.inspectors.close(request.account.accountId) }),
  )

  app.get(
    `${PATH}/requests/:requestId`,
    {
      schema: operation({
        id: 'inspectedRequest',
        tag: 'Webhooks',
        summary: 'One request that has come, with headers and body',
        params: z.object({ requestId: z.string() }),
        response: inspectedRequestSchema,
      }),
    },
    async (request) => {
      const { requestId } = request.params as { requestId: string }
      const found = await deps.inspectors.read(request.account.accountId, requestId)
      if (!found) throw new ApiError('notFound', 'Request does not exist')
      const { headers, body, isCut } = found
      return success({ ...inspectedSummary(found), headers, body, isCut })
    },
  )
}

function shown({ config }: ApiDeps, { token, answerStatus, createdAt, expiresAt }: Inspector): InspectorData {
  return {
    url: config.publicUrl() + INSPECTOR_PATH + token,
    answerStatus,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }
}
