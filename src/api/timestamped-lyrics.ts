import {
  timestampedLyrics,
  timestampedLyricsDefinition,
  timestampedLyricsSchema,
  type Envelope,
  type TimestampedLyrics,
  type TrackSelector,
} from '@troubadour/contract'
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
      return readTimestampedLyrics(deps, request.account.accountId, selector)
    },
  )
}

/** Throws ApiError when there is no such track. */
export async function readTimestampedLyrics(
  deps: ApiDeps,
  accountId: string,
  selector: TrackSelector,
): Promise<Envelope<TimestampedLyrics>> {
  const track = await findSelectedTrack(deps, accountId, selector)
  if (!track) throw new ApiError('unknownRecord', 'The corresponding record does not exist')
  return timestampedLyrics(await deps.wordsOf(track.score), track.waveform)
}
