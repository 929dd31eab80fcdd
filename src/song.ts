import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { createEmbeddedEngines } from './engines/adapters/embedded/embedded-engines.js'
import { createThreadedEngines, type ThreadedEngines } from './engines/adapters/threaded/threaded-engines.js'
import type { Commission, Performable, Take } from './engines/ports/music-engine.js'
import { writeMidiFile } from './music/midi-file.js'
import { midiSoundOf } from './studio/midi-sounds.js'
import { taggedFile } from './workflows/tagged-file.js'

interface SongOptions {
  readonly style?: string
  readonly title?: string
  readonly lyrics?: string
  readonly negativeTags?: string
  readonly instrumental?: boolean
  readonly gender?: 'm' | 'f'
  readonly duration?: number
  readonly bpm?: number
  readonly seed: number
  readonly takes: number
  readonly out: string
  readonly midi?: boolean
  readonly stems?: boolean
  readonly wav?: boolean
  readonly explain?: boolean
  readonly json?: boolean
}

const program = new Command('troubadour song')
  .description('make a song without a running server; writes MP3s and covers')
  .configureHelp({ helpWidth: 80 })
  .argument('[prompt]', 'what the song is about, and how it should sound')
  .option('--style <text>', 'genres, moods, instruments, tempo …')
  .option('--title <text>', 'title; invented when absent')
  .option('--lyrics <file>', 'text file with lyrics to sing, section tags such as [Chorus] welcome')
  .option('--negative-tags <text>', 'what to leave out')
  .option('--instrumental', 'no singing')
  .option('--gender <m|f>', 'of the leading voice', oneOf('m', 'f'))
  .option('--duration <seconds>', 'wanted length', numberBetween(10, 480))
  .option('--bpm <bpm>', 'beats a minute', numberBetween(40, 240))
  .option('--seed <n>', 'same seed, same song', numberBetween(0, 2 ** 31), 1)
  .option('--takes <n>', 'how many different takes', numberBetween(1, 2), 2)
  .option('--out <folder>', 'where the files go', 'out')
  .option('--midi', 'also write a MIDI file of each take')
  .option('--stems', 'also write each stem as an MP3')
  .option('--wav', 'also write a WAV file of each take')
  .option('--explain', 'print what each step of composing decided')
  .option('--json', 'print a JSON object for each take')
  .showHelpAfterError()

async function main(): Promise<void> {
  program.parse()
  const prompt = program.args[0]
  const options = program.opts<SongOptions>()
  if (prompt === undefined && options.style === undefined && options.lyrics === undefined)
    program.help({ error: true })

  const engines = createThreadedEngines(createEmbeddedEngines(), {
    renderThreads: Math.min(options.takes, availableParallelism()),
  })
  try {
    await makeSong(engines, prompt, options)
  } finally {
    await engines.close()
  }
}

async function makeSong(
  engines: ThreadedEngines,
  prompt: string | undefined,
  options: SongOptions,
): Promise<void> {
  const { signal } = new AbortController()
  const takes = await engines.music.compose(await commissionOf(prompt, options), signal)
  if (!options.json) {
    for (const [index, take] of takes.entries()) describe(take, index, options.explain ?? false)
  }

  const folder = resolve(options.out)
  await mkdir(folder, { recursive: true })
  const bar = createProgressBar(takes.length)
  const written = await Promise.all(
    takes.map(async (take, index) => {
      const base = join(folder, fileName(take.title, index))
      const cover = await engines.coverArtist.draw(
        { seed: options.seed * 2 + index, title: take.title, tags: take.tags },
        signal,
      )
      const performable: Performable = { score: take.score, recordingFiles: {} }
      const performed = await engines.music.perform(
        performable,
        { onProgress: (fraction) => bar.update(index, fraction), onEncoded: () => undefined },
        signal,
      )
      const files = [`${base}.mp3`, `${base}.jpeg`]
      await writeFile(files[0]!, taggedFile(take, performed, cover))
      await writeFile(files[1]!, cover)
      return { take, base, performable, performed, files }
    }),
  )
  bar.finish()

  for (const { take, base, performable, performed, files } of written) {
    if (options.midi) {
      files.push(`${base}.mid`)
      await writeFile(`${base}.mid`, writeMidiFile(performable.score, midiSoundOf))
    }
    if (options.wav) {
      files.push(`${base}.wav`)
      await engines.music.renderWav(performable, `${base}.wav`, () => undefined, signal)
    }
    if (options.stems) files.push(...(await writeStems(engines, performable, base, signal)))
    if (options.json) {
      const { title, tags, warnings, explanation } = take
      const { durationSeconds, loudnessLufs, truePeakDbtp } = performed
      const measured = { durationSeconds, loudnessLufs, truePeakDbtp }
      const why = options.explain ? { explanation } : {}
      console.log(JSON.stringify({ title, tags, warnings, ...measured, ...why, files }))
      continue
    }
    const facts = `${performed.loudnessLufs.toFixed(1)} LUFS, ${performed.truePeakDbtp.toFixed(1)} dBTP`
    console.log(`\n${formatSeconds(performed.durationSeconds)}, ${facts}`)
    for (const file of files) console.log(`  ${file}`)
  }
}

