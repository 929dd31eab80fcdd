import { envelopeOf, success } from '@troubadour/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ApiError } from './api-error.js'
import type { ApiDeps } from './deps.js'
import { operation } from './operation.js'

const availableSchema = envelopeOf(z.object({ available: z.boolean() }))
const keySchema = envelopeOf(
  z.object({ key: z.string().meta({ description: 'The administrator key of this server' }) }),
)

/**
 * `/troubadour/v1/first-run`: hands the key made at the first start to the console of whoever sits at this machine, as
 * long as no key has been used. No key is needed for it; what is looked at instead is where the request comes from.
 */
export function firstRunRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const isAvailable = async (request: FastifyRequest) =>
    deps.firstRun !== undefined && isFromThisMachine(request) && (await deps.firstRun.isOpen())

  app.get(
    '/troubadour/v1/first-run',
    {
      schema: operation({
        id: 'firstRun',
        tag: 'Server',
        isOpen: true,
        summary: 'Whether this browser may have the first key: on the machine itself, before any key is used',
        response: availableSchema,
      }),
    },
    async (request) => success({ available: await isAvailable(request) }),
  )

  app.post(
    '/troubadour/v1/first-run',
    {
      schema: operation({
        id: 'takeFirstKey',
        tag: 'Server',
        isOpen: true,
        summary: 'The key made at the first start; once, from the machine itself, before any key is used',
        response: keySchema,
      }),
    },
    async (request, reply) => {
      if (!(await isAvailable(request)) || !deps.firstRun) {
        throw new ApiError(
          'forbidden',
          'The first key is no longer handed out: it stands in the server’s data folder',
        )
      }
      reply.header('cache-control', 'no-store')
      return success({ key: await deps.firstRun.takeKey() })
    },
  )
}

const LOOPBACK_NAME = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i
const LOOPBACK_ADDRESS = /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/

/**
 * Whether a request was made on this machine by a page of this server, or by no page at all: other pages in the same
 * browser reach loopback addresses too (told by Origin and Sec-Fetch-Site), so do names that resolve to them (Host).
 */
function isFromThisMachine({ socket, headers }: FastifyRequest): boolean {
  const { host = '', origin } = headers
  const site = headers['sec-fetch-site']
  return (
    LOOPBACK_ADDRESS.test(socket.remoteAddress ?? '') &&
    LOOPBACK_NAME.test(host) &&
    headers['x-forwarded-for'] === undefined &&
    headers.forwarded === undefined &&
    (origin === undefined || origin === `http://${host}`) &&
    (site === undefined || site === 'same-origin' || site === 'none')
  )
}
