/** Longest key in bytes; S3 allows 1,024. */
const MAX_KEY_BYTES = 1000
/** Longest part between two slashes in bytes: what file systems allow, less room for a prefix and suffix. */
const MAX_PART_BYTES = 240
/** Control characters, and the characters that mean something to a file system or a URL. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const FORBIDDEN = /[\u0000-\u001f\u007f\\:*?"<>|#%]/u

/**
 * The rule that a key breaks, or undefined. Keys have one form that means the same file in every store: relative,
 * `/`-separated, no part empty or starting with a dot (so no way up and no hidden file), no control characters, nothing
 * that URLs or file systems read as syntax.
 */
function brokenRule(key: string): string | undefined {
  if (key === '') return 'must not be empty'
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) return `must be at most ${MAX_KEY_BYTES} bytes`
  if (FORBIDDEN.test(key)) return 'must not contain control characters or any of \\ : * ? " < > | # %'
  for (const part of key.split('/')) {
    if (part === '') return 'must be relative, without empty parts'
    if (part.startsWith('.')) return 'no part may start with a dot'
    if (Buffer.byteLength(part) > MAX_PART_BYTES) return `each part must be at most ${MAX_PART_BYTES} bytes`
  }
  return undefined
}

/** Whether an object can have this key. What cannot be a key is, for readers, an object that is not there. */
export function isObjectKey(key: string): boolean {
  return brokenRule(key) === undefined
}

/** Throws RangeError, naming the rule, when no object can have this key. */
export function assertObjectKey(key: string): void {
  const rule = brokenRule(key)
  if (rule !== undefined) throw new RangeError(`object key ${JSON.stringify(key.slice(0, 200))}: ${rule}`)
}
