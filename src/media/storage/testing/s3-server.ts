import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { S3Options } from '../s3-store.js'

/** The part of s3rver (which ships no types) that is used here. */
interface S3rver {
  run(): Promise<{ readonly port: number }>
  close(): Promise<void>
}
type S3rverConstructor = new (options: {
  port: number
  address: string
  silent: boolean
  directory: string
  configureBuckets: { name: string }[]
}) => S3rver

/** Starts a real S3 server with one empty bucket on this machine. */
export async function startS3Server(): Promise<{ options: S3Options; close(): Promise<void> }> {
  const Server = createRequire(import.meta.url)('s3rver') as S3rverConstructor
  const directory = await mkdtemp(join(tmpdir(), 'troubadour-s3-'))
  const server = new Server({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory,
    configureBuckets: [{ name: 'songs' }],
  })
  const { port } = await server.run()
  return {
    options: {
      bucket: 'songs',
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
    },
    async close() {
      await server.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
