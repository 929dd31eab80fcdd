import { randomUUID } from 'node:crypto'
import { TooManySecretsError, type SigningSecret, type SigningSecrets } from '../../webhooks/index.js'

/** Signing secrets for tests of the API: everything in memory, two of an account at most. */
export function createMemorySigningSecrets(
  clock: () => Date,
): Pick<SigningSecrets, 'list' | 'create' | 'retire'> {
  const secrets = new Map<string, SigningSecret & { readonly accountId: string }>()
  const of = (accountId: string) =>
    [...secrets.values()].filter(
      (each) => each.accountId === accountId && (each.retiresAt === null || each.retiresAt > clock()),
    )
  const after = (ms: number) => new Date(clock().getTime() + ms)
  return {
    list: async (accountId) => of(accountId),
    async create(accountId, { text = 'whsec_bWFkZSBmb3IgYSB0ZXN0', overlapMs }) {
      if (of(accountId).length >= 2) throw new TooManySecretsError()
      if (overlapMs !== undefined) {
        for (const each of of(accountId)) secrets.set(each.id, { ...each, retiresAt: after(overlapMs) })
      }
      const secret = {
        id: randomUUID(),
        accountId,
        hint: text.slice(0, 10),
        createdAt: clock(),
        retiresAt: null,
      }
      secrets.set(secret.id, secret)
      return { secret, text }
    },
    async retire(accountId, id, afterMs) {
      const secret = of(accountId).find((each) => each.id === id)
      if (!secret) return undefined
      secrets.set(id, { ...secret, retiresAt: after(afterMs) })
      return secrets.get(id)
    },
  }
}
