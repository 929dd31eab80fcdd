import { pitchedNotes, type NoteList } from './note-list.js'

/** Semitones above the root that a guess is made of, and what each is worth when it sounds. */
const TEMPLATES: readonly (readonly [quality: string, steps: readonly number[]])[] = [
  ['', [0, 4, 7]],
  ['m', [0, 3, 7]],
  ['dim', [0, 3, 6]],
  ['aug', [0, 4, 8]],
  ['7', [0, 4, 7, 10]],
  ['m7', [0, 3, 7, 10]],
  ['maj7', [0, 4, 7, 11]],
  ['m7b5', [0, 3, 6, 10]],
]
/** Sounding notes outside the template take this much of their share away. */
const FOREIGN_COST = 0.7
/** A seventh must be heard clearly before it is written. */
const SEVENTH_COST = 0.04
/** What it is worth when the lowest note is the root. */
const BASS_BONUS = 0.15

/**
 * Chords of a piece as its notes let one guess, for pieces that name none: one guess each half bar from the notes that
 * sound there, weighed by how long they do; repeated guesses are one chord. Names such as `9m7` (pitch class of the root,
 * then the quality).
 */
export function guessChords(piece: NoteList): string[] {
  const notes = pitchedNotes(piece)
  const chords: string[] = []
  let from = 0
  for (let bar = 0; bar + 1 < piece.barBeats.length; bar++) {
    const start = piece.barBeats[bar]!
    const half = (piece.barBeats[bar + 1]! - start) / 2
    for (let part = 0; part < 2; part++) {
      const startBeat = start + part * half
      const weights = new Array<number>(12).fill(0)
      let lowest = 128
      while (from < notes.length && notes[from]!.startBeat < startBeat - 64) from++
      for (let i = from; i < notes.length && notes[i]!.startBeat < startBeat + half; i++) {
        const note = notes[i]!
        const sounds =
          Math.min(note.startBeat + note.durationBeats, startBeat + half) -
          Math.max(note.startBeat, startBeat)
        if (sounds <= 0) continue
        weights[note.pitchMidi % 12]! += sounds
        if (sounds >= half / 4) lowest = Math.min(lowest, note.pitchMidi)
      }
      const chord = bestChord(weights, lowest === 128 ? undefined : lowest % 12)
      if (chord !== undefined && chord !== chords.at(-1)) chords.push(chord)
    }
  }
  return chords
}

function bestChord(weights: readonly number[], bass: number | undefined): string | undefined {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (total <= 0) return undefined
  let best: string | undefined
  let bestScore = -Infinity
  for (let root = 0; root < 12; root++) {
    for (const [quality, steps] of TEMPLATES) {
      const inside = steps.reduce((sum, step) => sum + weights[(root + step) % 12]!, 0) / total
      const missing = steps.slice(0, 3).filter((step) => weights[(root + step) % 12]! < total * 0.02).length
      const score =
        inside -
        FOREIGN_COST * (1 - inside) -
        0.1 * missing -
        (steps.length > 3 ? SEVENTH_COST : 0) +
        (bass === root ? BASS_BONUS : 0)
      if (score > bestScore + 1e-9) [best, bestScore] = [`${root}${quality}`, score]
    }
  }
  return best
}
