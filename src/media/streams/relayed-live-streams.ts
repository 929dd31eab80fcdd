import { setTimeout as delay } from 'node:timers/promises'
import type { LiveStreamWriter } from '../live-streams.js'
import { LiveStreamLostError, type DiskLiveStreams } from './disk-live-streams.js'

/** Where machines leave pieces of live streams for each other. */
export interface StreamExchange {
  /** Somebody on this machine wants to hear a track; forgotten after `forMs` milliseconds. */
  ask(trackId: string, forMs: number): Promise<void>
  /** Those of the tracks that somebody wants to hear. */
  wantedOf(trackIds: readonly string[]): Promise<ReadonlySet<string>>
  put(trackId: string, piece: StreamPiece): Promise<void>
  /** Pieces that hold bytes at `fromByte` or behind it, in their order; they may overlap. */
  read(trackId: string, fromByte: number): Promise<readonly StreamPiece[]>
  remove(trackId: string): Promise<void>
  /** Removes what nobody wants to hear any more. */
  sweep(): Promise<void>
}

export interface StreamPiece {
  readonly firstByte: number
  readonly bytes: Uint8Array
  /** The stream ends behind it; it may be empty then. */
  readonly isLast: boolean
}

export interface RelayOptions {
  /** How often writers look for listeners, and listeners for pieces, in milliseconds. Default 250. */
  readonly pollMs?: number
  /** How long a listener goes without news before asking whether the stream is expected, in milliseconds. Default 1,000. */
  readonly patienceMs?: number
  /** How long a stream that has ended is still handed on, in milliseconds; then its song is a file. Default 120,000. */
  readonly lingerMs?: number
  readonly onError?: (error: unknown) => void
}

/** A demand outlives the listener by this at most, in milliseconds. */
const DEMAND_MS = 20_000

/**
 * Live streams that can be heard through any machine. What this machine performs lies in its own files, as ever. A
 * listener to something else leaves a demand in the exchange; whoever performs the track sees it and hands the bytes on
 * from then. A song to which nobody listens from elsewhere costs one question each quarter of a second.
 */
export function relayLiveStreams(
  local: DiskLiveStreams,
  exchange: StreamExchange,
  options: RelayOptions = {},
): DiskLiveStreams & { close(): Promise<void> } {
  const { pollMs = 250, patienceMs = 1000, lingerMs = 120_000, onError = () => undefined } = options
  const closing = new AbortController()
  /** Streams that this process writes, or has a moment ago. */
  const written = new Map<string, { isOpen: boolean }>()
  const relays = new Map<string, Promise<void>>()
  let looking: Promise<void> | undefined

  async function relay(trackId: string, stream: { readonly isOpen: boolean }): Promise<void> {
    let position = 0
    const pieces = local.follow(trackId, { signal: closing.signal, isExpected: async () => stream.isOpen })
    for await (const bytes of pieces) {
      await exchange.put(trackId, { firstByte: position, bytes, isLast: false })
      position += bytes.byteLength
    }
    await exchange.put(trackId, { firstByte: position, bytes: new Uint8Array(0), isLast: true })
  }

  async function lookForListeners(): Promise<void> {
    while (written.size > 0 && !closing.signal.aborted) {
      try {
        const idle = [...written.keys()].filter((trackId) => !relays.has(trackId))
        for (const trackId of idle.length > 0 ? await exchange.wantedOf(idle) : []) {
          const stream = written.get(trackId)
          if (!stream) continue
          const work = relay(trackId, stream).catch((error: unknown) => {
            // Begun again while it is wanted, from the start; readers skip what they have.
            relays.delete(trackId)
            if (!closing.signal.aborted && !(error instanceof LiveStreamLostError)) onError(error)
          })
          relays.set(trackId, work)
        }
      } catch (error) {
        onError(error)
      }
      await delay(pollMs, undefined, { signal: closing.signal, ref: false }).catch(() => undefined)
    }
    looking = undefined
  }

  function forgetLater(trackId: string, stream: object): void {
    setTimeout(() => {
      if (written.get(trackId) !== stream) return
      written.delete(trackId)
      relays.delete(trackId)
    }, lingerMs).unref()
  }

  async function open(trackId: string): Promise<LiveStreamWriter> {
    const writer = await local.open(trackId)
    const stream = { isOpen: true }
    written.set(trackId, stream)
    // An earlier attempt may have been handed on half; the same bytes are handed on again.
    relays.delete(trackId)
    looking ??= lookForListeners()
    return {
      // Listeners from elsewhere listen through `relay`.
      heard: writer.heard,
      append: (piece) => writer.append(piece),
      end: async () => {
        await writer.end()
        stream.isOpen = false
        forgetLater(trackId, stream)
      },
    }
  }

  async function* follow(
    trackId: string,
    { signal, isExpected }: { readonly signal: AbortSignal; readonly isExpected: () => Promise<boolean> },
  ): AsyncGenerator<Uint8Array> {
    let position = 0
    let askAt = 0
    let demandAt = 0
    for (;;) {
      signal.throwIfAborted()
      if (written.has(trackId)) {
        yield* skip(local.follow(trackId, { signal, isExpected }), position)
        return
      }
      const now = performance.now()
      if (now >= demandAt) {
        await exchange.ask(trackId, DEMAND_MS)
        demandAt = now + DEMAND_MS / 4
      }
      // Asked before looking, so that a stream that ends in between is not taken for a lost one.
      const isGivenUp = now >= askAt && !(await isExpected())
      if (now >= askAt) askAt = now + patienceMs
      let isComplete = false
      const before = position
      for (const { firstByte, bytes, isLast } of await exchange.read(trackId, position)) {
        if (firstByte > position) break
        const fresh = bytes.subarray(position - firstByte)
        if (fresh.byteLength > 0) {
          position += fresh.byteLength
          yield fresh
          signal.throwIfAborted()
        }
        isComplete ||= isLast && firstByte + bytes.byteLength <= position
      }
      if (isComplete) return
      if (position > before) {
        askAt = performance.now() + patienceMs
        continue
      }
      if (isGivenUp) throw new LiveStreamLostError(trackId, position > 0)
      await delay(pollMs, undefined, { signal })
    }
  }

  return {
    open,
    follow,
    async remove(trackId) {
      written.delete(trackId)
      await local.remove(trackId)
      await exchange.remove(trackId)
    },
    async sweep(idleMs) {
      await exchange.sweep()
      return local.sweep(idleMs)
    },
    async close() {
      closing.abort()
      await Promise.all(relays.values())
      await looking
    },
  }
}

/** A stream without its first bytes. */
async function* skip(pieces: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count
  for await (const piece of pieces) {
    const dropped = Math.min(left, piece.byteLength)
    left -= dropped
    if (dropped < piece.byteLength) yield piece.subarray(dropped)
  }
}
