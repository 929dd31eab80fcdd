import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** How the receiver behaves at the moment. */
export type ReceiverMood = 'well' | 'failing' | 'hanging' | 'resetting' | 'dripping' | 'redirecting'
export const STORMS: readonly ReceiverMood[] = ['failing', 'hanging', 'resetting', 'dripping', 'redirecting']

/** One callback that was answered with 200. */
export interface TakenCallback {
  readonly eventId: string
  readonly taskId: string
  readonly stage: string
}

/** A customer's receiver that has bad hours. */
export interface StormyReceiver {
  readonly url: string
  mood: ReceiverMood
  /** What it has taken, in its order; repeated deliveries too. */
  readonly taken: readonly TakenCallback[]
  close(): Promise<void>
}

interface CallbackBody {
  readonly data: { readonly task_id: string; readonly callbackType?: string }
}

export async function startStormyReceiver(): Promise<StormyReceiver> {
  const receiver = { mood: 'well' as ReceiverMood }
  const taken: TakenCallback[] = []
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      switch (receiver.mood) {
        case 'well': {
          const { data } = JSON.parse(Buffer.concat(pieces).toString()) as CallbackBody
          const eventId = String(request.headers['webhook-id'])
          taken.push({ eventId, taskId: data.task_id, stage: data.callbackType ?? 'complete' })
          response.end('{"status":"received"}')
          return
        }
        case 'failing':
          response.writeHead(500).end('not now')
          return
        case 'hanging':
          return
        case 'resetting':
          request.socket.destroy()
          return
        case 'dripping':
          void drip()
          return
        case 'redirecting':
          response.writeHead(307, { location: '/callback' }).end()
      }
    })
    /** A header that never ends: the answer does not come, although bytes do. */
    async function drip(): Promise<void> {
      request.socket.write('HTTP/1.1 200 OK\r\nX-Drip: ')
      while (!request.socket.destroyed) {
        request.socket.write('x')
        await sleep(200)
      }
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`,
    taken,
    get mood() {
      return receiver.mood
    },
    set mood(mood) {
      receiver.mood = mood
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
