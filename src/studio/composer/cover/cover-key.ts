import type { Key } from '../../../music/scale.js'
import type { GenreProfile } from '../../profiles/profile.js'
import type { TunePhrase } from './tune.js'

/** A range in MIDI notes, both ends comfortable. */
export interface TuneRange {
  readonly lowMidi: number
  readonly highMidi: number
}

/** The farthest a loose cover moves away from the heard key, in semitones. */
const FARTHEST = 5
/** Semitones beyond the comfortable range that are still reached. */
const EFFORT = 4
/** From this closeness on the key is kept. */
const KEPT_FROM = 0.5

/** Semitones from the heard key to the new one, -6 … 6. */
export function coverKeyShift(request: {
  readonly heard: Key
  readonly asked: number | undefined
  /** 0 (loose) … 1 (close). */
  readonly closeness: number
  readonly phrases: readonly TunePhrase[]
  readonly range: TuneRange
  readonly profile: Pick<GenreProfile, 'tonics'>
}): number {
  const { heard, asked, closeness, phrases, range, profile } = request
  if (asked !== undefined) return ((((asked - heard.tonic + 6) % 12) + 12) % 12) - 6
  if (closeness >= KEPT_FROM || phrases.length === 0) return 0
  const costOf = (shift: number): number => {
    const tonic = (heard.tonic + shift + 12) % 12
    const suits = profile.tonics === undefined || profile.tonics.includes(tonic) ? 0 : 0.06
    return misfit(phrases, shift, range) + suits + Math.abs(shift) * (0.01 + 0.05 * closeness)
  }
  let best = 0
  for (let shift = 1; shift <= FARTHEST; shift++)
    for (const candidate of [shift, -shift]) if (costOf(candidate) < costOf(best) - 1e-9) best = candidate
  return best
}

/** Whole octaves that bring a tune, moved by `shift` semitones, best into a range. */
export function octaveShift(phrases: readonly TunePhrase[], shift: number, range: TuneRange): number {
  const costOf = (octave: number): number => outside(phrases, shift + 12 * octave, range)
  let best = 0
  for (const octave of [-1, 1, -2, 2, -3, 3]) if (costOf(octave) < costOf(best) - 1e-9) best = octave
  return 12 * best
}

/**
 * The phrase brought into the range: by an octave as a whole where that helps. Single notes stay where the melody has
 * them as long as a voice can reach them with effort; only what lies beyond goes to another octave.
 */
export function intoRange(phrase: TunePhrase, range: TuneRange): TunePhrase {
  const lifts = [0, 12, -12].map((lift) => ({ lift, cost: outside([phrase], lift, range) }))
  const { lift } = lifts.reduce((best, other) => (other.cost < best.cost - 0.2 ? other : best))
  return phrase.map((note) => {
    let pitchMidi = note.pitchMidi + lift
    while (pitchMidi < range.lowMidi - EFFORT) pitchMidi += 12
    while (pitchMidi > range.highMidi + EFFORT) pitchMidi -= 12
    return { ...note, pitchMidi }
  })
}

function misfit(phrases: readonly TunePhrase[], shift: number, range: TuneRange): number {
  return outside(phrases, shift + octaveShift(phrases, shift, range), range)
}

/** 0 (all of it in the middle of the range) …: share of the tune outside plus a little for lying at its edge. */
function outside(phrases: readonly TunePhrase[], shift: number, { lowMidi, highMidi }: TuneRange): number {
  const middle = (lowMidi + highMidi) / 2
  let beats = 0
  let cost = 0
  for (const { durationBeats, pitchMidi } of phrases.flat()) {
    const pitch = pitchMidi + shift
    const excess = Math.max(0, lowMidi - pitch, pitch - highMidi)
    beats += durationBeats
    cost +=
      durationBeats *
      ((excess > 0 ? 1 + 0.1 * excess : 0) + 0.15 * Math.abs((pitch - middle) / (highMidi - lowMidi)))
  }
  return beats > 0 ? cost / beats : 0
}
