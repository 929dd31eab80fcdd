import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { UsageError } from './errors.js'

/** Where the server is and who calls. */
export interface Settings {
  readonly url: string
  /** Undefined: none is known. */
  readonly key: string | undefined
  /** Where each was found, for people. */
  readonly from: { readonly url: string; readonly key: string }
}

/** What `config set` keeps. */
export interface StoredSettings {
  readonly url?: string
  readonly key?: string
}

export const STORED_NAMES = ['url', 'key'] as const satisfies (keyof StoredSettings)[]

const DEFAULT_URL = 'http://127.0.0.1:3000'

type Environment = Readonly<Record<string, string | undefined>>

/** The settings file: `TROUBADOUR_CONFIG`, else `troubadour/config.json` in the user's configuration folder. */
export function settingsPath(environment: Environment): string {
  const folder = environment['XDG_CONFIG_HOME'] || join(homedir(), '.config')
  return environment['TROUBADOUR_CONFIG'] || join(folder, 'troubadour', 'config.json')
}

/**
 * First what the command line says, then the environment, then the settings file. On the machine of the server, the key
 * that it made at its first start is found too.
 */
export function resolveSettings(
  flags: { readonly url?: string | undefined; readonly key?: string | undefined },
  environment: Environment,
): Settings {
  const stored = readStored(environment)
  const url = firstOf([
    ['--url', flags.url],
    ['TROUBADOUR_URL', environment['TROUBADOUR_URL']],
    [settingsPath(environment), stored.url],
    ['default', DEFAULT_URL],
  ])
  if (!URL.canParse(url.value!) || !/^https?:$/.test(new URL(url.value!).protocol)) {
    throw new UsageError(`${url.from}: "${url.value}" is no address; allowed: such as ${DEFAULT_URL}`)
  }
  const firstKey = join(environment['DATA_DIR'] || 'data', 'api-key')
  const key = firstOf([
    ['--key', flags.key],
    ['TROUBADOUR_API_KEY', environment['TROUBADOUR_API_KEY']],
    [settingsPath(environment), stored.key],
    [firstKey, isOnThisMachine(url.value!) ? readIfThere(firstKey)?.trim() : undefined],
  ])
  return { url: url.value!, key: key.value, from: { url: url.from, key: key.from } }
}

function firstOf(candidates: readonly (readonly [from: string, value: string | undefined])[]) {
  const [from, value] = candidates.find(([, each]) => each !== undefined && each !== '') ?? [
    'nowhere',
    undefined,
  ]
  return { from, value }
}

function isOnThisMachine(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)
}

/** What the settings file holds; empty when there is none. */
export function readStored(environment: Environment): StoredSettings {
  const path = settingsPath(environment)
  const text = readIfThere(path)
  if (text === undefined) return {}
  try {
    const value = JSON.parse(text) as Record<string, unknown> | null
    const texts = STORED_NAMES.map((name) => [name, value?.[name]] as const)
    return Object.fromEntries(texts.filter(([, each]) => typeof each === 'string'))
  } catch (cause) {
    throw new UsageError(`"${path}" is not valid JSON`, 'correct it or delete it', { cause })
  }
}

/** Writes the settings file; readable by its owner only, as it may hold a key. */
export function writeStored(environment: Environment, stored: StoredSettings): void {
  const path = settingsPath(environment)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${JSON.stringify(stored, null, 2)}\n`, { mode: 0o600 })
  // The mode above holds for new files only.
  chmodSync(path, 0o600)
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES') return undefined
    throw error
  }
}
