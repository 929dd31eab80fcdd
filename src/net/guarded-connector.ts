import { lookup as systemLookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import type { AddressPolicy } from './address-policy.js'
import { BlockedAddressError } from './errors.js'

/** An address that a name stands for. */
export interface ResolvedAddress {
  readonly address: string
  readonly family: 4 | 6
}

/** Resolves a host name to all its addresses. Rejects when there are none. */
export type ResolveName = (hostname: string) => Promise<readonly ResolvedAddress[]>

/**
 * The operating system's resolver, with one question under way for a name at a time: its calls occupy libuv's four
 * threads, which files need too, and many callbacks to one dead name must not take them all.
 */
export function createSystemResolver(): ResolveName {
  const underWay = new Map<string, Promise<readonly ResolvedAddress[]>>()
  return (hostname) => {
    const asked = underWay.get(hostname)
    if (asked) return asked
    const question = systemLookup(hostname, { all: true })
      .then((found) =>
        found.map(({ address, family }): ResolvedAddress => ({ address, family: family === 6 ? 6 : 4 })),
      )
      .finally(() => underWay.delete(hostname))
    underWay.set(hostname, question)
    return question
  }
}

export interface GuardedConnectorOptions {
  readonly policy: AddressPolicy
  readonly resolve: ResolveName
  /** Longest time for name look-up, TCP and TLS together, in milliseconds. */
  readonly timeoutMs: number
}

/**
 * undici's connector behind the address policy. Both ways to a socket are checked: an IP literal before connecting
 * (Node does not call `lookup` for those), a name inside `lookup`, whose checked answer is the very one that Node
 * connects to, so that a second DNS answer never gets a say. One forbidden address among a name's answers
 * refuses the name.
 */
export function createGuardedConnector(options: GuardedConnectorOptions): buildConnector.connector {
  const { policy, resolve } = options

  const guardedLookup: LookupFunction = (hostname, lookupOptions, callback) => {
    resolve(hostname).then(
      (addresses) => {
        for (const { address } of addresses) {
          const range = policy.refusalOf(address)
          if (range !== undefined) {
            callback(new BlockedAddressError(hostname, address, range), [])
            return
          }
        }
        const usable = addresses.filter(
          ({ family }) => !lookupOptions.family || lookupOptions.family === family,
        )
        const first = usable[0]
        if (first === undefined) {
          callback(Object.assign(new Error(`no address for ${hostname}`), { code: 'ENOTFOUND' }), [])
        } else if (lookupOptions.all) {
          callback(null, [...usable])
        } else {
          callback(null, first.address, first.family)
        }
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    )
  }

  const connect = buildConnector({
    lookup: guardedLookup,
    autoSelectFamily: true,
    timeout: options.timeoutMs,
  })

  return (target, callback) => {
    const host = target.hostname.replace(/^\[|\]$/g, '')
    if (isIP(host)) {
      const range = policy.refusalOf(host)
      if (range !== undefined) {
        callback(new BlockedAddressError(host, host, range), null)
        return
      }
    }
    connect(target, callback)
  }
}
