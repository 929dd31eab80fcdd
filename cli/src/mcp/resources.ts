import { ResourceTemplate, type McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { MUSIC_KINDS } from '@troubadour/sdk'
import type { Cli } from '../cli.js'
import { patiently } from '../patience.js'
import { audioUri, LYRICS_TEMPLATE, lyricsUri, RECENT_TRACKS_URI, TRACK_TEMPLATE } from './uris.js'

/** Songs whose tracks are listed. */
const LISTED_TASKS = 20

interface RecentTrack {
  readonly track: string
  readonly title: string
  readonly style: string
}

/** Tracks with their audio links and facts, and their lyrics. */
export function addResources(
  server: McpServer,
  cliFor: (extra: { readonly signal: AbortSignal }) => Cli,
): void {
  server.registerResource(
    'recent-tracks',
    RECENT_TRACKS_URI,
    {
      title: 'Recent tracks',
      description: 'The newest finished tracks: track id, title, style',
      mimeType: 'application/json',
    },
    async (uri, extra) => json(uri, await recentTracks(cliFor(extra))),
  )
  server.registerResource(
    'track',
    new ResourceTemplate(TRACK_TEMPLATE, {
      list: async (extra) => ({
        resources: (await recentTracks(cliFor(extra))).map(({ track, title, style }) => ({
          uri: audioUri(track),
          name: title,
          description: style,
          mimeType: 'application/json',
        })),
      }),
    }),
    {
      title: 'A track',
      description: 'Audio link, length, tempo, key and sections',
      mimeType: 'application/json',
    },
    async (uri, variables, extra) => {
      const song = await songOf(cliFor(extra), variables)
      return json(uri, {
        title: song.title,
        style: song.tags,
        duration_seconds: song.duration,
        audio_url: song.audioUrl,
        image_url: song.imageUrl,
        facts: song.troubadour,
      })
    },
  )
  server.registerResource(
    'lyrics',
    new ResourceTemplate(LYRICS_TEMPLATE, {
      list: async (extra) => ({
        resources: (await recentTracks(cliFor(extra))).map(({ track, title }) => ({
          uri: lyricsUri(track),
          name: `${title} (lyrics)`,
          mimeType: 'text/plain',
        })),
      }),
    }),
    { title: 'Lyrics of a track', mimeType: 'text/plain' },
    async (uri, variables, extra) => {
      const { prompt } = await songOf(cliFor(extra), variables)
      return { contents: [{ uri: uri.href, mimeType: 'text/plain', text: prompt || '(instrumental)' }] }
    },
  )
}

function json(uri: URL, value: unknown) {
  return {
    contents: [{ uri: uri.href, mimeType: 'application/json', text: JSON.stringify(value, null, 2) }],
  }
}

function recordOf(cli: Cli, taskId: string) {
  const { signal } = cli
  return patiently(signal, () => cli.client().recordOf({ operation: 'generate', taskId }, { signal }))
}

async function songOf(cli: Cli, variables: Readonly<Record<string, string | string[]>>) {
  const taskId = String(variables['taskId'])
  const audioId = String(variables['audioId'])
  const record = await recordOf(cli, taskId)
  const song = record?.response?.sunoData.find(({ id }) => id === audioId)
  if (!song)
    throw new Error(`there is no track ${taskId}/${audioId}; read ${RECENT_TRACKS_URI} for those there are`)
  return song
}

async function recentTracks(cli: Cli): Promise<RecentTrack[]> {
  const client = cli.client()
  const found: RecentTrack[] = []
  let tasks = 0
  for await (const { taskId } of client.tasks(
    { kind: MUSIC_KINDS, state: 'succeeded' },
    { signal: cli.signal },
  )) {
    const record = await recordOf(cli, taskId)
    for (const { id, title, tags } of record?.response?.sunoData ?? []) {
      found.push({ track: `${taskId}/${id}`, title, style: tags })
    }
    if (++tasks === LISTED_TASKS) break
  }
  return found
}
