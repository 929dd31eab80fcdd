import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openObjectStore } from './index.js'
import { createS3Store } from './s3-store.js'
import { describeObjectStore } from './testing/object-store-suite.js'
import { startS3Server } from './testing/s3-server.js'

describeObjectStore('the S3 store', async () => {
  const server = await startS3Server()
  const store = createS3Store(server.options)
  return {
    store,
    async close() {
      store.close()
      await server.close()
    },
  }
})

describe('the S3 store', () => {
  let server: Awaited<ReturnType<typeof startS3Server>>
  beforeAll(async () => {
    server = await startS3Server()
  })
  afterAll(() => server.close())

  it('is what the factory opens when a bucket is configured', async () => {
    const store = await openObjectStore({ folder: '/nowhere', s3: server.options })
    await store.put('a.mp3', Buffer.from('x'), { contentType: 'audio/mpeg' })
    expect(await store.head('a.mp3')).toMatchObject({ sizeBytes: 1 })
  })

  it('does not take a missing bucket for a missing object', async () => {
    const store = createS3Store({ ...server.options, bucket: 'elsewhere' })
    await expect(store.read('a.mp3')).rejects.toMatchObject({ name: 'NoSuchBucket' })
    store.close()
  })
})
