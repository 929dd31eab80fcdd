import { z } from 'zod'
import { compact } from './extras.js'
import { text } from './fields.js'
import type { RequestDefinition, Violation } from './parse.js'

/**
 * What a key may do. `submit`: make and cancel tasks. `read`: look at tasks, results and credits. `upload`: bring files.
 * `admin`: all of it, and manage keys and accounts.
 */
export const KEY_SCOPES = ['submit', 'read', 'upload', 'admin'] as const
export type KeyScope = (typeof KEY_SCOPES)[number]

/** Scopes of a key that is made without naming any. */
export const DEFAULT_KEY_SCOPES: readonly KeyScope[] = ['submit', 'read', 'upload']

const MAX_CREDITS = 1_000_000_000
const MAX_NAME_CHARS = 100
const MAX_RANGES = 50
const MAX_OVERLAP_HOURS = 24 * 90
const MAX_PAGE = 500

/** Whether a number has two decimals at most, but for what sums of such numbers are off (0.1 + 0.2). */
function isHundredths(value: number): boolean {
  return Math.abs(value - Math.round(value * 100) / 100) <= 1e-12 * Math.abs(value)
}

/** Credits, to the hundredth. */
function credits(description: string, min: number) {
  return z
    .number()
    .min(min)
    .max(MAX_CREDITS)
    .refine(isHundredths, { params: { expected: 'a number with at most two decimals' } })
    .meta({ description })
}

const ipRange = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])

const name = text('For people', MAX_NAME_CHARS)
const scopes = z
  .array(z.enum(KEY_SCOPES))
  .min(1)
  .max(KEY_SCOPES.length)
  .meta({ description: 'What the key may do; `admin` stands for all' })
const creditBudget = credits('Credits the key may ever spend', 0)
const hourlyCap = credits('Credits the key may spend within 60 minutes', 0)
const dailyCap = credits('Credits the key may spend within 24 hours', 0)
const rateLimit = z
  .object({
    events: z.number().int().min(1).max(100_000).meta({ description: 'New tasks at most …' }),
    perSeconds: z.number().int().min(1).max(86_400).meta({ description: '… in so many seconds' }),
  })
  .meta({ description: "Instead of the account's 20 in 10 seconds" })
const allowedIps = z
  .array(
    z.string().refine((value) => ipRange.safeParse(value).success, {
      params: { expected: 'an IP address or a range such as "203.0.113.0/24"' },
    }),
  )
  .max(MAX_RANGES)
  .meta({ description: 'Addresses and CIDR ranges it may be used from; empty: any' })
const expiresAt = z
  .string()
  .refine((value) => z.iso.datetime({ offset: true }).safeParse(value).success, {
    params: { expected: 'a time such as "2027-01-31T00:00:00Z"' },
  })
  .meta({ description: 'ISO 8601', format: 'date-time' })

const createSchema = z.object({
  name,
  scopes: scopes.optional().meta({ description: 'What the key may do. Default `submit`, `read`, `upload`' }),
  sandbox: z
    .boolean()
    .optional()
    .meta({ description: 'A key that begins `sk-test-`: nothing is composed for it. Default false' }),
  account: z
    .enum(['new', 'same'])
    .optional()
    .meta({ description: '`new` (default): an account of its own. `same`: the account of the calling key' }),
  credits: credits('Credits of the new account; default unlimited', 0).optional(),
  creditBudget: creditBudget.optional(),
  hourlyCap: hourlyCap.optional(),
  dailyCap: dailyCap.optional(),
  rateLimit: rateLimit.optional(),
  allowedIps: allowedIps.optional(),
  expiresAt: expiresAt.optional(),
})

/** The body as clients write it. */
export type CreateKeyBody = z.input<typeof createSchema>

/** Settings of a key; null: no limit. */
export interface KeyWishes {
  readonly name: string
  readonly scopes: readonly KeyScope[]
  readonly creditBudget: number | null
  readonly hourlyCap: number | null
  readonly dailyCap: number | null
  readonly rateLimit: { readonly events: number; readonly perSeconds: number } | null
  readonly allowedIps: readonly string[]
  readonly expiresAt: Date | null
}

/** A parsed `POST /troubadour/v1/keys`. */
export interface KeyCreation extends KeyWishes {
  readonly sandbox: boolean
  readonly account: 'same' | { readonly credits: number | null }
}

/** `POST /troubadour/v1/keys` */
export const createKeyDefinition: RequestDefinition<typeof createSchema, KeyCreation> = {
  schema: createSchema,
  check(fields) {
    if (fields.sandbox && fields.scopes?.includes('admin')) return adminInSandbox
    if (fields.account === 'same' && fields.credits !== undefined) {
      return {
        reason: 'invalid',
        field: 'credits',
        message: `credits must be left out with account "same": the key shares that account's balance; got ${fields.credits}`,
      }
    }
    return undefined
  },
  toValue: (fields) => ({
    name: fields.name,
    scopes: [...new Set(fields.scopes ?? DEFAULT_KEY_SCOPES)],
    sandbox: fields.sandbox ?? false,
    account: fields.account === 'same' ? 'same' : { credits: fields.credits ?? null },
    creditBudget: fields.creditBudget ?? null,
    hourlyCap: fields.hourlyCap ?? null,
    dailyCap: fields.dailyCap ?? null,
    rateLimit: fields.rateLimit ?? null,
    allowedIps: fields.allowedIps ?? [],
    expiresAt: fields.expiresAt === undefined ? null : new Date(fields.expiresAt),
  }),
}

