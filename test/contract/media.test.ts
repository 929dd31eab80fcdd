import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { request } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApi, type TestApi } from '../../src/api/testing/test-api.js'

const KEY = 'alice/tracks/song.mp3'
const BYTES = Buffer.from(Array.from({ length: 1000 }, (_, i) => i % 251))

let api: TestApi
let base: string

beforeAll(async () => {
  api = await createTestApi()
  await api.objects.put(KEY, BYTES, { contentType: 'audio/mpeg' })
  await api.app.listen({ host: '127.0.0.1', port: 0 })
  base = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}`
})
afterAll(() => api.close())

async function fetchMedia(
  path: string,
  headers: Record<string, string> = {},
  method: 'GET' | 'HEAD' = 'GET',
): Promise<{ status: number; headers: Record<string, string | string[] | undefined>; bytes: Buffer }> {
  const answer = await request(base + path, { method, headers })
  return {
    status: answer.statusCode,
    headers: answer.headers,
    bytes: Buffer.from(await answer.body.arrayBuffer()),
  }
}

describe('GET /media over real HTTP', () => {
  it('serves the whole file with its type, length and validators', async () => {
    const { status, headers, bytes } = await fetchMedia(`/media/${KEY}`)
    expect(status).toBe(200)
    expect(bytes.equals(BYTES)).toBe(true)
    expect(headers).toMatchObject({
      'content-type': 'audio/mpeg',
      'content-length': '1000',
      'accept-ranges': 'bytes',
      'last-modified': 'Tue, 03 Feb 2026 04:05:06 GMT',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    expect(headers['etag']).toMatch(/^".+"$/)
    expect(headers['content-disposition']).toBeUndefined()
  })

  it.each([
    ['bytes=0-99', 0, 99],
    ['bytes=900-', 900, 999],
    ['bytes=-1', 999, 999],
    ['bytes=-5000', 0, 999],
    ['bytes=990-5000', 990, 999],
    ['bytes=0-0', 0, 0],
  ])('answers Range %s with 206', async (range, start, end) => {
    const { status, headers, bytes } = await fetchMedia(`/media/${KEY}`, { range })
    expect(status).toBe(206)
    expect(headers['content-range']).toBe(`bytes ${start}-${end}/1000`)
    expect(headers['content-length']).toBe(String(end - start + 1))
    expect(bytes.equals(BYTES.subarray(start, end + 1))).toBe(true)
  })

  it.each(['bytes=1000-', 'bytes=5000-6000', 'bytes=-0'])('answers Range %s with 416', async (range) => {
    const { status, headers, bytes } = await fetchMedia(`/media/${KEY}`, { range })
    expect([status, headers['content-range'], bytes.length]).toEqual([416, 'bytes */1000', 0])
  })

  it.each(['bytes=5-2', 'bytes=', 'bytes=a-b', 'lines=1-2', 'bytes=0-1,5-6'])(
    'ignores Range %s',
    async (range) => {
      const { status, bytes } = await fetchMedia(`/media/${KEY}`, { range })
      expect([status, bytes.length]).toEqual([200, 1000])
    },
  )

  it('answers HEAD like GET without the bytes', async () => {
    const { status, headers, bytes } = await fetchMedia(`/media/${KEY}`, {}, 'HEAD')
    expect([status, headers['content-length'], bytes.length]).toEqual([200, '1000', 0])
    const part = await fetchMedia(`/media/${KEY}`, { range: 'bytes=0-9' }, 'HEAD')
    expect([part.status, part.headers['content-length'], part.bytes.length]).toEqual([206, '10', 0])
  })

  it('answers 304 when the client has it, and a stale If-Range with everything', async () => {
    const { headers } = await fetchMedia(`/media/${KEY}`, {}, 'HEAD')
    const etag = headers['etag'] as string
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      expect((await fetchMedia(`/media/${KEY}`, { 'if-none-match': known })).status).toBe(304)
    }
    expect((await fetchMedia(`/media/${KEY}`, { 'if-none-match': '"other"' })).status).toBe(200)
    const range = 'bytes=0-9'
    expect((await fetchMedia(`/media/${KEY}`, { range, 'if-range': etag })).status).toBe(206)
    expect((await fetchMedia(`/media/${KEY}`, { range, 'if-range': '"old"' })).status).toBe(200)
  })

  it('offers a download on ?download, under a name that cannot break the header', async () => {
    const named = await fetchMedia(`/media/${KEY}?download=${encodeURIComponent('Schnee "1"\r\n.mp3')}`)
    expect(named.headers['content-disposition']).toBe(
      `attachment; filename="Schnee _1___.mp3"; filename*=UTF-8''Schnee%20%221%22%0D%0A.mp3`,
    )
    const unnamed = await fetchMedia(`/media/${KEY}?download`)
    expect(unnamed.headers['content-disposition']).toContain('filename="song.mp3"')
  })

  it.each(['/media/alice/tracks/none.mp3', '/media/', '/media/.hidden', '/media/a%5Cb', '/media/a%00b'])(
    'does not know %s',
    async (path) => {
      expect((await fetchMedia(path)).status).toBe(404)
    },
  )
})

describe('GET /stream over real HTTP', () => {
  const newTrack = async (own = api) => {
    const { task } = await own.tasks.submit({
      accountId: 'alice',
      kind: 'generate',
      request: { model: 'V5' },
      param: '{}',
      seed: 1,
      cost: 1,
    })
    return own.tasks.addTrack(task.id)
  }

  it('plays while the song is performed: the first piece arrives before the last is made', async () => {
    const track = await newTrack()
    const answer = await request(`${base}/stream/${track.id}.mp3`, { headers: { range: 'bytes=0-' } })
    // The task still waits: headers are out, sound is not.
    expect(answer.statusCode).toBe(200)
    expect(answer.headers).toMatchObject({ 'content-type': 'audio/mpeg', 'transfer-encoding': 'chunked' })

    const writer = await api.deps.liveStreams.open(track.id)
    await writer.append(BYTES.subarray(0, 600))
    const heard: Buffer[] = []
    for await (const piece of answer.body) {
      heard.push(piece as Buffer)
      if (heard.length === 1) {
        expect(piece).toHaveLength(600)
        await writer.append(BYTES.subarray(600))
        await writer.end()
      }
    }
    expect(Buffer.concat(heard).equals(BYTES)).toBe(true)
  })

  it('serves the finished file, with Range', async () => {
    const track = await newTrack()
    api.tasks.addTrack(track.taskId, { ...track, audioKey: KEY })
    const part = await fetchMedia(`/stream/${track.id}.mp3`, { range: 'bytes=10-19' })
    expect(part.status).toBe(206)
    expect(part.bytes.equals(BYTES.subarray(10, 20))).toBe(true)
  })

  it('serves the finished file of a song that is finished while it is asked for', async () => {
    const own: TestApi = await createTestApi({
      isTaskOpen: async (taskId) => {
        own.tasks.addTrack(taskId, { ...track, audioKey: KEY })
        return false
      },
    })
    const track = await newTrack(own)
    await own.objects.put(KEY, BYTES, { contentType: 'audio/mpeg' })
    const answer = await own.app.inject({ url: `/stream/${track.id}.mp3` })
    expect(answer.statusCode).toBe(200)
    expect(answer.rawPayload.equals(BYTES)).toBe(true)
    await own.close()
  })

  it('answers 404 for unknown tracks and for tasks that ended without the song', async () => {
    const track = await newTrack()
    api.tasks.change(track.taskId, { state: 'failed', stage: 'error' })
    for (const id of [track.id, '00000000-0000-4000-8000-000000000000']) {
      expect((await fetchMedia(`/stream/${id}.mp3`)).status).toBe(404)
    }
  })

  it('ends when the task ends before it sounds', async () => {
    const track = await newTrack()
    const answer = fetchMedia(`/stream/${track.id}.mp3`)
    await wait(30)
    api.tasks.change(track.taskId, { state: 'cancelled' })
    expect((await answer).bytes).toHaveLength(0)
  })

  it('does not keep the server from closing', async () => {
    const own = await createTestApi()
    const track = await newTrack(own)
    const address = await own.app.listen({ host: '127.0.0.1', port: 0 })
    const answer = await request(`${address}/stream/${track.id}.mp3`)
    const heard = answer.body.arrayBuffer()
    await own.close()
    expect((await heard).byteLength).toBe(0)
  })
})
