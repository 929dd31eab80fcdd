import { id3v2Length, sniffAudio } from '../../media/codecs/sniff.js'

/** What an upload is, told from its first bytes. */
export interface FileType {
  readonly mimeType: string
  /** Without dot. */
  readonly extension: string
}

/** What anything unknown is stored as: browsers download it and run nothing. */
export const UNKNOWN_TYPE: FileType = { mimeType: 'application/octet-stream', extension: 'bin' }

const AUDIO_TYPES: Readonly<Record<NonNullable<ReturnType<typeof sniffAudio>>, FileType>> = {
  mp3: { mimeType: 'audio/mpeg', extension: 'mp3' },
  wav: { mimeType: 'audio/wav', extension: 'wav' },
  flac: { mimeType: 'audio/flac', extension: 'flac' },
  vorbis: { mimeType: 'audio/ogg', extension: 'ogg' },
  opus: { mimeType: 'audio/ogg', extension: 'ogg' },
  m4a: { mimeType: 'audio/mp4', extension: 'm4a' },
  aac: { mimeType: 'audio/aac', extension: 'aac' },
}

/** Signatures of other files that clients send: pictures, videos, MIDI. Each at its offset from the start. */
const SIGNATURES: readonly { readonly offset: number; readonly bytes: string; readonly type: FileType }[] = [
  { offset: 0, bytes: '\x89PNG\r\n\x1a\n', type: { mimeType: 'image/png', extension: 'png' } },
  { offset: 0, bytes: '\xff\xd8\xff', type: { mimeType: 'image/jpeg', extension: 'jpg' } },
  { offset: 0, bytes: 'GIF8', type: { mimeType: 'image/gif', extension: 'gif' } },
  { offset: 8, bytes: 'WEBP', type: { mimeType: 'image/webp', extension: 'webp' } },
  { offset: 0, bytes: '\x1a\x45\xdf\xa3', type: { mimeType: 'video/webm', extension: 'webm' } },
  { offset: 0, bytes: 'MThd', type: { mimeType: 'audio/midi', extension: 'mid' } },
  // MP4 brands other than those of plain audio are taken for video.
  { offset: 4, bytes: 'ftypisom', type: { mimeType: 'video/mp4', extension: 'mp4' } },
  { offset: 4, bytes: 'ftypiso2', type: { mimeType: 'video/mp4', extension: 'mp4' } },
  { offset: 4, bytes: 'ftypmp4', type: { mimeType: 'video/mp4', extension: 'mp4' } },
  { offset: 4, bytes: 'ftypqt', type: { mimeType: 'video/quicktime', extension: 'mov' } },
]

/** The type of a file that starts with `head`; its name is never asked. */
export function fileTypeOf(head: Uint8Array): FileType {
  const known = SIGNATURES.find(({ offset, bytes }) => startsWith(head, offset, bytes))
  if (known) return known.type
  const audio = sniffAudio(head)
  if (audio !== undefined) return AUDIO_TYPES[audio]
  const tagLength = id3v2Length(head)
  if (tagLength === 0) return UNKNOWN_TYPE
  const tagged = sniffAudio(head.subarray(tagLength))
  // A tag longer than what we look at hides what follows: nearly always MPEG audio.
  return AUDIO_TYPES[tagged ?? 'mp3']
}

function startsWith(head: Uint8Array, offset: number, bytes: string): boolean {
  for (let i = 0; i < bytes.length; i++) if (head[offset + i] !== bytes.charCodeAt(i)) return false
  return true
}
