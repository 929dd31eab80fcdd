import type { FastifyInstance } from 'fastify'
import { NO_TRACER, type Span, type Tracer } from '../tracing/index.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** The span of this request; undefined while tracing is off. */
    span: Span | undefined
  }
}

/** Makes a span of every request, below the client's own if it sends a `traceparent`. */
export function traceRequests(app: FastifyInstance, tracer: Tracer = NO_TRACER): void {
  app.decorateRequest('span')
  if (tracer === NO_TRACER) return
  app.addHook('onRequest', async (request) => {
    const route = request.routeOptions.url ?? 'unknown'
    const { traceparent } = request.headers
    request.span = tracer.start(`${request.method} ${route}`, {
      kind: 'server',
      parent: typeof traceparent === 'string' ? traceparent : undefined,
      attributes: { 'http.request.method': request.method, 'http.route': route, 'request.id': request.id },
    })
  })
  app.addHook('onResponse', async (request, reply) => {
    request.span?.set({ 'http.response.status_code': reply.statusCode })
    request.span?.end(reply.statusCode >= 500 ? new Error(`status ${reply.statusCode}`) : undefined)
  })
}
