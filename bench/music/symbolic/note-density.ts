import { beatToSeconds } from '../../../src/music/tempo-map.js'
import { allNotes, notesByBar, type NoteList } from './note-list.js'

/** How many notes there are, and how evenly they are spread. */
export interface NoteDensity {
  /** Notes a second, over the whole piece. */
  readonly perSecond: number
  /** Standard deviation of the notes a bar over their mean: 0 when every bar is as full as every other. */
  readonly spread: number
}

export function noteDensity(piece: NoteList): NoteDensity {
  const notes = allNotes(piece)
  const counts = notesByBar(notes, piece.barBeats).map((bar) => bar.length)
  const mean = counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length)
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / Math.max(1, counts.length)
  const seconds =
    beatToSeconds(piece.tempoMap, piece.barBeats.at(-1)!) - beatToSeconds(piece.tempoMap, piece.barBeats[0]!)
  return {
    perSecond: notes.length / Math.max(1e-9, seconds),
    spread: mean > 0 ? Math.sqrt(variance) / mean : 0,
  }
}
