import { envelopeOf, success } from '@troubadour/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { ApiDeps } from './deps.js'
import { operation } from './operation.js'

/** Both vendors' paths, and one that only quickstarts mention. */
const PATHS = {
  '/api/v1/chat/credit': 'credits',
  '/api/v1/generate/credit': 'creditsSunoapi',
  '/api/v1/get-credits': 'creditsQuickstart',
}

const responseSchema = envelopeOf(z.number().meta({ description: 'Credits left' }))

export function creditRoutes(app: FastifyInstance, deps: ApiDeps): void {
  for (const [path, id] of Object.entries(PATHS)) {
    app.get(
      path,
      { schema: operation({ id, tag: 'Account', summary: 'Credits left', response: responseSchema }) },
      async (request) => success(await deps.accounts.creditsOf(request.account.accountId)),
    )
  }
}
