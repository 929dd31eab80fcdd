/** What the four header bytes of an MPEG-1 Layer III frame say (ISO/IEC 11172-3, section 2.4.1.3). */
export interface Mp3FrameHeader {
  /** Length of the whole frame, header included, in bytes. */
  readonly sizeBytes: number
  readonly bitrateKbps: number
  /** In hertz. */
  readonly sampleRate: number
  readonly channelCount: 1 | 2
}

/** Audio frames (instants on all channels) in one MPEG-1 Layer III frame. */
export const MP3_FRAME_LENGTH = 1152

export const MP3_BITRATES_KBPS = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320] as const
/** The rates of MPEG-1, in the order of their two-bit code. */
export const MP3_SAMPLE_RATES = [44_100, 48_000, 32_000] as const

/** Reads the frame header at `offset`; undefined when there is none of MPEG-1 Layer III. */
export function readMp3FrameHeader(bytes: Uint8Array, offset: number): Mp3FrameHeader | undefined {
  if (offset + 4 > bytes.length) return undefined
  // Sync word, version 1, layer III; the protection bit may be either.
  if (bytes[offset] !== 0xff || (bytes[offset + 1]! & 0xfe) !== 0xfa) return undefined
  const bitrateKbps = MP3_BITRATES_KBPS[(bytes[offset + 2]! >> 4) - 1]
  const sampleRate = MP3_SAMPLE_RATES[(bytes[offset + 2]! >> 2) & 3]
  if (bitrateKbps === undefined || sampleRate === undefined) return undefined
  const padding = (bytes[offset + 2]! >> 1) & 1
  return {
    sizeBytes: Math.floor((144_000 * bitrateKbps) / sampleRate) + padding,
    bitrateKbps,
    sampleRate,
    channelCount: bytes[offset + 3]! >> 6 === 3 ? 1 : 2,
  }
}

/** Byte offsets of consecutive frames, from the start to the first thing that is no frame. */
export function mp3FrameOffsets(bytes: Uint8Array): number[] {
  const offsets: number[] = []
  let offset = 0
  for (;;) {
    const header = readMp3FrameHeader(bytes, offset)
    if (header === undefined) return offsets
    offsets.push(offset)
    offset += header.sizeBytes
  }
}
