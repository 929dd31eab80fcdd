import type { SongFacts } from '@troubadour/contract'
import type { Track } from '../tasks/types.js'

/** The facts of a finished track; null for one that is not. */
export type SongFactsReader = (track: Track) => Promise<SongFacts | null>

/** Tracks whose facts are remembered: some hundred bytes each. */
const REMEMBERED_TRACKS = 2000

/**
 * Reads facts from scores and remembers them: unpacking a score takes milliseconds, clients poll, and a finished track
 * does not change.
 */
export function createSongFactsReader(
  songFactsOf: (packedScore: Uint8Array) => Promise<SongFacts>,
): SongFactsReader {
  const remembered = new Map<string, Promise<SongFacts>>()
  return async (track) => {
    if (track.audioKey === null) return null
    const known = remembered.get(track.id)
    if (known) return known
    const facts = songFactsOf(track.score)
    remembered.set(track.id, facts)
    // A failure is not remembered; whoever asked hears of it below.
    facts.catch(() => remembered.delete(track.id))
    if (remembered.size > REMEMBERED_TRACKS) remembered.delete(remembered.keys().next().value!)
    return facts
  }
}
