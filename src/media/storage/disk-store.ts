import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import {
  copyFile,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  stat,
  writeFile,
} from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import type { Readable } from 'node:stream'
import { contentTypeOf } from './content-types.js'
import { assertObjectKey, isObjectKey } from './object-key.js'
import { ObjectNotFoundError, type ObjectInfo, type ObjectStore } from './object-store.js'

/** Folder of files that are still being written. Its name starts with a dot, which no key part does. */
const INCOMING = '.incoming'
/** Age after which an unfinished file belongs to a dead process, in milliseconds. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000

/**
 * Objects as files below `root`, under their own keys, so that an administrator can look at them. A content type that
 * the extension does not tell is kept beside the file as `.NAME.type`.
 *
 * Written files are complete and on the disk (fsync) before they get their name. On a disk a key cannot also be the
 * folder of another one (`a` beside `a/b`); such a put fails.
 */
export async function createDiskStore(root: string): Promise<ObjectStore> {
  const base = resolve(root)
  const incoming = join(base, INCOMING)
  await mkdir(incoming, { recursive: true })
  await removeAbandoned(incoming)

  const pathOf = (key: string): string => {
    const path = join(base, ...key.split('/'))
    // The rules for keys leave no way out; this holds even if somebody loosens them.
    if (!path.startsWith(base + sep)) throw new RangeError(`object key "${key}" leaves the store`)
    return path
  }

  /** Opens a file that is an object. */
  const openObject = async (key: string): Promise<{ handle: FileHandle; sizeBytes: number }> => {
    if (!isObjectKey(key)) throw new ObjectNotFoundError(key)
    const handle = await open(pathOf(key), 'r').catch((cause: unknown) => {
      throw isAbsence(cause) ? new ObjectNotFoundError(key, { cause }) : cause
    })
    const info = await handle.stat()
    if (!info.isFile()) {
      await handle.close()
      throw new ObjectNotFoundError(key)
    }
    return { handle, sizeBytes: info.size }
  }

  return {
    async put(key, body, { contentType }) {
      assertObjectKey(key)
      const path = pathOf(key)
      const temporary = join(incoming, randomUUID())
      try {
        const sizeBytes = await writeDurably(temporary, body)
        if (contentType !== contentTypeOf(key)) {
          await intoFolder(base, path, () => writeFile(typePathOf(path), contentType))
          await moveDurably(base, temporary, path)
        } else {
          await moveDurably(base, temporary, path)
          await rm(typePathOf(path), { force: true })
        }
        return { sizeBytes }
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
    },

    async head(key): Promise<ObjectInfo | undefined> {
      if (!isObjectKey(key)) return undefined
      const path = pathOf(key)
      const info = await stat(path, { bigint: true }).catch(absent)
      if (!info?.isFile()) return undefined
      const contentType = await readFile(typePathOf(path), 'utf8').catch(absent)
      return {
        sizeBytes: Number(info.size),
        contentType: contentType ?? contentTypeOf(key),
        modifiedAt: new Date(Number(info.mtimeMs)),
        // A replaced object is another file: inode and time in nanoseconds tell them apart.
        etag: `"${info.ino.toString(36)}-${info.size.toString(36)}-${info.mtimeNs.toString(36)}"`,
      }
    },

    async read(key, range): Promise<Readable> {
      const { handle, sizeBytes } = await openObject(key)
      if (range && (range.start < 0 || range.end < range.start || range.start >= sizeBytes)) {
        await handle.close()
        throw new RangeError(`range ${range.start}-${range.end} of "${key}", which has ${sizeBytes} bytes`)
      }
      return handle.createReadStream(range && { start: range.start, end: range.end })
    },

    async download(key, filePath) {
      const { handle } = await openObject(key)
      await handle.close()
      await copyFile(pathOf(key), filePath, constants.COPYFILE_FICLONE)
    },

    async delete(key) {
      if (!isObjectKey(key)) return
      const path = pathOf(key)
      const info = await stat(path).catch(absent)
      if (!info?.isFile()) return
      await rm(path, { force: true })
      await rm(typePathOf(path), { force: true })
      await removeEmptyFolders(base, dirname(path))
    },
  }
}

function typePathOf(path: string): string {
  const cut = path.lastIndexOf(sep) + 1
  return `${path.slice(0, cut)}.${path.slice(cut)}.type`
}

/** Writes a new file and waits until the disk has it. Returns its size in bytes. */
async function writeDurably(path: string, body: Uint8Array | Readable): Promise<number> {
  const handle = await open(path, 'wx', 0o644)
  try {
    await writeFile(handle, body)
    await handle.sync()
    return (await handle.stat()).size
  } finally {
    await handle.close()
  }
}

/** Gives a finished file its name, and waits until the disk knows the name too. */
async function moveDurably(base: string, from: string, to: string): Promise<void> {
  await intoFolder(base, to, () => rename(from, to))
  for (let folder = dirname(to); folder.startsWith(base); folder = dirname(folder)) await syncFolder(folder)
}

/** Runs `write` with the folder of `path` in place; again when a delete removes the folder, empty, in between. */
async function intoFolder(base: string, path: string, write: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await mkdir(dirname(path), { recursive: true })
    try {
      await write()
      return
    } catch (error) {
      if (attempt === 5 || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(absent)
  if (!handle) return
  try {
    await handle.sync()
  } catch (error) {
    // Some file systems cannot sync a folder; the rename is then as durable as they make it.
    if (!['EINVAL', 'EPERM', 'ENOTSUP'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  } finally {
    await handle.close()
  }
}

async function removeEmptyFolders(base: string, from: string): Promise<void> {
  for (let folder = from; folder.startsWith(base + sep); folder = dirname(folder)) {
    try {
      await rmdir(folder)
    } catch {
      return
    }
  }
}

async function removeAbandoned(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name)
    const info = await stat(path).catch(absent)
    if (info && Date.now() - info.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { force: true })
  }
}

function isAbsence(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code
  return code === 'ENOENT' || code === 'ENOTDIR'
}

function absent(error: unknown): undefined {
  if (!isAbsence(error)) throw error
}
