import { createServer } from 'node:http'
import { once } from 'node:events'
import type { Foundation } from './foundation.js'
import { readiness } from './readiness.js'

/** `/healthz`, `/readyz` and `/metrics` of a process without an API, on `WORKER_PORT`. */
export async function startHealthServer(foundation: Foundation): Promise<void> {
  const { config, log, metrics, shutdown } = foundation

  async function answer(path: string): Promise<{ status: number; type: string; body: string }> {
    switch (path) {
      case '/healthz':
        return { status: 200, type: 'application/json', body: '{"status":"ok"}' }
      case '/readyz': {
        const problems = Object.entries(await readiness(foundation))
        const isReady = problems.every(([, problem]) => problem === undefined)
        const checks = Object.fromEntries(problems.map(([name, problem]) => [name, problem ?? 'ok']))
        const body = JSON.stringify({ status: isReady ? 'ready' : 'not ready', checks })
        return { status: isReady ? 200 : 503, type: 'application/json', body }
      }
      case '/metrics':
        return { status: 200, type: metrics.registry.contentType, body: await metrics.registry.metrics() }
      default:
        return { status: 404, type: 'application/json', body: '{"code":404,"msg":"Not Found"}' }
    }
  }

  const server = createServer((request, response) => {
    answer((request.url ?? '/').split('?')[0]!).then(
      ({ status, type, body }) =>
        response.writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff' }).end(body),
      (error: unknown) => {
        log.error({ err: error }, 'a health check failed')
        response.writeHead(500).end()
      },
    )
  })
  server.listen(config.workerPort, config.host)
  await once(server, 'listening')
  shutdown.add('health server', async () => {
    server.close()
    server.closeAllConnections()
  })
}
