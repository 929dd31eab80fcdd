import { availableParallelism } from 'node:os'
import { Command, InvalidArgumentError } from 'commander'
import { GENRE_FAMILIES } from '../../src/studio/profiles/profile.js'

export interface ReportOptions {
  /** Only so many prompts, spread over the families. */
  readonly prompts?: number
  readonly takes: number
  /** Only these genre families. */
  readonly families?: readonly string[]
  readonly symbolicOnly: boolean
  /** Length of every song; absent: what the prompt asks for, or what the studio finds right. */
  readonly seconds?: number
  readonly seed: number
  readonly out: string
  readonly jobs: number
  /** Folders of MIDI files by people instead of the Debian package's. */
  readonly human?: readonly string[]
  /** Performs again what is there already. */
  readonly fresh: boolean
}

/** Reads the command line; ends the process with a message when it makes no sense. */
export function readOptions(): ReportOptions {
  return new Command('bench:music')
    .description('Composes, performs and measures 96 prompts, and writes a page to listen to them all.')
    .option('--prompts <n>', 'only so many prompts, spread over the families', wholeBetween(1, 96))
    .option('--takes <n>', 'takes of each prompt', wholeBetween(1, 4), 2)
    .option('--families <names>', `comma-separated, of: ${GENRE_FAMILIES.join(', ')}`, familyList)
    .option('--symbolic-only', 'measure the scores only, perform nothing', false)
    .option('--seconds <n>', 'length of every song', wholeBetween(10, 480))
    .option('--seed <n>', 'seed of the first prompt; the others count on', wholeBetween(0, 2 ** 31), 1)
    .option('--out <folder>', 'where the report goes', 'out/music')
    .option('--jobs <n>', 'songs performed at once', wholeBetween(1, 64), Math.min(2, availableParallelism()))
    .option('--human <folders>', 'comma-separated folders of MIDI files by people', (text) => text.split(','))
    .option('--fresh', 'perform again what is there already', false)
    .parse()
    .opts<ReportOptions>()
}

function wholeBetween(low: number, high: number) {
  return (text: string): number => {
    const value = Number(text)
    if (!Number.isInteger(value) || value < low || value > high)
      throw new InvalidArgumentError(`allowed: a whole number from ${low} to ${high}`)
    return value
  }
}

function familyList(text: string): string[] {
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.find((name) => !(GENRE_FAMILIES as readonly string[]).includes(name))
  if (unknown !== undefined)
    throw new InvalidArgumentError(`"${unknown}" is none of: ${GENRE_FAMILIES.join(', ')}`)
  return names
}
