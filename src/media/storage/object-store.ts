import type { Readable } from 'node:stream'

/** Where files live: a disk folder or an S3 bucket. Keys are `/`-separated, relative, made by us. */
export interface ObjectStore {
  /** Atomic: readers see the old object or the new one, never half. Overwrites. */
  put(
    key: string,
    body: Uint8Array | Readable,
    options: { readonly contentType: string },
  ): Promise<{ readonly sizeBytes: number }>
  /** Undefined when there is no such object. */
  head(key: string): Promise<ObjectInfo | undefined>
  /** `range` is inclusive at both ends, as in HTTP. Throws ObjectNotFoundError. */
  read(key: string, range?: { readonly start: number; readonly end: number }): Promise<Readable>
  /** Copies the object to a local file. Throws ObjectNotFoundError. */
  download(key: string, filePath: string): Promise<void>
  /** Deleting what is not there is no error. */
  delete(key: string): Promise<void>
}

export interface ObjectInfo {
  readonly sizeBytes: number
  readonly contentType: string
  readonly modifiedAt: Date
  readonly etag: string
}

export class ObjectNotFoundError extends Error {
  override readonly name = 'ObjectNotFoundError'
  constructor(
    readonly key: string,
    options?: ErrorOptions,
  ) {
    super(`no object "${key}"`, options)
  }
}
