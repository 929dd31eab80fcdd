import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LiveStreamWriter } from '../live-streams.js'
import { LiveStreamLostError, openDiskLiveStreams, type DiskLiveStreams } from './disk-live-streams.js'

const TRACK = '7f9d6c1e-0000-4000-8000-5d3b2a190f00'

let folder: string
let streams: DiskLiveStreams
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'troubadour-streams-'))
  streams = await openDiskLiveStreams({ folder, pollMs: 5000 })
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const always = async () => true
const never = async () => false
const unhurried = () => new AbortController().signal

/** Follows a stream to its end and returns what was heard. */
async function hear(
  from: DiskLiveStreams,
  isExpected: () => Promise<boolean> = always,
  onPiece: (text: string) => void | Promise<void> = () => {},
): Promise<string> {
  let heard = ''
  for await (const piece of from.follow(TRACK, { signal: unhurried(), isExpected })) {
    heard += Buffer.from(piece).toString()
    await onPiece(heard)
  }
  return heard
}

const bytes = (text: string) => Buffer.from(text)

describe('live streams on disk', () => {
  it('gives every reader all bytes from the start, early and late ones', async () => {
    const early = hear(streams)
    const writer = await streams.open(TRACK)
    await writer.append(bytes('one '))
    const middle = hear(streams)
    await writer.append(bytes('two '))
    await writer.append(bytes('three'))
    await writer.end()
    expect(await Promise.all([early, middle, hear(streams, never)])).toEqual(Array(3).fill('one two three'))
  })

  it('wakes a reader in the same process without waiting for its poll', async () => {
    const startedAt = performance.now()
    const reader = hear(streams)
    const writer = await streams.open(TRACK)
    for (let piece = 0; piece < 20; piece++) await writer.append(bytes('x'))
    await writer.end()
    expect(await reader).toHaveLength(20)
    expect(performance.now() - startedAt).toBeLessThan(2500)
  })

  it('reaches a reader in another process by polling', async () => {
    const elsewhere = await openDiskLiveStreams({ folder, pollMs: 20 })
    let heard = ''
    const reader = hear(elsewhere, always, (text) => void (heard = text))
    const writer = await streams.open(TRACK)
    await writer.append(bytes('from afar'))
    await expect.poll(() => heard).toBe('from afar')
    await writer.append(bytes(', still'))
    await writer.end()
    expect(await reader).toBe('from afar, still')
  })

  it('tells the writer when somebody follows, before or after it begins', async () => {
    const isHeard = async ({ heard }: LiveStreamWriter) =>
      Promise.race([heard.then(() => true), delay(30, false)])
    const writer = await streams.open(TRACK)
    expect(await isHeard(writer)).toBe(false)
    const reader = hear(streams)
    await writer.heard
    // Begun again, as after a crash, while the reader is still there.
    const again = await streams.open(TRACK)
    await again.heard
    await again.append(bytes('song'))
    await again.end()
    expect(await reader).toBe('song')
    expect(await isHeard(await streams.open(TRACK))).toBe(false)
  })

  it('keeps the order of pieces appended without waiting', async () => {
    const writer = await streams.open(TRACK)
    const pieces = Array.from({ length: 200 }, (_unused, index) => `${index} `)
    const writes = pieces.map((piece) => writer.append(bytes(piece)))
    writes.push(writer.end())
    await Promise.all(writes)
    expect(await hear(streams, never)).toBe(pieces.join(''))
  })

  it('lets readers keep their place when the writer starts again', async () => {
    const song = Buffer.alloc(300_000, 'do re mi fa sol ')
    const first = await streams.open(TRACK)
    await first.append(song.subarray(0, 200_000))
    const positions: number[] = []
    const reader = hear(streams, always, (heard) => void positions.push(heard.length))
    await expect.poll(() => positions.at(-1)).toBe(200_000)

    const second = await streams.open(TRACK)
    await second.append(song.subarray(0, 100_000))
    const newcomer = hear(streams)
    await second.append(song.subarray(100_000))
    await second.end()
    expect((await reader) === song.toString()).toBe(true)
    expect((await newcomer) === song.toString()).toBe(true)
    expect(positions).toEqual([...positions].sort((a, b) => a - b))
  })

  it('takes up a finished stream again after a crash between its end and the commit', async () => {
    const first = await streams.open(TRACK)
    await first.append(bytes('the whole song'))
    await first.end()
    const second = await streams.open(TRACK)
    await second.append(bytes('the whole'))
    const reader = hear(streams)
    await second.append(bytes(' song'))
    await second.end()
    expect(await reader).toBe('the whole song')
  })

  it('does not wait for a stream that nobody is going to write', async () => {
    const error = await hear(streams, never).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(LiveStreamLostError)
    expect(error).toMatchObject({ hadBegun: false })
  })

  it('ends with an error when the song is given up in the middle', async () => {
    const impatient = await openDiskLiveStreams({ folder, pollMs: 10, patienceMs: 30 })
    const writer = await impatient.open(TRACK)
    await writer.append(bytes('la la'))
    let expected = true
    let heard = ''
    const error = await hear(
      impatient,
      async () => expected,
      (text) => {
        heard = text
        expected = false
      },
    ).catch((thrown: unknown) => thrown)
    expect(heard).toBe('la la')
    expect(error).toMatchObject({ name: 'LiveStreamLostError', hadBegun: true })
  })

  it('asks whether the song is expected at the start and then only when no news come', async () => {
    let questions = 0
    const reader = hear(streams, async () => ++questions > 0)
    const writer = await streams.open(TRACK)
    for (let piece = 0; piece < 100; piece++) await writer.append(bytes('x'))
    await writer.end()
    expect(await reader).toHaveLength(100)
    expect(questions).toBe(1)
  })

  it('ends with an error when the listener leaves', async () => {
    const leaving = new AbortController()
    setTimeout(() => leaving.abort(), 30)
    const reader = (async () => {
      for await (const _piece of streams.follow(TRACK, { signal: leaving.signal, isExpected: always }));
    })()
    await expect(reader).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('plays on to the end for who is listening when the stream is removed', async () => {
    const song = Buffer.alloc(200_000, 'la')
    const writer = await streams.open(TRACK)
    await writer.append(song)
    await writer.end()
    let removed = false
    const heard = await hear(streams, never, async () => {
      if (!removed) await streams.remove(TRACK)
      removed = true
    })
    expect(heard).toHaveLength(200_000)
    expect(await readdir(folder)).toEqual([])
    await streams.remove(TRACK)
  })

  it('fails the writer whose stream is taken away', async () => {
    const writer = await streams.open(TRACK)
    await streams.remove(TRACK)
    await expect(writer.append(bytes('x'))).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(writer.end()).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('sweeps up streams that nobody writes to any more', async () => {
    const old = await streams.open(TRACK)
    await old.append(bytes('x'))
    await old.end()
    const fresh = await streams.open('fresh')
    await fresh.append(bytes('x'))
    const longAgo = new Date(Date.now() - 60_000)
    for (const name of await readdir(folder)) {
      if (name.startsWith(TRACK)) await utimes(join(folder, name), longAgo, longAgo)
    }
    expect(await streams.sweep(30_000)).toBe(1)
    expect(await readdir(folder)).toEqual(['fresh.part'])
  })

  it.each(['', '../../etc/passwd', 'a/b', 'a.b', 'x'.repeat(65)])(
    'refuses the track id %j',
    async (trackId) => {
      await expect(streams.open(trackId)).rejects.toBeInstanceOf(RangeError)
      await expect(streams.remove(trackId)).rejects.toBeInstanceOf(RangeError)
      const reader = streams
        .follow(trackId, { signal: unhurried(), isExpected: never })
        [Symbol.asyncIterator]()
      await expect(reader.next()).rejects.toBeInstanceOf(RangeError)
    },
  )
})
