/** Proxies close connections on which nothing happens for a minute or so. */
export const HEARTBEAT_MS = 15_000

/** Server-sent events with comments in their silences. */
export async function* withHeartbeats(
  events: AsyncGenerator<string>,
  everyMs: number,
): AsyncGenerator<string> {
  try {
    for (;;) {
      const next = events.next()
      let timer: NodeJS.Timeout | undefined
      for (;;) {
        const silence = new Promise<'silence'>((resolve) => {
          timer = setTimeout(resolve, everyMs, 'silence')
        })
        const heard = await Promise.race([next, silence])
        clearTimeout(timer)
        if (heard === 'silence') {
          yield ': heartbeat\n\n'
        } else {
          if (heard.done) return
          yield heard.value
          break
        }
      }
    }
  } finally {
    await events.return(undefined)
  }
}
