/** Formats that uploads may have; Ogg and MP4 are named after what is inside. */
export type AudioFormat = 'mp3' | 'wav' | 'flac' | 'vorbis' | 'opus' | 'm4a' | 'aac'

/** How many bytes from the start `sniffAudio` wants to see. */
export const SNIFF_BYTES = 4096

/** Tells a format from a file's first bytes, never from its name; undefined when it is none we know. */
export function sniffAudio(head: Uint8Array): AudioFormat | undefined {
  if (isAscii(head, 0, 'RIFF') && isAscii(head, 8, 'WAVE')) return 'wav'
  if (isAscii(head, 0, 'fLaC')) return 'flac'
  if (isAscii(head, 4, 'ftyp')) return 'm4a'
  if (isAscii(head, 0, 'OggS')) return sniffOgg(head)
  // ADTS is told from MPEG layer I to III by its layer bits, which are 00.
  if (head[0] === 0xff && (head[1]! & 0xf6) === 0xf0) return 'aac'
  if (isMpegLayer2Or3(head)) return 'mp3'
  return undefined
}

/**
 * Length of an ID3v2 tag at the start in bytes, 0 when there is none. The tag may stand before MP3, FLAC and AAC alike;
 * what follows it has to be sniffed again.
 */
export function id3v2Length(head: Uint8Array): number {
  if (!isAscii(head, 0, 'ID3') || head.length < 10) return 0
  const size = (head[6]! << 21) | (head[7]! << 14) | (head[8]! << 7) | head[9]!
  const hasFooter = (head[5]! & 0x10) !== 0
  return 10 + size + (hasFooter ? 10 : 0)
}

/** Whether the bytes read like text (HTML, JSON, an error page): worth saying to whoever sent a wrong link. */
export function looksLikeText(head: Uint8Array): boolean {
  const sample = head.subarray(0, 512)
  return sample.length > 0 && sample.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d))
}

/** The first Ogg page holds nothing but the codec's own header. */
function sniffOgg(head: Uint8Array): AudioFormat | undefined {
  const payload = 27 + (head[26] ?? 0)
  if (isAscii(head, payload, 'OpusHead')) return 'opus'
  if (isAscii(head, payload, '\u0001vorbis')) return 'vorbis'
  if (isAscii(head, payload, '\u007fFLAC')) return 'flac'
  return undefined
}

function isMpegLayer2Or3(head: Uint8Array): boolean {
  if (head.length < 4 || head[0] !== 0xff || (head[1]! & 0xe0) !== 0xe0) return false
  const version = (head[1]! >> 3) & 3
  const layer = (head[1]! >> 1) & 3
  const bitrate = head[2]! >> 4
  const rate = (head[2]! >> 2) & 3
  return version !== 1 && (layer === 1 || layer === 2) && bitrate !== 15 && rate !== 3
}

function isAscii(bytes: Uint8Array, offset: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[offset + i] !== text.charCodeAt(i)) return false
  return true
}
