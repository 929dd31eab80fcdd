import { once } from 'node:events'
import { createServer, request as forward } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startS3Server } from '../../src/media/storage/testing/s3-server.js'

/** What the object store is like at the moment. */
export type S3Mood = 'well' | 'failing' | 'slow' | 'resetting'

/** A real S3 server behind a door that can be made to fail. */
export interface FaultyS3 {
  readonly environment: Readonly<Record<string, string>>
  /** Straight to the server, past the door. */
  readonly options: Awaited<ReturnType<typeof startS3Server>>['options']
  mood: S3Mood
  close(): Promise<void>
}

/** How slow a slow answer is, in milliseconds. */
const SLOW_MS = 1500

export async function startFaultyS3(): Promise<FaultyS3> {
  const server = await startS3Server()
  const { port } = new URL(server.options.endpoint!)
  const s3 = { mood: 'well' as S3Mood }
  const door = createServer((incoming, answer) => {
    const pass = () => {
      // Whoever was killed meanwhile waits for nothing any more, and the server behind must not wait for the rest.
      if (answer.destroyed) return
      // The signature covers the Host header: it goes through as it is.
      const outgoing = forward(
        { host: '127.0.0.1', port, method: incoming.method, path: incoming.url, headers: incoming.headers },
        (reply) => {
          answer.writeHead(reply.statusCode ?? 502, reply.headers)
          reply.pipe(answer)
        },
      )
      outgoing.on('error', () => answer.destroy())
      answer.on('close', () => outgoing.destroy())
      incoming.pipe(outgoing)
    }
    if (s3.mood === 'failing') {
      incoming.resume()
      incoming.on('end', () => answer.writeHead(503).end('<Error><Code>SlowDown</Code></Error>'))
    } else if (s3.mood === 'resetting') incoming.socket.destroy()
    else if (s3.mood === 'slow') setTimeout(pass, SLOW_MS)
    else pass()
  }).listen(0, '127.0.0.1')
  await once(door, 'listening')
  return {
    options: server.options,
    environment: {
      S3_ENDPOINT: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
      S3_BUCKET: server.options.bucket,
      S3_REGION: server.options.region,
      S3_ACCESS_KEY_ID: server.options.accessKeyId,
      S3_SECRET_ACCESS_KEY: server.options.secretAccessKey,
    },
    get mood() {
      return s3.mood
    },
    set mood(mood) {
      s3.mood = mood
    },
    async close() {
      door.closeAllConnections()
      door.close()
      await server.close()
    },
  }
}
