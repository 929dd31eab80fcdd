import { createHash, randomBytes } from 'node:crypto'

/** How keys begin whose tasks never run the engine. */
export const SANDBOX_PREFIX = 'sk-test-'
const PREFIX = 'trb_'
/** Characters after the prefix that lists may show. */
const SHOWN_CHARS = 4

/** A new key: 256 random bits, with a prefix by which secret scanners and people recognise it. */
export function makeApiKey(options: { readonly sandbox?: boolean } = {}): string {
  return `${options.sandbox ? SANDBOX_PREFIX : PREFIX}${randomBytes(32).toString('base64url')}`
}

/** Whether the key is for trying things out: nothing it asks for is composed or performed. */
export function isSandboxKey(key: string): boolean {
  return key.startsWith(SANDBOX_PREFIX)
}

/** What is stored instead of the key. */
export function hashApiKey(key: string): Buffer {
  return createHash('sha256').update(key, 'utf8').digest()
}

/**
 * What lists show of a key: enough to tell keys apart, too little to guess one. The beginning is shown of keys of our own
 * making only: of a short key from `API_KEYS` it would give away half.
 */
export function hintOfApiKey(key: string): string {
  const prefix = [SANDBOX_PREFIX, PREFIX].find((each) => key.startsWith(each))
  const isOurs = prefix !== undefined && key.length >= prefix.length + 32
  return `${isOurs ? key.slice(0, prefix.length + SHOWN_CHARS) : ''}…${key.slice(-SHOWN_CHARS)}`
}
