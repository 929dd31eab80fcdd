import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { DownloadError } from './errors.js'

export interface IncomingBody {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Readable
}

export interface SaveOptions {
  /** Largest body before and after decompression, in bytes. */
  readonly maxBytes: number
  readonly toFile: string
  readonly signal: AbortSignal
}

/** Writes a body to a file, decompressed, and returns its size in bytes. On failure no file is left. */
export async function saveBody(incoming: IncomingBody, options: SaveOptions): Promise<number> {
  const { maxBytes, toFile, signal } = options
  const body = incoming.body
  const arrived = new ByteLimit(maxBytes)
  const decoded = new ByteLimit(maxBytes)
  try {
    const decoder = decoderOf(incoming.headers['content-encoding'])
    const announced = Number(incoming.headers['content-length'])
    if (announced > maxBytes) throw tooLarge(maxBytes)
    const file = createWriteStream(toFile, { mode: 0o600 })
    if (decoder) await pipeline(body, arrived, decoder, decoded, file, { signal })
    else await pipeline(body, decoded, file, { signal })
    return decoded.seenBytes
  } catch (error) {
    body.on('error', () => {})
    body.destroy()
    await rm(toFile, { force: true })
    if (isZlibError(error)) {
      throw new DownloadError('encoding', 'The compressed answer is damaged.', { cause: error })
    }
    throw error
  }
}

/** Passes bytes on until there are more than allowed. */
class ByteLimit extends Transform {
  seenBytes = 0
  constructor(private readonly maxBytes: number) {
    super()
  }
  override _transform(piece: Buffer, _encoding: string, done: (error: Error | null, data?: Buffer) => void) {
    this.seenBytes += piece.length
    if (this.seenBytes > this.maxBytes) done(tooLarge(this.maxBytes))
    else done(null, piece)
  }
}

function decoderOf(contentEncoding: string | string[] | undefined): Transform | undefined {
  const coding = String(contentEncoding ?? '')
    .trim()
    .toLowerCase()
  switch (coding) {
    case '':
    case 'identity':
      return undefined
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'deflate':
      return createInflate()
    case 'br':
      return createBrotliDecompress()
    default:
      throw new DownloadError(
        'encoding',
        `The answer is encoded as "${coding}"; identity, gzip, deflate and br are understood.`,
      )
  }
}

function tooLarge(maxBytes: number): DownloadError {
  return new DownloadError('too-large', `The file is larger than ${readableSize(maxBytes)}.`)
}

function readableSize(bytes: number): string {
  if (bytes >= 1e6) return `${Math.round(bytes / 1e5) / 10} MB`
  return bytes >= 1e3 ? `${Math.round(bytes / 100) / 10} kB` : `${bytes} bytes`
}

function isZlibError(error: unknown): boolean {
  const code = (error as { code?: unknown }).code
  return typeof code === 'string' && (code.startsWith('Z_') || code.startsWith('ERR__ERROR_FORMAT'))
}
