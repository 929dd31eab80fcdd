import {
  accountData,
  accountListResponseSchema,
  adjustCreditsDefinition,
  balanceResponseSchema,
  pageDefinition,
  success,
  usageData,
  usageDefinition,
  usageResponseSchema,
} from '@troubadour/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ApiError } from './api-error.js'
import type { ApiDeps } from './deps.js'
import { operation } from './operation.js'
import { bodyOf, read } from './requests.js'

const DAY_MS = 86_400_000
/** Of the usage list when no first day is given. */
const DEFAULT_DAYS = 30

/** `/troubadour/v1/accounts` for administrators, and `/troubadour/v1/usage` for everybody's own account. */
export function accountRoutes(app: FastifyInstance, deps: ApiDeps): void {
  app.get(
    '/troubadour/v1/accounts',
    {
      config: { scope: 'admin' },
      schema: operation({
        id: 'listAccounts',
        tag: 'Account',
        summary: 'Accounts with their balances and use, oldest first',
        description: 'Needs the scope `admin`.',
        query: pageDefinition.schema,
        response: accountListResponseSchema,
      }),
    },
    async (request) => {
      const page = read(pageDefinition, request.query as Record<string, unknown>)
      const accounts = await deps.accountStore.list(page)
      return success({
        accounts: accounts.map(accountData),
        next: accounts.length === page.limit ? accounts.at(-1)!.id : null,
      })
    },
  )

  app.post(
    '/troubadour/v1/accounts/:accountId/credits',
    {
      config: { scope: 'admin' },
      schema: operation({
        id: 'adjustCredits',
        tag: 'Account',
        summary: 'Grant credits to an account, or take them',
        description: 'Needs the scope `admin`. Held credits cannot be taken.',
        params: z.object({ accountId: z.string() }),
        body: adjustCreditsDefinition.schema,
        response: balanceResponseSchema,
      }),
    },
    async (request) => {
      const { accountId } = request.params as { accountId: string }
      const { amount, reason } = read(adjustCreditsDefinition, bodyOf(request).fields)
      const balance = await deps.accountStore.adjust(accountId, amount, reason)
      if (balance === undefined) throw new ApiError('notFound', 'There is no account with this id')
      if (balance === null) {
        const limit = amount < 0 ? 'take more than the free balance' : 'bring the balance above 100000000000'
        throw new ApiError('invalid', `amount must not ${limit}; got ${amount}`)
      }
      request.log.info({ accountId, amount, by: request.account.keyId }, 'credits were adjusted')
      return success({ id: accountId, ...balance })
    },
  )

  app.get(
    '/troubadour/v1/usage',
    {
      schema: operation({
        id: 'usage',
        tag: 'Account',
        summary: 'Tasks and credits of the calling account, by day and kind',
        query: usageDefinition.schema,
        response: usageResponseSchema,
      }),
    },
    async (request) => {
      const given = read(usageDefinition, request.query as Record<string, unknown>)
      const to = given.to ?? dayOf(deps.clock())
      const from = given.from ?? dayOf(new Date(Date.parse(to) - (DEFAULT_DAYS - 1) * DAY_MS))
      // With a default in it the period has not been checked yet.
      const period = { from, to }
      read(usageDefinition, period)
      return success(usageData(period, await deps.accountStore.usage(request.account.accountId, period)))
    },
  )
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10)
}
