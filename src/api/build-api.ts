import cors from '@fastify/cors'
import fastify, { LogController, type FastifyInstance } from 'fastify'
import { accountRoutes } from './accounts.js'
import { ApiError } from './api-error.js'
import { requireApiKey } from './authentication.js'
import { closeInTime } from './close-in-time.js'
import { consoleRoutes } from './console.js'
import { coverImageRoutes } from './cover-images.js'
import { creditRoutes } from './credits.js'
import type { ApiDeps } from './deps.js'
import { downloadUrlRoutes } from './download-url.js'
import { createErrorResponder, JSON_CONTENT_TYPE } from './error-response.js'
import { firstRunRoutes } from './first-run.js'
import { guideRoutes } from './guide/guide-routes.js'
import { healthRoutes } from './health.js'
import { indexPage } from './index-page.js'
import { inspectedRoutes } from './inspected.js'
import { inspectorRoutes } from './inspector.js'
import { readJsonBodies } from './json-body.js'
import { keyRoutes } from './keys.js'
import { libraryRoutes } from './library.js'
import { lyricsRoutes } from './lyrics.js'
import { marketRoutes } from './market.js'
import { meRoutes } from './me.js'
import { mediaRoutes } from './media.js'
import { midiRoutes } from './midi.js'
import { musicRoutes } from './music.js'
import { describeApi } from './openapi.js'
import { personaRoutes } from './persona.js'
import { recoveryRoutes } from './recovery.js'
import { measureRequests } from './request-metrics.js'
import { traceRequests } from './request-traces.js'
import { limitSubmits } from './requests.js'
import { obeyDirectives } from './sandbox.js'
import { systemRoutes } from './system.js'
import { taskEventRoutes } from './task-events.js'
import { taskListRoutes } from './task-list.js'
import { taskRoutes } from './tasks.js'
import { timestampedLyricsRoutes } from './timestamped-lyrics.js'
import { trackFileRoutes } from './track-files.js'
import { styleRoutes } from './style.js'
import { uploadRoutes } from './uploads/index.js'
import { vocalSeparationRoutes } from './vocal-separation.js'
import { voiceRoutes } from './voice.js'
import { webhookEventRoutes } from './webhook-events.js'
import { webhookStreamRoute } from './webhook-stream.js'
import { webhookSecretRoutes } from './webhook-secrets.js'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route makes tasks: it counts against the account's submit limit. */
    submits?: boolean
  }
}

const MAX_BODY_BYTES = 1024 * 1024
/** Longer than the idle time of clients' connection pools, or they meet connections that we just closed. */
const KEEP_ALIVE_MS = 75_000
/** For a whole request; an upload of 100 MB over a slow line takes minutes. */
const REQUEST_MS = 15 * 60_000
/** For its headers: who takes longer only wants to keep a connection. */
const HEADERS_MS = 20_000

/** The HTTP server, not listening yet. Call `listen`, and `close` to end it. */
export async function buildApi(deps: ApiDeps): Promise<FastifyInstance> {
  const errors = createErrorResponder(deps.config)
  const app = fastify({
    loggerInstance: deps.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY_BYTES,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_MS,
    http: { headersTimeout: HEADERS_MS },
    trustProxy: deps.config.trustedProxies?.length ? [...deps.config.trustedProxies] : false,
    frameworkErrors: (error, request, reply) => {
      void errors.onError(error, request, reply)
    },
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 1000 },
  })
  // Requests are read by the contract's own definitions (aliases, order of complaints), and what we send is made by its
  // mappers: the route schemas serve the OpenAPI document only.
  app.setValidatorCompiler(() => (value: unknown) => ({ value }))
  app.setSerializerCompiler(() => (value: unknown) => JSON.stringify(value))
  app.decorateRequest('account')

  await app.register(cors, {
    origin: '*',
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    allowedHeaders: ['Content-Type', 'Authorization', 'Idempotency-Key', 'Last-Event-ID', 'Range'],
    exposedHeaders: ['Content-Length', 'Content-Range', 'Accept-Ranges', 'ETag', 'Retry-After'],
    strictPreflight: false,
  })
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    })
  })
  app.addHook('preSerialization', async (_request, reply, payload) => {
    reply.type(JSON_CONTENT_TYPE)
    return payload
  })
  closeInTime(app)
  measureRequests(app, deps.metrics)
  traceRequests(app, deps.tracer)
  app.setErrorHandler(errors.onError)
  await describeApi(app, deps.config.version)

  await app.register(async (open) => {
    healthRoutes(open, deps)
    firstRunRoutes(open, deps)
    await guideRoutes(open, deps.config)
  })
  const console = deps.consoleDir === undefined ? undefined : await consoleRoutes(app, deps.consoleDir)
  if (!console) indexPage(app, deps.config)
  app.setNotFoundHandler((request, reply) =>
    console?.isPage(request) ? console.sendPage(reply) : errors.onNotFound(request, reply),
  )
  await app.register(async (media) => mediaRoutes(media, deps))
  await app.register(async (open) => inspectedRoutes(open, deps))
  await app.register(async (keyed) => {
    requireApiKey(keyed, deps.accounts)
    readJsonBodies(keyed)
    keyed.addHook('preValidation', async (request) => {
      if (request.routeOptions.config.submits) await limitSubmits(deps.submitLimiter, request.account)
    })
    keyed.addHook('preValidation', async ({ params }) => {
      // No id holds a NUL, and databases do not take one.
      if (Object.values(params as Record<string, string>).some((value) => value.includes('\0')))
        throw new ApiError('notFound', 'Not Found')
    })
    obeyDirectives(keyed, deps.config)
    musicRoutes(keyed, deps)
    timestampedLyricsRoutes(keyed, deps)
    lyricsRoutes(keyed, deps)
    vocalSeparationRoutes(keyed, deps)
    trackFileRoutes(keyed, deps)
    midiRoutes(keyed, deps)
    styleRoutes(keyed, deps)
    coverImageRoutes(keyed, deps)
    personaRoutes(keyed, deps)
    recoveryRoutes(keyed, deps)
    voiceRoutes(keyed, deps)
    downloadUrlRoutes(keyed, deps)
    marketRoutes(keyed, deps)
    creditRoutes(keyed, deps)
    accountRoutes(keyed, deps)
    keyRoutes(keyed, deps)
    meRoutes(keyed, deps)
    libraryRoutes(keyed, deps)
    taskListRoutes(keyed, deps)
    taskRoutes(keyed, deps)
    taskEventRoutes(keyed, deps)
    webhookEventRoutes(keyed, deps)
    webhookStreamRoute(keyed, deps)
    webhookSecretRoutes(keyed, deps)
    inspectorRoutes(keyed, deps)
    systemRoutes(keyed, deps)
    uploadRoutes(keyed, deps)
  })
  return app
}
