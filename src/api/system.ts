import { logsDefinition, logsResponseSchema, success, systemResponseSchema } from '@troubadour/contract'
import type { FastifyInstance } from 'fastify'
import type { ApiDeps } from './deps.js'
import { operation } from './operation.js'
import { read } from './requests.js'

const config = { scope: 'admin' } as const

/** `/troubadour/v1/system`: how the server is, for administrators. */
export function systemRoutes(app: FastifyInstance, deps: ApiDeps): void {
  app.get(
    '/troubadour/v1/system',
    {
      config,
      schema: operation({
        id: 'system',
        tag: 'Server',
        summary: 'Health, queue, workers, storage, engines and configuration',
        description: 'Needs the scope `admin`. Secrets are not shown.',
        response: systemResponseSchema,
      }),
    },
    async () => success(await deps.system.overview()),
  )

  app.get(
    '/troubadour/v1/system/logs',
    {
      config,
      schema: operation({
        id: 'logs',
        tag: 'Server',
        summary: 'The last lines that this process has logged',
        description:
          'Needs the scope `admin`. The last 1000 lines are kept in memory; what looks like a secret is blacked out.',
        query: logsDefinition.schema,
        response: logsResponseSchema,
      }),
    },
    async (request) =>
      success(deps.system.logs(read(logsDefinition, request.query as Record<string, unknown>))),
  )
}
