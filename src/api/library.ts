import {
  changeSongDefinition,
  personaListSchema,
  priceListSchema,
  scoreResponseSchema,
  songData,
  songDetail,
  songDetailResponseSchema,
  songLabelsSchema,
  songListDefinition,
  songPageSchema,
  styleWordsSchema,
  success,
} from '@troubadour/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { LibrarySong } from '../tasks/index.js'
import { ApiError } from './api-error.js'
import type { ApiDeps } from './deps.js'
import { operation } from './operation.js'
import { bodyOf, read } from './requests.js'
import { createSongFactsReader } from './song-facts.js'

const PATH = '/troubadour/v1/library'
const paramsSchema = z.object({ audioId: z.string() })

/** `/troubadour/v1/library`: an account's songs, what people note on them, and what is written in their scores. */
export function libraryRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const factsOf = createSongFactsReader(deps.songFactsOf)

  const requestedSong = async (request: FastifyRequest): Promise<LibrarySong> => {
    const { audioId } = request.params as { audioId: string }
    const song = await deps.library.find(request.account.accountId, audioId)
    if (!song) throw new ApiError('notFound', 'This account has no such song')
    return song
  }
  const detailOf = async (accountId: string, song: LibrarySong) => {
    const [facts, personaId] = await Promise.all([
      factsOf(song.track),
      deps.tasks.personaIdOf(accountId, song.track.id),
    ])
    return success(songDetail(song, { facts, personaId: personaId ?? null }, deps.urls))
  }

  app.get(
    PATH,
    {
      schema: operation({
        id: 'listSongs',
        tag: 'Library',
        summary: 'Songs, newest first or as asked',
        description: 'Those that are finished, and those that are being made.',
        query: songListDefinition.schema,
        response: songPageSchema,
      }),
    },
    async (request) => {
      const query = read(songListDefinition, request.query as Record<string, unknown>)
      const { songs, nextCursor } = await deps.library.list(request.account.accountId, query)
      return success({ songs: songs.map((song) => songData(song, deps.urls)), nextCursor })
    },
  )

  app.get(
    `${PATH}/labels`,
    {
      schema: operation({
        id: 'songLabels',
        tag: 'Library',
        summary: 'Labels in use and how many songs have each',
        response: songLabelsSchema,
      }),
    },
    async (request) => {
      const labels = await deps.library.labels(request.account.accountId)
      return success({ labels: labels.map(({ label, songs }) => ({ label, songs })) })
    },
  )

  app.get(
    `${PATH}/:audioId`,
    {
      schema: operation({
        id: 'song',
        tag: 'Library',
        summary: 'A song with its words, key and tempo',
        params: paramsSchema,
        response: songDetailResponseSchema,
      }),
    },
    async (request) => detailOf(request.account.accountId, await requestedSong(request)),
  )

  app.patch(
    `${PATH}/:audioId`,
    {
      config: { scope: 'submit' },
      schema: operation({
        id: 'changeSong',
        tag: 'Library',
        summary: 'Rename, like, label, delete or bring back a song',
        params: paramsSchema,
        body: changeSongDefinition.schema,
        response: songDetailResponseSchema,
      }),
    },
    async (request) => {
      const { accountId } = request.account
      const changes = read(changeSongDefinition, bodyOf(request).fields)
      const song = await deps.library.change(accountId, (await requestedSong(request)).track.id, changes)
      if (!song) throw new ApiError('notFound', 'This account has no such song')
      return detailOf(accountId, song)
    },
  )

  app.get(
    `${PATH}/:audioId/score`,
    {
      schema: operation({
        id: 'songScore',
        tag: 'Library',
        summary: 'Sections, chords, keys, tempo and every note, in seconds of the song',
        description: 'Of songs made out of recordings: what was heard in them.',
        params: paramsSchema,
        response: scoreResponseSchema,
      }),
    },
    async (request) => success(await deps.scoreViewOf((await requestedSong(request)).track.score)),
  )

  app.get(
    `${PATH}/:audioId/midi`,
    {
      schema: operation({
        id: 'songMidi',
        tag: 'Library',
        summary: 'The score as a Standard MIDI File',
        params: paramsSchema,
        produces: 'audio/midi',
        response: z.unknown().meta({ type: 'string', format: 'binary' }),
      }),
    },
    async (request, reply) => {
      const { track } = await requestedSong(request)
      return reply.type('audio/midi').send(Buffer.from(await deps.midiOf(track.score)))
    },
  )

  app.get(
    '/troubadour/v1/personas',
    {
      schema: operation({
        id: 'personas',
        tag: 'Library',
        summary: 'Personas and voices that later songs can name, newest first',
        response: personaListSchema,
      }),
    },
    async (request) => {
      const personas = await deps.library.personas(request.account.accountId)
      return success({
        personas: personas.map(({ id, kind, name, description, createdAt }) => ({
          ...{ personaId: id, kind, name, description },
          createdAt: createdAt.toISOString(),
        })),
      })
    },
  )

  app.get(
    '/troubadour/v1/prices',
    {
      schema: operation({
        id: 'prices',
        tag: 'Account',
        summary: 'What each kind of task costs, in credits',
        response: priceListSchema,
      }),
    },
    async () => success({ prices: deps.prices }),
  )

  app.get(
    '/troubadour/v1/style-words',
    {
      schema: operation({
        id: 'styleWords',
        tag: 'Music',
        summary: 'Words that style texts understand: genres, moods, instruments, voices, tempo, sound',
        response: styleWordsSchema,
      }),
    },
    async () => success({ words: deps.styleWords() }),
  )
}
