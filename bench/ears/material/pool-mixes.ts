import type { Audio } from '../../../src/dsp/audio.js'
import { createRandom } from '../../../src/dsp/random.js'
import type { StemName } from '../../../src/music/stems.js'
import { mixByChance } from '../../../training/separation/pool-mix.js'
import { readPool, readPoolStem } from '../../../training/separation/pool.js'

const COUNT = 10
/** Other mixes than those that training is stopped by. */
const SEED = 4242

export interface StemMix {
  readonly name: string
  readonly stems: ReadonlyMap<StemName, Audio>
}

/** Mixes of songs, fonts, genres and singers that are kept for testing; none where no pool was rendered. */
export async function poolMixes(seconds: number, count = COUNT): Promise<StemMix[]> {
  const items = (await readPool().catch(() => [])).filter(({ split }) => split === 'test')
  if (items.length === 0) {
    console.log('No pool of test songs: render it as training/separation/README.md says.')
    return []
  }
  const mixes: StemMix[] = []
  for (let i = 0; i < count; i++) {
    const { stems, names } = await mixByChance(items, seconds, createRandom(SEED).fork(i))
    if (stems.size > 1) mixes.push({ name: names.join(' '), stems })
  }
  return mixes
}

/** Stretches of voices that nothing was trained on, as many as asked for; none where no pool was rendered. */
export async function poolVoices(seconds: number, count: number): Promise<Audio[]> {
  const voices = (await readPool().catch(() => [])).filter(
    ({ split, origin }) => split === 'test' && origin === 'speech',
  )
  const stretches: Audio[] = []
  for (let i = 0; i < count && voices.length > 0; i++) {
    const { sampleRate, channels } = await readPoolStem(voices[i % voices.length]!, 'vocal')
    const from = (3 + 5 * Math.floor(i / voices.length)) * sampleRate
    stretches.push({
      sampleRate,
      channels: channels.map((channel) =>
        Float32Array.from(
          { length: seconds * sampleRate },
          (_, at) => channel[(from + at) % channel.length]!,
        ),
      ),
    })
  }
  return stretches
}
