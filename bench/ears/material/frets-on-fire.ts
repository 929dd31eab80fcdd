import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { SAMPLE_RATE, type Audio } from '../../../src/dsp/audio.js'
import { decodeWithFfmpeg } from './decode-with-ffmpeg.js'

/** Real rock songs whose guitar was recorded apart, where Debian puts them. Only measured, never trained on. */
const FOLDER = '/usr/share/games/fretsonfire/data/songs'
const PACKAGES = ['sectoid', 'muldjord']

export interface GuitarSong {
  readonly name: string
  /** The guitars alone, and everything else; together they are the song. Stereo, 48 kHz. */
  readonly guitar: Audio
  readonly rest: Audio
}

/** Looked through for a stretch, from this second of each song on, and how far apart candidates lie. */
const FROM_SECONDS = 10
const SEARCHED_SECONDS = 150
const STEP_SECONDS = 8

/**
 * A stretch of each song of Debian's fretsonfire-songs-sectoid and fretsonfire-songs-muldjord: of those where the guitar plays
 * throughout, the one where it is as loud against the rest as it usually is.
 */
export async function fretsOnFireSongs(seconds: number): Promise<GuitarSong[]> {
  const songs: GuitarSong[] = []
  for (const artist of PACKAGES) {
    const folder = join(FOLDER, artist)
    const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory())
    for (const { name } of names.toSorted((a, b) => a.name.localeCompare(b.name))) {
      const [guitar, rest] = ['guitar.ogg', 'song.ogg'].map((file) => decode(join(folder, name, file)))
      const start = usualStretch(guitar!, rest!, seconds)
      songs.push({ name, guitar: cut(guitar!, start, seconds), rest: cut(rest!, start, seconds) })
    }
  }
  return songs
}

/** Where the stretch begins, in seconds of the excerpt. */
function usualStretch(guitar: Audio, rest: Audio, seconds: number): number {
  const starts: { start: number; level: number; share: number }[] = []
  for (let start = 0; start + seconds <= SEARCHED_SECONDS; start += STEP_SECONDS) {
    const level = powerOf(cut(guitar, start, seconds))
    starts.push({ start, level, share: level / (powerOf(cut(rest, start, seconds)) + 1e-9) })
  }
  const loudest = Math.max(...starts.map(({ level }) => level))
  const playing = starts
    .filter(({ level, share }) => level > loudest / 4 && share < 100)
    .toSorted((a, b) => a.share - b.share)
  return playing[playing.length >> 1]!.start
}

function powerOf({ channels }: Audio): number {
  let power = 0
  for (const channel of channels) for (const value of channel) power += value * value
  return power / (2 * channels[0]!.length)
}

function cut({ sampleRate, channels }: Audio, startSeconds: number, seconds: number): Audio {
  const from = startSeconds * sampleRate
  return {
    sampleRate,
    channels: channels.map((channel) => channel.slice(from, from + Math.round(seconds * sampleRate))),
  }
}

/** The searched part of an audio file. */
function decode(file: string): Audio {
  return decodeWithFfmpeg(file, {
    fromSeconds: FROM_SECONDS,
    seconds: SEARCHED_SECONDS,
    frames: SEARCHED_SECONDS * SAMPLE_RATE,
  })
}
