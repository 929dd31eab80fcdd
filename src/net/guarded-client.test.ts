import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAddressPolicy, type AddressPolicy } from './address-policy.js'
import { BlockedAddressError, DownloadError, InvalidUrlError, OutboundError } from './errors.js'
import { createGuardedClient, type GuardedClient, type GuardedClientOptions } from './guarded-client.js'

let folder: string
let servers: { close(): unknown; closeAllConnections?(): void }[] = []
let clients: GuardedClient[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'troubadour-net-'))
})

afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()))
  for (const server of servers) {
    server.closeAllConnections?.()
    server.close()
  }
  clients = []
  servers = []
  await rm(folder, { recursive: true, force: true })
})

function client(options: GuardedClientOptions = { allowPrivate: true }): GuardedClient {
  const made = createGuardedClient(options)
  clients.push(made)
  return made
}

/** Starts a web server and returns its origin. */
async function serve(listener: RequestListener, address = '127.0.0.1'): Promise<string> {
  const server: Server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, address, resolve))
  return `http://${address}:${(server.address() as AddressInfo).port}`
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}

const target = () => join(folder, 'file')
const fetchInto = (from: GuardedClient, url: string, changes: object = {}) =>
  from.download(url, { maxBytes: 1_000_000, timeoutMs: 20_000, toFile: target(), ...changes })
const postTo = (from: GuardedClient, url: string, changes: object = {}) =>
  from.post(url, { headers: {}, body: '{}', timeoutMs: 20_000, keepBytes: 1024, ...changes })
const rejectionOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => expect.fail(`expected a rejection, got ${JSON.stringify(value)}`),
    (error: unknown) => error,
  )

/** A policy under which one loopback address plays the public internet. */
function onlyPublicIs(address: string): AddressPolicy {
  const strict = createAddressPolicy()
  return { refusalOf: (asked) => (asked === address ? undefined : strict.refusalOf(asked)) }
}

