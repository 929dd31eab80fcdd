import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request as a receiver saw it. */
export interface ReceivedRequest {
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** `performance.now()` of its arrival. */
  readonly at: number
}

/** A web server that plays a customer's callback endpoint. */
export interface Receiver {
  readonly url: string
  readonly requests: readonly ReceivedRequest[]
  /** Most requests that were unanswered at the same time. */
  readonly mostAtOnce: number
  close(): Promise<void>
}

/** Starts a receiver that answers as told; by default with 200. */
export async function startReceiver(
  answer: (response: ServerResponse, request: ReceivedRequest, index: number) => void = (response) =>
    response.end('{"status":"received"}'),
): Promise<Receiver> {
  const requests: ReceivedRequest[] = []
  let open = 0
  let mostAtOnce = 0
  const server = createServer((request, response) => {
    open++
    mostAtOnce = Math.max(mostAtOnce, open)
    response.on('close', () => open--)
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const received = {
        headers: request.headers,
        body: Buffer.concat(pieces).toString(),
        at: performance.now(),
      }
      requests.push(received)
      answer(response, received, requests.length - 1)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`,
    requests,
    get mostAtOnce() {
      return mostAtOnce
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
