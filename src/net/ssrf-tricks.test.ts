import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAddressPolicy } from './address-policy.js'
import { OutboundError } from './errors.js'
import { createGuardedClient, type GuardedClient } from './guarded-client.js'

/**
 * Ways to make a server call what only it can reach. Each is tried as a callback and as an upload, against a server that
 * listens on this machine: not one may reach it.
 */
let inside: Server
let port: number
let callers: number
let client: GuardedClient
let folder: string

/** Names that lead inside, however innocent they look; a name is asked for again at each call. */
const NAMES: Record<string, (call: number) => string[]> = {
  'inside.test': () => ['127.0.0.1'],
  'metadata.test': () => ['169.254.169.254'],
  'private.test': () => ['10.0.0.5'],
  'v6.test': () => ['::1'],
  'mapped.test': () => ['::ffff:127.0.0.1'],
  'mapped-hex.test': () => ['::ffff:7f00:1'],
  'nat64.test': () => ['64:ff9b::7f00:1'],
  'six-to-four.test': () => ['2002:7f00:1::'],
  'mixed.test': () => ['93.184.216.34', '127.0.0.1'],
  'mixed-behind.test': () => ['127.0.0.1', '93.184.216.34'],
  'zero.test': () => ['0.0.0.0'],
  'cgnat.test': () => ['100.64.0.1'],
  // Public while it is checked, inside when it is called: there must be one question only.
  'rebinding.test': (call) => [call === 0 ? '203.0.114.1' : '127.0.0.1'],
  '127.0.0.1.nip.test': () => ['127.0.0.1'],
  'localhost.test': () => ['127.0.0.1'],
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'troubadour-ssrf-'))
  inside = createServer((_request, response) => {
    callers++
    response.end('the crown jewels')
  })
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve))
  port = (inside.address() as AddressInfo).port
  callers = 0
  const asked = new Map<string, number>()
  client = createGuardedClient({
    connectTimeoutMs: 300,
    resolve: async (hostname) => {
      const call = asked.get(hostname) ?? 0
      asked.set(hostname, call + 1)
      const addresses = NAMES[hostname.toLowerCase().replace(/\.$/, '')]?.(call)
      if (!addresses) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
      return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    },
  })
})
afterAll(async () => {
  await client.close()
  inside.closeAllConnections()
  await new Promise((resolve) => inside.close(resolve))
  await rm(folder, { recursive: true })
})

