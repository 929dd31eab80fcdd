/** A disk, a bucket or the process itself has run out of something: see errno(3). */
const SYSTEM_SHORTAGES: ReadonlySet<unknown> = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EIO',
  'EMFILE',
  'ENFILE',
  'ENOMEM',
])

interface Clues {
  readonly code?: unknown
  readonly name?: unknown
  readonly cause?: unknown
  /** What the AWS SDK knows of an answer. */
  readonly $metadata?: { readonly httpStatusCode?: number }
}

/**
 * Whether an error says that something around the task was out of order (full disk, failing object store) rather than
 * the task or our code: another attempt later, or on another machine, may well succeed. Looks through causes.
 */
export function isOutage(error: unknown): boolean {
  for (let each = error as Clues | null | undefined; typeof each === 'object' && each !== null;) {
    const status = each.$metadata?.httpStatusCode
    if (SYSTEM_SHORTAGES.has(each.code)) return true
    if (status !== undefined && (status >= 500 || status === 429 || status === 408)) return true
    if (each.$metadata !== undefined && each.name === 'TimeoutError') return true
    each = each.cause as Clues | null | undefined
  }
  return false
}
