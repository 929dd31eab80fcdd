import { Readable } from 'node:stream'
import { followedCallbackSchema, type FollowedCallbackData } from '@troubadour/contract'
import type { FastifyInstance } from 'fastify'
import type { WebhookLog } from '../webhooks/index.js'
import type { ApiDeps } from './deps.js'
import { HEARTBEAT_MS, withHeartbeats } from './heartbeats.js'
import { operation } from './operation.js'

/** After a broken connection, the client's pause before it asks again. */
const RETRY_MS = 2000

/** `/troubadour/v1/webhooks/stream`: an account's callbacks as server-sent events. */
export function webhookStreamRoute(app: FastifyInstance, deps: ApiDeps): void {
  // Listeners would keep the server from closing.
  const closing = new AbortController()
  app.addHook('preClose', async () => closing.abort())

  app.get(
    '/troubadour/v1/webhooks/stream',
    {
      schema: operation({
        id: 'webhookStream',
        tag: 'Webhooks',
        summary: 'Callbacks as they come due, for programs that have no public address',
        description:
          'Server-sent events. `ready` comes first; then each callback of the account is a `callback` with the headers and the body that its receiver gets, signed a moment ago. Deliveries go on as always. A client that reconnects with `Last-Event-ID` misses nothing and may be told some callbacks twice: `eventId` tells. `troubadour listen` forwards them to a local port.',
        produces: 'text/event-stream',
        response: followedCallbackSchema,
      }),
    },
    async (request, reply) => {
      const listener = new AbortController()
      reply.raw.once('close', () => listener.abort())
      const lastId = request.headers['last-event-id']
      const callbacks = deps.webhooks.follow(request.account.accountId, {
        after: typeof lastId === 'string' ? lastId : undefined,
        signal: AbortSignal.any([listener.signal, closing.signal]),
      })
      reply
        // Kept open for another request, the connection would hold up a server that closes.
        .headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'close' })
        .type('text/event-stream; charset=utf-8')
      return reply.send(
        Readable.from(withHeartbeats(eventsOf(callbacks), HEARTBEAT_MS), { objectMode: false }),
      )
    },
  )
}

async function* eventsOf(callbacks: ReturnType<WebhookLog['follow']>): AsyncGenerator<string> {
  yield `retry: ${RETRY_MS}\n\n`
  for await (const callback of callbacks) {
    if (!('id' in callback)) {
      yield `id: ${callback.cursor}\nevent: ready\ndata: {}\n\n`
      continue
    }
    const { id, taskId, stage, url, headers, body, cursor } = callback
    const data: FollowedCallbackData = { eventId: id, taskId, stage, url, headers: { ...headers }, body }
    yield `id: ${cursor}\nevent: callback\ndata: ${JSON.stringify(data)}\n\n`
  }
}
