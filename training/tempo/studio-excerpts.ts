import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SOUND_FONTS } from '../../bench/ears/material/fluidsynth.js'
import { beatsOf } from '../../bench/ears/material/own-songs.js'
import { SAMPLE_RATE, type Audio } from '../../src/dsp/audio.js'
import { createRandom, type Random } from '../../src/dsp/random.js'
import { createAssets } from '../../src/engines/adapters/embedded/assets.js'
import { writeMidiFile } from '../../src/music/midi-file.js'
import type { Score } from '../../src/music/score.js'
import { composeSong } from '../../src/studio/compose.js'
import { midiSoundOf } from '../../src/studio/midi-sounds.js'
import { createPerformer, type Performer } from '../../src/studio/performance/performer.js'
import { PROFILES } from '../../src/studio/profiles/index.js'
import { createSinger } from '../../src/studio/voice/singer.js'

const SECONDS = 40
/** Excerpts begin at one of these, in seconds. */
const STARTS = [4, 10, 16]
const BLOCK = 16_384
const FONT_RATE = 44_100
/** Low tones are made louder or softer by this much at most, below a corner from 150 Hz to 4.8 kHz. */
const MOST_SHELF_DB = 7
const IDEAS = ['a night by the sea', 'leaving the city', 'my old dog', 'winter is over', 'we will dance']

export interface StudioExcerpt {
  readonly genre: string
  /** As it is counted: dotted quarters in 6/8. From before the excerpt's beginning to after its end. */
  readonly beatTimesSeconds: readonly number[]
  readonly audio: Audio
}

/** Songs of our own studio, one of each genre a round: played by the studio, by SoundFonts, and sung in turn; mono. */
export async function* studioExcerpts(rounds: number): AsyncGenerator<StudioExcerpt> {
  const assets = createAssets()
  const sounds = await assets.sounds()
  const voiceModel = await assets.voice()
  for (let round = 0; round < rounds; round++) {
    for (const [index, { id }] of PROFILES.entries()) {
      const seed = 31_000 + 101 * round + index
      const random = createRandom(seed)
      const start = random.pick(STARTS)
      const { score } = composeSong(
        {
          style: id,
          idea: random.pick(IDEAS),
          instrumental: round % 3 !== 2,
          vocalGender: random.pick(['m', 'f']),
          durationSeconds: 62,
          maxDurationSeconds: 80,
        },
        seed,
        0,
      )
      const excerpt = { score, start }
      const audio =
        round % 3 === 1
          ? await playedByFont(excerpt, random.pick(['fluid', 'tim'] as const))
          : playedBy(
              createPerformer(score, {
                sounds,
                stems: false,
                voice: (track) => createSinger(track, score.tempoMap, voiceModel, seed),
              }),
              excerpt,
            )
      shelve(audio, random)
      const beats = beatsOf(score).beatTimesSeconds
      yield { genre: id, beatTimesSeconds: beats.map((time) => time - start), audio }
    }
  }
}

/** A stretch of a song, from so many seconds on. */
interface Excerpt {
  readonly score: Score
  readonly start: number
}

function playedBy(performer: Performer, { start }: Excerpt): Audio {
  const from = start * SAMPLE_RATE
  const samples = new Float32Array(Math.min(SECONDS * SAMPLE_RATE, performer.frameCount - from))
  for (let position = 0; position < from + samples.length;) {
    const block = performer.next(BLOCK)
    if (!block) break
    const [left, right] = block.mix
    for (let i = Math.max(0, from - position); i < left.length && position + i < from + samples.length; i++)
      samples[position + i - from] = 0.5 * (left[i]! + right[i]!)
    position += left.length
  }
  return { sampleRate: SAMPLE_RATE, channels: [samples] }
}

async function playedByFont({ score, start }: Excerpt, font: keyof typeof SOUND_FONTS): Promise<Audio> {
  const folder = await mkdtemp(join(tmpdir(), 'tempo-'))
  try {
    const [midi, raw] = [join(folder, 'song.mid'), join(folder, 'song.raw')]
    await writeFile(midi, writeMidiFile(score, midiSoundOf))
    execFileSync(
      'fluidsynth',
      // prettier-ignore
      ['-ni', '-g', '0.5', '-F', raw, '-T', 'raw', '-O', 'float', '-r', String(FONT_RATE), SOUND_FONTS[font].path, midi],
      { stdio: 'ignore' },
    )
    const bytes = await readFile(raw)
    const both = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
    const from = start * FONT_RATE
    const samples = Float32Array.from(
      { length: Math.min(SECONDS * FONT_RATE, (both.length >> 1) - from) },
      (_, i) => 0.5 * (both[2 * (from + i)]! + both[2 * (from + i) + 1]!),
    )
    return { sampleRate: FONT_RATE, channels: [samples] }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Makes everything below some frequency louder or softer, both by chance. */
function shelve({ sampleRate, channels }: Audio, random: Random): void {
  const cornerHz = 150 * 2 ** random.range(0, 5)
  const gain = 10 ** (random.range(-MOST_SHELF_DB, MOST_SHELF_DB) / 20)
  const share = 1 - Math.exp((-2 * Math.PI * cornerHz) / sampleRate)
  for (const samples of channels) {
    let low = 0
    for (let i = 0; i < samples.length; i++) {
      low += share * (samples[i]! - low)
      samples[i]! += (gain - 1) * low
    }
  }
}