describe('the guard', () => {
  const DISGUISES = [
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.0.0.1/',
    'http://017700000001/',
    'http://0177.0.0.1/',
    'http://127.0.0.1./',
    'http://①②⑦.0.0.1/',
    'http://127%2e0%2e0%2e1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[0:0:0:0:0:ffff:a9fe:a9fe]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[::]/',
    'http://0/',
    'http://0.0.0.0:8022/',
    'http://169.254.169.254/latest/meta-data/',
    'http://2852039166/latest/meta-data/',
    'http://[fd00:ec2::254]/',
    'http://10.0.0.8:5432/',
    'https://192.168.0.1/',
    'http://localhost:3000/',
  ]
  it.each(DISGUISES)('refuses %s for posts and downloads', async (url) => {
    const strict = client({})
    expect(await rejectionOf(postTo(strict, url))).toBeInstanceOf(BlockedAddressError)
    expect(await rejectionOf(fetchInto(strict, url))).toBeInstanceOf(BlockedAddressError)
    expect(await readdir(folder)).toEqual([])
  })

  it.each([
    ['file:///etc/passwd', /file: URL/],
    ['gopher://127.0.0.1:70/', /gopher: URL/],
    ['ftp://example.com/song.mp3', /ftp: URL/],
    ['data:audio/mp3;base64,AAAA', /data: URL/],
    ['http://user:secret@example.com/', /user name or password/],
    ['http://user@example.com/', /user name or password/],
    ['example.com/callback', /is not a URL/],
    ['http://', /is not a URL/],
    ['http://[fe80::1%25eth0]/', /is not a URL/],
    ['', /is not a URL/],
  ])('refuses to call %j', async (url, sentence) => {
    const error = await rejectionOf(postTo(client({}), url))
    expect(error).toBeInstanceOf(InvalidUrlError)
    expect((error as Error).message).toMatch(sentence)
    expect((error as Error).message).not.toContain('secret')
  })

  it('refuses to call an endless URL', async () => {
    const error = await rejectionOf(postTo(client({}), `http://example.com/${'a'.repeat(9000)}`))
    expect(error).toMatchObject({ message: expect.stringMatching(/at most 8192/) as string })
  })

  it.each([
    ['a loopback answer', ['127.0.0.1']],
    ['a private answer', ['10.1.1.1']],
    ['a metadata answer', ['169.254.169.254']],
    ['a mapped answer', ['::ffff:127.0.0.1']],
    ['a private answer behind a public one', ['93.184.216.34', '192.168.0.1']],
  ])('refuses a name with %s', async (_case, addresses) => {
    const resolve = async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? (6 as const) : (4 as const) }))
    const error = await rejectionOf(postTo(client({ resolve }), 'http://receiver.test/'))
    expect(error).toBeInstanceOf(BlockedAddressError)
    expect((error as Error).message).toContain('"receiver.test"')
    for (const address of addresses) expect((error as Error).message).not.toContain(address)
  })

  it('connects to the address it has checked and asks for no second answer', async () => {
    const origin = await serve((_request, response) => response.end('here'))
    let questions = 0
    const resolve = async () => {
      questions++
      return [{ address: questions === 1 ? '127.0.0.1' : '169.254.169.254', family: 4 as const }]
    }
    const url = origin.replace('127.0.0.1', 'rebinding.test')
    const answer = await postTo(client({ resolve, allowPrivate: true }), url)
    expect(answer.bodyStart).toBe('here')
    expect(questions).toBe(1)
  })

  it('goes on to the next checked address when one does not answer', async () => {
    const origin = await serve((_request, response) => response.end('here'))
    const resolve = async () => [
      { address: '::1', family: 6 as const },
      { address: '127.0.0.1', family: 4 as const },
    ]
    const answer = await postTo(
      client({ resolve, allowPrivate: true }),
      origin.replace('127.0.0.1', 'localhost'),
    )
    expect(answer.bodyStart).toBe('here')
  })

  it.each(['http://127.0.0.1/', 'http://169.254.169.254/latest/', 'http://[::1]/', 'http://private.test/'])(
    'refuses a redirect to %s',
    async (location) => {
      let requests = 0
      const origin = await serve((_request, response) => {
        requests++
        response.writeHead(307, { location }).end()
      }, '127.0.0.2')
      const guarded = client({
        policy: onlyPublicIs('127.0.0.2'),
        resolve: async () => [{ address: '10.0.0.1', family: 4 }],
      })
      expect(await rejectionOf(postTo(guarded, origin))).toBeInstanceOf(BlockedAddressError)
      expect(await rejectionOf(fetchInto(guarded, origin))).toBeInstanceOf(BlockedAddressError)
      expect(requests).toBe(2)
    },
  )

  it('refuses a redirect to the metadata address even where private networks are allowed', async () => {
    const origin = await serve((_request, response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/latest/' }).end(),
    )
    expect(await rejectionOf(fetchInto(client(), origin))).toBeInstanceOf(BlockedAddressError)
  })

  it.each(['file:///etc/passwd', 'http://me:secret@127.0.0.1/'])(
    'refuses a redirect to %s',
    async (location) => {
      const origin = await serve((_request, response) => response.writeHead(302, { location }).end())
      expect(await rejectionOf(fetchInto(client(), origin))).toBeInstanceOf(InvalidUrlError)
    },
  )
})

