import type { Random } from '../../../dsp/random.js'
import { pitchClassOf } from '../../../music/pitch.js'
import { scaleOf, type Key } from '../../../music/scale.js'
import type { ChordSpan } from '../../../music/score.js'
import type { MelodicHabits } from '../plan.js'
import { chordAt, chordDissonance, isChordTone, scaleDistance } from './harmony-view.js'
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
  const foreign = scaleDistance(options.key, habits)
  const stepScale = 1.35 - 0.7 * habits.leaps
  const intervalCosts = Array.from(
    { length: size },
    (_, leap) => (INTERVAL_COST[leap] ?? 2.5 + leap) * stepScale * (leap === 0 ? 1 - habits.speech : 1),
  )
  const first = notes[0]?.beat ?? 0
  const span = Math.max(1e-6, (notes.at(-1)?.beat ?? 0) - first)
  const best: Float64Array[] = []
  const origins: Int16Array[] = []

  notes.forEach((note, i) => {
    const costs = new Float64Array(size)
    const origin = new Int16Array(size)
    const chord = chordAt(chords, note.beat + Math.min(note.durationBeats * 0.5, 0.5))
    const importance = Math.min(1, 0.15 + 0.55 * note.weight + 0.35 * Math.min(1.5, note.durationBeats))
    const wantedHeight = options.contour((note.beat - first) / span)
    const isLast = i === notes.length - 1
    // What a pitch class costs here, whatever its octave.
    const classCosts = foreign.map((distance, pitchClass) => {
      const outside = distance * (isChordTone(pitchClass, chord) ? 0.25 : 1)
      const ending = isLast ? cadenceCost(pitchClass, options.key, options.cadence) : 0
      return chordDissonance(pitchClass, chord) * importance * 2.6 + outside * 4 + ending
    })
    for (let p = 0; p < size; p++) {
      const midi = lowMidi + p
      let own = classCosts[pitchClassOf(midi)]! + Math.abs(midi - wantedHeight) * 0.16
      if (model) own += Math.min(3, Math.abs(midi - model.pitches[i]!) * 0.9) * model.strength
      own += random.gaussian() * 0.35 * options.temperature
      if (i === 0) {
        const join = options.previousPitch
        costs[p] = own + (join === undefined ? 0 : Math.max(0, Math.abs(midi - join) - 4) * 0.12)
        continue
      }
      let least = Infinity
      const before = best[i - 1]!
      for (let q = 0; q < size; q++) {
        const cost = before[q]! + intervalCosts[Math.abs(p - q)]!
        if (cost < least) {
          least = cost
          origin[p] = q
        }
      }
      costs[p] = least + own
    }
    best.push(costs)
    origins.push(origin)
  })

  const pitches = new Array<number>(notes.length)
  let at = best.at(-1)?.reduce((least, cost, i, costs) => (cost < costs[least]! ? i : least), 0) ?? 0
  for (let i = notes.length - 1; i >= 0; i--) {
    pitches[i] = lowMidi + at
    at = origins[i]![at]!
  }
  return pitches
}

function cadenceCost(pitchClass: number, key: Key, cadence: Cadence): number {
  const degree = scaleOf(key).indexOf(pitchClass)
  const costs: Readonly<Record<Cadence, readonly number[]>> = {
    closed: [0, 1.4, 0.35, 1.8, 0.6, 1.5, 1.9],
    open: [1.1, 0, 0.4, 0.9, 0.1, 0.6, 0.9],
  }
  return costs[cadence][degree] ?? 2
}
