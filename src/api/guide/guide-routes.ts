import fastifyStatic from '@fastify/static'
// Types only: the option `hide` of a route's schema.
import type {} from '@fastify/swagger'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { projectPath } from '../../paths.js'
import type { ApiConfig } from '../deps.js'
import { loadGuideSite, type GuideSite } from './guide-site.js'

/** Everything comes from this server, and no page holds scripts or styles of its own. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "media-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The address in the texts; readers see that of their own server. */
const WRITTEN_URL = 'http://127.0.0.1:3000'

/** `/guide`: the documentation, for people. */
export async function guideRoutes(app: FastifyInstance, config: ApiConfig): Promise<void> {
  // Rendered when somebody reads it first: a starting server has other things to do.
  let site: Promise<GuideSite> | undefined
  const load = () => (site ??= loadGuideSite())
  const send = (reply: FastifyReply, html: string) =>
    reply
      .type('text/html; charset=utf-8')
      .headers({
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-cache',
      })
      .send(html.replaceAll(WRITTEN_URL, config.publicUrl()))

  for (const folder of ['assets', 'sounds']) {
    await app.register(fastifyStatic, {
      root: projectPath(`docs/guide/${folder}`),
      prefix: `/guide/${folder}/`,
      decorateReply: false,
      cacheControl: true,
      maxAge: '1h',
    })
  }
  app.get('/guide/search', { schema: { hide: true } }, async (request, reply) => {
    const { q } = request.query as { q?: unknown }
    const query = typeof q === 'string' ? q.slice(0, 200).trim() : ''
    return send(reply, (await load()).search(query))
  })
  for (const path of ['/guide', '/guide/*']) {
    app.get(path, { schema: { hide: true } }, async (request, reply) => {
      const slug = ((request.params as { '*'?: string })['*'] ?? '').replace(/\/$/, '')
      const html = (await load()).page(slug)
      if (html === undefined) return reply.callNotFound()
      return send(reply, html)
    })
  }
}
