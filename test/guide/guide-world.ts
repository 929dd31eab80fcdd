import { createClient, createTransport, type OperationName, type SubmittedTask } from '@troubadour/sdk'
import { startCallbackReceiver } from '../support/callback-receiver.js'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HMAC_KEY, startSandboxServer } from '../cli/sandbox-server.js'

/** A server with everything that the snippets of the guide work on. */
export interface GuideWorld {
  readonly url: string
  /** The variables that the guide tells readers to set, with a song and a phrase of its own at each call. */
  environment(): Promise<Record<string, string>>
  stop(): Promise<void>
}

export async function startGuideWorld(): Promise<GuideWorld> {
  const server = await startSandboxServer()
  const receiver = await startCallbackReceiver()
  const admin = createTransport({
    baseUrl: server.url,
    apiKey: (await readFile(join(server.dataDir, 'api-key'), 'utf8')).trim(),
  })
  // The pages together ask for more than one account may in ten seconds.
  const body = { name: 'guide', sandbox: true, rateLimit: { events: 10_000, perSeconds: 1 } }
  const { key } = await admin.send<{ key: string }>('/troubadour/v1/keys', { method: 'POST', body })
  const client = createClient({ baseUrl: server.url, apiKey: key })
  const done = async <Name extends OperationName>(task: SubmittedTask<Name>) => {
    await client.waitFor(task)
    return task.taskId
  }
  const song = () =>
    client.generate({ prompt: 'a song for the guide', customMode: false, instrumental: false, model: 'V5' })

  const environment = async () => {
    const task = await song()
    const [first, second] = (await client.waitFor(task)).response!.sunoData
    const track = { taskId: task.taskId, audioId: first!.id }
    const phrase = { voiceUrl: first!.audioUrl, vocalStartS: 0, vocalEndS: 20 }
    const used = await done(await client.voicePhrase(phrase))
    return {
      TROUBADOUR_URL: server.url,
      TROUBADOUR_API_KEY: key,
      TASK_ID: track.taskId,
      AUDIO_ID: track.audioId,
      SONG_URL: first!.audioUrl,
      RECORDING_URL: first!.audioUrl,
      SECOND_URL: second!.audioUrl,
      SEPARATION_TASK_ID: await done(await client.separate({ ...track, type: 'split_stem' })),
      VOICE_TASK_ID: await done(await client.voice({ taskId: used, verifyUrl: second!.audioUrl })),
      PHRASE_TASK_ID: await done(await client.voicePhrase(phrase)),
      WEBHOOK_HMAC_KEY: HMAC_KEY,
      RECEIVER_URL: receiver.url,
    }
  }
  return {
    url: server.url,
    environment,
    async stop() {
      await receiver.close()
      await server.stop()
    },
  }
}
