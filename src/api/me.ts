import { KEY_SCOPES, envelopeOf, success } from '@troubadour/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { ApiDeps } from './deps.js'
import { operation } from './operation.js'

const meSchema = envelopeOf(
  z.object({
    keyName: z.string(),
    hint: z.string().meta({ description: 'First and last characters of the key' }),
    scopes: z.array(z.enum(KEY_SCOPES)).meta({ description: '`admin` stands for all' }),
    sandbox: z.boolean().meta({ description: 'Its tasks never reach the engine' }),
    credits: z.number().meta({ description: 'Credits left, as the credits endpoint shows them' }),
  }),
)

/** `/troubadour/v1/me`: the key that asks. */
export function meRoutes(app: FastifyInstance, deps: ApiDeps): void {
  app.get(
    '/troubadour/v1/me',
    {
      schema: operation({
        id: 'me',
        tag: 'Account',
        summary: 'The key that asks: its name, what it may do, credits left',
        response: meSchema,
      }),
    },
    async ({ account }) => {
      const [key, credits] = await Promise.all([
        deps.keys.find(account.keyId),
        deps.accounts.creditsOf(account.accountId),
      ])
      return success({
        keyName: key?.name ?? '',
        hint: key?.hint ?? '',
        scopes: [...account.scopes],
        sandbox: account.sandbox,
        credits,
      })
    },
  )
}
