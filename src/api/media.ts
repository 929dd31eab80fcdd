import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { assertObjectKey } from '../media/storage/object-key.js'
import { ApiError } from './api-error.js'
import type { ApiDeps } from './deps.js'
import { operation } from './operation.js'
import { serveObject } from './serve-object.js'

const binary = z.unknown().meta({ type: 'string', format: 'binary' })

/** `<track id>.mp3` */
const TRACK_FILE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.mp3)?$/

/** `/media` and `/stream`: finished files, and songs while they are performed. Paths are unguessable; no key needed. */
export function mediaRoutes(app: FastifyInstance, deps: ApiDeps): void {
  // Uploads come from strangers and are served from our own origin: nothing in them may run there.
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
    })
  })

  const media = async (request: FastifyRequest, reply: FastifyReply) => {
    const key = (request.params as { '*': string })['*']
    try {
      assertObjectKey(key)
    } catch (cause) {
      throw new ApiError('notFound', 'Not Found', { cause })
    }
    return serveObject(deps.objects, key, request, reply)
  }
  const mediaSchema = operation({
    id: 'media',
    tag: 'Media',
    isOpen: true,
    summary: 'A file; supports HEAD, Range, If-None-Match and `?download`',
    produces: 'application/octet-stream',
    response: binary,
  })
  app.get('/media/*', { schema: mediaSchema }, media)
  app.head('/media/*', { schema: { hide: true } }, media)

  // Listeners of songs in the making would keep the server from closing.
  const closing = new AbortController()
  app.addHook('preClose', async () => closing.abort())

  const stream = async (request: FastifyRequest, reply: FastifyReply) => {
    const trackId = TRACK_FILE.exec((request.params as { file: string }).file)?.[1]
    const track = trackId === undefined ? undefined : await deps.tasks.findTrackById(trackId)
    if (!track) throw new ApiError('notFound', 'Not Found')
    if (track.audioKey !== null) return serveObject(deps.objects, track.audioKey, request, reply)
    if (!(await deps.isTaskOpen(track.taskId))) {
      // It may have been finished since the track was looked at.
      const ended = await deps.tasks.findTrackById(track.id)
      if (ended?.audioKey == null) throw new ApiError('notFound', 'Not Found')
      return serveObject(deps.objects, ended.audioKey, request, reply)
    }

    reply.headers({ 'cache-control': 'no-store', 'accept-ranges': 'none' }).type('audio/mpeg')
    if (request.method === 'HEAD') return reply.send()
    const listener = new AbortController()
    reply.raw.once('close', () => listener.abort())
    const signal = AbortSignal.any([listener.signal, closing.signal])
    const pieces = deps.liveStreams.follow(track.id, {
      signal,
      isExpected: async () => {
        const now = await deps.tasks.findTrackById(track.id)
        return now?.audioKey === null && (await deps.isTaskOpen(track.taskId))
      },
    })
    return reply.send(Readable.from(untilAborted(reply, pieces, signal), { objectMode: false }))
  }
  const streamSchema = operation({
    id: 'stream',
    tag: 'Media',
    isOpen: true,
    summary: 'A song as MP3 from its first second on, while it is still being performed',
    params: z.object({ file: z.string().meta({ description: '`<audioId>.mp3`' }) }),
    produces: 'audio/mpeg',
    response: binary,
  })
  app.get('/stream/:file', { schema: streamSchema }, stream)
  app.head('/stream/:file', { schema: { hide: true } }, stream)
}

/** The pieces, after headers that do not wait for the first one; ends quietly when nobody listens any more. */
async function* untilAborted(
  reply: FastifyReply,
  pieces: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncIterable<Uint8Array> {
  reply.raw.flushHeaders()
  try {
    yield* pieces
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