const TRICKS: readonly string[] = [
  // IPv4 in other clothes
  'http://127.0.0.1:PORT/',
  'http://127.1:PORT/',
  'http://127.0.1:PORT/',
  'http://2130706433:PORT/',
  'http://0x7f000001:PORT/',
  'http://0x7f.1:PORT/',
  'http://0x7f.0x0.0x0.0x1:PORT/',
  'http://017700000001:PORT/',
  'http://0177.0.0.01:PORT/',
  'http://0177.0x0.0.1:PORT/',
  'http://127.0.0.1.:PORT/',
  'http://127.127.127.127:PORT/',
  'http://0:PORT/',
  'http://0.0.0.0:PORT/',
  'http://00.00.00.00:PORT/',
  'http://127.000.000.001:PORT/',
  'http://%31%32%37.0.0.1:PORT/',
  'http://127%2e0%2e0%2e1:PORT/',
  'http://①②⑦.⓪.⓪.①:PORT/',
  'http://127。0。0。1:PORT/',
  'http://１２７.0.0.1:PORT/',
  'http://127.0.0.1%00.test:PORT/',
  'http://4294967296:PORT/',
  'http://256.256.256.256:PORT/',
  // IPv6 in other clothes
  'http://[::1]:PORT/',
  'http://[0:0:0:0:0:0:0:1]:PORT/',
  'http://[0000::0001]:PORT/',
  'http://[::]:PORT/',
  'http://[::ffff:127.0.0.1]:PORT/',
  'http://[::ffff:7f00:1]:PORT/',
  'http://[0:0:0:0:0:ffff:127.0.0.1]:PORT/',
  'http://[::127.0.0.1]:PORT/',
  'http://[::ffff:0:127.0.0.1]:PORT/',
  'http://[64:ff9b::127.0.0.1]:PORT/',
  'http://[2002:7f00:1::]:PORT/',
  'http://[2001:0:7f00:1::]:PORT/',
  'http://[fe80::1]:PORT/',
  'http://[fe80::1%25lo]:PORT/',
  'http://[fd00:ec2::254]/latest/meta-data/',
  'http://[::ffff:169.254.169.254]/latest/meta-data/',
  // What clouds keep inside
  'http://169.254.169.254/latest/meta-data/',
  'http://2852039166/latest/meta-data/',
  'http://0xa9fea9fe/latest/meta-data/',
  'http://0251.0376.0251.0376/latest/meta-data/',
  'http://100.100.100.200/latest/meta-data/',
  'http://192.0.0.192/opc/v2/',
  'http://168.63.129.16/machine',
  // Private networks
  'http://10.0.0.1:PORT/',
  'http://172.16.0.1:PORT/',
  'http://192.168.0.1:PORT/',
  'http://100.64.0.1:PORT/',
  'http://198.18.0.1:PORT/',
  'http://224.0.0.1:PORT/',
  'http://255.255.255.255:PORT/',
  // Names
  ...Object.keys(NAMES).map((name) => `http://${name}:PORT/`),
  'http://INSIDE.TEST.:PORT/',
  'http://ⓘnside.test:PORT/',
  'http://localhost:PORT/',
  'http://localhost.:PORT/',
  'http://LOCALHOST:PORT/',
  'http://ip6-localhost:PORT/',
  // Confused parsers
  'http://user@127.0.0.1:PORT/',
  'http://user:password@inside.test:PORT/',
  'http://example.com@127.0.0.1:PORT/',
  'http://example.com:80@127.0.0.1:PORT/',
  'http://127.0.0.1:PORT#@example.com/',
  'http://127.0.0.1:PORT\\@example.com/',
  'http:\\\\127.0.0.1:PORT/',
  'http:/127.0.0.1:PORT/',
  'http:127.0.0.1:PORT/',
  'http:///127.0.0.1:PORT/',
  'ht\ttp://127.0.0.1:PORT/',
  'http://127.0.\n0.1:PORT/',
  ' http://127.0.0.1:PORT/',
  '//127.0.0.1:PORT/',
  'http://127.0.0.1:PORT/\r\nHost: example.com',
  // Other protocols
  'file:///etc/passwd',
  'gopher://127.0.0.1:PORT/_GET',
  'dict://127.0.0.1:PORT/',
  'ftp://127.0.0.1:PORT/',
  'ws://127.0.0.1:PORT/',
  'unix:///var/run/docker.sock',
  'data:audio/mpeg;base64,AAAA',
  'jar:http://127.0.0.1:PORT!/',
  'blob:http://127.0.0.1:PORT/1',
  // Ports where a line of a request means something else
  'http://8.8.8.8:25/',
  'http://8.8.8.8:22/',
  'http://8.8.8.8:6379/',
  'http://8.8.8.8:11211/',
]

describe('tricks', () => {
  it('are sixty different ones at least', () => {
    expect(new Set(TRICKS).size).toBe(TRICKS.length)
    expect(TRICKS.length).toBeGreaterThanOrEqual(60)
  })

  it.each(TRICKS)('%j reaches nothing inside', async (trick) => {
    const url = trick.replaceAll('PORT', String(port))
    const post = client.post(url, { headers: {}, body: '{}', timeoutMs: 2000, keepBytes: 64 })
    await expect(post).rejects.toBeInstanceOf(OutboundError)
    const toFile = join(folder, 'file')
    const download = client.download(url, { maxBytes: 1000, timeoutMs: 2000, toFile })
    await expect(download).rejects.toBeInstanceOf(OutboundError)
    expect(callers).toBe(0)
    expect(await readdir(folder)).toEqual([])
  })

  it('in a redirect reach nothing inside either', async () => {
    const strict = createAddressPolicy()
    // One address of this machine plays the public internet; everything else of it stays inside.
    const guarded = createGuardedClient({
      policy: { refusalOf: (address) => (address === '127.0.0.2' ? undefined : strict.refusalOf(address)) },
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      connectTimeoutMs: 300,
    })
    let location = ''
    const redirecting = createServer((_request, response) => {
      response.writeHead(307, { location }).end()
    })
    await new Promise<void>((resolve) => redirecting.listen(0, '127.0.0.2', resolve))
    const from = `http://127.0.0.2:${(redirecting.address() as AddressInfo).port}/`
    const sendable = TRICKS.filter((trick) => /^[\x21-\x7e]+$/.test(trick) && !trick.startsWith('//'))
    try {
      for (const trick of sendable) {
        location = trick.replaceAll('PORT', String(port))
        const post = guarded.post(from, { headers: {}, body: '{}', timeoutMs: 2000, keepBytes: 64 })
        await expect(post, trick).rejects.toBeInstanceOf(OutboundError)
        expect(callers, trick).toBe(0)
      }
    } finally {
      await guarded.close()
      redirecting.closeAllConnections()
      redirecting.close()
    }
  })

  it('are all that is refused: a public address is called', async () => {
    const strict = createAddressPolicy()
    expect(strict.refusalOf('93.184.216.34')).toBeUndefined()
    expect(strict.refusalOf('2606:4700:4700::1111')).toBeUndefined()
  })
})
