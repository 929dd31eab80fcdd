import { chordPitchClasses, type ChordQuality } from '../../../music/chord.js'
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

/** What each of the twelve pitch classes is to a chord. */
export interface ChordView {
  /** How well it sits on the chord as a melody note: 0 (root, third, fifth) … 1 (a clash). */
  readonly dissonance: Float64Array
  /** 1 where it belongs to the chord, else 0. */
  readonly isTone: Uint8Array
}

/** Views by quality and root; there are a few hundred at most, and a melody search asks for each a thousand times. */
const VIEWS = new Map<ChordQuality, (ChordView | undefined)[]>()
const NO_CHORD: ChordView = { dissonance: new Float64Array(12).fill(0.3), isTone: new Uint8Array(12) }

/** The chord as a melody sees it; without a chord nothing clashes much. */
export function viewOf(chord: ChordSpan | undefined): ChordView {
  if (!chord) return NO_CHORD
  let ofQuality = VIEWS.get(chord.quality)
  if (!ofQuality) VIEWS.set(chord.quality, (ofQuality = new Array<ChordView | undefined>(12)))
  return (ofQuality[pitchClassOf(chord.root)] ??= lookAt(chord))
}

function lookAt(chord: ChordSpan): ChordView {
  const tones = chordPitchClasses(chord)
  const view = { dissonance: new Float64Array(12), isTone: new Uint8Array(12) }
  for (let pitchClass = 0; pitchClass < 12; pitchClass++) {
    const index = tones.indexOf(pitchClass)
    view.isTone[pitchClass] = index >= 0 ? 1 : 0
    // A semitone above a chord tone grates, a whole tone above (9, 11 over minor, 13) only leans.
    const grates = tones.some((tone) => pitchClassOf(pitchClass - tone) === 1)
    view.dissonance[pitchClass] = index >= 0 ? (index <= 2 ? 0 : 0.25) : grates ? 1 : 0.6
  }
  return view
}

/** How well a pitch class sits on a chord as a melody note: 0 (root, third, fifth) … 1 (a clash). */
export function chordDissonance(pitchClass: PitchClass, chord: ChordSpan | undefined): number {
  return viewOf(chord).dissonance[pitchClass]!
}

/** Whether the pitch class belongs to the chord. */
export function isChordTone(pitchClass: PitchClass, chord: ChordSpan | undefined): boolean {
  return viewOf(chord).isTone[pitchClass] === 1
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
