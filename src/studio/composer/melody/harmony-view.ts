import { chordPitchClasses } from '../../../music/chord.js'
import { pitchClassOf, type PitchClass } from '../../../music/pitch.js'
import { isMinorish, scaleOf, type Key } from '../../../music/scale.js'
import type { ChordSpan } from '../../../music/score.js'
import type { MelodicHabits } from '../plan.js'

/** The chord that sounds at a beat; the nearest one outside of the song. Undefined only without any chords. */
export function chordAt(chords: readonly ChordSpan[], beat: number): ChordSpan | undefined {
  let low = 0
  let high = chords.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (chords[middle]!.startBeat <= beat + 1e-6) low = middle
    else high = middle - 1
  }
  return chords[low]
}

/** How well a pitch class sits on a chord as a melody note: 0 (root, third, fifth) … 1 (a clash). */
export function chordDissonance(pitchClass: PitchClass, chord: ChordSpan | undefined): number {
  if (!chord) return 0.3
  const tones = chordPitchClasses(chord)
  const index = tones.indexOf(pitchClass)
  if (index >= 0) return index <= 2 ? 0 : 0.25
  // A semitone above a chord tone grates, a whole tone above (9, 11 over minor, 13) only leans.
  return tones.some((tone) => pitchClassOf(pitchClass - tone) === 1) ? 1 : 0.6
}

/** Whether the pitch class belongs to the chord. */
export function isChordTone(pitchClass: PitchClass, chord: ChordSpan | undefined): boolean {
  return chord !== undefined && chordPitchClasses(chord).includes(pitchClass)
}

/** How foreign each of the twelve pitch classes is to a melody in the key: 0 (at home) … 1 (not used). */
export function scaleDistance(key: Key, habits: Pick<MelodicHabits, 'pentatonic' | 'blues'>): number[] {
  const scale = scaleOf(key)
  const distances = new Array<number>(12).fill(1)
  for (const pitchClass of scale) distances[pitchClass] = 0
  if (habits.pentatonic) {
    // The two that the pentatonic leaves out: 4 and 7 in major, 2 and 6 in minor.
    for (const degree of isMinorish(key) ? [1, 5] : [3, 6]) distances[scale[degree]!] = 0.35
  }
  if (habits.blues) {
    const lowered = [3, 6, 10].map((step) => pitchClassOf(key.tonic + step))
    for (const pitchClass of lowered) distances[pitchClass] = Math.min(distances[pitchClass]!, 0.3)
  }
  return distances
}
