import ipaddr from 'ipaddr.js'

/** Decides which IP addresses may be called. */
export interface AddressPolicy {
  /** The kind of address that forbids the call, e.g. `loopback`; undefined when it may be called. */
  refusalOf(address: string): string | undefined
}

export interface AddressPolicyOptions {
  /**
   * Also allow this machine and private networks (127/8, 10/8, 172.16/12, 192.168/16, ::1, fc00::/7).
   * Link-local, metadata, multicast and reserved addresses stay forbidden. Default false.
   */
  readonly allowPrivate?: boolean
}

/**
 * Cloud metadata and host-agent services outside the link-local range, by their vendors' documentation: Azure's
 * WireServer, Alibaba Cloud, Oracle Cloud, AWS over IPv6. They hand out credentials, so no option opens them.
 */
const METADATA_ADDRESSES = new Set(['168.63.129.16', '100.100.100.200', '192.0.0.192', 'fd00:ec2::254'])

/** IANA's only block of global unicast IPv6; everything outside it is special or not assigned. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3')

/** Blocks inside 2000::/3 that are not plain hosts: protocol assignments and Teredo, documentation, 6to4. */
const NOT_PLAIN_HOSTS = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'].map((block) =>
  ipaddr.IPv6.parseCIDR(block),
)

/** IANA special-purpose IPv4 blocks that carry no ordinary hosts and that ipaddr.js does not list. */
const IPV4_EXTRA = ['0.0.0.0/8', '192.0.0.0/24', '192.88.99.0/24', '198.18.0.0/15', '240.0.0.0/4'].map(
  (block) => ipaddr.IPv4.parseCIDR(block),
)

/** The policy for outgoing requests: public addresses, and private ones only when asked for. */
export function createAddressPolicy(options: AddressPolicyOptions = {}): AddressPolicy {
  const allowPrivate = options.allowPrivate ?? false

  const refusalOfIpv4 = (address: ipaddr.IPv4): string | undefined => {
    if (METADATA_ADDRESSES.has(address.toString())) return 'metadata'
    const range = address.range()
    if (range === 'loopback' || range === 'private') return allowPrivate ? undefined : range
    if (range !== 'unicast') return range
    return IPV4_EXTRA.some((block) => address.match(block)) ? 'reserved' : undefined
  }

  const refusalOfIpv6 = (address: ipaddr.IPv6): string | undefined => {
    // fe80::1%eth0 names a network card: never an address from outside.
    if (address.zoneId !== undefined && address.zoneId !== '') return 'scoped'
    if (METADATA_ADDRESSES.has(address.toString())) return 'metadata'
    if (address.isIPv4MappedAddress()) {
      // The kernel connects to the IPv4 address inside. Nobody publishes one, so only local set-ups may use it.
      const inner = address.toIPv4Address()
      return refusalOfIpv4(inner) ?? (inner.range() === 'unicast' ? 'ipv4Mapped' : undefined)
    }
    const range = address.range()
    if (allowPrivate && (range === 'loopback' || range === 'uniqueLocal')) return undefined
    if (!address.match(GLOBAL_UNICAST)) return range === 'unicast' ? 'unassigned' : range
    return NOT_PLAIN_HOSTS.some((block) => address.match(block)) || range !== 'unicast'
      ? range === 'unicast'
        ? 'reserved'
        : range
      : undefined
  }

  return {
    refusalOf(address) {
      if (!ipaddr.isValid(address)) return 'malformed'
      const parsed = ipaddr.parse(address)
      return parsed.kind() === 'ipv4'
        ? refusalOfIpv4(parsed as ipaddr.IPv4)
        : refusalOfIpv6(parsed as ipaddr.IPv6)
    },
  }
}
