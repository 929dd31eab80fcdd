import { timestampedLyrics, timestampedLyricsDefinition, timestampedLyricsSchema } from '@troubadour/contract'
import type { FastifyInstance } from 'fastify'
import { ApiError } from './api-error.js'
import type { ApiDeps } from './deps.js'
import { operation } from './operation.js'
import { findSelectedTrack } from './parent-track.js'
import { bodyOf, read } from './requests.js'

/** `/api/v1/generate/get-timestamped-lyrics`: when each word of a track is sung. */
export function timestampedLyricsRoutes(app: FastifyInstance, deps: ApiDeps): void {
  app.post(
    '/api/v1/generate/get-timestamped-lyrics',
    {
      config: { scope: 'read' },
      schema: operation({
        id: 'timestampedLyrics',
        tag: 'Lyrics',
        summary: 'When each word of a track is sung',
        body: timestampedLyricsDefinition.schema,
        response: timestampedLyricsSchema,
      }),
    },
    async (request) => {
      const selector = read(timestampedLyricsDefinition, bodyOf(request).fields)
      const track = await findSelectedTrack(deps, request.account.accountId, selector)
      if (!track) throw new ApiError('unknownRecord', 'The corresponding record does not exist')
      return timestampedLyrics(await deps.wordsOf(track.score), track.waveform)
    },
  )
}
