import { chordPitchClasses } from '../../../music/chord.js'
import { pitchClassOf } from '../../../music/pitch.js'
import type { ChordSpan, Note } from '../../../music/score.js'
import type { Stroke } from './player.js'
import { chordAt } from './song-frame.js'

type Span = Pick<Note, 'startBeat' | 'durationBeats' | 'pitchMidi'>

/** Onsets this close are one, in beats. */
const TOGETHER = 0.05

/** Behind a rest as long as this a line begins anew, in beats. */
const NEW_BEGINNING = 4

/** Where tune and bass last struck at once. */
interface Meeting {
  readonly tune: Span
  readonly bass: Stroke
}

/**
 * The bass of strict styles: where tune and bass would move from a fifth to a fifth or from an octave to an octave, the
 * bass takes another tone of the chord, its third before all. What moves in step from one common onset to the next counts
 * too: short notes of the tune in between do not hide it. Both in time order; pitches stay within `range`. Where
 * every other tone would be no better, and under the last chord, the bass stays as it is.
 */
export function withoutParallels(
  bass: readonly Stroke[],
  tune: readonly Span[],
  chords: readonly ChordSpan[],
  range: readonly [low: number, high: number],
): Stroke[] {
  const corrected: Stroke[] = []
  let next = 0
  let meeting: Meeting | undefined
  for (const stroke of bass) {
    while (next < tune.length && tune[next]!.startBeat < stroke.startBeat - TOGETHER) next++
    const now = tune[next]
    const meets = now !== undefined && now.startBeat < stroke.startBeat + stroke.durationBeats - TOGETHER
    const before = tune[next - 1]
    const under = before && corrected.findLast((other) => sounds(other, before.startBeat))
    const isLast = stroke === bass.at(-1)
    const isTogether = meets && now.startBeat <= stroke.startBeat + TOGETHER
    const isParallel = (pitch: number): boolean =>
      (meets && before !== undefined && under !== undefined && movesAlike(before, under, now, pitch)) ||
      (isTogether && meeting !== undefined && movesInStep(meeting, now, pitch))
    const played =
      isLast || !isParallel(stroke.pitchMidi)
        ? stroke
        : { ...stroke, pitchMidi: otherTone(stroke, chords, range, isParallel) }
    corrected.push(played)
    if (isTogether) meeting = { tune: now, bass: played }
  }
  return corrected
}

function sounds({ startBeat, durationBeats }: Stroke, beat: number): boolean {
  return startBeat <= beat + TOGETHER && startBeat + durationBeats > beat + TOGETHER
}

/** Whether both voices move and stand a perfect fifth or an octave apart before and after. */
function movesAlike(tuneBefore: Span, bassBefore: Stroke, tuneNow: Span, bassPitch: number): boolean {
  if (tuneBefore.pitchMidi === tuneNow.pitchMidi || bassBefore.pitchMidi === bassPitch) return false
  const was = pitchClassOf(tuneBefore.pitchMidi - bassBefore.pitchMidi)
  const is = pitchClassOf(tuneNow.pitchMidi - bassPitch)
  return was === is && (is === 0 || is === 7)
}

/** Whether the voices go the same way from their last common onset to this one, a fifth or an octave apart at both. */
function movesInStep({ tune, bass }: Meeting, tuneNow: Span, bassPitch: number): boolean {
  return (
    tuneNow.startBeat - tune.startBeat <= NEW_BEGINNING &&
    tuneNow.pitchMidi > tune.pitchMidi === bassPitch > bass.pitchMidi &&
    movesAlike(tune, bass, tuneNow, bassPitch)
  )
}

/** The chord tone nearest to what was to be played, a third rather than a fifth. */
function otherTone(
  stroke: Stroke,
  chords: readonly ChordSpan[],
  [low, high]: readonly [number, number],
  isParallel: (pitch: number) => boolean,
): number {
  const tones = chordPitchClasses(chordAt(chords, stroke.startBeat))
  let best = stroke.pitchMidi
  let leastCost = Infinity
  for (let pitch = low; pitch <= high; pitch++) {
    const index = tones.indexOf(pitchClassOf(pitch))
    if (index < 0 || isParallel(pitch)) continue
    // A fifth in the bass makes the chord a doubtful one; sevenths and ninths want to be resolved.
    const cost = Math.abs(pitch - stroke.pitchMidi) + (index <= 1 ? 0 : index === 2 ? 4 : 8)
    if (cost < leastCost) [best, leastCost] = [pitch, cost]
  }
  return best
}
