import { success, taskListDefinition, taskPageSchema, taskSummary } from '@troubadour/contract'
import type { FastifyInstance } from 'fastify'
import type { ApiDeps } from './deps.js'
import { operation } from './operation.js'
import { read } from './requests.js'

/** `/troubadour/v1/tasks`: an account's tasks, newest first. */
export function taskListRoutes(app: FastifyInstance, deps: ApiDeps): void {
  app.get(
    '/troubadour/v1/tasks',
    {
      schema: operation({
        id: 'tasks',
        tag: 'Tasks',
        summary: 'Tasks of all kinds, newest first',
        query: taskListDefinition.schema,
        response: taskPageSchema,
      }),
    },
    async (request) => {
      const query = read(taskListDefinition, request.query as Record<string, unknown>)
      const { tasks, nextCursor } = await deps.tasks.list(request.account.accountId, query)
      return success({ tasks: tasks.map(taskSummary), nextCursor })
    },
  )
}
