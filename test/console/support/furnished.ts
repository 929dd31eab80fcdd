import { createClient, type TroubadourClient } from '@troubadour/sdk'
import type { ConsoleWorld } from './console-world.js'

/** What lies in a server that is not empty. */
export interface Furniture {
  readonly client: TroubadourClient
  /** A sung song of half a minute, with a verse and a chorus. */
  readonly taskId: string
  readonly trackId: string
}

/** Long enough for both sections and little more: it is really composed and performed. */
const SONG_SECONDS = 30

export const SONG_LYRICS = `[Verse]
Morning comes over the hill
The water is quiet and still

[Chorus]
Carry me home, carry me home
Over the river and stone`

/** Has the server make a real song; with stems, it takes its first take apart too. */
export async function furnish(world: ConsoleWorld, { withStems = false } = {}): Promise<Furniture> {
  const client = createClient({ baseUrl: world.server.url, apiKey: world.server.key })
  const task = await client.generate({
    customMode: true,
    instrumental: false,
    // The first that takes a length.
    model: 'V5_5',
    title: 'Carry Me Home',
    style: 'folk, acoustic guitar, warm, 96 bpm',
    prompt: SONG_LYRICS,
    duration: SONG_SECONDS,
    troubadour: { seed: 7 },
  })
  const record = await client.waitFor(task, { timeoutMs: 600_000 })
  const trackId = record.response!.sunoData[0]!.id
  if (withStems) {
    const ids = { taskId: task.taskId, audioId: trackId }
    await client.waitFor(await client.separate({ ...ids, type: 'split_stem' }), { timeoutMs: 600_000 })
  }
  return { client, taskId: task.taskId, trackId }
}
