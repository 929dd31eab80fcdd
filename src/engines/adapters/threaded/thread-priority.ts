import { readlinkSync } from 'node:fs'
import { setPriority } from 'node:os'

/** Below normal: requests are answered and callbacks sent before a song gets on. */
const BACKGROUND_NICENESS = 10

let isLowered = false

/**
 * Lets the calling thread step back when processors are scarce. Linux only, where threads have priorities of their own
 * (setpriority(2)) and `/proc/thread-self` names the calling one; elsewhere nothing happens.
 */
export function runInBackground(): void {
  if (isLowered || process.platform !== 'linux') return
  isLowered = true
  const threadId = Number(readlinkSync('/proc/thread-self').split('/').at(-1))
  setPriority(threadId, BACKGROUND_NICENESS)
}
