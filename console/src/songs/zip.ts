/** A file in an archive. */
export interface ZipEntry {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

const LOCAL_HEADER = 0x04034b50
const CENTRAL_HEADER = 0x02014b50
const END_RECORD = 0x06054b50
/** Version 2.0 of the format; names are UTF-8 (bit 11). */
const VERSION = 20
const UTF8_NAMES = 0x0800
/** 1 January 1980, the first day that the format knows. */
const NO_DATE = 0x0021

/** A ZIP archive (PKWARE APPNOTE 6.3.3) of files as they are: MP3s and WAVs do not shrink. At most 4 GB. */
export function zipOf(entries: readonly ZipEntry[]): Blob {
  const parts: Uint8Array<ArrayBuffer>[] = []
  const directory: Uint8Array<ArrayBuffer>[] = []
  let offset = 0
  for (const { name, bytes } of entries) {
    const encoded = new TextEncoder().encode(name)
    const common = [
      ...[u16(VERSION), u16(UTF8_NAMES), u16(0), u16(0), u16(NO_DATE), u32(crc32(bytes))],
      ...[u32(bytes.length), u32(bytes.length), u16(encoded.length), u16(0)],
    ]
    const local = join([u32(LOCAL_HEADER), ...common, encoded])
    // Comment, disk and attributes: none.
    directory.push(
      join([
        u32(CENTRAL_HEADER),
        u16(VERSION),
        ...common,
        u16(0),
        u16(0),
        u16(0),
        u32(0),
        u32(offset),
        encoded,
      ]),
    )
    parts.push(local, bytes)
    offset += local.length + bytes.length
  }
  const size = directory.reduce((sum, record) => sum + record.length, 0)
  const count = u16(entries.length)
  const end = join([u32(END_RECORD), u16(0), u16(0), count, count, u32(size), u32(offset), u16(0)])
  return new Blob([...parts, ...directory, end], { type: 'application/zip' })
}

const u16 = (value: number) => new Uint8Array([value & 0xff, value >>> 8])
const u32 = (value: number) =>
  new Uint8Array([value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24])

function join(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

/** Remainders of the reflected polynomial 0xEDB88320 for each byte (ISO 3309). */
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