describe('posting', () => {
  it('delivers body and headers and reports status and the start of the answer', async () => {
    let seen: { body: string; type: string | undefined; method: string | undefined } | undefined
    const origin = await serve((request, response) => {
      void bodyOf(request).then((body) => {
        seen = { body, type: request.headers['content-type'], method: request.method }
        response.writeHead(202).end('x'.repeat(5000))
      })
    })
    const answer = await postTo(client(), `${origin}/hook?a=1`, {
      headers: { 'content-type': 'application/json' },
      body: '{"ü":1}',
      keepBytes: 10,
    })
    expect(answer).toMatchObject({ status: 202, bodyStart: 'xxxxxxxxxx' })
    expect(seen).toEqual({ body: '{"ü":1}', type: 'application/json', method: 'POST' })
  })

  it('posts again where a redirect points, up to three times', async () => {
    const bodies: string[] = []
    const origin = await serve((request, response) => {
      void bodyOf(request).then((body) => {
        bodies.push(`${request.method} ${body}`)
        const step = Number(request.url!.slice(1))
        if (step > 0) response.writeHead(308, { location: `/${step - 1}` }).end()
        else response.end('done')
      })
    })
    expect(await postTo(client(), `${origin}/3`)).toMatchObject({ status: 200, bodyStart: 'done' })
    expect(bodies).toEqual(Array(4).fill('POST {}'))
    expect(await rejectionOf(postTo(client(), `${origin}/4`))).toMatchObject({ code: 'redirects' })
  })

  it('reports 303 and 500 as they are', async () => {
    const origin = await serve((request, response) =>
      response.writeHead(Number(request.url!.slice(1)), { location: '/200' }).end(),
    )
    expect(await postTo(client(), `${origin}/303`)).toMatchObject({ status: 303 })
    expect(await postTo(client(), `${origin}/500`)).toMatchObject({ status: 500 })
  })

  it('gives up on a receiver that never answers', async () => {
    const origin = await serve(() => {})
    const error = await rejectionOf(postTo(client(), origin, { timeoutMs: 150 }))
    expect(error).toMatchObject({ code: 'timeout', retryable: true })
    expect((error as Error).message).toMatch(/did not finish within 0.15 s/)
  })

  it('counts redirects into one timeout', async () => {
    const origin = await serve((_request, response) => {
      setTimeout(() => response.writeHead(307, { location: '/again' }).end(), 100)
    })
    expect(await rejectionOf(postTo(client(), origin, { timeoutMs: 250 }))).toMatchObject({ code: 'timeout' })
  })

  it('is not held up by an answer whose body never ends', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(200)
      response.write('ok')
    })
    const answer = await postTo(client(), origin)
    expect(answer).toMatchObject({ status: 200, bodyStart: 'ok' })
    expect(answer.latencyMs).toBeLessThan(5000)
  })

  it('reads no more of a huge answer than it keeps', async () => {
    let sentBytes = 0
    const origin = await serve((_request, response) => {
      const piece = Buffer.alloc(64 * 1024, 'y')
      const push = () => {
        while (!response.destroyed && sentBytes < 500e6) {
          sentBytes += piece.length
          if (!response.write(piece)) return void response.once('drain', push)
        }
      }
      push()
    })
    expect((await postTo(client(), origin)).bodyStart).toHaveLength(1024)
    expect(sentBytes).toBeLessThan(50e6)
  })

  it('tells refused connections, hang-ups, garbage and unknown names apart', async () => {
    const closed = await serve(() => {})
    servers.pop()!.close()
    const rude = createTcpServer((socket) => socket.destroy())
    const odd = createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9\r\n\r\n'))
    const ports: number[] = []
    for (const server of [rude, odd]) {
      servers.push(server)
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      ports.push((server.address() as AddressInfo).port)
    }
    const nowhere = client({
      resolve: () => Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })),
    })
    expect(await rejectionOf(postTo(client(), closed))).toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(/refused the connection/) as string,
    })
    expect(await rejectionOf(postTo(client(), `http://127.0.0.1:${ports[0]}`))).toMatchObject({
      message: expect.stringMatching(/closed the connection/) as string,
    })
    expect(await rejectionOf(postTo(client(), `http://127.0.0.1:${ports[1]}`))).toMatchObject({
      message: expect.stringMatching(/proper HTTP/) as string,
    })
    expect(await rejectionOf(postTo(nowhere, 'http://noop/'))).toMatchObject({
      code: 'unknown-host',
      message: expect.stringMatching(/noop has no address/) as string,
    })
  })

  it('stops when its caller does', async () => {
    const origin = await serve(() => {})
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 50)
    const error = await rejectionOf(postTo(client(), origin, { signal: controller.signal }))
    expect(error).toMatchObject({ code: 'aborted', retryable: false })
    expect(await rejectionOf(postTo(client(), origin, { signal: controller.signal }))).toMatchObject({
      code: 'aborted',
    })
  })
})

