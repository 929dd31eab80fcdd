import { z } from 'zod'
import { KEY_SCOPES, type KeyWishes } from '../requests/keys.js'
import { envelopeOf } from './envelope.js'

const time = z.string().meta({ description: 'ISO 8601, UTC', format: 'date-time' })

const keySchema = z.object({
  id: z.string().meta({ description: 'Stays the same when the key is rotated' }),
  name: z.string(),
  hint: z.string().meta({ description: 'First and last characters of the key' }),
  accountId: z.string(),
  scopes: z.array(z.enum(KEY_SCOPES)),
  sandbox: z.boolean(),
  source: z.enum(['environment', 'generated', 'created']).meta({
    description:
      '`environment`: listed in API_KEYS; `generated`: made at the first start; `created`: made by an administrator',
  }),
  creditBudget: z.number().nullable().meta({ description: 'Null: no limit, as for all limits' }),
  hourlyCap: z.number().nullable(),
  dailyCap: z.number().nullable(),
  rateLimit: z.object({ events: z.number().int(), perSeconds: z.number().int() }).nullable(),
  allowedIps: z.array(z.string()).meta({ description: 'Empty: any' }),
  createdAt: time,
  expiresAt: time.nullable(),
  revokedAt: time.nullable(),
  lastUsedAt: time.nullable().meta({ description: 'To the minute' }),
  previousKeyUntil: time
    .nullable()
    .meta({ description: 'Until then the key from before the last rotation works too' }),
  spent: z
    .object({ total: z.number(), lastHour: z.number(), lastDay: z.number() })
    .meta({ description: 'Credits spent or held with this key; refunds are left out' }),
})
/** A key without its text. */
export type KeyData = z.infer<typeof keySchema>

const issuedKeySchema = keySchema.extend({
  key: z.string().meta({ description: 'The key itself; it is shown this once' }),
})
export type IssuedKeyData = z.infer<typeof issuedKeySchema>

export const keyResponseSchema = envelopeOf(keySchema)
export const issuedKeyResponseSchema = envelopeOf(issuedKeySchema)
export const keyListResponseSchema = envelopeOf(
  z.object({ keys: z.array(keySchema), next: nextOf('Give it as `after` for the keys that follow') }),
)

function nextOf(description: string) {
  return z
    .string()
    .nullable()
    .meta({ description: `${description}; null at the end` })
}

/** What the mapper needs to know of a key; the server's own type fits. */
export interface KeyView extends KeyWishes {
  readonly id: string
  readonly accountId: string
  readonly hint: string
  readonly sandbox: boolean
  readonly source: 'environment' | 'generated' | 'created'
  readonly createdAt: Date
  readonly revokedAt: Date | null
  readonly lastUsedAt: Date | null
  readonly previousUntil: Date | null
  readonly spending: { readonly total: number; readonly lastHour: number; readonly lastDay: number }
}

export function keyData(key: KeyView): KeyData {
  const { id, name, hint, accountId, sandbox, source, creditBudget, hourlyCap, dailyCap, rateLimit } = key
  return {
    ...{ id, name, hint, accountId, sandbox, source, creditBudget, hourlyCap, dailyCap, rateLimit },
    scopes: [...key.scopes],
    allowedIps: [...key.allowedIps],
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    previousKeyUntil: key.previousUntil?.toISOString() ?? null,
    spent: { ...key.spending },
  }
}

const balanceFields = {
  unlimited: z.boolean().meta({ description: 'Nothing is taken from the balance' }),
  balance: z.number().meta({ description: 'Credits free to spend' }),
  held: z.number().meta({ description: 'Credits set aside for tasks that have not ended' }),
}

const accountSchema = z.object({
  id: z.string(),
  name: z.string(),
  ...balanceFields,
  keys: z.number().int().meta({ description: 'Keys that are not revoked' }),
  createdAt: time,
  last30Days: z
    .object({ tasks: z.number().int(), credits: z.number() })
    .meta({ description: 'Tasks and what they cost; refunded ones are left out' }),
})
export type AccountData = z.infer<typeof accountSchema>

export const accountListResponseSchema = envelopeOf(
  z.object({
    accounts: z.array(accountSchema),
    next: nextOf('Give it as `after` for the accounts that follow'),
  }),
)
export const balanceResponseSchema = envelopeOf(z.object({ id: z.string(), ...balanceFields }))

/** What the mapper needs to know of an account; the server's own type fits. */
export interface AccountView {
  readonly id: string
  readonly name: string
  readonly unlimited: boolean
  readonly balance: number
  readonly held: number
  readonly keys: number
  readonly createdAt: Date
  readonly recent: { readonly tasks: number; readonly credits: number }
}

export function accountData({ createdAt, recent, ...account }: AccountView): AccountData {
  return { ...account, createdAt: createdAt.toISOString(), last30Days: { ...recent } }
}

const usageSums = {
  tasks: z.number().int(),
  charged: z.number().meta({ description: 'Credits of tasks that succeeded' }),
  refunded: z.number().meta({ description: 'Credits given back' }),
  held: z.number().meta({ description: 'Credits of tasks that have not ended' }),
}
const usageRowSchema = z.object({
  day: z.string().meta({ description: 'Day of the submit, UTC', format: 'date' }),
  kind: z.string().meta({ description: 'Kind of task' }),
  ...usageSums,
})
type UsageRowData = z.infer<typeof usageRowSchema>

export const usageResponseSchema = envelopeOf(
  z.object({
    from: z.string().meta({ format: 'date' }),
    to: z.string().meta({ format: 'date' }),
    rows: z.array(usageRowSchema).meta({ description: 'One a day and kind; nothing for days without tasks' }),
    total: z.object(usageSums),
  }),
)
export type UsageData = NonNullable<z.infer<typeof usageResponseSchema>['data']>

export function usageData(
  period: { readonly from: string; readonly to: string },
  rows: readonly Readonly<UsageRowData>[],
): UsageData {
  const sum = (field: keyof typeof usageSums) =>
    Math.round(rows.reduce((total, row) => total + row[field], 0) * 100) / 100
  return {
    from: period.from,
    to: period.to,
    rows: rows.map((row) => ({ ...row })),
    total: { tasks: sum('tasks'), charged: sum('charged'), refunded: sum('refunded'), held: sum('held') },
  }
}
