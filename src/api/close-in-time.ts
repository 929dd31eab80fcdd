import type { FastifyInstance } from 'fastify'

/** How long answers that are under way may take when the server closes, in milliseconds. */
const GRACE_MS = 10_000

/**
 * Lets a closing server end: answers under way are finished, but a client that does not read its own (or listens to a stream that goes on)
 * holds its connection for `graceMs` and no longer.
 */
export function closeInTime(app: FastifyInstance, graceMs = GRACE_MS): void {
  let timer: NodeJS.Timeout | undefined
  app.addHook('preClose', async () => {
    timer = setTimeout(() => app.server.closeAllConnections(), graceMs)
  })
  app.addHook('onClose', async () => clearTimeout(timer))
}