/** A key that is handed to test systems must not be able to make others. */
export const adminInSandbox: Violation = {
  reason: 'invalid',
  field: 'scopes',
  message: 'scopes must not hold admin for a sandbox key; allowed: submit, read, upload',
}

/** Fields of a change that null empties: no limit any more. */
const CLEARABLE = ['creditBudget', 'hourlyCap', 'dailyCap', 'rateLimit', 'expiresAt'] as const

const changeSchema = z.object({
  name: name.optional(),
  scopes: scopes.optional(),
  creditBudget: creditBudget.nullable().optional(),
  hourlyCap: hourlyCap.nullable().optional(),
  dailyCap: dailyCap.nullable().optional(),
  rateLimit: rateLimit.nullable().optional(),
  allowedIps: allowedIps.optional(),
  expiresAt: expiresAt.nullable().optional(),
})

/** The body as clients write it. */
export type ChangeKeyBody = z.input<typeof changeSchema>

/** `PATCH /troubadour/v1/keys/{keyId}`. Requests leave out null; `clearedBy` finds it. */
export const changeKeyDefinition: RequestDefinition<typeof changeSchema, Partial<KeyWishes>> = {
  schema: changeSchema,
  toValue: ({ expiresAt, scopes, ...fields }) =>
    compact({
      ...fields,
      scopes: scopes && [...new Set(scopes)],
      expiresAt: typeof expiresAt === 'string' ? new Date(expiresAt) : undefined,
    }),
}

/** The limits that a change takes away by naming them null. */
export function clearedBy(body: Readonly<Record<string, unknown>>): Partial<KeyWishes> {
  return Object.fromEntries(CLEARABLE.filter((field) => body[field] === null).map((field) => [field, null]))
}

const rotateSchema = z.object({
  overlapHours: z
    .number()
    .min(0)
    .max(MAX_OVERLAP_HOURS)
    .optional()
    .meta({ description: 'How long the old key still works; default 24' }),
})

/** The body as clients write it. */
export type RotateKeyBody = z.input<typeof rotateSchema>

/** `POST /troubadour/v1/keys/{keyId}/rotate` → overlap in milliseconds. */
export const rotateKeyDefinition: RequestDefinition<typeof rotateSchema, number> = {
  schema: rotateSchema,
  toValue: ({ overlapHours = 24 }) => Math.round(overlapHours * 3_600_000),
}

const pageSchema = z.object({
  limit: z.number().int().min(1).max(MAX_PAGE).optional().meta({ description: 'Default 100' }),
  after: text('Id of the last one seen').optional(),
})

/** The query of `GET /troubadour/v1/keys` and `…/accounts`. */
export const pageDefinition: RequestDefinition<
  typeof pageSchema,
  { readonly limit: number; readonly after?: string }
> = {
  schema: pageSchema,
  toValue: ({ limit = 100, after }) => compact({ limit, after }),
}

const adjustSchema = z.object({
  amount: credits('Credits to grant; below 0: to take', -MAX_CREDITS).refine((value) => value !== 0, {
    params: { expected: 'a number other than 0' },
  }),
  reason: text('Shown in the ledger', 200),
})

/** The body as clients write it. */
export type AdjustCreditsBody = z.input<typeof adjustSchema>

/** `POST /troubadour/v1/accounts/{accountId}/credits` */
export const adjustCreditsDefinition: RequestDefinition<
  typeof adjustSchema,
  { readonly amount: number; readonly reason: string }
> = { schema: adjustSchema, toValue: (fields) => fields }

const MAX_USAGE_DAYS = 366
/** Nothing was used before; years below 1 would be no dates to the database. */
const FIRST_DAY = '2000-01-01'

const day = (description: string) =>
  z
    .string()
    .refine((value) => z.iso.date().safeParse(value).success && value >= FIRST_DAY, {
      params: { expected: `a day such as "2027-01-31", not before ${FIRST_DAY}` },
    })
    .optional()
    .meta({ description, format: 'date' })

const usageSchema = z.object({
  from: day('First day, UTC; default 29 days before `to`'),
  to: day('Last day, UTC; default today'),
})

/** The query of `GET /troubadour/v1/usage`; days are filled in by the server. */
export const usageDefinition: RequestDefinition<
  typeof usageSchema,
  { readonly from?: string; readonly to?: string }
> = {
  schema: usageSchema,
  check({ from, to }) {
    if (from === undefined || to === undefined) return undefined
    const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
    if (days >= 1 && days <= MAX_USAGE_DAYS) return undefined
    return {
      reason: 'out-of-range',
      field: 'to',
      message: `to must be 0 to ${MAX_USAGE_DAYS - 1} days after from; got from "${from}", to "${to}"`,
    }
  },
  toValue: (fields) => compact(fields),
}
