import {
  eventDetailSchema,
  eventListDefinition,
  eventPageSchema,
  eventSummary,
  replayDefinition,
  replayedManySchema,
  replayedSchema,
  success,
  testEventDefinition,
  testEventResultSchema,
} from '@troubadour/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ApiError } from './api-error.js'
import type { ApiDeps } from './deps.js'
import { operation } from './operation.js'
import { bodyOf, read } from './requests.js'

const paramsSchema = z.object({ eventId: z.string() })

/** `/troubadour/v1/webhooks`: what became of callbacks, and sending them again. */
export function webhookEventRoutes(app: FastifyInstance, deps: ApiDeps): void {
  app.get(
    '/troubadour/v1/webhooks/events',
    {
      schema: operation({
        id: 'webhookEvents',
        tag: 'Webhooks',
        summary: 'Callbacks and where their delivery stands, newest first',
        query: eventListDefinition.schema,
        response: eventPageSchema,
      }),
    },
    async (request) => {
      const query = read(eventListDefinition, request.query as Record<string, unknown>)
      const { events, nextCursor } = await deps.webhooks.list(request.account.accountId, query)
      return success({ events: events.map(eventSummary), nextCursor })
    },
  )

  app.get(
    '/troubadour/v1/webhooks/events/:eventId',
    {
      schema: operation({
        id: 'webhookEvent',
        tag: 'Webhooks',
        summary: 'One callback with its body and every attempt to deliver it',
        params: paramsSchema,
        response: eventDetailSchema,
      }),
    },
    async (request) => {
      const { eventId } = request.params as { eventId: string }
      const event = await deps.webhooks.find(request.account.accountId, eventId)
      if (!event) throw new ApiError('notFound', 'Event does not exist')
      return success({
        ...eventSummary(event),
        body: JSON.parse(event.body) as unknown,
        history: event.attempts.map((attempt) => ({
          ...attempt,
          startedAt: attempt.startedAt.toISOString(),
        })),
      })
    },
  )

  app.post(
    '/troubadour/v1/webhooks/events/:eventId/replay',
    {
      config: { bodyOptional: true },
      schema: operation({
        id: 'replayWebhookEvent',
        tag: 'Webhooks',
        summary: 'Send a delivered or dead callback again: same id, same bytes',
        params: paramsSchema,
        response: replayedSchema,
      }),
    },
    async (request) => {
      const { eventId } = request.params as { eventId: string }
      const { accountId } = request.account
      if (!(await deps.webhooks.replay(accountId, eventId))) {
        const event = await deps.webhooks.find(accountId, eventId)
        if (!event) throw new ApiError('notFound', 'Event does not exist')
        throw new ApiError('notEnded', `The event is ${event.state}: it is going to be delivered anyway`)
      }
      return success({ eventId, state: 'pending' })
    },
  )

  app.post(
    '/troubadour/v1/webhooks/replay',
    {
      schema: operation({
        id: 'replayWebhookEvents',
        tag: 'Webhooks',
        summary: 'Send all callbacks again that were given up since a moment',
        body: replayDefinition.schema,
        response: replayedManySchema,
      }),
    },
    async (request) => {
      const which = read(replayDefinition, bodyOf(request).fields)
      return success({ replayed: await deps.webhooks.replayDead(request.account.accountId, which) })
    },
  )

  app.post(
    '/troubadour/v1/webhooks/test',
    {
      config: { submits: true },
      schema: operation({
        id: 'testWebhook',
        tag: 'Webhooks',
        summary: 'Send a signed test event now and see what the receiver answers',
        body: testEventDefinition.schema,
        response: testEventResultSchema,
      }),
    },
    async (request) => {
      const url = read(testEventDefinition, bodyOf(request).fields)
      const { status, latencyMs, answer, error, headers, body } = await deps.webhooks.sendTest(
        request.account.accountId,
        url,
      )
      const sent = { headers, body: JSON.parse(body) as unknown }
      return success({ delivered: error === null, status, latencyMs, answer, error, sent })
    },
  )
}
