import { MP3_BITRATES_KBPS, MP3_FRAME_LENGTH, mp3FrameOffsets, readMp3FrameHeader } from './mp3-frames.js'

/** Silence that LAME puts before the first sample, in frames; decoders add 529 of their own and skip both. */
export const MP3_ENCODER_DELAY = 576

/**
 * The silent first frame that tells players how long a stream is: the "Xing" header (called "Info" when the bit rate is
 * constant) with frame count, byte count and a 100-entry seek table, followed by LAME's extension with encoder delay and
 * padding, so that decoders give back exactly `audioFrames` frames. A streaming encoder cannot write it, because it
 * must stand first and is known last.
 *
 * `stream` holds whole frames only. Layout after Gabriel Bouvigne's "Mp3 info tag revision 1".
 */
export function createMp3InfoFrame(stream: Uint8Array, audioFrames: number): Uint8Array {
  const offsets = mp3FrameOffsets(stream)
  const first = readMp3FrameHeader(stream, 0)
  if (first === undefined) throw new RangeError('an MP3 stream must start with an MPEG-1 Layer III frame')
  const last = readMp3FrameHeader(stream, offsets.at(-1)!)!
  if (offsets.at(-1)! + last.sizeBytes !== stream.length) {
    throw new RangeError(
      `an MP3 stream must hold whole frames only: found other bytes after ${offsets.length}`,
    )
  }
  const constantRate = offsets.every(
    (offset) => readMp3FrameHeader(stream, offset)!.bitrateKbps === first.bitrateKbps,
  )

  const header = Uint8Array.from(stream.subarray(0, 4))
  header[1]! |= 1 // no checksum follows the header
  header[2]! &= ~2 // no padding byte
  const sideInfoBytes = first.channelCount === 1 ? 17 : 32
  const tagStart = 4 + sideInfoBytes
  const lameStart = tagStart + 4 + 4 + 4 + 4 + 100 + 4
  const bitrateKbps = constantRate ? Math.max(64, first.bitrateKbps) : 128
  header[2] = (header[2]! & 0x0f) | ((MP3_BITRATES_KBPS.indexOf(bitrateKbps as 128) + 1) << 4)

  const frame = new Uint8Array(readMp3FrameHeader(header, 0)!.sizeBytes)
  const view = new DataView(frame.buffer)
  const totalBytes = frame.length + stream.length
  frame.set(header)
  writeAscii(frame, tagStart, constantRate ? 'Info' : 'Xing')
  view.setUint32(tagStart + 4, 0b1111) // frames, bytes, seek table and quality are present
  view.setUint32(tagStart + 8, offsets.length)
  view.setUint32(tagStart + 12, totalBytes)
  for (let percent = 0; percent < 100; percent++) {
    const offset = offsets[Math.floor((percent * offsets.length) / 100)]!
    frame[tagStart + 16 + percent] = Math.floor((256 * (frame.length + offset)) / totalBytes)
  }
  view.setUint32(tagStart + 116, 50)

  writeAscii(frame, lameStart, 'LAME3.100')
  frame[lameStart + 9] = constantRate ? 1 : 4
  frame[lameStart + 20] = constantRate ? Math.min(255, first.bitrateKbps) : 32
  const padding = Math.max(0, offsets.length * MP3_FRAME_LENGTH - MP3_ENCODER_DELAY - audioFrames)
  const delayAndPadding = (MP3_ENCODER_DELAY << 12) | Math.min(4095, padding)
  frame[lameStart + 21] = delayAndPadding >> 16
  frame[lameStart + 22] = delayAndPadding >> 8
  frame[lameStart + 23] = delayAndPadding
  view.setUint32(lameStart + 28, totalBytes)
  view.setUint16(lameStart + 32, crc16(stream))
  view.setUint16(lameStart + 34, crc16(frame.subarray(0, lameStart + 34)))
  return frame
}

function writeAscii(bytes: Uint8Array, offset: number, text: string): void {
  for (let i = 0; i < text.length; i++) bytes[offset + i] = text.charCodeAt(i)
}

const CRC_TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1
  return crc
})

/** CRC-16 with polynomial 0x8005, reflected, starting at 0: the one LAME's extension is checked with. */
function crc16(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) crc = (crc >> 8) ^ CRC_TABLE[(crc ^ byte) & 0xff]!
  return crc
}
