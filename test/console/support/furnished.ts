import { createClient, type TroubadourClient } from '@troubadour/sdk'
import type { ConsoleWorld } from './console-world.js'

/** What lies in a server that is not empty. */
export interface Furniture {
  readonly client: TroubadourClient
  /** A sung song of some 40 seconds. */
  readonly taskId: string
  readonly trackId: string
}

export const SONG_LYRICS = `[Verse]
Morning comes over the hill
The water is quiet and still

[Chorus]
Carry me home, carry me home
Over the river and stone`

/** Has the server make a real song. */
export async function furnish(world: ConsoleWorld): Promise<Furniture> {
  const client = createClient({ baseUrl: world.server.url, apiKey: world.server.key })
  const task = await client.generate({
    customMode: true,
    instrumental: false,
    model: 'V5',
    title: 'Carry Me Home',
    style: 'folk, acoustic guitar, warm, 96 bpm',
    prompt: SONG_LYRICS,
    troubadour: { seed: 7 },
  })
  const record = await client.waitFor(task, { timeoutMs: 600_000 })
  return { client, taskId: task.taskId, trackId: record.response!.sunoData[0]!.id }
}