describe('downloading', () => {
  it('saves the file and reports type, size and where it came from', async () => {
    const song = Buffer.alloc(300_000, 'la')
    const origin = await serve((request, response) => {
      if (request.url === '/old') return void response.writeHead(301, { location: '/song.mp3' }).end()
      response.writeHead(200, { 'content-type': 'Audio/MPEG; q=1' }).end(song)
    })
    expect(await fetchInto(client(), `${origin}/old`)).toEqual({
      sizeBytes: 300_000,
      contentType: 'audio/mpeg',
      finalUrl: `${origin}/song.mp3`,
    })
    expect((await readFile(target())).equals(song)).toBe(true)
  })

  it('unpacks a body that was compressed without being asked', async () => {
    const origin = await serve((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('la la la')),
    )
    expect(await fetchInto(client(), origin)).toMatchObject({ sizeBytes: 8, contentType: undefined })
    expect(await readFile(target(), 'utf8')).toBe('la la la')
  })

  it.each<[string, RequestListener, string, RegExp]>([
    [
      'an announced excess',
      (_request, response) => response.writeHead(200, { 'content-length': '2000001' }).end(),
      'too-large',
      /larger than 1 MB/,
    ],
    [
      'an unannounced excess',
      (_request, response) => {
        response.writeHead(200)
        const piece = Buffer.alloc(100_000)
        const push = () => {
          while (!response.destroyed) if (!response.write(piece)) return void response.once('drain', push)
        }
        push()
      },
      'too-large',
      /larger than 1 MB/,
    ],
    [
      'a decompression bomb',
      (_request, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(20e6))),
      'too-large',
      /larger than 1 MB/,
    ],
    [
      'a damaged coding',
      (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip at all'),
      'encoding',
      /damaged/,
    ],
    [
      'an unknown coding',
      (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end('x'),
      'encoding',
      /"gzip, gzip"/,
    ],
    ['a missing file', (_request, response) => response.writeHead(404).end('no'), 'status', /answered 404/],
    [
      'a body cut short',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '1000' })
        response.write('half')
        setTimeout(() => response.destroy(), 20)
      },
      'unreachable',
      /closed the connection/,
    ],
  ])('refuses %s and leaves no file', async (_case, listener, code, sentence) => {
    const origin = await serve(listener)
    const error = await rejectionOf(fetchInto(client(), origin))
    expect(error).toBeInstanceOf(DownloadError)
    expect(error).toMatchObject({ code, message: expect.stringMatching(sentence) as string })
    expect(await readdir(folder)).toEqual([])
  })

  it('ends a body that drips for longer than the whole download may take', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write('.'), 20)
      response.on('close', () => clearInterval(timer))
    })
    const error = await rejectionOf(fetchInto(client(), origin, { timeoutMs: 300 }))
    expect(error).toBeInstanceOf(DownloadError)
    expect(error).toMatchObject({ code: 'timeout' })
    expect(await readdir(folder)).toEqual([])
  })

  it('ends a body that falls silent', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(200)
      response.write('and then')
    })
    const impatient = client({ allowPrivate: true, silenceTimeoutMs: 300 })
    const error = await rejectionOf(fetchInto(impatient, origin, { timeoutMs: 20_000 }))
    expect(error).toMatchObject({ code: 'timeout', message: expect.stringMatching(/fell silent/) as string })
  })

  it('passes on trouble with our own disk as it is', async () => {
    const origin = await serve((_request, response) => response.end('fine'))
    const error = await rejectionOf(fetchInto(client(), origin, { toFile: join(folder, 'missing', 'file') }))
    expect(error).not.toBeInstanceOf(OutboundError)
    expect(error).toMatchObject({ code: 'ENOENT' })
  })
})
