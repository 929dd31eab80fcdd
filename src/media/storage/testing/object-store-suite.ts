import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ObjectNotFoundError, type ObjectStore } from '../object-store.js'

export interface OpenedStore {
  readonly store: ObjectStore
  close(): Promise<void>
}

/** What every object store does. Each implementation runs this against a real instance of its own. */
export function describeObjectStore(name: string, openStore: () => Promise<OpenedStore>): void {
  describe(`${name} as an object store`, () => {
    let opened: OpenedStore
    let store: ObjectStore
    beforeAll(async () => {
      opened = await openStore()
      store = opened.store
    })
    afterAll(() => opened.close())

    const mp3 = { contentType: 'audio/mpeg' }
    const textOf = async (key: string, range?: { start: number; end: number }) => {
      const pieces: Buffer[] = []
      for await (const piece of await store.read(key, range)) pieces.push(piece as Buffer)
      return Buffer.concat(pieces).toString()
    }

    it('gives back what was put, with its size and type', async () => {
      expect(await store.put('songs/one/take.mp3', Buffer.from('la la la'), mp3)).toEqual({ sizeBytes: 8 })
      expect(await textOf('songs/one/take.mp3')).toBe('la la la')
      expect(await store.head('songs/one/take.mp3')).toMatchObject({
        sizeBytes: 8,
        contentType: 'audio/mpeg',
      })
      const { modifiedAt } = (await store.head('songs/one/take.mp3'))!
      expect(Math.abs(modifiedAt.getTime() - Date.now())).toBeLessThan(60_000)
    })

    it('keeps a type that the extension does not tell, until the object is replaced', async () => {
      await store.put('odd/file.bin', Buffer.from('x'), { contentType: 'audio/x-odd' })
      expect((await store.head('odd/file.bin'))!.contentType).toBe('audio/x-odd')
      await store.put('odd/file.bin', Buffer.from('x'), { contentType: 'application/octet-stream' })
      expect((await store.head('odd/file.bin'))!.contentType).toBe('application/octet-stream')
    })

    it('takes names in any script and with spaces', async () => {
      const key = 'uploads/Grüße aus 東京/mein Lied (2).mp3'
      await store.put(key, Buffer.from('ja'), mp3)
      expect(await textOf(key)).toBe('ja')
      expect(await store.head(key)).toBeDefined()
    })

    it.each([
      ['first bytes', { start: 0, end: 3 }, '0123'],
      ['one byte', { start: 5, end: 5 }, '5'],
      ['the rest', { start: 7, end: 9 }, '789'],
      ['more than there is', { start: 8, end: 500 }, '89'],
    ])('reads a range: %s', async (_case, range, expected) => {
      await store.put('ranged.txt', Buffer.from('0123456789'), { contentType: 'text/plain' })
      expect(await textOf('ranged.txt', range)).toBe(expected)
    })

    it.each([
      { start: 10, end: 12 },
      { start: 5, end: 4 },
      { start: -1, end: 4 },
    ])('refuses the range $start-$end of ten bytes', async (range) => {
      await store.put('ranged.txt', Buffer.from('0123456789'), { contentType: 'text/plain' })
      await expect(store.read('ranged.txt', range)).rejects.toBeInstanceOf(RangeError)
    })

    it('stores an empty object', async () => {
      expect(await store.put('empty.mp3', new Uint8Array(0), mp3)).toEqual({ sizeBytes: 0 })
      expect(await store.put('empty2.mp3', Readable.from([]), mp3)).toEqual({ sizeBytes: 0 })
      expect(await textOf('empty.mp3')).toBe('')
      expect((await store.head('empty2.mp3'))!.sizeBytes).toBe(0)
    })

    it('stores streams, small and of several parts', async () => {
      expect(
        await store.put('small.mp3', Readable.from([Buffer.from('la'), Buffer.from(' la')]), mp3),
      ).toEqual({
        sizeBytes: 5,
      })
      expect(await textOf('small.mp3')).toBe('la la')
      const piece = Buffer.alloc(300_001, 'abcdefg')
      const pieces = Array<Buffer>(57).fill(piece)
      expect(await store.put('large.mp3', Readable.from(pieces), mp3)).toEqual({ sizeBytes: 57 * 300_001 })
      expect((await textOf('large.mp3')) === Buffer.concat(pieces).toString()).toBe(true)
      expect((await store.head('large.mp3'))!.contentType).toBe('audio/mpeg')
    })

    it('leaves the old object when a stream breaks', async () => {
      await store.put('kept.mp3', Buffer.from('old'), mp3)
      const broken = async function* () {
        yield Buffer.alloc(9_000_000)
        await Promise.resolve()
        throw new Error('the line went dead')
      }
      await expect(store.put('kept.mp3', Readable.from(broken()), mp3)).rejects.toThrow('went dead')
      expect(await textOf('kept.mp3')).toBe('old')
    })

    it('replaces an object and tells the versions apart by etag', async () => {
      await store.put('swapped.mp3', Buffer.from('old'), mp3)
      const before = (await store.head('swapped.mp3'))!
      await store.put('swapped.mp3', Buffer.from('new'), mp3)
      const after = (await store.head('swapped.mp3'))!
      expect(await textOf('swapped.mp3')).toBe('new')
      expect(after.etag).not.toBe(before.etag)
      expect(after.etag).toMatch(/^"[^"]+"$/)
    })

    it('knows nothing of objects that are not there', async () => {
      expect(await store.head('no/such.mp3')).toBeUndefined()
      await expect(store.read('no/such.mp3')).rejects.toBeInstanceOf(ObjectNotFoundError)
      await expect(store.download('no/such.mp3', '/nowhere')).rejects.toBeInstanceOf(ObjectNotFoundError)
      await store.put('folder/inner.mp3', Buffer.from('x'), mp3)
      expect(await store.head('folder')).toBeUndefined()
      expect(await store.head('folder/inner.mp3/deeper')).toBeUndefined()
      await expect(store.read('folder')).rejects.toBeInstanceOf(ObjectNotFoundError)
    })

    it('copies an object to a local file', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'troubadour-copy-'))
      try {
        await store.put('copied.mp3', Buffer.from('copy me'), mp3)
        await store.download('copied.mp3', join(folder, 'here.mp3'))
        expect(await readFile(join(folder, 'here.mp3'), 'utf8')).toBe('copy me')
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    })

    it('deletes, once and again', async () => {
      await store.put('gone/soon.mp3', Buffer.from('x'), { contentType: 'audio/x-odd' })
      await store.delete('gone/soon.mp3')
      expect(await store.head('gone/soon.mp3')).toBeUndefined()
      await store.delete('gone/soon.mp3')
      await store.delete('never/was.mp3')
    })

    it.each([
      '',
      '/etc/passwd',
      '../outside',
      'a/../../outside',
      'a/./b',
      'a//b',
      'a/',
      '.hidden',
      'a/.b.type',
      '.incoming/x',
      'a\\..\\b',
      'c:evil',
      'a\u0000b',
      'line\nbreak',
      'x'.repeat(300),
      'x/'.repeat(600) + 'y',
    ])('refuses to write the key %j and finds nothing under it', async (key) => {
      await expect(store.put(key, Buffer.from('x'), mp3)).rejects.toBeInstanceOf(RangeError)
      expect(await store.head(key)).toBeUndefined()
      await expect(store.read(key)).rejects.toBeInstanceOf(ObjectNotFoundError)
      await expect(store.download(key, '/nowhere')).rejects.toBeInstanceOf(ObjectNotFoundError)
      await store.delete(key)
    })

    it('serves many writers and deleters of neighbouring keys at once', async () => {
      const rounds = Array.from({ length: 40 }, async (_unused, index) => {
        const key = `busy/room/${index}.mp3`
        await store.put(key, Buffer.from(`song ${index}`), mp3)
        if (index % 2) await store.delete(key)
        else expect(await textOf(key)).toBe(`song ${index}`)
      })
      await Promise.all(rounds)
      expect(await store.head('busy/room/38.mp3')).toBeDefined()
      expect(await store.head('busy/room/39.mp3')).toBeUndefined()
    })
  })
}
