import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** The pages of the web console. */
export interface Console {
  /** Whether a request that no route answers asks for a page of the console, which finds the scene by its address. */
  isPage(request: FastifyRequest): boolean
  sendPage(reply: FastifyReply): FastifyReply
}

/** Paths of the server itself: what is missing there is missing. */
const SERVER_PATHS = /^\/(api|troubadour|media|stream|inspect|docs|guide|assets)(\/|$)|\.\w+$/

/** Only what came with the console may run, be loaded or be talked to. Covers of unfinished songs are drawn as data. */
const PAGE_HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'permissions-policy': 'microphone=(self), camera=(), geolocation=()',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
}
/** Names of built files change with their content. */
const FOREVER = 'public, max-age=31536000, immutable'

/** Serves the console that was built into `folder`; undefined when there is none. */
export async function consoleRoutes(app: FastifyInstance, folder: string): Promise<Console | undefined> {
  const page = await readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined)
  if (page === undefined) return undefined
  const sendPage = (reply: FastifyReply) =>
    reply.code(200).headers(PAGE_HEADERS).type('text/html; charset=utf-8').send(page)

  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    decorateReply: false,
    preCompressed: true,
    cacheControl: false,
    schemaHide: true,
    globIgnore: ['**/*.br', '**/*.gz', '**/*.html'],
    setHeaders: (response, path) => {
      response.setHeader('cache-control', path.includes('/assets/') ? FOREVER : 'no-cache')
    },
  })
  app.get('/', { schema: { hide: true } }, async (_request, reply) => sendPage(reply))

  return {
    isPage: ({ method, url, headers }) =>
      method === 'GET' &&
      (headers.accept ?? '').includes('text/html') &&
      !SERVER_PATHS.test(url.split('?', 1)[0]!),
    sendPage,
  }
}
