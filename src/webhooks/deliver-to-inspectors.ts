import type { GuardedClient } from '../net/index.js'
import type { Inspectors } from './inspectors.js'

/** Where inspectors receive, below the server's public URL. */
export const INSPECTOR_PATH = '/inspect/'

/**
 * The guarded client, except that what goes to an inspector of this server is handed over in the process: the server's own
 * address is often a private one, which the guard refuses, or one that it cannot reach from inside.
 */
export function deliverToInspectors(
  client: GuardedClient,
  inspectors: Pick<Inspectors, 'receive'>,
  publicUrl: () => string,
): GuardedClient {
  return {
    ...client,
    async post(url, request) {
      const prefix = publicUrl() + INSPECTOR_PATH
      if (!url.startsWith(prefix)) return client.post(url, request)
      const startedAt = performance.now()
      const body = Buffer.from(request.body)
      const status = await inspectors.receive(url.slice(prefix.length), {
        method: 'POST',
        headers: {
          host: new URL(prefix).host,
          'user-agent': 'Troubadour',
          'content-length': String(body.length),
          ...Object.fromEntries(
            Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
          ),
        },
        body,
      })
      return {
        status: status ?? 404,
        latencyMs: Math.round(performance.now() - startedAt),
        bodyStart: status === undefined ? '{"received":false}' : '{"received":true}',
      }
    },
  }
}
