/**
 * Do genres differ by ear? Six plain requests a family, whole songs; each is named by its nearest neighbours among the
 * songs of all other requests. What is performed already and whose score has not changed is not performed again.
 *
 *   npm run bench:genres                                    a quarter of an hour on one core
 *   npm run bench:genres -- --fresh --families jazz,blues   performs these again, names all
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { createAssets } from '../../../src/engines/adapters/embedded/assets.js'
import { GENRE_FAMILIES } from '../../../src/studio/profiles/profile.js'
import { classifyLeavingPromptOut } from '../ears/nearest-neighbours.js'
import { confusionLines, familyLines } from './confusions.js'
import { performPlain, type PlainSong } from './perform-plain.js'
import { PLAIN_PROMPTS } from './plain-prompts.js'

interface Options {
  readonly seconds: string
  readonly seed: string
  readonly families?: string
  readonly fresh: boolean
  readonly out: string
}

const { seconds, seed, families, fresh, out } = new Command('bench:genres')
  .description('Performs plain requests of sixteen families of genres and tells them apart by ear.')
  .option('--seconds <n>', 'length of every song', '50')
  .option('--seed <n>', 'seed of the first request; the others count on', '100')
  .option('--families <names>', `with --fresh, only these, comma-separated: ${GENRE_FAMILIES.join(', ')}`)
  .option('--fresh', 'perform again what is there already', false)
  .option('--out <folder>', 'where songs and figures go', 'out/genres')
  .parse()
  .opts<Options>()

const assets = createAssets()
const folder = resolve(out)
await mkdir(folder, { recursive: true })
const songs: PlainSong[] = []
for (const [i, prompt] of PLAIN_PROMPTS.entries()) {
  const isAsked = families === undefined || families.split(',').includes(prompt.family)
  songs.push(
    await performPlain(prompt, assets, {
      folder,
      seed: Number(seed) + i,
      seconds: Number(seconds),
      isFresh: fresh && isAsked,
    }),
  )
  if ((i + 1) % 8 === 0) console.error(`performed ${i + 1} of ${PLAIN_PROMPTS.length}`)
}
const named = classifyLeavingPromptOut(
  songs.map(({ prompt, features }) => ({ prompt: prompt.id, label: prompt.family, features })),
)
const answers = songs.map(({ prompt, genre }, i) => ({ prompt, genre, heard: named[i] ?? '' }))
await writeFile(join(folder, 'report.json'), JSON.stringify({ seconds, seed, answers }))
console.table(familyLines(answers))
console.table(confusionLines(answers))
const right = answers.filter(({ prompt, heard }) => prompt.family === heard).length
console.log(
  `family named by the nearest neighbours, its own request left out: ${((100 * right) / answers.length).toFixed(1)} % ` +
    `(${right} of ${answers.length}), goal >= 75 %`,
)
