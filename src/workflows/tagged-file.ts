import type { PerformedTrack, Take } from '../engines/ports/music-engine.js'
import { tagMp3 } from '../media/codecs/index.js'

/** The file that is stored of a performed track: with its title, words and cover, where it has one. */
export function taggedFile(
  { title, tags, lyrics }: Pick<Take, 'title' | 'tags' | 'lyrics'>,
  { mp3, durationSeconds }: Pick<PerformedTrack, 'mp3' | 'durationSeconds'>,
  coverJpeg?: Uint8Array,
): Uint8Array {
  const cover = coverJpeg && { coverJpeg }
  return tagMp3(mp3, { title, artist: 'Troubadour', genre: tags, lyrics, durationSeconds, ...cover })
}
