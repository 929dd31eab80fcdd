import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { packTar, unpackTar, type TarFile } from './tar.js'

const LONG = `objects/${'a folder/'.repeat(20)}${'ü'.repeat(90)}.mp3`
const FILES: Readonly<Record<string, Buffer>> = {
  'empty.txt': Buffer.alloc(0),
  'one-block': Buffer.alloc(512, 7),
  [`${'folder/'.repeat(20)}name`]: Buffer.from('split into prefix and name'),
  [LONG]: Buffer.from('needs a pax header'),
  large: Buffer.alloc(300_001, 'abc'),
}

async function* filesOf(files: Readonly<Record<string, Buffer>>): AsyncGenerator<TarFile> {
  for (const [path, bytes] of Object.entries(files)) yield { path, sizeBytes: bytes.length, body: [bytes] }
}

const packed = () => buffer(Readable.from(packTar(filesOf(FILES), new Date(0))))

describe('tar', () => {
  it('gives back what was packed, in whatever pieces the bytes come', async () => {
    const archive = await packed()
    for (const size of [1000, archive.length]) {
      const pieces: Buffer[] = []
      for (let at = 0; at < archive.length; at += size) pieces.push(archive.subarray(at, at + size))
      const found: string[] = []
      for await (const { path, body } of unpackTar(Readable.from(pieces))) {
        found.push(path)
        expect(FILES[path]!.equals(await buffer(Readable.from(body)))).toBe(true)
      }
      expect(found).toEqual(Object.keys(FILES))
    }
  })

  it('is read by the system’s tar', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'troubadour-tar-'))
    await writeFile(join(folder, 'a.tar'), await packed())
    await promisify(execFile)('tar', ['xf', 'a.tar'], { cwd: folder })
    for (const [path, bytes] of Object.entries(FILES)) {
      expect(bytes.equals(await readFile(join(folder, path)))).toBe(true)
    }
    await rm(folder, { recursive: true })
  })

  it('refuses an archive that was cut off or changed', async () => {
    const archive = await packed()
    const read = async (bytes: Buffer) => {
      for await (const { body } of unpackTar(Readable.from([bytes]))) for await (const _ of body) continue
    }
    await expect(read(archive.subarray(0, 100_000))).rejects.toThrow('ends too early')
    const changed = Buffer.from(archive)
    changed[3]! ^= 1
    await expect(read(changed)).rejects.toThrow('wrong checksum')
  })

  it('refuses a file that is not as long as announced', async () => {
    const short: TarFile = { path: 'a', sizeBytes: 5, body: [Buffer.from('abc')] }
    const pack = buffer(Readable.from(packTar(Readable.from([short]), new Date(0))))
    await expect(pack).rejects.toThrow('has 3 bytes, announced were 5')
  })
})
