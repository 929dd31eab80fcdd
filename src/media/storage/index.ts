import { createDiskStore } from './disk-store.js'
import type { ObjectStore } from './object-store.js'
import type { S3Options } from './s3-store.js'

export { contentTypeOf } from './content-types.js'
export { assertObjectKey, isObjectKey } from './object-key.js'
export { ObjectNotFoundError, type ObjectInfo, type ObjectStore } from './object-store.js'
export type { S3Options } from './s3-store.js'

export interface StorageOptions {
  /** Folder of the disk store; not used with `s3`. */
  readonly folder: string
  /** Present: objects live in this bucket instead. */
  readonly s3?: S3Options | undefined
}

/** The object store that the configuration asks for. */
export async function openObjectStore(options: StorageOptions): Promise<ObjectStore> {
  if (!options.s3) return createDiskStore(options.folder)
  // The SDK is large; who stores on disk should not load it.
  const { createS3Store } = await import('./s3-store.js')
  return createS3Store(options.s3)
}
