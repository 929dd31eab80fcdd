/**
 * Chord progression irregularity (Wu & Yang 2020, section 5.3): the share of different trigrams among all trigrams of a
 * piece's chords; 1 when no three chords ever come again. Pieces of fewer than three chords give 0.
 */
export function chordIrregularity(chords: readonly string[]): number {
  const trigrams = chords.slice(2).map((chord, i) => `${chords[i]} ${chords[i + 1]} ${chord}`)
  return trigrams.length === 0 ? 0 : new Set(trigrams).size / trigrams.length
}
