import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startCallbackReceiver } from '../support/callback-receiver.js'
import { startServerProcess, waitUntil } from '../support/server-process.js'

interface RecordInfo {
  readonly status: string
  readonly response: { readonly sunoData: readonly { id: string; audioUrl: string }[] } | null
}

const TASKS = 10

it('finishes ten tasks that were running when the server was killed, each stage reported, none with a third take', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'troubadour-kill-'))
  const receiver = await startCallbackReceiver()
  const first = await startServerProcess(dataDir)
  try {
    const taskIds = await Promise.all(
      Array.from({ length: TASKS }, async (_, i) => {
        const { data } = await first.call<{ taskId: string }>('/api/v1/generate', {
          prompt: '',
          customMode: true,
          instrumental: true,
          model: 'V5_5',
          style: 'solo piano',
          title: `Piece ${i + 1}`,
          duration: 10,
          callBackUrl: receiver.url,
        })
        return data.taskId
      }),
    )
    await waitUntil(
      async () => receiver.received.some(({ body }) => body.data.callbackType === 'first'),
      90_000,
    )
    await first.kill()

    const second = await startServerProcess(dataDir)
    try {
      const infoOf = async (taskId: string) =>
        (await second.call<RecordInfo>(`/api/v1/generate/record-info?taskId=${taskId}`)).data
      await waitUntil(
        async () => (await Promise.all(taskIds.map(infoOf))).every(({ status }) => status === 'SUCCESS'),
        180_000,
        1000,
      )
      for (const taskId of taskIds) {
        const songs = (await infoOf(taskId)).response!.sunoData
        expect(songs).toHaveLength(2)
        for (const { audioUrl } of songs) {
          const path = new URL(audioUrl).pathname
          expect((await fetch(second.url + path, { method: 'HEAD' })).status).toBe(200)
        }
        await waitUntil(
          async () => receiver.of(taskId).some(({ body }) => body.data.callbackType === 'complete'),
          20_000,
        )
        // At least once: a stage delivered while the server was killed may come a second time, but never out of order.
        const stages = receiver.of(taskId).map(({ body }) => body.data.callbackType)
        expect([...new Set(stages)]).toEqual(['text', 'first', 'complete'])
      }
    } finally {
      await second.stop()
    }
  } finally {
    await first.kill()
    await receiver.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}, 420_000)
