import { allNotes, notesByBar, type NoteList } from './note-list.js'

/** Places in a bar where a note may start (Wu & Yang 2020 use 64). */
const POSITIONS = 64

/**
 * Grooving pattern similarity (Wu & Yang 2020, section 5.2): bars as 64 places that have an onset or not; two bars are
 * alike by the share of places on which they agree. Mean over all pairs of bars, 0 … 1. Bars of another length are
 * divided into 64 places as well.
 */
export function groovingSimilarity(piece: NoteList): number {
  const grooves = groovesOf(piece)
  const pairs = (grooves.length * (grooves.length - 1)) / 2
  if (pairs === 0) return 1
  // Two bars differ on a place when one of them has an onset there: pairs are counted a place at a time.
  let different = 0
  for (let position = 0; position < POSITIONS; position++) {
    const withOnset = grooves.filter((groove) => groove[position]! > 0).length
    different += withOnset * (grooves.length - withOnset)
  }
  return 1 - different / (pairs * POSITIONS)
}

/** A bar of the piece as 64 zeros and ones. */
export function groovesOf(piece: NoteList): Uint8Array[] {
  return notesByBar(allNotes(piece), piece.barBeats).map((notes, bar) => {
    const groove = new Uint8Array(POSITIONS)
    const start = piece.barBeats[bar]!
    const length = piece.barBeats[bar + 1]! - start
    for (const { startBeat } of notes) {
      const position = Math.round(((startBeat - start) / length) * POSITIONS)
      groove[Math.min(POSITIONS - 1, Math.max(0, position))] = 1
    }
    return groove
  })
}
