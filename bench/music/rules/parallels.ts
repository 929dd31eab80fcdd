import type { Note, Score } from '../../../src/music/score.js'
import { notesOfTrack } from '../symbolic/score-notes.js'
import { bassNotes, melodyTracks } from './melody-of.js'

/** Genres whose voice leading follows the rules of the chorale. */
export const CHORALE_LIKE: ReadonlySet<string> = new Set([
  'baroque',
  'classical-piano',
  'gospel',
  'lullaby',
  'march',
  'orchestral',
  'waltz',
])

export interface Parallels {
  /** Places where melody and bass move together to new notes. */
  readonly motions: number
  readonly fifths: number
  readonly octaves: number
  /** Beats of both kinds. */
  readonly atBeats: readonly number[]
}

/** Onsets this close together are one motion, in beats. */
const TOGETHER_BEATS = 0.08

/**
 * Parallel fifths and octaves (unisons) between melody and bass: both strike a new pitch at the same time, in the same
 * direction, from a perfect fifth to a perfect fifth, or from an octave to an octave, octaves apart or not. The pair
 * before is what each of them struck or still held at their last common onset.
 */
export function parallels(score: Score): Parallels {
  const bass = bassNotes(score)
  const atBeats: number[] = []
  let motions = 0
  let fifths = 0
  let octaves = 0
  for (const track of melodyTracks(score)) {
    const pairs = commonOnsets(notesOfTrack(track), bass)
    for (let i = 1; i < pairs.length; i++) {
      const [before, now] = [pairs[i - 1]!, pairs[i]!]
      // Behind a bar or more of rest a line begins anew.
      if (now.beat - before.beat > 4) continue
      const [up, low] = [now.melody - before.melody, now.bass - before.bass]
      if (up === 0 || low === 0) continue
      motions++
      const [first, second] = [before.melody - before.bass, now.melody - now.bass].map(
        (gap) => ((gap % 12) + 12) % 12,
      )
      if (Math.sign(up) !== Math.sign(low) || first !== second) continue
      if (first === 7) fifths++
      else if (first === 0) octaves++
      else continue
      atBeats.push(Math.round(now.beat * 100) / 100)
    }
  }
  return { motions, fifths, octaves, atBeats }
}

interface Pair {
  readonly beat: number
  readonly melody: number
  readonly bass: number
}

/** Where both lines have an onset, and what they strike there. */
function commonOnsets(melody: readonly Note[], bass: readonly Note[]): Pair[] {
  const pairs: Pair[] = []
  let from = 0
  for (const note of melody) {
    while (from < bass.length && bass[from]!.startBeat < note.startBeat - TOGETHER_BEATS) from++
    const other = bass[from]
    if (other && Math.abs(other.startBeat - note.startBeat) <= TOGETHER_BEATS)
      pairs.push({ beat: note.startBeat, melody: note.pitchMidi, bass: other.pitchMidi })
  }
  return pairs
}
