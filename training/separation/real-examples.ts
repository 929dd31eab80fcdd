/**
 * Examples from real recordings to stop training by: songs of Debian's fretsonfire packages, whose guitar was recorded apart,
 * once as they are and once with a voice of the pool's test speakers. Nothing is trained on them.
 *
 *   apt-get install ffmpeg fretsonfire-songs-sectoid fretsonfire-songs-muldjord
 *   node --conditions=source --import tsx training/separation/real-examples.ts FOLDER
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fretsOnFireSongs } from '../../bench/ears/material/frets-on-fire.js'
import { BANDS } from '../../src/analysis/separation/bands.js'
import type { Audio } from '../../src/dsp/audio.js'
import { STEMS, type StemName } from '../../src/music/stems.js'
import { encodeExample, exampleOf } from './example.js'
import { POOL_RATE, readPool, readPoolStem } from './pool.js'
import { rms } from './treat-stem.js'

const SECONDS = 12
/** Of the voice against everything else. */
const VOICE_DB = -4

const folder = process.argv[2]!
await mkdir(folder, { recursive: true })
const voices = (await readPool()).filter(({ split, stems }) => split === 'test' && stems.includes('vocal'))
const index: { file: string; frames: number; items: string[] }[] = []
for (const [i, song] of (await fretsOnFireSongs(SECONDS)).entries()) {
  // What is not the guitar is of unknown stems: it counts as drums, which `real` examples are never judged by.
  const band = new Map<StemName, Audio>([
    ['guitar', song.guitar],
    ['drums', song.rest],
  ])
  const voice = voices[i % voices.length]!
  const audio = await readPoolStem(voice, 'vocal')
  const level = rms(song.rest.channels) + rms(song.guitar.channels)
  const gain = (10 ** (VOICE_DB / 20) * level) / rms(audio.channels)
  const vocal = {
    sampleRate: POOL_RATE,
    channels: audio.channels.map((channel) =>
      channel.slice(5 * POOL_RATE, (5 + SECONDS) * POOL_RATE).map((value) => gain * value),
    ),
  }
  for (const [kind, stems] of [
    ['played', band],
    ['sung', new Map<StemName, Audio>([...band, ['vocal', vocal]])],
  ] as const) {
    const example = exampleOf(stems)
    const file = `real-${i}-${kind}.bin`
    await writeFile(join(folder, file), encodeExample(example))
    index.push({ file, frames: example.frames, items: [song.name] })
  }
}
await writeFile(join(folder, 'real-0.json'), JSON.stringify({ bands: BANDS, stems: STEMS, examples: index }))
