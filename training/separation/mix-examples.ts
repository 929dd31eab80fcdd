/**
 * Mixes stems of the pool into examples for training separation, and writes for each what the separator sees (its cues) and
 * what it should say (the share of each stem in each cell).
 *
 *   node --conditions=source --import tsx training/separation/mix-examples.ts FOLDER train|test COUNT SEED
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BANDS } from '../../src/analysis/separation/bands.js'
import { createRandom } from '../../src/dsp/random.js'
import { STEMS } from '../../src/music/stems.js'
import { encodeExample, exampleOf } from './example.js'
import { mixByChance } from './pool-mix.js'
import { readPool, type Split } from './pool.js'
import { collapse } from './treat-stem.js'

const SECONDS = 16
const MONO_CHANCE = 0.25

const [folder, split, count, seed] = [
  process.argv[2]!,
  process.argv[3] as Split,
  Number(process.argv[4]),
  Number(process.argv[5]),
]
await mkdir(folder, { recursive: true })
const items = (await readPool()).filter((item) => item.split === split)

const index: { file: string; frames: number; items: readonly string[] }[] = []
for (let i = 0; i < count; i++) {
  const random = createRandom(seed).fork(i)
  const { stems, names } = await mixByChance(items, SECONDS, random)
  if (stems.size < 2) continue
  if (random.chance(MONO_CHANCE)) for (const { channels } of stems.values()) collapse(channels)
  const example = exampleOf(stems)
  const file = `${split}-${seed}-${i}.bin`
  await writeFile(join(folder, file), encodeExample(example))
  index.push({ file, frames: example.frames, items: names })
  if (i % 10 === 0) console.log(i, [...stems.keys()].join(' '))
}
await writeFile(
  join(folder, `${split}-${seed}.json`),
  JSON.stringify({ bands: BANDS, stems: STEMS, examples: index }),
)
