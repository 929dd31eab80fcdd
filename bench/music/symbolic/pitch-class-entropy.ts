import { notesByBar, pitchedNotes, type NoteList } from './note-list.js'

/**
 * Pitch-class histogram entropy (Wu & Yang, "The Jazz Transformer on the Front Line", ISMIR 2020, section 5.1): the
 * notes that start within a window of bars, counted by pitch class, as a distribution; its entropy in bits, 0 (one pitch
 * class) … 3.58 (all twelve alike). Mean over all windows, one starting at each bar; windows without a note are left out.
 */
export function pitchClassEntropy(piece: NoteList, windowBars: number): number {
  const bars = notesByBar(pitchedNotes(piece), piece.barBeats)
  const entropies: number[] = []
  for (let bar = 0; bar + windowBars <= bars.length; bar++) {
    const counts = new Array<number>(12).fill(0)
    for (const notes of bars.slice(bar, bar + windowBars)) {
      for (const { pitchMidi } of notes) counts[pitchMidi % 12]!++
    }
    const total = counts.reduce((sum, count) => sum + count, 0)
    if (total > 0) entropies.push(entropyBits(counts.map((count) => count / total)))
  }
  return entropies.reduce((sum, value) => sum + value, 0) / Math.max(1, entropies.length)
}

/** Entropy of a distribution in bits. */
export function entropyBits(shares: readonly number[]): number {
  return shares.reduce((sum, share) => (share > 0 ? sum - share * Math.log2(share) : sum), 0)
}
