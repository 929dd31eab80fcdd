import {
  styleBoost,
  styleBoostDefinition,
  styleBoostSchema,
  TASK_KINDS,
  type Envelope,
  type StyleBoost,
  type StyleBoostRequest,
  type StyleBoostResult,
  type StyleBoostSubmission,
} from '@troubadour/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ApiDeps } from './deps.js'
import { operation } from './operation.js'
import { bodyOf, read } from './requests.js'
import { submitFinishedTask } from './submit.js'

/** `/api/v1/style`: a style idea written out, answered at once. */
export function styleRoutes(app: FastifyInstance, deps: ApiDeps): void {
  app.post(
    '/api/v1/style/generate',
    {
      config: { submits: true },
      schema: operation({
        id: 'boostStyle',
        tag: 'Music',
        summary: 'Write a style idea out',
        body: styleBoostDefinition.schema,
        response: styleBoostSchema,
      }),
    },
    async (request) => submitStyleBoost(deps, request, read(styleBoostDefinition, bodyOf(request).fields)),
  )
}

/** Writes the style and records it as a finished task. */
export async function submitStyleBoost(
  deps: ApiDeps,
  request: FastifyRequest,
  submission: StyleBoostSubmission,
): Promise<Envelope<StyleBoost>> {
  const seed = submission.seed ?? deps.random.seed()
  const result: StyleBoostResult = { text: await deps.boostStyle(submission.request.content, seed) }
  const task = await submitFinishedTask(
    deps,
    request,
    { kind: TASK_KINDS.styleBoost, request: submission.request, callbackUrl: undefined, seed },
    { result },
  )
  return styleBoost(task, {
    // Of a repeated request the first answer counts.
    ...(task.result as unknown as StyleBoostResult),
    content: (task.request as unknown as StyleBoostRequest).content,
    creditsConsumed: task.cost,
    creditsRemaining: await deps.accounts.creditsOf(request.account.accountId),
  })
}
