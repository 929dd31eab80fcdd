import { createClient, createTransport, type Transport, type TroubadourClient } from '@troubadour/sdk'
import { UsageError } from './errors.js'
import type { Output } from './output.js'
import type { Settings } from './settings.js'

/** What commands work with. Settings are read when a command asks: help needs none. */
export interface Cli {
  readonly output: () => Output
  readonly settings: () => Settings
  readonly client: () => TroubadourClient
  readonly transport: () => Transport
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The text that was piped in. */
  readonly readInput: () => Promise<string>
  /** Ends the program with this code once the command is done. */
  readonly setExitCode: (code: number) => void
}

export interface CliParts extends Omit<Cli, 'client' | 'transport'> {
  /** Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch
}

export function createCli({ fetch, ...parts }: CliParts): Cli {
  const server = () => {
    const { url, key } = parts.settings()
    if (key === undefined) {
      throw new UsageError(
        'no API key is known',
        'start a server in this folder (its first start makes one), give --key, set TROUBADOUR_API_KEY, or keep it ' +
          'with troubadour config set key YOUR_KEY',
      )
    }
    return { baseUrl: url, apiKey: key, ...(fetch && { fetch }) }
  }
  return { ...parts, client: () => createClient(server()), transport: () => createTransport(server()) }
}
