import { readFile } from 'node:fs/promises'
import { createRandom } from '../dsp/random.js'
import { encodeWav } from '../media/codecs/index.js'
import type { StemName } from '../music/stems.js'
import { projectPath } from '../paths.js'
import { sketch } from './sketch.js'
import { sandboxScore } from './song.js'

/** Where the committed files are; `scripts/sandbox-media.ts` makes them. */
export const MEDIA_FOLDER = 'assets/sandbox'

/** Stems of the song that sound. */
export const SOUNDING_STEMS = ['vocal', 'drums', 'bass', 'keyboard'] as const satisfies readonly StemName[]

/** Names of the committed files. */
export const MEDIA_FILES = {
  /** One a take, without a tag. */
  songs: ['song-1.mp3', 'song-2.mp3'],
  covers: ['cover-1.jpeg', 'cover-2.jpeg'],
  video: 'video.mp4',
  stem: (name: (typeof SOUNDING_STEMS)[number] | 'instrumental') => `${name}.mp3`,
} as const

/** The song that the files play. */
export function sketchedScore(takeIndex: number) {
  return sandboxScore({ title: '', tags: '', lyrics: SAMPLE_LYRICS, seed: 0, takeIndex })
}

/** Sung when a request leaves the words open. */
export const SAMPLE_LYRICS = `[Verse]
Nobody plays in the sandbox tonight

[Chorus]
Nothing was sung here, and that is all right`

/** Small real files that stand in for everything that an engine would make. */
export interface SandboxMedia {
  /** MP3 frames without a tag, by take. */
  song(takeIndex: number): Promise<Uint8Array>
  cover(index: number): Promise<Uint8Array>
  /** Undefined for a stem that does not sound. */
  stem(name: StemName | 'instrumental'): Promise<Uint8Array | undefined>
  wav(): Promise<Uint8Array>
  /** Path of the MP4. */
  readonly videoPath: string
  /** Path of a recording: the first song. */
  readonly recordingPath: string
}

/** Reads each file once, when it is first needed. */
export function createSandboxMedia(): SandboxMedia {
  const files = new Map<string, Promise<Uint8Array>>()
  const load = (name: string): Promise<Uint8Array> => {
    const known = files.get(name) ?? readFile(pathOf(name))
    files.set(name, known)
    return known
  }
  let wav: Uint8Array | undefined
  const [recording] = MEDIA_FILES.songs
  return {
    song: (takeIndex) => load(MEDIA_FILES.songs[takeIndex % MEDIA_FILES.songs.length]!),
    cover: (index) => load(MEDIA_FILES.covers[index % MEDIA_FILES.covers.length]!),
    stem: async (name) => {
      const sounding = SOUNDING_STEMS.find((each) => each === name)
      if (name !== 'instrumental' && !sounding) return undefined
      return load(MEDIA_FILES.stem(sounding ?? 'instrumental'))
    },
    wav: async () =>
      (wav ??= encodeWav(sketch(sketchedScore(0), SOUNDING_STEMS), {
        bitDepth: 16,
        random: createRandom(0),
      })),
    videoPath: pathOf(MEDIA_FILES.video),
    recordingPath: pathOf(recording),
  }
}

function pathOf(name: string): string {
  return projectPath(`${MEDIA_FOLDER}/${name}`)
}
