import type { Logger } from 'pino'

/** How long a part may take to end, in milliseconds: more than any takes that gives its work back first. */
const PATIENCE_MS = 25_000

/** Remembers what has been started, to end it in order. */
export interface Shutdown {
  /** `part` says in the log what is meant. */
  add(part: string, end: () => Promise<unknown>): void
  /**
   * Ends all parts, the last one first. One that fails, or does not end in time, is named in the log and the others are ended all
   * the same: what is lost with it is taken up by the next start, a process that hangs is not.
   */
  run(): Promise<void>
}

export function createShutdown(log: Pick<Logger, 'error'>, patienceMs = PATIENCE_MS): Shutdown {
  const parts: { readonly name: string; readonly end: () => Promise<unknown> }[] = []
  return {
    add(name, end) {
      parts.push({ name, end })
    },
    async run() {
      for (const { name, end } of parts.splice(0).reverse()) {
        let timer: NodeJS.Timeout | undefined
        const timeUp = new Promise<never>((_, reject) => {
          timer = setTimeout(() => reject(new Error(`not ended after ${patienceMs} ms`)), patienceMs)
        })
        await Promise.race([end(), timeUp])
          .catch((error: unknown) =>
            log.error({ err: error, part: name }, 'a part of the server did not stop cleanly'),
          )
          .finally(() => clearTimeout(timer))
      }
    },
  }
}
