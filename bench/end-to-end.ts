/**
 * How long does a client wait? Starts the built server on an empty folder, submits one song of about 2:30 with vocals and
 * prints the seconds until the `text` callback, the first bytes of the live stream, and `complete`, and the processor time
 * that it cost.
 *
 *   npm run bench:end-to-end [-- RUNS]
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startCallbackReceiver } from '../test/support/callback-receiver.js'
import { startServerProcess, waitUntil } from '../test/support/server-process.js'
import { processorMsOf } from './processor-time.js'

const LYRICS = `[Verse]
Snow on the windows and salt on the road
Six hundred miles with a heart like a stone
[Chorus]
I am coming home, I am coming home
Leave a light on the stairs, I am coming home
[Verse]
The radio whispers a song that we knew
The mountains go silver, the sky turning blue
[Chorus]
I am coming home, I am coming home
Leave a light on the stairs, I am coming home`

const RUNS = Number(process.argv[2] ?? 3)
const dataDir = await mkdtemp(join(tmpdir(), 'troubadour-bench-'))
const receiver = await startCallbackReceiver()
const startedAt = performance.now()
const server = await startServerProcess(dataDir)
console.log(`server ready after ${seconds(startedAt)} s (empty folder, database made)`)
// What a person needs to read the banner: the threads warm up meanwhile.
await sleep(5000)

try {
  for (let run = 0; run < RUNS; run++) {
    const processorMs = await processorMsOf(server.process.pid!)
    const submittedAt = performance.now()
    const { data } = await server.call<{ taskId: string }>('/api/v1/generate', {
      prompt: LYRICS,
      customMode: true,
      style: 'pop, female vocals',
      title: 'Coming Home',
      instrumental: false,
      model: 'V5_5',
      duration: 150,
      callBackUrl: receiver.url,
      troubadour: { seed: 100 + run },
    })
    const arrival = async (stage: string) => {
      await waitUntil(
        async () => receiver.of(data.taskId).some(({ body }) => body.data.callbackType === stage),
        300_000,
        10,
      )
      return receiver.of(data.taskId).find(({ body }) => body.data.callbackType === stage)!.atMs - submittedAt
    }
    const text = await arrival('text')
    const record = await server.call<{
      response: { sunoData: { streamAudioUrl: string }[] }
    }>(`/api/v1/generate/record-info?taskId=${data.taskId}`)
    const reader = (await fetch(record.data.response.sunoData[0]!.streamAudioUrl)).body!.getReader()
    await reader.read()
    const streamed = performance.now() - submittedAt
    await reader.cancel()
    const first = await arrival('first')
    const complete = await arrival('complete')
    const last = receiver.of(data.taskId).at(-1).body.data.data as { duration: number }[]
    console.log(
      `run ${run + 1}: text ${inSeconds(text)} s, first stream bytes ${inSeconds(streamed)} s, ` +
        `first ${inSeconds(first)} s, complete ${inSeconds(complete)} s (songs of ${last.map(({ duration }) => duration.toFixed(0)).join(' and ')} s); ` +
        `${inSeconds((await processorMsOf(server.process.pid!)) - processorMs)} core seconds`,
    )
  }
} finally {
  await server.stop()
  await receiver.close()
  await rm(dataDir, { recursive: true, force: true })
}

function inSeconds(ms: number): string {
  return (ms / 1000).toFixed(2)
}

function seconds(sinceMs: number): string {
  return inSeconds(performance.now() - sinceMs)
}
