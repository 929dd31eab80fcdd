/**
 * Stems of our own studio for training separation: songs of every genre, sung by different singers, 25 s from inside each.
 * Every fifth genre is only tested on.
 *
 *   node --conditions=source --import tsx training/separation/render-studio.ts [SONGS_PER_GENRE] [GENRE...]
 */
import { createAudio, type Audio } from '../../src/dsp/audio.js'
import { createRandom } from '../../src/dsp/random.js'
import { createAssets } from '../../src/engines/adapters/embedded/assets.js'
import type { StemName } from '../../src/music/stems.js'
import { composeSong } from '../../src/studio/compose.js'
import { createPerformer } from '../../src/studio/performance/performer.js'
import { PROFILES } from '../../src/studio/profiles/index.js'
import { createSinger } from '../../src/studio/voice/singer.js'
import { POOL_RATE, writePoolItem } from './pool.js'

const FROM_SECONDS = 14
const SECONDS = 25
const BLOCK = 16_384

const songsPerGenre = Number(process.argv[2] ?? 2)
/** Only these genres, or all. */
const genres = process.argv.slice(3)
const assets = createAssets()
const sounds = await assets.sounds()
const voiceModel = await assets.voice()

for (let round = 0; round < songsPerGenre; round++) {
  for (const [index, { id }] of PROFILES.entries()) {
    if (genres.length > 0 && !genres.includes(id)) continue
    const isTest = index % 5 === 4
    const seed = 9000 + 97 * round + index
    const random = createRandom(seed)
    const { score } = composeSong(
      {
        style: id,
        idea: random.pick([
          'a night by the sea',
          'leaving the city',
          'my old dog',
          'winter is over',
          'we will dance',
        ]),
        instrumental: false,
        vocalGender: random.pick(['m', 'f']),
        durationSeconds: 55,
        maxDurationSeconds: 70,
      },
      seed,
      0,
    )
    const performer = createPerformer(score, {
      sounds,
      stems: true,
      voice: (track) => createSinger(track, score.tempoMap, voiceModel, seed),
    })
    const stems = new Map<StemName, Audio>()
    const frames = SECONDS * POOL_RATE
    for (let position = 0; position < (FROM_SECONDS + SECONDS) * POOL_RATE;) {
      const block = performer.next(BLOCK)
      if (!block) break
      for (const [name, channels] of block.stems!) {
        if (!stems.has(name)) stems.set(name, createAudio(2, frames, POOL_RATE))
        const at = position - FROM_SECONDS * POOL_RATE
        channels.forEach((channel, c) => {
          for (let i = 0; i < channel.length; i++)
            if (at + i >= 0 && at + i < frames) stems.get(name)!.channels[c]![at + i] = channel[i]!
        })
      }
      position += block.mix[0].length
    }
    await writePoolItem(
      { name: `studio-${id}-${round}`, split: isTest ? 'test' : 'train', origin: 'studio' },
      stems,
    )
    console.log(id, round, [...stems.keys()].join(' '))
  }
}
