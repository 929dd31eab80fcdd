import ipaddr from 'ipaddr.js'

/** Whether `ip` is one of `allowed` (addresses and CIDR ranges) or inside one of them. An empty list allows every address. */
export function isAllowedIp(ip: string, allowed: readonly string[]): boolean {
  if (allowed.length === 0) return true
  if (!ipaddr.isValid(ip)) return false
  // A server that listens on `::` sees 192.0.2.1 as ::ffff:192.0.2.1.
  const address = ipaddr.process(ip)
  return allowed.some((range) => {
    const [network, bits] = ipaddr.parseCIDR(range.includes('/') ? range : `${range}/${wholeBits(range)}`)
    return network.kind() === address.kind() && address.match(network, bits)
  })
}

function wholeBits(address: string): number {
  return ipaddr.parse(address).kind() === 'ipv4' ? 32 : 128
}
