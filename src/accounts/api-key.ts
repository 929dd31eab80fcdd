import { createHash, randomBytes } from 'node:crypto'

/** A new key: 256 random bits, with a prefix by which secret scanners and people recognise it. */
export function makeApiKey(): string {
  return `trb_${randomBytes(32).toString('base64url')}`
}

/** What is stored instead of the key. */
export function hashApiKey(key: string): Buffer {
  return createHash('sha256').update(key, 'utf8').digest()
}

/** What lists show of a key: enough to tell keys apart, too little to guess one. */
export function hintOfApiKey(key: string): string {
  return `…${key.slice(-4)}`
}
