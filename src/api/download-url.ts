import { downloadUrlDefinition, downloadUrlSchema, success } from '@troubadour/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { assertObjectKey } from '../media/storage/object-key.js'
import { ApiError } from './api-error.js'
import type { ApiDeps } from './deps.js'
import { operation } from './operation.js'
import { bodyOf, read } from './requests.js'

/** `/api/v1/common/download-url`: an address at which one of the account's own files can be downloaded. */
export function downloadUrlRoutes(app: FastifyInstance, deps: ApiDeps): void {
  app.post(
    '/api/v1/common/download-url',
    {
      config: { scope: 'read' },
      schema: operation({
        id: 'downloadUrl',
        tag: 'Media',
        summary: 'A download address for a file of this server',
        body: downloadUrlDefinition.schema,
        response: downloadUrlSchema,
      }),
    },
    async (request) => {
      const url = read(downloadUrlDefinition, bodyOf(request).fields)
      const key = await ownedKey(deps, request, url)
      if (key === undefined || !(await deps.objects.head(key))) {
        throw new ApiError('unknownRecord', 'url is wrong')
      }
      // Our URLs cannot be guessed and answer as long as the file is kept: they need no signature.
      return success(deps.urls.media(key))
    },
  )
}

/** The object behind a URL of ours, if it is a file of the asking account. */
async function ownedKey(deps: ApiDeps, request: FastifyRequest, text: string): Promise<string | undefined> {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  // Whatever the configured address, clients may have the URL by the one they call.
  const hosts = [new URL(deps.config.publicUrl()).host, request.host]
  if (!hosts.includes(url.host)) return undefined
  const { accountId } = request.account
  const base = new URL(deps.urls.media('')).pathname
  if (url.pathname.startsWith(base)) {
    const key = decoded(url.pathname.slice(base.length))
    return key?.startsWith(`${accountId}/`) ? key : undefined
  }
  const trackId = /\/stream\/([0-9a-f-]{36})(?:\.mp3)?$/.exec(url.pathname)?.[1]
  const track = trackId === undefined ? undefined : await deps.tasks.findTrackById(trackId)
  const isOwn = track && (await deps.tasks.findTrack(accountId, track.taskId, track.id))
  return isOwn ? (track.audioKey ?? undefined) : undefined
}

function decoded(path: string): string | undefined {
  try {
    const key = decodeURIComponent(path)
    assertObjectKey(key)
    return key
  } catch {
    // Percent signs that are no escapes, or a path that no object of ours has.
    return undefined
  }
}
