import NodeID3 from 'node-id3'

/** What players show of a song. Empty strings are left out. */
export interface Id3Tags {
  readonly title: string
  readonly artist: string
  readonly genre: string
  /** Unsynchronised lyrics, lines separated by `\n`. */
  readonly lyrics: string
  /** Front cover, JPEG. */
  readonly coverJpeg?: Uint8Array
  /** Written as TLEN when known. */
  readonly durationSeconds?: number
}

const FRONT_COVER = 3

/** An ID3v2.3 tag (the version every player reads), text in UTF-16. It is put before the first MP3 frame. */
export function createId3Tag(tags: Id3Tags): Uint8Array {
  return NodeID3.create({
    ...(tags.title && { title: oneLine(tags.title) }),
    ...(tags.artist && { artist: oneLine(tags.artist) }),
    ...(tags.genre && { genre: oneLine(tags.genre) }),
    ...(tags.lyrics && {
      unsynchronisedLyrics: { language: 'und', text: withoutNul(tags.lyrics) },
    }),
    ...(tags.durationSeconds !== undefined && { length: String(Math.round(tags.durationSeconds * 1000)) }),
    ...(tags.coverJpeg && {
      image: {
        mime: 'image/jpeg',
        type: { id: FRONT_COVER },
        description: 'cover',
        imageBuffer: Buffer.from(tags.coverJpeg),
      },
    }),
  })
}

/** An MP3 without a tag, tagged. */
export function tagMp3(mp3: Uint8Array, tags: Id3Tags): Uint8Array {
  return Buffer.concat([createId3Tag(tags), mp3])
}

/** NUL ends a text in ID3v2: what follows it would be read as another value. */
function withoutNul(text: string): string {
  return text.replaceAll('\0', '')
}

function oneLine(text: string): string {
  return withoutNul(text).replace(/\s+/g, ' ').trim()
}
