import type { Random } from '../../../dsp/random.js'
import { pitchClassOf } from '../../../music/pitch.js'
import { scaleOf, type Key } from '../../../music/scale.js'
import type { ChordSpan } from '../../../music/score.js'
import type { MelodicHabits } from '../plan.js'
import { chordAt, scaleDistance, viewOf } from './harmony-view.js'
import type { PlacedNote } from './line-rhythm.js'

/** How a line ends: `closed` comes to rest (tonic, third), `open` asks for the next one (second, fifth). */
export type Cadence = 'open' | 'closed'

export interface PitchOptions {
  readonly key: Key
  readonly chords: readonly ChordSpan[]
  readonly lowMidi: number
  readonly highMidi: number
  readonly habits: Pick<MelodicHabits, 'leaps' | 'pentatonic' | 'blues' | 'speech'>
  /** Where the line should lie at its start, middle and end (0 … 1 of its time between), as MIDI pitches. */
  readonly contour: (position: number) => number
  /** A tune to resemble: wanted pitch of each note, and how much it matters, 0 … 1. */
  readonly model?: { readonly pitches: readonly number[]; readonly strength: number }
  readonly cadence: Cadence
  /** Last pitch of the line before, so that lines join. */
  readonly previousPitch?: number
  /** Size of the dice, 0 … 1. */
  readonly temperature: number
  readonly random: Random
}

/** Cost of a melodic step of so many semitones for a singer; index 0 … 12, more is not sung. */
const INTERVAL_COST = [0.45, 0.05, 0, 0.3, 0.4, 0.6, 1.7, 0.85, 1.4, 1.4, 2.2, 2.6, 1.5]

/**
 * Pitches for a rhythm: the cheapest path through (note, pitch) by dynamic programming. Chord tones on strong and long
 * notes, small steps, the wanted contour and cadence, likeness to a model; dice make candidates differ.
 */
export function findPitches(notes: readonly PlacedNote[], options: PitchOptions): number[] {
  const { chords, lowMidi, highMidi, random, habits, model } = options
  const size = Math.max(1, highMidi - lowMidi + 1)
  const count = notes.length
  const foreign = scaleDistance(options.key, habits)
  const steps = stepCosts(size, habits)
  const ending = foreign.map((_, pitchClass) => cadenceCost(pitchClass, options.key, options.cadence))
  const first = notes[0]?.beat ?? 0
  const span = Math.max(1e-6, (notes.at(-1)?.beat ?? 0) - first)
  // Row i: least cost of the notes up to i with note i on each pitch, and the pitch before it on that way.
  const best = new Float64Array(count * size)
  const origins = new Int16Array(count * size)
  const classCosts = new Float64Array(12)

  for (let i = 0; i < count; i++) {
    const note = notes[i]!
    const view = viewOf(chordAt(chords, note.beat + Math.min(note.durationBeats * 0.5, 0.5)))
    const importance = Math.min(1, 0.15 + 0.55 * note.weight + 0.35 * Math.min(1.5, note.durationBeats))
    const wantedHeight = options.contour((note.beat - first) / span)
    const isLast = i === count - 1
    // What a pitch class costs here, whatever its octave.
    for (let pitchClass = 0; pitchClass < 12; pitchClass++) {
      const outside = foreign[pitchClass]! * (view.isTone[pitchClass] === 1 ? 0.25 : 1)
      classCosts[pitchClass] =
        view.dissonance[pitchClass]! * importance * 2.6 + outside * 4 + (isLast ? ending[pitchClass]! : 0)
    }
    const row = i * size
    let leastBefore = Infinity
    for (let q = row - size; i > 0 && q < row; q++) leastBefore = Math.min(leastBefore, best[q]!)
    for (let p = 0; p < size; p++) {
      const midi = lowMidi + p
      let own = classCosts[pitchClassOf(midi)]! + Math.abs(midi - wantedHeight) * 0.16
      if (model) own += Math.min(3, Math.abs(midi - model.pitches[i]!) * 0.9) * model.strength
      own += random.gaussian() * 0.35 * options.temperature
      if (i === 0) {
        const join = options.previousPitch
        best[p] = own + (join === undefined ? 0 : Math.max(0, Math.abs(midi - join) - 4) * 0.12)
        continue
      }
      // From the same pitch outwards, as far as the cheapest note before could still win.
      const before = row - size
      let least = best[before + p]! + steps.costs[0]!
      let from = p
      for (let leap = 1; leap < size && leastBefore + steps.leastFrom[leap]! <= least; leap++) {
        const stepCost = steps.costs[leap]!
        const below = p >= leap ? best[before + p - leap]! + stepCost : Infinity
        const above = p + leap < size ? best[before + p + leap]! + stepCost : Infinity
        // Of equals the lowest pitch is taken.
        if (below < least || (below === least && p - leap < from)) {
          least = below
          from = p - leap
        }
        if (above < least) {
          least = above
          from = p + leap
        }
      }
      origins[row + p] = from
      best[row + p] = least + own
    }
  }

  const pitches = new Array<number>(count)
  const end = (count - 1) * size
  let at = 0
  for (let p = 1; count > 0 && p < size; p++) if (best[end + p]! < best[end + at]!) at = p
  for (let i = count - 1; i >= 0; i--) {
    pitches[i] = lowMidi + at
    at = origins[i * size + at]!
  }
  return pitches
}

/** What leaps of 0 … `size` - 1 semitones cost, and the least that a leap of so many or more does. */
function stepCosts(
  size: number,
  habits: Pick<MelodicHabits, 'leaps' | 'speech'>,
): { costs: Float64Array; leastFrom: Float64Array } {
  const scale = 1.35 - 0.7 * habits.leaps
  const costs = Float64Array.from(
    { length: size },
    (_, leap) => (INTERVAL_COST[leap] ?? 2.5 + leap) * scale * (leap === 0 ? 1 - habits.speech : 1),
  )
  const leastFrom = costs.slice()
  for (let leap = size - 2; leap >= 0; leap--)
    leastFrom[leap] = Math.min(leastFrom[leap]!, leastFrom[leap + 1]!)
  return { costs, leastFrom }
}

/** What a last note on each degree of the scale costs. */
const CADENCE_COST: Readonly<Record<Cadence, readonly number[]>> = {
  closed: [0, 1.4, 0.35, 1.8, 0.6, 1.5, 1.9],
  open: [1.1, 0, 0.4, 0.9, 0.1, 0.6, 0.9],
}

function cadenceCost(pitchClass: number, key: Key, cadence: Cadence): number {
  return CADENCE_COST[cadence][scaleOf(key).indexOf(pitchClass)] ?? 2
}
