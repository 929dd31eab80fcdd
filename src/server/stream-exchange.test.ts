import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.js'
import { LiveStreamLostError, openDiskLiveStreams, relayLiveStreams } from '../media/streams/index.js'
import { createStreamExchange } from './stream-exchange.js'

const TRACK = '7f9d6c1e-0000-4000-8000-5d3b2a190f00'

type Machine = ReturnType<typeof relayLiveStreams>
let database: TestDatabase
let machines: Machine[]
let folders: string[]

beforeEach(async () => {
  database = await createTestDatabase()
  machines = []
  folders = []
})
afterEach(async () => {
  await Promise.all(machines.map((each) => each.close()))
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })))
  await database.drop()
})

/** A machine with a disk of its own on the common database. */
async function machine(): Promise<Machine> {
  const folder = await mkdtemp(join(tmpdir(), 'troubadour-relay-'))
  const local = await openDiskLiveStreams({ folder, pollMs: 20 })
  const streams = relayLiveStreams(local, createStreamExchange(database.db), { pollMs: 20, patienceMs: 200 })
  folders.push(folder)
  machines.push(streams)
  return streams
}

async function hear(from: Machine, isExpected = async () => true): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of from.follow(TRACK, { signal: AbortSignal.timeout(20_000), isExpected })) {
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

const count = async () => (await database.pool.query('select 1 from stream_pieces')).rowCount

describe('a song that another machine performs', () => {
  it('is heard from its first byte by listeners who come early, in the middle and at the end', async () => {
    const [worker, api] = [await machine(), await machine()]
    const song = randomBytes(700_000)
    const early = hear(api)
    await sleep(60)
    const writer = await worker.open(TRACK)
    await writer.append(song.subarray(0, 300_000))
    await sleep(100)
    const middle = hear(api)
    await writer.append(song.subarray(300_000))
    await writer.end()
    const late = hear(await machine())
    for (const heard of await Promise.all([early, middle, late])) expect(heard.equals(song)).toBe(true)
  })

  it('is handed on only when somebody listens from elsewhere', async () => {
    const worker = await machine()
    const writer = await worker.open(TRACK)
    const near = hear(worker)
    await writer.append(Buffer.from('la la'))
    await sleep(150)
    await writer.end()
    expect((await near).toString()).toBe('la la')
    expect(await count()).toBe(0)
  })

  it('goes on where it was when its worker dies and a third machine performs it again', async () => {
    const [first, second, api] = [await machine(), await machine(), await machine()]
    const song = randomBytes(400_000)
    const heard = hear(api)
    const lost = await first.open(TRACK)
    await lost.append(song.subarray(0, 130_000))
    await expect.poll(count, { timeout: 5000 }).toBeGreaterThan(1)
    await first.close()
    const writer = await second.open(TRACK)
    for (let at = 0; at < song.length; at += 50_000) await writer.append(song.subarray(at, at + 50_000))
    await writer.end()
    expect((await heard).equals(song)).toBe(true)
  })

  it('breaks off for its listener when its task has failed', async () => {
    const [worker, api] = [await machine(), await machine()]
    let isExpected = true
    const heard = hear(api, async () => isExpected)
    const writer = await worker.open(TRACK)
    await writer.append(Buffer.from('la'))
    await expect.poll(count, { timeout: 5000 }).toBe(1)
    isExpected = false
    await expect(heard).rejects.toThrow(LiveStreamLostError)
  })
})

it('forgets what nobody has asked for in a while', async () => {
  const exchange = createStreamExchange(database.db)
  await exchange.put(TRACK, { firstByte: 0, bytes: Buffer.from('la'), isLast: true })
  await exchange.ask(TRACK, 1000)
  await exchange.sweep()
  expect(await count()).toBe(1)
  await database.pool.query(`update stream_pieces set written_at = now() - interval '1 hour'`)
  await database.pool.query(`update stream_demands set wanted_until = now() - interval '1 hour'`)
  await exchange.sweep()
  expect(await count()).toBe(0)
})
