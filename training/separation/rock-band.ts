import type { Audio } from '../../src/dsp/audio.js'
import type { Random } from '../../src/dsp/random.js'
import type { StemName } from '../../src/music/stems.js'
import { cut } from './pool-mix.js'
import { POOL_RATE, readPoolStem, type PoolItem } from './pool.js'
import { addTo, overdrive, playTwice, rms, setLevel } from './treat-stem.js'

/** Genres of our own whose guitars are overdriven as they are, in most of them played twice. */
const ROCK = /^studio-(metal|punk|grunge|hard-rock|rock|indie-rock)-/
/** How likely a guitar is one of theirs, taken as it is; others are overdriven. */
const OWN_ROCK_CHANCE = 0.6
const TWICE_CHANCE = 0.6
/** How likely a second guitarist plays another part, and the bass is overdriven, too. */
const LEAD_CHANCE = 0.5
const FUZZ_CHANCE = 0.4
const REAL_KIT_CHANCE = 0.6
/** Levels in dB, and how far they spread. */
const LEVEL_DB = { drums: -14, bass: -17, guitar: -13, spread: 3 } as const

/** A part of somebody's and the name of the item it is from. */
interface Part {
  readonly audio: Audio
  readonly name: string
}

/** Drums, a bass and one or two loud guitars of players who never met. */
export async function rockBand(
  items: readonly PoolItem[],
  seconds: number,
  random: Random,
): Promise<{ stems: Map<StemName, Audio>; names: string[] }> {
  const kits = items.filter(({ origin }) => origin === 'kit')
  const drums = await partOf(random.chance(REAL_KIT_CHANCE) ? kits : items, 'drums', seconds, random)
  const bass = await partOf(items, 'bass', seconds, random)
  if (random.chance(FUZZ_CHANCE)) overdrive(bass.audio.channels, POOL_RATE, random)
  const guitar = await rockGuitar(items, seconds, random)
  const parts = [drums, bass, guitar]
  if (random.chance(LEAD_CHANCE)) {
    const lead = await rockGuitar(items, seconds, random)
    const gain = (random.range(0.3, 1.2) * rms(guitar.audio.channels)) / (rms(lead.audio.channels) + 1e-6)
    addTo(guitar.audio.channels, lead.audio.channels, gain)
    parts.push(lead)
  }
  const stems = new Map<StemName, Audio>()
  for (const [stem, { audio }] of [
    ['drums', drums],
    ['bass', bass],
    ['guitar', guitar],
  ] as const) {
    setLevel(audio.channels, LEVEL_DB[stem] + LEVEL_DB.spread * random.gaussian())
    stems.set(stem, audio)
  }
  return { stems, names: parts.map(({ name }) => name) }
}

/** An overdriven guitar: of a rock song of ours as it is, or any other through an amplifier, often played twice, left and right. */
export async function rockGuitar(items: readonly PoolItem[], seconds: number, random: Random): Promise<Part> {
  const rock = items.filter(({ name }) => ROCK.test(name))
  if (rock.length > 0 && random.chance(OWN_ROCK_CHANCE)) return partOf(rock, 'guitar', seconds, random)
  const other = await partOf(items, 'guitar', seconds, random)
  overdrive(other.audio.channels, POOL_RATE, random)
  if (random.chance(TWICE_CHANCE)) playTwice(other.audio.channels, POOL_RATE, random)
  return other
}

/** Somebody's part on a stem, from anywhere near its beginning. */
export async function partOf(
  items: readonly PoolItem[],
  stem: StemName,
  seconds: number,
  random: Random,
): Promise<Part> {
  const item = random.pick(items.filter(({ stems }) => stems.includes(stem)))
  return {
    audio: cut(await readPoolStem(item, stem), random.range(0, item.origin === 'speech' ? 15 : 10), seconds),
    name: item.name,
  }
}
