import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { ObjectNotFoundError, type ObjectStore } from '../../media/storage/object-store.js'

/** Objects in memory, for tests of the API. */
export function createMemoryObjectStore(
  clock: () => Date,
): ObjectStore & { bytesOf(key: string): Buffer | undefined } {
  const objects = new Map<string, { bytes: Buffer; contentType: string; modifiedAt: Date }>()
  const existing = (key: string) => {
    const object = objects.get(key)
    if (!object) throw new ObjectNotFoundError(key)
    return object
  }
  return {
    bytesOf: (key) => objects.get(key)?.bytes,
    async put(key, body, { contentType }) {
      const pieces: Uint8Array[] = []
      if (body instanceof Uint8Array) pieces.push(body)
      else for await (const piece of body) pieces.push(piece as Uint8Array)
      const bytes = Buffer.concat(pieces)
      objects.set(key, { bytes, contentType, modifiedAt: clock() })
      return { sizeBytes: bytes.length }
    },
    async head(key) {
      const object = objects.get(key)
      if (!object) return undefined
      const { bytes, contentType, modifiedAt } = object
      const etag = `"${createHash('md5').update(bytes).digest('hex')}"`
      return { sizeBytes: bytes.length, contentType, modifiedAt, etag }
    },
    read: async (key, range) => {
      const { bytes } = existing(key)
      return Readable.from([range ? bytes.subarray(range.start, range.end + 1) : bytes])
    },
    download: async (key, filePath) => writeFile(filePath, existing(key).bytes),
    delete: async (key) => {
      objects.delete(key)
    },
  }
}