async function commissionOf(prompt: string | undefined, options: SongOptions): Promise<Commission> {
  return {
    seed: options.seed,
    takeCount: options.takes,
    instrumental: options.instrumental ?? false,
    maxDurationSeconds: 480,
    ...(prompt !== undefined && { idea: prompt }),
    ...(options.style !== undefined && { style: options.style }),
    ...(options.title !== undefined && { title: options.title }),
    ...(options.lyrics !== undefined && { lyrics: await readFile(options.lyrics, 'utf8') }),
    ...(options.negativeTags !== undefined && { negativeTags: options.negativeTags }),
    ...(options.gender !== undefined && { vocalGender: options.gender }),
    ...(options.duration !== undefined && { durationSeconds: options.duration }),
    ...(options.bpm !== undefined && { bpm: options.bpm }),
  }
}

async function writeStems(
  engines: ThreadedEngines,
  { score, recordingFiles }: Performable,
  base: string,
  signal: AbortSignal,
): Promise<string[]> {
  const stems = await engines.separator.separate(
    { kind: 'score', score, recordingFiles },
    'stems',
    signal,
    () => undefined,
  )
  const files: string[] = []
  for (const { name, mp3 } of stems) {
    if (!mp3) continue
    const file = `${base}_${name}.mp3`
    await writeFile(file, mp3)
    files.push(file)
  }
  return files
}

function describe(take: Take, index: number, explain: boolean): void {
  console.log(`Take ${index + 1}: ${take.title} (${take.tags})`)
  for (const warning of take.warnings) console.log(`  warning: ${warning.message}`)
  if (!explain) return
  for (const [step, facts] of Object.entries(take.explanation)) {
    console.log(`\n  ${step}`)
    for (const fact of facts) console.log(`    ${fact}`)
  }
  console.log()
}

/** One line on a terminal, redrawn; nothing where the output is no terminal. */
function createProgressBar(parts: number) {
  const fractions = new Array<number>(parts).fill(0)
  const width = 40
  let drawn = -1
  return {
    update(part: number, fraction: number): void {
      fractions[part] = fraction
      const percent = Math.floor((100 * fractions.reduce((sum, value) => sum + value, 0)) / parts)
      if (!process.stderr.isTTY || percent === drawn) return
      drawn = percent
      const filled = Math.round((percent / 100) * width)
      process.stderr.write(`\r[${'='.repeat(filled)}${' '.repeat(width - filled)}] ${percent} %`)
    },
    finish(): void {
      if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
    },
  }
}

/** Letters and digits of the title, so that it is a file name on every system. */
function fileName(title: string, index: number): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  return `${words || 'song'}-${index + 1}`
}

function formatSeconds(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
}

function numberBetween(low: number, high: number) {
  return (text: string): number => {
    const value = Number(text)
    if (text.trim() === '' || !(value >= low && value <= high)) {
      throw new InvalidArgumentError(`allowed: a number from ${low} to ${high}`)
    }
    return value
  }
}

function oneOf(...allowed: string[]) {
  return (text: string): string => {
    if (!allowed.includes(text)) throw new InvalidArgumentError(`allowed: ${allowed.join(', ')}`)
    return text
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
