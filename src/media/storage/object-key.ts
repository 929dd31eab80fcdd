/** Longest key in bytes: what S3 allows, less room for a temporary suffix. */
const MAX_KEY_BYTES = 900
/** Longest part between two slashes in bytes: what file systems allow, less room for a prefix and suffix. */
const MAX_PART_BYTES = 240
/** Control characters, and the characters that mean something to a file system or a URL. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const FORBIDDEN = /[\u0000-\u001f\u007f\\:*?"<>|#%]/u

/**
 * Holds a key to the one form that means the same file in every store: relative, `/`-separated, no part empty or
 * starting with a dot (so no way up and no hidden file), no control characters, nothing that URLs or file systems
 * read as syntax. Throws RangeError otherwise.
 */
export function assertObjectKey(key: string): void {
  const complain = (rule: string) => {
    throw new RangeError(`object key ${JSON.stringify(key.slice(0, 200))}: ${rule}`)
  }
  if (key === '') complain('must not be empty')
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) complain(`must be at most ${MAX_KEY_BYTES} bytes`)
  if (FORBIDDEN.test(key)) complain('must not contain control characters or any of \\ : * ? " < > | # %')
  for (const part of key.split('/')) {
    if (part === '') complain('must be relative, without empty parts')
    if (part.startsWith('.')) complain('no part may start with a dot')
    if (Buffer.byteLength(part) > MAX_PART_BYTES)
      complain(`each part must be at most ${MAX_PART_BYTES} bytes`)
  }
}
