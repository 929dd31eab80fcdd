import { chordName, chordPitchClasses } from '../../../src/music/chord.js'
import { pitchClassName, pitchClassOf } from '../../../src/music/pitch.js'
import type { ChordSpan, Note, Score } from '../../../src/music/score.js'
import { notesOfTrack } from '../symbolic/score-notes.js'
import { melodyTracks } from './melody-of.js'

/** What the rule found in a song. */
export interface StrongBeats {
  /** Melody notes on strong beats. */
  readonly judged: number
  /** Of these: tones of the chord, or followed by a step to one. */
  readonly good: number
  /** The others, for people: `'lead beat 16: F over Em7, then A'`. */
  readonly faults: readonly string[]
}

/** A note this near to a beat is on it (beats): players are not machines, and swing moves nothing on the beat. */
const NEAR_BEATS = 0.12

/**
 * Melody notes that start on a strong beat must belong to the chord that sounds there, or go on by a step to a tone of
 * the chord that sounds then: suspensions, appoggiaturas and passing notes of strict counterpoint.
 */
export function strongBeats(score: Score): StrongBeats {
  let judged = 0
  const faults: string[] = []
  for (const track of melodyTracks(score)) {
    const notes = notesOfTrack(track)
    notes.forEach((note, i) => {
      if (!isOnStrongBeat(note, score)) return
      judged++
      const chord = chordAt(score.chords, note.startBeat + NEAR_BEATS)
      if (isChordTone(note, chord)) return
      const next = notes[i + 1]
      const step = next ? Math.abs(next.pitchMidi - note.pitchMidi) : 0
      const isResolved =
        next !== undefined &&
        step >= 1 &&
        step <= 2 &&
        isChordTone(next, chordAt(score.chords, next.startBeat + NEAR_BEATS))
      if (isResolved) return
      const then = next ? `then ${pitchClassName(pitchClassOf(next.pitchMidi))}` : 'then nothing'
      faults.push(
        `${track.id} beat ${Math.round(note.startBeat * 100) / 100}: ${pitchClassName(pitchClassOf(note.pitchMidi))} over ${chordName(chord)}, ${then}`,
      )
    })
  }
  return { judged, good: judged - faults.length, faults }
}

/** Beats of a bar that carry weight, in quarter notes from its start. */
export function strongBeatsOf(meter: { readonly numerator: number; readonly denominator: number }): number[] {
  const { numerator, denominator } = meter
  const unit = 4 / denominator
  if (denominator === 8 && numerator % 3 === 0 && numerator > 3) {
    return Array.from({ length: numerator / 3 }, (_, i) => i * 3 * unit).filter(
      (_, i) => i % 2 === 0 || numerator === 6,
    )
  }
  switch (numerator) {
    case 4:
      return [0, 2 * unit]
    case 5:
      return [0, 3 * unit]
    case 7:
      return [0, 2 * unit, 4 * unit]
    default:
      return [0]
  }
}

function isOnStrongBeat(note: Note, score: Score): boolean {
  const meter = score.meters[0]!
  const bar = (meter.numerator * 4) / meter.denominator
  const position = (((note.startBeat + NEAR_BEATS) % bar) + bar) % bar
  return strongBeatsOf(meter).some((beat) => Math.abs(position - NEAR_BEATS - beat) <= NEAR_BEATS)
}

function isChordTone(note: Note, chord: ChordSpan): boolean {
  return chordPitchClasses(chord).includes(pitchClassOf(note.pitchMidi))
}

/** The chord at a beat. */
export function chordAt(chords: readonly ChordSpan[], beat: number): ChordSpan {
  return chords.findLast(({ startBeat }) => startBeat <= beat) ?? chords[0]!
}
