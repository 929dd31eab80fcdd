import type { Audio } from '../../src/dsp/audio.js'
import type { Random } from '../../src/dsp/random.js'
import { STEMS, type StemName } from '../../src/music/stems.js'
import { POOL_RATE, readPoolStem, type PoolItem } from './pool.js'
import { rms, treatStem } from './treat-stem.js'

/** How likely a mix is made of one song's stems, and how likely a stem is left out of it. */
const WHOLE_SONG_CHANCE = 0.65
const LEAVE_OUT_CHANCE = 0.12

/** Stems of the pool as they might stand in one mix, and the items they are from. */
export interface PoolMix {
  readonly stems: Map<StemName, Audio>
  readonly names: readonly string[]
}

/** A mix by chance: one song's stems or a band from everywhere, real drums and voices among them, each treated anew. */
export async function mixByChance(
  items: readonly PoolItem[],
  seconds: number,
  random: Random,
): Promise<PoolMix> {
  const bands = items.filter(({ origin }) => origin === 'studio' || origin === 'midi')
  const kits = items.filter(({ origin }) => origin === 'kit')
  const voices = items.filter(({ stems }) => stems.includes('vocal'))
  const speech = voices.filter(({ origin }) => origin === 'speech')
  const chosen = new Map<StemName, PoolItem>()
  if (random.chance(WHOLE_SONG_CHANCE)) {
    const song = random.pick(bands)
    for (const stem of song.stems) if (!random.chance(LEAVE_OUT_CHANCE)) chosen.set(stem, song)
  } else {
    const wanted = [
      'drums',
      'bass',
      ...random.shuffle(STEMS.slice(5)).slice(0, 1 + random.int(4)),
    ] as StemName[]
    for (const stem of wanted) {
      const having = bands.filter(({ stems }) => stems.includes(stem))
      if (having.length > 0 && !random.chance(LEAVE_OUT_CHANCE)) chosen.set(stem, random.pick(having))
    }
  }
  if (kits.length > 0 && random.chance(chosen.has('drums') ? 0.35 : 0.1))
    chosen.set('drums', random.pick(kits))
  if (speech.length > 0 && random.chance(0.5)) chosen.set('vocal', random.pick(speech))
  else if (!chosen.has('vocal') && random.chance(0.6)) chosen.set('vocal', random.pick(voices))

  const stems = new Map<StemName, Audio>()
  const fromSeconds = random.range(0, 2.5)
  for (const [stem, item] of chosen) {
    const own = random.fork(stem)
    const from = item.origin === 'speech' ? own.range(0, 8) : fromSeconds
    const audio = cut(await readPoolStem(item, stem), from, seconds)
    if (rms(audio.channels) < 2e-3) continue
    stems.set(stem, treatStem(audio, stem, own))
  }
  return { stems, names: [...new Set([...chosen.values()].map(({ name }) => name))] }
}

export function cut({ channels, sampleRate }: Audio, fromSeconds: number, seconds: number): Audio {
  const frames = seconds * POOL_RATE
  const from = Math.round(fromSeconds * POOL_RATE)
  return {
    sampleRate,
    channels: channels.map((channel) => {
      const part = new Float32Array(frames)
      // Short ones go round.
      for (let i = 0; i < frames; i++) part[i] = channel[(from + i) % channel.length]!
      return part
    }),
  }
}
