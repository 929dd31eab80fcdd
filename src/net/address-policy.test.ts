import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAddressPolicy } from './address-policy.js'

const strict = createAddressPolicy()
const local = createAddressPolicy({ allowPrivate: true })

/** Addresses that are never to be called, whatever the options. */
const NEVER = [
  ['0.0.0.0', 'this host'],
  ['0.1.2.3', 'this network'],
  ['169.254.169.254', 'metadata of most clouds'],
  ['169.254.0.1', 'link-local'],
  ['100.64.0.1', 'carrier-grade NAT'],
  ['100.100.100.200', 'Alibaba metadata'],
  ['168.63.129.16', 'Azure host agent'],
  ['192.0.0.192', 'Oracle metadata'],
  ['192.0.2.1', 'documentation'],
  ['198.18.0.1', 'benchmarking'],
  ['198.51.100.7', 'documentation'],
  ['203.0.113.9', 'documentation'],
  ['192.88.99.1', '6to4 relay'],
  ['224.0.0.1', 'multicast'],
  ['239.255.255.250', 'multicast (SSDP)'],
  ['240.0.0.1', 'reserved'],
  ['255.255.255.255', 'broadcast'],
  ['::', 'unspecified'],
  ['fe80::1', 'link-local'],
  ['fe80::1%eth0', 'link-local with a zone'],
  ['2606:4700::1%eth0', 'a zone on a public address'],
  ['fec0::1', 'site-local'],
  ['ff02::1', 'multicast'],
  ['fd00:ec2::254', 'AWS metadata over IPv6'],
  ['64:ff9b::7f00:1', 'NAT64 of 127.0.0.1'],
  ['64:ff9b:1::a00:1', 'local NAT64'],
  ['::7f00:1', 'IPv4-compatible 127.0.0.1'],
  ['::ffff:0:7f00:1', 'IPv4-translated 127.0.0.1'],
  ['::ffff:169.254.169.254', 'mapped metadata'],
  ['::ffff:8.8.8.8', 'mapped public address'],
  ['100::1', 'discard'],
  ['2001::1', 'Teredo'],
  ['2001:20::1', 'ORCHID'],
  ['2001:db8::1', 'documentation'],
  ['2002:7f00:1::', '6to4 of 127.0.0.1'],
  ['3fff::1', 'documentation'],
  ['5f00::1', 'segment routing'],
  ['4000::1', 'not assigned'],
  ['localhost', 'not an address'],
  ['', 'empty'],
] as const

const PRIVATE = [
  '127.0.0.1',
  '127.255.255.254',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '::1',
  'fc00::1',
  'fdff::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:10.1.2.3',
]

const PUBLIC = ['8.8.8.8', '1.1.1.1', '172.32.0.1', '93.184.216.34', '2606:4700:4700::1111', '2a00:1450::1']

describe('address policy', () => {
  it.each(NEVER)('refuses %s (%s) with and without private networks', (address) => {
    expect(strict.refusalOf(address)).toBeDefined()
    expect(local.refusalOf(address)).toBeDefined()
  })

  it.each(PRIVATE)('calls %s only when private networks are allowed', (address) => {
    expect(strict.refusalOf(address)).toBeDefined()
    expect(local.refusalOf(address)).toBeUndefined()
  })

  it.each(PUBLIC)('calls the public address %s', (address) => {
    expect(strict.refusalOf(address)).toBeUndefined()
    expect(local.refusalOf(address)).toBeUndefined()
  })

  it('never lets a mapped IPv4 address be freer than the address inside', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        for (const policy of [strict, local]) {
          if (policy.refusalOf(address) !== undefined) {
            expect(policy.refusalOf(`::ffff:${address}`)).toBeDefined()
          }
        }
      }),
    )
  })

  it('refuses every IPv6 address outside 2000::/3', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const firstGroup = parseInt(address.split(':')[0] || '0', 16)
        if (firstGroup < 0x2000 || firstGroup > 0x3fff) expect(strict.refusalOf(address)).toBeDefined()
      }),
    )
  })
})
