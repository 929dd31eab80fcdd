/**
 * The voice, measured. Every singer sings lines with random melodies; a recogniser of speech says what it understands
 * with the middles of long notes cut out, the same singer *speaking* is the control; pitch, onsets, clicks and level are
 * taken from the sound; held vowels, the voice inside mixes of all genres and the times of words are looked at on their
 * own. Prints the table and writes it with players, spectrograms and pitch tracks to `out/voice/index.html`.
 *
 *   npm run bench:voice [-- --singers clara,marcus --lines 10 --seed 1 --text held-out --genres 8 --only lines,held]
 *
 * Debian's pocketsphinx, pocketsphinx-en-us and praat are installed by `apt-get` where they are missing and that is allowed;
 * without them the rows that need them are left out. Nothing of this is needed to run the studio.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createAssets } from '../../src/engines/adapters/embedded/assets.js'
import { createRandom } from '../../src/dsp/random.js'
import { SINGERS, singerById } from '../../src/studio/voice/singers.js'
import { measureHeldVowels } from './held-vowels.js'
import { understoodInMixes } from './in-mixes.js'
import { installListeners } from './install-listeners.js'
import { measureLoading } from './machine.js'
import { writePage } from './page.js'
import { QUESTIONS } from './recognise.js'
import { singLines, type SingerFigures } from './sing-lines.js'
import { mixRow, rowsOf, printTable, type Row } from './table.js'
import { DEVELOPMENT_LINES, HELD_OUT_LINES } from './texts.js'
import { wordTimeErrors } from './word-times.js'

const { values: options } = parseArgs({
  options: {
    singers: { type: 'string', default: SINGERS.map(({ id }) => id).join(',') },
    /** Lines a singer, drawn by the seed. */
    lines: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    text: { type: 'string', default: 'development' },
    /** What the spoken control is asked. */
    control: { type: 'string', default: QUESTIONS.join(',') },
    /** How many genres the voice is listened to in; all by default. */
    genres: { type: 'string', default: 'all' },
    only: { type: 'string', default: 'lines,held,mix,words,machine' },
    out: { type: 'string', default: 'out/voice' },
  },
})
/** Genres shown, of those where least is understood. */
const WEAKEST = 12
const asked = new Set(options.only.split(','))
const seed = Number(options.seed)
const texts = options.text === 'held-out' ? HELD_OUT_LINES : DEVELOPMENT_LINES
const listeners = installListeners()
const assets = createAssets()
const model = await assets.voice()
await mkdir(options.out, { recursive: true })

const controls = QUESTIONS.filter((question) => options.control.split(',').includes(question))
const singers = options.singers.split(',').map(singerById)
const rows: Row[] = []
const figures: SingerFigures[] = []
if (asked.has('lines')) {
  for (const singer of singers) {
    const lines = createRandom(seed).fork(singer.id).shuffle(texts).slice(0, Number(options.lines))
    const sung = await singLines(singer, lines, seed, model, listeners, controls)
    figures.push(sung)
    console.log(`${singer.id}: ${JSON.stringify(sung.recognition)} control ${JSON.stringify(sung.control)}`)
  }
  rows.push(...rowsOf(figures))
}
const held = asked.has('held') ? singers.flatMap((singer) => measureHeldVowels(singer, model, listeners)) : []
if (asked.has('mix') && listeners.pocketsphinx) {
  const count = options.genres === 'all' ? Infinity : Number(options.genres)
  const mixes = await understoodInMixes(texts, count, seed, assets)
  rows.push(mixRow(mixes))
  console.table(mixes.genres.toSorted((a, b) => a.tenAlternatives - b.tenAlternatives).slice(0, WEAKEST))
}
const wordTimes = asked.has('words') ? await wordTimeErrors(seed, assets) : []
const loading = asked.has('machine') ? measureLoading() : undefined

printTable(rows, held, wordTimes, loading)
const page = await writePage(options.out, { rows, figures, held, wordTimes, loading, model, seed })
await writeFile(
  path.join(options.out, 'figures.json'),
  JSON.stringify({ rows, held, wordTimes, loading }, null, 1),
)
console.log(`page: ${page}`)
