import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeWithFfmpeg } from '../../bench/ears/material/decode-with-ffmpeg.js'
import { createAudio, type Audio } from '../../src/dsp/audio.js'
import { createRandom } from '../../src/dsp/random.js'
import type { PlayedNote } from '../../src/music/played-notes.js'
import { POOL_RATE, type Split } from './pool.js'

const FOLDER = '/usr/share/hydrogen/data/drumkits'
const MAX_SAMPLE_SECONDS = 4

/** File names of samples by what they are, and the General MIDI keys they are played for. */
const DRUMS: readonly { readonly file: RegExp; readonly keys: readonly number[] }[] = [
  { file: /kick|bass ?drum|(^|_)bd/i, keys: [35, 36] },
  { file: /snare|(^|_)sn?d?_|^sd|garage-city/i, keys: [37, 38, 39, 40] },
  { file: /(open|ohh|op_|hat.*op|^ho|hho)/i, keys: [46] },
  { file: /hat|hh|chh|hihat/i, keys: [42, 44] },
  { file: /crash|^cc|^cra/i, keys: [49, 52, 55, 57] },
  { file: /ride|^rc|bell/i, keys: [51, 53, 59] },
  { file: /tom|^ft|^drum|drum_/i, keys: [41, 43, 45, 47, 48, 50] },
]

/** One-shot samples of real (and some electronic) drums by General MIDI key. */
export interface DrumKit {
  readonly name: string
  readonly split: Split
  readonly samples: ReadonlyMap<number, readonly string[]>
}

/** The kits of Debian's hydrogen-drumkits that have kick, snare and hi-hat; every fifth is only tested with. */
export async function readKits(): Promise<DrumKit[]> {
  const kits: DrumKit[] = []
  for (const name of (await readdir(FOLDER)).toSorted()) {
    const files = (await readdir(join(FOLDER, name))).filter((file) => /\.(wav|flac|aiff)$/i.test(file))
    const samples = new Map<number, string[]>()
    for (const file of files.toSorted()) {
      const drum = DRUMS.find((candidate) => candidate.file.test(file))
      for (const key of drum?.keys ?? [])
        samples.set(key, [...(samples.get(key) ?? []), join(FOLDER, name, file)])
    }
    if ([36, 38, 42].every((key) => samples.has(key)))
      kits.push({ name, split: kits.length % 5 === 4 ? 'test' : 'train', samples })
  }
  return kits
}

/** Strokes played with a kit, each drum at a place of its own in the stereo picture. */
export function playKit(kit: DrumKit, strokes: readonly PlayedNote[], seconds: number, seed: number): Audio {
  const random = createRandom(seed)
  const audio = createAudio(2, seconds * POOL_RATE, POOL_RATE)
  const players = new Map<number, { readonly sample: Audio; readonly left: number; readonly right: number }>()
  for (const { startSeconds, pitchMidi, velocity } of strokes) {
    const files = kit.samples.get(pitchMidi)
    if (!files) continue
    if (!players.has(pitchMidi)) {
      const isCentral = pitchMidi <= 40
      const angle = (Math.PI / 2) * (isCentral ? 0.5 : random.range(0.25, 0.75))
      players.set(pitchMidi, {
        sample: decodeWithFfmpeg(random.pick(files), { seconds: MAX_SAMPLE_SECONDS }),
        left: Math.cos(angle),
        right: Math.sin(angle),
      })
    }
    const { sample, left, right } = players.get(pitchMidi)!
    const start = Math.round(startSeconds * POOL_RATE)
    const [inLeft, inRight] = [sample.channels[0]!, sample.channels[1]!]
    const [outLeft, outRight] = [audio.channels[0]!, audio.channels[1]!]
    const gain = velocity ** 1.5
    for (let i = 0; i < inLeft.length && start + i < outLeft.length; i++) {
      outLeft[start + i]! += gain * left * inLeft[i]!
      outRight[start + i]! += gain * right * inRight[i]!
    }
  }
  return audio
}
