import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  UploadPartCommand,
  type CompletedPart,
} from '@aws-sdk/client-s3'
import { createWriteStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { contentTypeOf } from './content-types.js'
import { assertObjectKey, isObjectKey } from './object-key.js'
import { ObjectNotFoundError, type ObjectInfo, type ObjectStore } from './object-store.js'

/** Size of a part of a multipart upload in bytes. S3 asks for at least 5 MiB and at most 10,000 parts. */
const PART_BYTES = 8 * 1024 * 1024

export interface S3Options {
  readonly bucket: string
  readonly region: string
  /** Of a compatible server, e.g. `http://minio:9000`; undefined: AWS. */
  readonly endpoint: string | undefined
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** Objects in a bucket of S3 or a compatible server. */
export function createS3Store(options: S3Options): ObjectStore & { close(): void } {
  const Bucket = options.bucket
  const client = new S3Client({
    region: options.region,
    // Compatible servers seldom have a host name for each bucket.
    ...(options.endpoint !== undefined && { endpoint: options.endpoint, forcePathStyle: true }),
    credentials: { accessKeyId: options.accessKeyId, secretAccessKey: options.secretAccessKey },
    // Newer default checksums are refused or mangled by several compatible servers.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })

  async function putStream(Key: string, body: Readable, ContentType: string): Promise<number> {
    const parts = partsOf(body, PART_BYTES)
    const first = await parts.next()
    const firstPart = first.done ? Buffer.alloc(0) : first.value
    if (firstPart.length < PART_BYTES) {
      await client.send(new PutObjectCommand({ Bucket, Key, Body: firstPart, ContentType }))
      return firstPart.length
    }
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key, ContentType }))
    try {
      const Parts: CompletedPart[] = []
      let sizeBytes = 0
      for (let part = firstPart; ;) {
        const PartNumber = Parts.length + 1
        const { ETag } = await client.send(
          new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body: part }),
        )
        Parts.push({ ETag, PartNumber })
        sizeBytes += part.length
        const next = await parts.next()
        if (next.done) break
        part = next.value
      }
      await client.send(
        new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }),
      )
      return sizeBytes
    } catch (error) {
      // Unfinished uploads are invisible but paid for. The first error is the one that matters.
      await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })).catch(() => {})
      throw error
    }
  }

  async function get(key: string, Range?: string): Promise<Readable> {
    if (!isObjectKey(key)) throw new ObjectNotFoundError(key)
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key, Range }))
      return Body as Readable
    } catch (cause) {
      if (isMissing(cause)) throw new ObjectNotFoundError(key, { cause })
      if (cause instanceof S3ServiceException && cause.$metadata.httpStatusCode === 416) {
        throw new RangeError(`range ${Range} lies outside "${key}"`, { cause })
      }
      throw cause
    }
  }

  return {
    async put(key, body, { contentType }) {
      assertObjectKey(key)
      if (!(body instanceof Uint8Array)) return { sizeBytes: await putStream(key, body, contentType) }
      await client.send(new PutObjectCommand({ Bucket, Key: key, Body: body, ContentType: contentType }))
      return { sizeBytes: body.byteLength }
    },

    async head(key): Promise<ObjectInfo | undefined> {
      if (!isObjectKey(key)) return undefined
      try {
        const found = await client.send(new HeadObjectCommand({ Bucket, Key: key }))
        return {
          sizeBytes: found.ContentLength ?? 0,
          contentType: found.ContentType ?? contentTypeOf(key),
          modifiedAt: found.LastModified ?? new Date(0),
          etag: found.ETag ?? '""',
        }
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },

    async read(key, range) {
      if (range && (range.start < 0 || range.end < range.start)) {
        throw new RangeError(`range ${range.start}-${range.end} of "${key}"`)
      }
      return get(key, range && `bytes=${range.start}-${range.end}`)
    },

    async download(key, filePath) {
      await pipeline(await get(key), createWriteStream(filePath))
    },

    async delete(key) {
      if (!isObjectKey(key)) return
      await client.send(new DeleteObjectCommand({ Bucket, Key: key }))
    },

    close() {
      client.destroy()
    },
  }
}

/** Cuts a stream into buffers of exactly `size` bytes; the last one may be shorter. */
async function* partsOf(body: Readable, size: number): AsyncGenerator<Buffer, void> {
  let pieces: Buffer[] = []
  let held = 0
  for await (const piece of body as AsyncIterable<Uint8Array>) {
    pieces.push(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength))
    held += piece.byteLength
    while (held >= size) {
      const all = Buffer.concat(pieces)
      yield all.subarray(0, size)
      pieces = [all.subarray(size)]
      held -= size
    }
  }
  if (held > 0) yield Buffer.concat(pieces)
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof S3ServiceException &&
    error.$metadata.httpStatusCode === 404 &&
    error.name !== 'NoSuchBucket'
  )
}
