import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'

export interface McpHttpOptions {
  readonly host: string
  /** 0 lets the system choose. */
  readonly port: number
  /** A server for one client. `apiKey` is what the client brought as `Authorization: Bearer …`. */
  readonly serverFor: (apiKey: string | undefined) => McpServer
  /** Whether clients without a key of their own are served. */
  readonly mayLackKey: boolean
}

export interface RunningMcpServer {
  /** Where clients connect. */
  readonly url: string
  close(): Promise<void>
}

const PATH = '/mcp'
/** A session that nobody has used for so long is closed. */
const IDLE_MS = 30 * 60_000

interface Session {
  readonly transport: StreamableHTTPServerTransport
  readonly apiKey: string | undefined
  usedAt: number
}

/** Serves the protocol's streamable HTTP at `/mcp`: a session a client. */
export async function startMcpHttpServer(options: McpHttpOptions): Promise<RunningMcpServer> {
  const sessions = new Map<string, Session>()
  const server = createServer((request, response) => {
    handle(request, response, sessions, options).catch((error: unknown) => {
      if (!response.headersSent) refuse(response, 500, error instanceof Error ? error.message : String(error))
      else response.end()
    })
  })
  server.listen(options.port, options.host)
  await once(server, 'listening')
  const sweep = setInterval(() => closeIdle(sessions), IDLE_MS / 10).unref()
  const { port } = server.address() as AddressInfo
  const host = options.host.includes(':') ? `[${options.host}]` : options.host
  return {
    url: `http://${host}:${port}${PATH}`,
    async close() {
      clearInterval(sweep)
      await Promise.all([...sessions.values()].map(({ transport }) => transport.close()))
      await closeServer(server)
    },
  }
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  sessions: Map<string, Session>,
  { host, serverFor, mayLackKey }: McpHttpOptions,
): Promise<void> {
  if (new URL(request.url ?? '/', 'http://x').pathname !== PATH) {
    refuse(response, 404, `nothing is here; the protocol is spoken at ${PATH}`)
    return
  }
  // Web pages must not reach a server of this machine by a name that they point at it (DNS rebinding).
  if (isLoopback(host) && !isLocalRequest(request)) {
    refuse(response, 403, 'only requests to and from this machine are served')
    return
  }
  const [, apiKey] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? []
  if (apiKey === undefined && !mayLackKey) {
    refuse(response, 401, 'give the key of a Troubadour account as Authorization: Bearer KEY')
    return
  }
  const id = request.headers['mcp-session-id']
  const known = typeof id === 'string' ? sessions.get(id) : undefined
  if (known) {
    if (known.apiKey !== apiKey) {
      refuse(response, 403, 'the session belongs to another key')
      return
    }
    known.usedAt = Date.now()
    await known.transport.handleRequest(request, response)
    return
  }
  if (id !== undefined) {
    // The protocol's sign to begin a new session.
    refuse(response, 404, 'there is no such session')
    return
  }
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    onsessioninitialized: (sessionId) => {
      sessions.set(sessionId, { transport, apiKey, usedAt: Date.now() })
    },
    onsessionclosed: (sessionId) => {
      sessions.delete(sessionId)
    },
  })
  await serverFor(apiKey).connect(transport)
  await transport.handleRequest(request, response)
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

function isLocalRequest({ headers }: IncomingMessage): boolean {
  const { host = '', origin } = headers
  const isLocalUrl = (url: string) => URL.canParse(url) && isLoopback(new URL(url).hostname)
  return isLocalUrl(`http://${host}`) && (origin === undefined || isLocalUrl(origin))
}

function refuse(response: ServerResponse, status: number, message: string): void {
  const body = JSON.stringify({ jsonrpc: '2.0', error: { code: -32000, message }, id: null })
  response.writeHead(status, { 'content-type': 'application/json' }).end(body)
}

function closeIdle(sessions: Map<string, Session>): void {
  for (const [id, { transport, usedAt }] of sessions) {
    if (Date.now() - usedAt < IDLE_MS) continue
    sessions.delete(id)
    void transport.close()
  }
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}
