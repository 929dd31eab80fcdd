import type { KeyScope } from '@troubadour/contract'

/** New tasks in a time. */
export interface RateLimit {
  readonly events: number
  readonly perSeconds: number
}

/** Whose request it is, and what its key may do. */
export interface Identity {
  /** Opaque; also a part of the object keys of its uploads. */
  readonly accountId: string
  readonly keyId: string
  /** `admin` stands for all; see `hasScope`. */
  readonly scopes: readonly KeyScope[]
  /** The key begins `sk-test-`: its tasks never run the engine. */
  readonly sandbox: boolean
  /** Addresses and CIDR ranges it may be used from; empty: from anywhere. */
  readonly allowedIps: readonly string[]
  /** The key's own limit, instead of its account's. */
  readonly rateLimit: RateLimit | undefined
  /** Whether the key's spending is limited: its budget and caps are looked up at each submit. */
  readonly isCapped: boolean
}

export function hasScope(identity: Identity, scope: KeyScope): boolean {
  return identity.scopes.includes(scope) || identity.scopes.includes('admin')
}
