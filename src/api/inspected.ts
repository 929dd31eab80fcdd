import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { INSPECTOR_PATH } from '../webhooks/index.js'
import { ApiError } from './api-error.js'
import type { ApiDeps } from './deps.js'
import { operation } from './operation.js'
import { createMemoryRateLimiter } from './rate-limiter.js'
import { limitRate } from './requests.js'

const MAX_BODY_BYTES = 256 * 1024
const MAX_TOKEN_CHARS = 100
/** Whoever knows the address can send: not faster than this. */
const RECEIVE_LIMIT = { events: 50, perSeconds: 10 }

const receivedSchema = z.object({ received: z.boolean() })

/** `/inspect/<token>`: where inspectors receive. The address is the key. */
export function inspectedRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const limiter = createMemoryRateLimiter(RECEIVE_LIMIT)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, async (_request: FastifyRequest, body: Buffer) => body)

  const receive = async (request: FastifyRequest, reply: FastifyReply) => {
    const { token } = request.params as { token: string }
    if (token.length > MAX_TOKEN_CHARS || token.includes('\0')) throw new ApiError('notFound', 'Not Found')
    await limitRate(limiter, token)
    const status = await deps.inspectors.receive(token, {
      method: request.method,
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
      body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    })
    if (status === undefined) throw new ApiError('notFound', 'This receiver is closed')
    return reply.code(status).send({ received: true })
  }

  app.post(
    `${INSPECTOR_PATH}:token`,
    {
      bodyLimit: MAX_BODY_BYTES,
      schema: operation({
        id: 'receiveForInspector',
        tag: 'Webhooks',
        isOpen: true,
        summary: 'Where a receiver of this server takes what is sent to it; any method',
        params: z.object({ token: z.string() }),
        response: receivedSchema,
      }),
    },
    receive,
  )
  app.route({
    method: ['GET', 'PUT', 'PATCH', 'DELETE'],
    url: `${INSPECTOR_PATH}:token`,
    bodyLimit: MAX_BODY_BYTES,
    schema: { hide: true },
    handler: receive,
  })
}
