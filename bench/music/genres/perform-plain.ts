import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Assets } from '../../../src/engines/adapters/embedded/assets.js'
import { prepareStudio } from '../../../src/engines/adapters/embedded/studio-performance.js'
import { encodeMp3 } from '../../../src/media/codecs/mp3-encoder.js'
import { composeSong } from '../../../src/studio/compose.js'
import { performSong } from '../../../src/studio/performance/perform-song.js'
import { genreFeatures, type GenreFeatures } from '../ears/genre-features.js'
import { listen } from '../ears/listening.js'
import { octaveSpectrum } from '../ears/spectrum.js'
import type { PlainPrompt } from './plain-prompts.js'

export interface PlainSong {
  readonly prompt: PlainPrompt
  /** The profile that led. */
  readonly genre: string
  readonly features: GenreFeatures
}

export interface PlainOptions {
  readonly folder: string
  readonly seed: number
  readonly seconds: number
  readonly isFresh: boolean
}

/** Raise it when the ears change. */
const FEATURES_VERSION = 1

interface Kept {
  readonly stamp: string
  readonly features: GenreFeatures
}

/** A plain request as an instrumental of the given length: performed, kept as an MP3 in the folder, and listened to. */
export async function performPlain(
  prompt: PlainPrompt,
  assets: Assets,
  { folder, seed, seconds, isFresh }: PlainOptions,
): Promise<PlainSong> {
  const { score } = composeSong(
    { idea: prompt.text, instrumental: true, durationSeconds: seconds, maxDurationSeconds: 480 },
    seed,
    0,
  )
  const stamp = `${FEATURES_VERSION}/${createHash('sha256').update(JSON.stringify(score)).digest('hex').slice(0, 24)}`
  const path = join(folder, `${prompt.id}.json`)
  const kept = isFresh ? undefined : await readKept(path)
  if (kept?.stamp === stamp) return { prompt, genre: score.genre, features: kept.features }
  const studio = await prepareStudio(assets, { score, recordingFiles: {} }, new AbortController().signal)
  const { mix } = performSong(score, studio)
  await writeFile(join(folder, `${prompt.id}.mp3`), await encodeMp3(mix))
  const features = genreFeatures(listen(mix), octaveSpectrum(mix))
  await writeFile(path, JSON.stringify({ stamp, features } satisfies Kept))
  return { prompt, genre: score.genre, features }
}

async function readKept(path: string): Promise<Kept | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Kept
  } catch {
    // Not there, or broken off while it was written: it is made anew either way.
    return undefined
  }
}
