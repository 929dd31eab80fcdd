import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ReceivedCallback {
  readonly atMs: number
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly raw: string
  readonly body: {
    readonly code: number
    readonly msg: string
    readonly data: { readonly callbackType?: string; readonly task_id: string; readonly data?: unknown }
  }
}

export interface CallbackReceiver {
  readonly url: string
  readonly received: readonly ReceivedCallback[]
  /** The callbacks of a task, in the order in which they came. */
  of(taskId: string): ReceivedCallback[]
  close(): Promise<void>
}

/** A real HTTP receiver on 127.0.0.1. `answer` decides the status of each delivery; default 200. */
export async function startCallbackReceiver(
  answer: (callback: ReceivedCallback) => number = () => 200,
): Promise<CallbackReceiver> {
  const received: ReceivedCallback[] = []
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const raw = Buffer.concat(pieces).toString('utf8')
      const callback: ReceivedCallback = {
        atMs: performance.now(),
        path: request.url ?? '',
        headers: request.headers,
        raw,
        body: JSON.parse(raw) as ReceivedCallback['body'],
      }
      const status = answer(callback)
      if (status === 200) received.push(callback)
      response.writeHead(status).end('{"status":"received"}')
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`,
    received,
    of: (taskId) => received.filter(({ body }) => body.data.task_id === taskId),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
