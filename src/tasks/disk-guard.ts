import { statfs } from 'node:fs/promises'

/** Free space is asked for this often at most, in milliseconds. */
const REMEMBER_MS = 2000

/**
 * Returns a function that tells whether at least `minFreeBytes` are free where `folder` lies. New work is refused
 * without (code 455), so that what has been accepted can be finished.
 */
export function createDiskGuard(folder: string, minFreeBytes: number): () => Promise<boolean> {
  let askedAt = Number.NEGATIVE_INFINITY
  let answer: Promise<boolean> = Promise.resolve(true)
  return () => {
    const now = performance.now()
    if (now - askedAt > REMEMBER_MS) {
      askedAt = now
      answer = statfs(folder).then((info) => info.bavail * info.bsize >= minFreeBytes)
    }
    return answer
  }
}
