import type {
  AccountData,
  AdjustCreditsBody,
  ChangeKeyBody,
  CreateKeyBody,
  IssuedKeyData,
  KeyData,
  LogLevelName,
  LogPage,
  RotateKeyBody,
  SystemData,
  UsageData,
} from '@troubadour/contract'
import { queryOf } from './query.js'
import type { Transport } from './transport.js'

interface CallOptions {
  readonly signal?: AbortSignal
}

/** Keys, accounts and the server itself. Additions of Troubadour servers; all but `usage` need the scope `admin`. */
export interface AdministrationCalls {
  /** All keys, revoked ones too, oldest first. */
  keys(options?: CallOptions): Promise<KeyData[]>
  /** The answer holds the key's text, this once. */
  createKey(body: CreateKeyBody, options?: CallOptions): Promise<IssuedKeyData>
  changeKey(keyId: string, changes: ChangeKeyBody, options?: CallOptions): Promise<KeyData>
  /** Replaces a key's text; the old one works on for `overlapHours`. */
  rotateKey(keyId: string, body?: RotateKeyBody, options?: CallOptions): Promise<IssuedKeyData>
  revokeKey(keyId: string, options?: CallOptions): Promise<KeyData>
  /** Accounts with their balances, oldest first. */
  accounts(options?: CallOptions): Promise<AccountData[]>
  /** Grants credits, or takes them when `amount` is below 0. */
  adjustCredits(accountId: string, body: AdjustCreditsBody, options?: CallOptions): Promise<void>
  /** Tasks and credits of the calling account by day and kind; days are `YYYY-MM-DD`, in UTC. Default: the last 30. */
  usage(period?: { readonly from?: string; readonly to?: string }, options?: CallOptions): Promise<UsageData>
  /** Health, queue, workers, storage, engines, configuration. */
  system(options?: CallOptions): Promise<SystemData>
  /** The last lines that the answering process has logged, oldest first. */
  logs(
    query?: { readonly level?: LogLevelName; readonly after?: string; readonly limit?: number },
    options?: CallOptions,
  ): Promise<LogPage>
}

const KEYS = '/troubadour/v1/keys'
const ACCOUNTS = '/troubadour/v1/accounts'

export function administrationCalls(transport: Transport): AdministrationCalls {
  const get = <Data>(path: string, { signal }: CallOptions = {}) =>
    transport.send<Data>(path, { method: 'GET', signal })
  const keyPath = (keyId: string) => `${KEYS}/${encodeURIComponent(keyId)}`

  /** All pages of a list, one after the other. */
  async function allOf<Entry>(path: string, field: string, options?: CallOptions): Promise<Entry[]> {
    const entries: Entry[] = []
    let after: string | undefined
    for (;;) {
      const page = await get<Record<string, unknown>>(path + queryOf({ after, limit: 500 }), options)
      entries.push(...(page[field] as Entry[]))
      if (typeof page['next'] !== 'string') return entries
      after = page['next']
    }
  }

  return {
    keys: (options) => allOf(KEYS, 'keys', options),
    createKey: (body, { signal } = {}) => transport.send(KEYS, { method: 'POST', body, signal }),
    changeKey: (keyId, body, { signal } = {}) =>
      transport.send(keyPath(keyId), { method: 'PATCH', body, signal }),
    rotateKey: (keyId, body = {}, { signal } = {}) =>
      transport.send(`${keyPath(keyId)}/rotate`, { method: 'POST', body, signal }),
    revokeKey: (keyId, { signal } = {}) => transport.send(keyPath(keyId), { method: 'DELETE', signal }),
    accounts: (options) => allOf(ACCOUNTS, 'accounts', options),
    async adjustCredits(accountId, body, { signal } = {}) {
      const path = `${ACCOUNTS}/${encodeURIComponent(accountId)}/credits`
      await transport.send(path, { method: 'POST', body, signal })
    },
    usage: (period = {}, options) => get(`/troubadour/v1/usage${queryOf(period)}`, options),
    system: (options) => get('/troubadour/v1/system', options),
    logs: (query = {}, options) => get(`/troubadour/v1/system/logs${queryOf(query)}`, options),
  }
}
