import type { KeyScope } from '@troubadour/contract'
import type { Transport } from './transport.js'

/** The key that asks. */
export interface Me {
  readonly keyName: string
  /** First and last characters of the key. */
  readonly hint: string
  /** `admin` stands for all. */
  readonly scopes: readonly KeyScope[]
  /** Its tasks never reach the engine. */
  readonly sandbox: boolean
  /** Credits left. */
  readonly credits: number
}

/** Who asks, and the first key of a new server. Additions of Troubadour servers. */
export interface SessionCalls {
  /** The key that asks: its name, what it may do, credits left. */
  me(options?: { readonly signal?: AbortSignal }): Promise<Me>
  /** Whether the server hands its first key to this caller: on the machine itself, before any key is used. No key needed. */
  isFirstRun(options?: { readonly signal?: AbortSignal }): Promise<boolean>
  /** The first key of a new server, once. No key needed. */
  takeFirstKey(options?: { readonly signal?: AbortSignal }): Promise<string>
}

export function sessionCalls(transport: Transport): SessionCalls {
  return {
    me: ({ signal } = {}) => transport.send('/troubadour/v1/me', { method: 'GET', signal }),
    isFirstRun: async ({ signal } = {}) =>
      (await transport.send<{ available: boolean }>('/troubadour/v1/first-run', { method: 'GET', signal }))
        .available,
    takeFirstKey: async ({ signal } = {}) =>
      (await transport.send<{ key: string }>('/troubadour/v1/first-run', { method: 'POST', signal })).key,
  }
}
