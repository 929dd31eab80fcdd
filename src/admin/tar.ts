import type { Readable } from 'node:stream'

/**
 * Archives as POSIX describes them, so that any `tar` can read ours: ustar, with a pax header before files whose path
 * does not fit into a name of 100 bytes and a prefix of 155. Files of up to 8 GiB.
 */

const BLOCK = 512
/** Type of a header that tells more about the next file. */
const PAX = 'x'
const MAX_FILE_BYTES = 8 ** 11 - 1

/** A file to be written; `body` must yield exactly `sizeBytes`. */
export interface TarFile {
  readonly path: string
  readonly sizeBytes: number
  readonly body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

/** The bytes of an archive. Throws RangeError for a file that is too large, or a body of another size than announced. */
export async function* packTar(files: AsyncIterable<TarFile>, modifiedAt: Date): AsyncGenerator<Uint8Array> {
  for await (const { path, sizeBytes, body } of files) {
    const short = splitPath(path)
    if (!short) yield paxHeader(path, modifiedAt)
    // Readers that know no pax headers see the end of the path.
    yield headerOf(
      short ?? { prefix: '', name: Buffer.from(path).subarray(-99).toString() },
      sizeBytes,
      modifiedAt,
    )
    let written = 0
    for await (const piece of body) {
      written += piece.byteLength
      yield piece
    }
    if (written !== sizeBytes) {
      throw new RangeError(
        `"${path}" has ${written} bytes, announced were ${sizeBytes}: it changed meanwhile`,
      )
    }
    yield Buffer.alloc(paddingAfter(sizeBytes))
  }
  // Two empty blocks are the end.
  yield Buffer.alloc(2 * BLOCK)
}

interface ShortPath {
  readonly prefix: string
  readonly name: string
}

function headerOf({ prefix, name }: ShortPath, sizeBytes: number, modifiedAt: Date, type = '0'): Buffer {
  if (sizeBytes > MAX_FILE_BYTES)
    throw new RangeError(`"${name}" has ${sizeBytes} bytes; allowed: at most 8 GiB`)
  const header = Buffer.alloc(BLOCK)
  const octal = (value: number, at: number, length: number) =>
    header.write(value.toString(8).padStart(length - 1, '0'), at, 'latin1')
  header.write(name, 0, 'utf8')
  octal(0o600, 100, 8)
  octal(0, 108, 8)
  octal(0, 116, 8)
  octal(sizeBytes, 124, 12)
  octal(Math.floor(modifiedAt.getTime() / 1000), 136, 12)
  header.write(type, 156, 'latin1')
  header.write('ustar\u000000', 257, 'latin1')
  header.write(prefix, 345, 'utf8')
  octal(checksumOf(header), 148, 7)
  header.write(' ', 155, 'latin1')
  return header
}

/** The sum of all bytes, those of the checksum itself taken as blanks. */
function checksumOf(header: Buffer): number {
  let sum = 8 * 0x20
  for (const [at, byte] of header.entries()) if (at < 148 || at >= 156) sum += byte
  return sum
}

/** A record is `LENGTH path=PATH\n`, and its length counts its own digits. */
function paxHeader(path: string, modifiedAt: Date): Buffer {
  const rest = ` path=${path}\n`
  let length = Buffer.byteLength(rest)
  while (String(length).length + Buffer.byteLength(rest) !== length) {
    length = String(length).length + Buffer.byteLength(rest)
  }
  const record = Buffer.from(`${length}${rest}`)
  const header = headerOf({ prefix: '', name: 'pax' }, record.length, modifiedAt, PAX)
  return Buffer.concat([header, record, Buffer.alloc(paddingAfter(record.length))])
}

/** Undefined when the path does not fit. */
function splitPath(path: string): ShortPath | undefined {
  if (Buffer.byteLength(path) <= 100) return { prefix: '', name: path }
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    const prefix = path.slice(0, slash)
    const name = path.slice(slash + 1)
    if (Buffer.byteLength(prefix) <= 155 && Buffer.byteLength(name) <= 100) return { prefix, name }
  }
  return undefined
}

/** A file that is being read. Its body must be read to the end before the next file is asked for. */
export interface TarEntry {
  readonly path: string
  readonly sizeBytes: number
  readonly body: AsyncIterable<Buffer>
}

/** The files of an archive, one after the other. Throws Error for what is no archive or ends too early. */
export async function* unpackTar(source: Readable): AsyncGenerator<TarEntry> {
  const reader = new ByteReader(source)
  let longPath: string | undefined
  for (;;) {
    const header = await reader.exactly(BLOCK)
    if (header.every((byte) => byte === 0)) return
    const { path: shortPath, sizeBytes, type } = parseHeader(header)
    if (type === PAX) {
      const record = (await reader.exactly(sizeBytes)).toString('utf8')
      longPath = /^\d+ path=(.*)\n/s.exec(record)?.[1]
      await reader.exactly(paddingAfter(sizeBytes))
      continue
    }
    const path = longPath ?? shortPath
    longPath = undefined
    let left = sizeBytes
    const body = async function* () {
      while (left > 0) {
        const piece = await reader.upTo(left)
        left -= piece.length
        yield piece
      }
    }
    yield { path, sizeBytes, body: body() }
    if (left > 0) throw new Error(`"${path}" was not read to its end`)
    await reader.exactly(paddingAfter(sizeBytes))
  }
}

function parseHeader(header: Buffer): { path: string; sizeBytes: number; type: string } {
  const textAt = (at: number, length: number) => {
    const field = header.subarray(at, at + length)
    const end = field.indexOf(0)
    return field.toString('utf8', 0, end === -1 ? length : end)
  }
  const numberAt = (at: number, length: number) => Number.parseInt(textAt(at, length).trim(), 8)
  if (textAt(257, 5) !== 'ustar' || numberAt(148, 8) !== checksumOf(header)) {
    throw new Error('this is no archive of ours, or it is damaged: a header has a wrong checksum')
  }
  const prefix = textAt(345, 155)
  const name = textAt(0, 100)
  return {
    path: prefix === '' ? name : `${prefix}/${name}`,
    sizeBytes: numberAt(124, 12),
    type: textAt(156, 1),
  }
}

function paddingAfter(sizeBytes: number): number {
  return (BLOCK - (sizeBytes % BLOCK)) % BLOCK
}

/** Takes a stream apart into pieces of wanted sizes. */
class ByteReader {
  readonly #pieces: AsyncIterator<Buffer>
  #held: Buffer = Buffer.alloc(0)

  constructor(source: Readable) {
    this.#pieces = (source as AsyncIterable<Buffer>)[Symbol.asyncIterator]()
  }

  async exactly(length: number): Promise<Buffer> {
    const pieces: Buffer[] = []
    for (let left = length; left > 0;) {
      const piece = await this.upTo(left)
      left -= piece.length
      pieces.push(piece)
    }
    return Buffer.concat(pieces)
  }

  /** At least one byte, at most `length`. */
  async upTo(length: number): Promise<Buffer> {
    while (this.#held.length === 0) {
      const next = await this.#pieces.next()
      if (next.done) throw new Error('the archive ends too early: it is not complete')
      this.#held = next.value
    }
    const piece = this.#held.subarray(0, length)
    this.#held = this.#held.subarray(piece.length)
    return piece
  }
}
