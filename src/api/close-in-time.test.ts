import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { fastify } from 'fastify'
import { afterEach, expect, it } from 'vitest'
import { closeInTime } from './close-in-time.js'

/** More than the buffers of both ends hold. */
const PIECES = 800
const PIECE = Buffer.alloc(65_536)

const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
})

/** A server whose grace is `graceMs`, and a client that has asked for much and read nothing. */
async function serverWithClient(graceMs: number) {
  const app = fastify({ forceCloseConnections: 'idle' })
  closeInTime(app, graceMs)
  app.get('/', (_request, reply) => reply.send(Readable.from(Array.from({ length: PIECES }, () => PIECE))))
  const url = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
  const socket = connect(Number(url.port), url.hostname)
  sockets.push(socket)
  socket.pause()
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')
  await sleep(100)
  return { app, socket }
}

it('does not wait for a client that never reads its answer', async () => {
  const { app } = await serverWithClient(100)
  await app.close()
})

it('finishes the answer of a client that reads on', async () => {
  const { app, socket } = await serverWithClient(20_000)
  const [answer] = await Promise.all([text(socket), app.close()])
  expect(answer.length).toBeGreaterThan(PIECES * PIECE.length)
})
