import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ObjectStore } from '../media/storage/object-store.js'
import { ApiError } from './api-error.js'
import { parseRange } from './byte-range.js'

/** Answers GET or HEAD with an object: whole or in part, with validators, as a download on `?download`. */
export async function serveObject(
  objects: ObjectStore,
  key: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const info = await objects.head(key)
  if (!info) throw new ApiError('notFound', 'Not Found')
  const lastModified = info.modifiedAt.toUTCString()
  reply.headers({
    'accept-ranges': 'bytes',
    'cache-control': 'public, max-age=86400',
    etag: info.etag,
    'last-modified': lastModified,
    ...downloadHeader(key, request.query as Record<string, unknown>),
  })
  const { headers } = request
  const isKnown =
    headers['if-none-match'] === undefined
      ? headers['if-modified-since'] === lastModified
      : matchesEtag(headers['if-none-match'], info.etag)
  if (isKnown) return reply.code(304).send()

  reply.type(info.contentType)
  const ifRange = headers['if-range']
  const rangeCounts = ifRange === undefined || ifRange === info.etag || ifRange === lastModified
  const range = parseRange(rangeCounts ? headers.range : undefined, info.sizeBytes)
  if (range.kind === 'unsatisfiable') {
    return reply.code(416).header('content-range', `bytes */${info.sizeBytes}`).send()
  }
  if (range.kind === 'part') {
    reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${info.sizeBytes}`)
  }
  reply.header('content-length', range.kind === 'part' ? range.end - range.start + 1 : info.sizeBytes)
  if (request.method === 'HEAD') return reply.send()
  return reply.send(await objects.read(key, range.kind === 'part' ? range : undefined))
}

function matchesEtag(header: string, etag: string): boolean {
  const strong = (tag: string) => tag.trim().replace(/^W\//, '')
  return header.trim() === '*' || header.split(',').some((tag) => strong(tag) === strong(etag))
}

/** `?download` saves under the object's name, `?download=Song.mp3` under that one. */
function downloadHeader(key: string, query: Readonly<Record<string, unknown>>): Record<string, string> {
  const { download } = query
  if (typeof download !== 'string') return {}
  const name = download === '' ? key.slice(key.lastIndexOf('/') + 1) : download
  const plain = name.replaceAll(/[^\w .()-]/g, '_')
  return {
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
  }
}
