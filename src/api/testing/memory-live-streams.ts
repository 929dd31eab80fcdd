import { setTimeout as wait } from 'node:timers/promises'
import type { LiveStreams } from '../../media/live-streams.js'

/** Live streams for tests of the API: everything in memory, readers look for news every few milliseconds. */
export function createMemoryLiveStreams(): LiveStreams {
  const streams = new Map<string, { pieces: Uint8Array[]; ended: boolean }>()
  return {
    open: async (trackId) => {
      const stream = { pieces: [] as Uint8Array[], ended: false }
      streams.set(trackId, stream)
      return {
        heard: Promise.resolve(),
        append: async (piece) => {
          stream.pieces.push(piece)
        },
        end: async () => {
          stream.ended = true
        },
      }
    },
    follow: async function* (trackId, { signal, isExpected }) {
      for (let next = 0; ;) {
        signal.throwIfAborted()
        const stream = streams.get(trackId)
        const piece = stream?.pieces[next]
        if (piece) {
          next++
          yield piece
        } else if (stream?.ended || (!stream && !(await isExpected()))) {
          return
        } else {
          await wait(5, undefined, { signal })
        }
      }
    },
    remove: async (trackId) => {
      streams.delete(trackId)
    },
  }
}
