/**
 * Examples for the network that tells players: mixes of the pool. Written for each are its cues, the shares that are told so far
 * (voices, drums, bass, guitar, keyboard), and the true share of each player.
 *
 *   node --conditions=source --import tsx training/separation/player-examples.ts FOLDER train|test|real COUNT SEED [guitars]
 *
 * `real` are the songs of Debian's fretsonfire packages, of which only the guitar is known: to be looked at, nothing is decided by them.
 * With `guitars` all are rock bands (rock-band.ts).
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fretsOnFireSongs } from '../../bench/ears/material/frets-on-fire.js'
import { BANDS } from '../../src/analysis/separation/bands.js'
import { planesOf } from '../../src/analysis/separation/share-network.js'
import { PLAYERS, toldSoFar } from '../../src/analysis/separation/tell-players.js'
import type { Audio } from '../../src/dsp/audio.js'
import { createRandom, type Random } from '../../src/dsp/random.js'
import { loadVoiceNetwork } from '../../src/engines/adapters/embedded/share-network.js'
import { STEMS, type StemName } from '../../src/music/stems.js'
import { encodeExample, exampleOf } from './example.js'
import { mixByChance } from './pool-mix.js'
import { POOL_RATE, readPool, type Split } from './pool.js'
import { partOf, rockBand } from './rock-band.js'
import { collapse, playTwice, scale, treatStem } from './treat-stem.js'

const SECONDS = 12
const MONO_CHANCE = 0.2
/** How likely guitars are played twice, left and right, and how much louder they may be then, in dB. */
const TWICE_CHANCE = 0.4
const LOUDER_DB = 9
/** How likely somebody sings over a rock band. */
const SUNG_CHANCE = 0.4

const [folder, kind, count, seed] = [
  process.argv[2]!,
  process.argv[3] as Split | 'real',
  Number(process.argv[4]),
  Number(process.argv[5]),
]
const isRock = process.argv[6] === 'guitars'
await mkdir(folder, { recursive: true })
const items = (await readPool()).filter((item) => item.split === (kind === 'train' ? 'train' : 'test'))
const songs = kind === 'real' ? await fretsOnFireSongs(SECONDS) : []
const network = await loadVoiceNetwork()

const index: { file: string; frames: number; items: readonly string[] }[] = []
for (let i = 0; i < count; i++) {
  const { stems, names } =
    kind === 'real' ? songOf(i) : await (isRock ? rockBandOf : mixOf)(createRandom(seed).fork(i))
  if (stems.size < 2) continue
  const { frames, cues, shares } = exampleOf(stems)
  const cells = frames * BANDS
  const told = toldSoFar(await network(cues, frames))
  const whole = planesOf(shares, STEMS.length)
  const truth = PLAYERS.map((stem) => whole[STEMS.indexOf(stem)]!)
  const file = `${kind}-${seed}-${i}.bin`
  const planes = new Float32Array(told.length + truth.length * cells)
  planes.set(told)
  truth.forEach((plane, p) => planes.set(plane, told.length + p * cells))
  await writeFile(join(folder, file), encodeExample({ frames, cues, shares: planes }))
  index.push({ file, frames, items: names })
  if (i % 10 === 0) console.log(i, names.join(' + '))
  await writeFile(join(folder, `${kind}-${seed}.json`), JSON.stringify({ bands: BANDS, examples: index }))
}

async function mixOf(random: Random): Promise<{ stems: Map<StemName, Audio>; names: readonly string[] }> {
  const { stems, names } = await mixByChance(items, SECONDS, random)
  const guitar = stems.get('guitar')
  if (guitar && random.chance(TWICE_CHANCE)) {
    playTwice(guitar.channels, POOL_RATE, random)
    scale(guitar.channels, 10 ** (random.range(0, LOUDER_DB) / 20))
  }
  if (random.chance(MONO_CHANCE)) for (const { channels } of stems.values()) collapse(channels)
  return { stems, names }
}

async function rockBandOf(
  random: Random,
): Promise<{ stems: Map<StemName, Audio>; names: readonly string[] }> {
  const { stems, names } = await rockBand(items, SECONDS, random)
  if (random.chance(SUNG_CHANCE)) {
    const { audio, name } = await partOf(items, 'vocal', SECONDS, random)
    stems.set('vocal', treatStem(audio, 'vocal', random))
    names.push(name)
  }
  if (random.chance(MONO_CHANCE)) for (const { channels } of stems.values()) collapse(channels)
  return { stems, names }
}

/** What is not the guitar is of unknown players: it counts as effects, which `real` examples are never judged by. */
function songOf(i: number): { stems: Map<StemName, Audio>; names: readonly string[] } {
  const { name, guitar, rest } = songs[i % songs.length]!
  return {
    stems: new Map<StemName, Audio>([
      ['guitar', guitar],
      ['fx', rest],
    ]),
    names: [name],
  }
}
