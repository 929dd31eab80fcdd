import { EventEmitter, once } from 'node:events'
import {
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
  type FileHandle,
} from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { LiveStreams, LiveStreamWriter } from '../live-streams.js'

/** Most bytes handed to a reader at once. */
const READ_BYTES = 64 * 1024

export interface DiskLiveStreamsOptions {
  /** Folder of the growing files. Processes that share it share the streams. */
  readonly folder: string
  /** How often a reader looks for bytes written by another process, in milliseconds. Default 200. */
  readonly pollMs?: number
  /** How long to go without news before asking again whether the stream is expected, in milliseconds. Default 1,000. */
  readonly patienceMs?: number
}

/** Live streams in a folder of this machine. */
export interface DiskLiveStreams extends LiveStreams {
  /** Removes streams that nobody has written to for `idleMs` milliseconds; returns how many. */
  sweep(idleMs: number): Promise<number>
}

/** A reader's stream will not go on: its task failed, was cancelled, or is unknown. */
export class LiveStreamLostError extends Error {
  override readonly name = 'LiveStreamLostError'
  constructor(
    readonly trackId: string,
    /** Whether any bytes had been delivered before. */
    readonly hadBegun: boolean,
  ) {
    super(`the live stream of track ${trackId} ${hadBegun ? 'broke off' : 'never began'}`)
  }
}

/**
 * Live streams as files that grow: `TRACK.part` holds the bytes, `TRACK.end` their final number once all are written.
 *
 * A reader in the writer's process is woken at once, one in another process polls. A writer that starts again after a
 * crash writes over the same bytes from the start without shortening the file, so that neither readers in the
 * middle nor new ones notice. The files are a convenience, not the song: nothing waits for the disk.
 */
export async function openDiskLiveStreams(options: DiskLiveStreamsOptions): Promise<DiskLiveStreams> {
  const folder = resolve(options.folder)
  const pollMs = options.pollMs ?? 200
  const patienceMs = options.patienceMs ?? 1000
  await mkdir(folder, { recursive: true })
  const news = new EventEmitter().setMaxListeners(0)
  /** How many in this process follow each track, begun or not. */
  const followers = new Map<string, number>()
  /** What to do at the first follower of a track that is being written. */
  const awaited = new Map<string, () => void>()

  const partOf = (trackId: string) => join(folder, `${checkedId(trackId)}.part`)
  const endOf = (trackId: string) => join(folder, `${checkedId(trackId)}.end`)

  /** Number of bytes of a finished stream; undefined while it may still grow. */
  async function finalSize(trackId: string): Promise<number | undefined> {
    const text = await readFile(endOf(trackId), 'utf8').catch(absent)
    return text === undefined ? undefined : Number(text)
  }

  /** Resolves when the stream may have changed; rejects when the signal aborts. */
  async function change(trackId: string, signal: AbortSignal): Promise<void> {
    const waking = new AbortController()
    const stop = () => waking.abort()
    signal.addEventListener('abort', stop, { once: true })
    try {
      await Promise.race([
        once(news, trackId, { signal: waking.signal }),
        delay(pollMs, undefined, { signal: waking.signal }),
      ])
    } finally {
      signal.removeEventListener('abort', stop)
      waking.abort()
    }
  }

  async function* follow(
    trackId: string,
    { signal, isExpected }: { readonly signal: AbortSignal; readonly isExpected: () => Promise<boolean> },
  ): AsyncGenerator<Uint8Array> {
    const path = partOf(trackId)
    let handle: FileHandle | undefined
    let position = 0
    let askAt = 0
    followers.set(trackId, (followers.get(trackId) ?? 0) + 1)
    awaited.get(trackId)?.()
    try {
      for (;;) {
        signal.throwIfAborted()
        const changed = change(trackId, signal)
        changed.catch(() => {})
        // Asked before looking, so that a stream that ends in between is not taken for a lost one. The question goes to
        // a database: it is put at the start and then only when no news come.
        const isDue = performance.now() >= askAt
        const isGivenUp = isDue && !(await isExpected())
        if (isDue) askAt = performance.now() + patienceMs
        const total = await finalSize(trackId)

        handle ??= await open(path, 'r').catch(absent)
        while (handle) {
          const buffer = Buffer.allocUnsafe(READ_BYTES)
          const { bytesRead } = await handle.read(buffer, 0, READ_BYTES, position)
          if (bytesRead === 0) break
          position += bytesRead
          askAt = performance.now() + patienceMs
          yield buffer.subarray(0, bytesRead)
          signal.throwIfAborted()
        }

        if (total !== undefined && position >= total) return
        // Removed while being read: by then the stream was complete, and this handle has seen all of it.
        if (handle && (await handle.stat()).nlink === 0) return
        if (isGivenUp) throw new LiveStreamLostError(trackId, position > 0)
        await changed
      }
    } finally {
      const left = followers.get(trackId)! - 1
      if (left > 0) followers.set(trackId, left)
      else followers.delete(trackId)
      await handle?.close()
    }
  }

  return {
    async open(trackId): Promise<LiveStreamWriter> {
      const path = partOf(trackId)
      await rm(endOf(trackId), { force: true })
      await (await open(path, 'a')).close()
      let position = 0
      let last: Promise<void> = Promise.resolve()
      /** Runs after everything asked for earlier; a failed write fails all later ones. */
      const inTurn = (work: (handle: FileHandle) => Promise<void>): Promise<void> => {
        last = last.then(async () => {
          // Opened for each piece: a performance that fails leaves nothing open behind.
          const handle = await open(path, 'r+')
          try {
            await work(handle)
          } finally {
            await handle.close()
          }
          news.emit(trackId)
        })
        last.catch(() => {})
        return last
      }
      const heard = new Promise<void>((resolve) => {
        if (followers.has(trackId)) resolve()
        else awaited.set(trackId, resolve)
      })
      return {
        heard,
        append: (piece) =>
          inTurn(async (handle) => {
            for (let written = 0; written < piece.byteLength;) {
              const left = piece.byteLength - written
              const { bytesWritten } = await handle.write(piece, written, left, position)
              written += bytesWritten
              position += bytesWritten
            }
          }),
        end: () =>
          inTurn(async (handle) => {
            awaited.delete(trackId)
            await handle.truncate(position)
            const temporary = `${endOf(trackId)}.tmp`
            await writeFile(temporary, String(position))
            await rename(temporary, endOf(trackId))
          }),
      }
    },

    follow,

    async remove(trackId) {
      awaited.delete(trackId)
      await rm(partOf(trackId), { force: true })
      await rm(endOf(trackId), { force: true })
      news.emit(trackId)
    },

    async sweep(idleMs) {
      let removed = 0
      for (const name of await readdir(folder)) {
        if (!/\.(part|end|end\.tmp)$/.test(name)) continue
        const path = join(folder, name)
        const info = await stat(path).catch(absent)
        if (info === undefined || Date.now() - info.mtimeMs <= idleMs) continue
        await rm(path, { force: true })
        if (!name.endsWith('.part')) continue
        awaited.delete(name.slice(0, -'.part'.length))
        removed++
      }
      return removed
    },
  }
}

function checkedId(trackId: string): string {
  if (!/^[A-Za-z0-9-]{1,64}$/.test(trackId)) {
    throw new RangeError(`track id ${JSON.stringify(trackId)}: letters, digits and hyphens only, 1 to 64`)
  }
  return trackId
}

function absent(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
}
