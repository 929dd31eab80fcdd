import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import type { Cli } from './cli.js'
import { UsageError } from './errors.js'
import { numberBetween, oneOf, wholeNumber } from './option-values.js'

/** Wishes that every command which makes songs understands. */
export interface SongOptions {
  readonly style?: string
  readonly title?: string
  /** File. */
  readonly lyrics?: string
  /** The words themselves, instead of a file. */
  readonly words?: string
  readonly instrumental?: boolean
  readonly gender?: 'm' | 'f'
  readonly avoid?: string
  readonly duration?: number
  readonly bpm?: number
  readonly tonality?: string
  readonly seed?: number
  readonly persona?: string
  readonly styleWeight?: number
  readonly weirdness?: number
  readonly audioWeight?: number
  readonly model: string
  readonly out?: string
  readonly wait?: boolean
  readonly timeout?: number
}

/** How long to wait and where to put files; for every command that makes a task. */
export function addTaskOptions(command: Command): Command {
  return addWaitOptions(command).option('--no-wait', 'print the task id and end; see troubadour wait')
}

/** The same for a task that has been made. */
export function addWaitOptions(command: Command): Command {
  return command
    .option('-o, --out <folder>', 'download the results there')
    .option('--timeout <seconds>', 'how long to wait for it (600)', numberBetween(1, 86_400))
}

export function addSongOptions(command: Command): Command {
  return addTaskOptions(
    command
      .option('--style <text>', 'genres, moods, instruments, tempo …')
      .option('--title <text>', 'title of the song')
      .option('--lyrics <file>', 'sing these words; - reads them from stdin')
      .option('--instrumental', 'no singing')
      .addOption(oneOf('--gender <m|f>', 'of the leading voice', ['m', 'f']))
      .option('--avoid <text>', 'styles and instruments to leave out')
      .option('--duration <seconds>', 'wanted length', numberBetween(10, 360))
      .option('--bpm <number>', 'beats a minute', numberBetween(20, 300))
      .option('--tonality <key>', 'such as "D minor", "F#m" or "Bb"')
      .option('--seed <number>', 'same request, same seed: same song', wholeNumber)
      .option('--persona <id>', 'a singer kept from an earlier song')
      .option('--style-weight <0-1>', 'how sharply the style is followed', numberBetween(0, 1))
      .option('--weirdness <0-1>', 'how far it may leave the beaten track', numberBetween(0, 1))
      .option('--audio-weight <0-1>', 'how closely a recording is followed', numberBetween(0, 1))
      .option('--model <name>', 'sets the limits; one engine performs all', 'V5_5'),
  )
}

/** The words of `--lyrics`, and what to call the song when nobody says. */
export async function readLyrics(
  cli: Cli,
  path: string | undefined,
): Promise<{ readonly text: string; readonly title?: string } | undefined> {
  if (path === undefined) return undefined
  const text = path === '-' ? await cli.readInput() : await readFile(path, 'utf8')
  if (text.trim() === '') throw new UsageError(`--lyrics: "${path}" holds no words`)
  return path === '-' ? { text } : { text, title: basename(path).replace(/\.\w+$/, '') }
}

/** Fields that every song request has. */
export function wishesOf(options: SongOptions) {
  return {
    model: options.model as 'V5',
    negativeTags: options.avoid,
    vocalGender: options.gender,
    styleWeight: options.styleWeight,
    weirdnessConstraint: options.weirdness,
    audioWeight: options.audioWeight,
    troubadour: extrasOf(options),
  }
}

function extrasOf({ seed, bpm, tonality }: SongOptions) {
  return seed === undefined && bpm === undefined && tonality === undefined
    ? undefined
    : { seed, bpm, key: tonality }
}

/**
 * Fields of requests with two modes: custom when style, title, words, length or a singer are given, otherwise everything
 * is invented from the prompt.
 */
export async function modesOf(cli: Cli, prompt: string | undefined, options: SongOptions) {
  const lyrics = options.words === undefined ? await readLyrics(cli, options.lyrics) : { text: options.words }
  const { style, title, persona, duration, instrumental = false } = options
  const isCustom = [style, title, lyrics, persona, duration].some((each) => each !== undefined)
  if (prompt === undefined && !isCustom) {
    throw new UsageError(
      'what shall it be about? Give a prompt, --style or --lyrics',
      '--help shows examples',
    )
  }
  if (!isCustom) return { ...wishesOf(options), prompt, customMode: false, instrumental }
  // In custom mode the prompt is what is sung: a description belongs to the style unless words are given.
  const described = style ?? prompt ?? 'pop'
  return {
    ...wishesOf(options),
    customMode: true,
    instrumental,
    style: described,
    title:
      title ?? (lyrics && 'title' in lyrics ? lyrics.title : undefined) ?? titleFrom(prompt ?? described),
    ...(instrumental ? { prompt } : await wordsOf(cli, prompt ?? described, lyrics?.text)),
    personaId: persona,
    ...(persona !== undefined && { personaModel: 'style_persona' as const }),
    duration,
  }
}

/** Words to sing: those given, or written for the occasion. */
async function wordsOf(cli: Cli, prompt: string, lyrics: string | undefined) {
  if (lyrics !== undefined) return { prompt: lyrics }
  const client = cli.client()
  cli.output().note('writing lyrics')
  const record = await client.waitFor(await client.lyrics({ prompt }, { signal: cli.signal }), {
    signal: cli.signal,
  })
  const text = record.response?.data[0]?.text
  if (!text) throw new UsageError('no lyrics could be written for this prompt', 'give words with --lyrics')
  return { prompt: text }
}

/** The first words, as titles are written. */
function titleFrom(text: string): string {
  const words = text
    .split(/\s+/)
    .slice(0, 5)
    .join(' ')
    .replace(/[^\p{L}\p{N}]+$/u, '')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
