import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { ApiDeps } from './deps.js'
import { operation } from './operation.js'

const checksSchema = z.object({
  status: z.enum(['ready', 'not ready']),
  checks: z.record(z.string(), z.string()).meta({ description: '`ok`, or what is wrong' }),
})

/** Liveness, readiness and metrics; for machines, without a key. */
export function healthRoutes(app: FastifyInstance, deps: ApiDeps): void {
  app.get(
    '/healthz',
    {
      schema: operation({
        id: 'healthz',
        tag: 'Server',
        isOpen: true,
        summary: 'The process lives',
        response: z.object({ status: z.literal('ok') }),
      }),
    },
    async () => ({ status: 'ok' }),
  )

  app.get(
    '/readyz',
    {
      schema: operation({
        id: 'readyz',
        tag: 'Server',
        isOpen: true,
        summary: 'Requests can be served; HTTP status 503 when not',
        response: checksSchema,
      }),
    },
    async (_request, reply) => {
      const problems = Object.entries(await deps.readiness())
      const isReady = problems.every(([, problem]) => problem === undefined)
      reply.code(isReady ? 200 : 503)
      return {
        status: isReady ? 'ready' : 'not ready',
        checks: Object.fromEntries(problems.map(([name, problem]) => [name, problem ?? 'ok'])),
      }
    },
  )

  app.get(
    '/metrics',
    {
      schema: operation({
        id: 'metrics',
        tag: 'Server',
        isOpen: true,
        summary: 'Metrics in the Prometheus text format',
        produces: 'text/plain',
        response: z.string(),
      }),
    },
    async (_request, reply) => reply.type(deps.metrics.contentType).send(await deps.metrics.metrics()),
  )
}
