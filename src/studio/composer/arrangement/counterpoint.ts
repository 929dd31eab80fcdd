import { chordPitchClasses } from '../../../music/chord.js'
import { pitchClassOf } from '../../../music/pitch.js'
import type { ChordSpan, Note } from '../../../music/score.js'
import type { Stroke } from './player.js'
import { chordAt } from './song-frame.js'

type Span = Pick<Note, 'startBeat' | 'durationBeats' | 'pitchMidi'>

/** Onsets this close are one. */
const TOGETHER = 0.05

/**
 * The bass of strict styles: where tune and bass would move from a fifth to a fifth or from an octave to an octave, the
 * bass takes another tone of the chord, its third before all. Both in time order; pitches stay within `range`. Where
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
  for (const stroke of bass) {
    while (next < tune.length && tune[next]!.startBeat < stroke.startBeat - TOGETHER) next++
    const now = tune[next]
    const meets = now !== undefined && now.startBeat < stroke.startBeat + stroke.durationBeats - TOGETHER
    const before = tune[next - 1]
    const under = before && corrected.findLast((other) => sounds(other, before.startBeat))
    const isLast = stroke === bass.at(-1)
    const isParallel = (pitch: number): boolean =>
      meets && before !== undefined && under !== undefined && movesAlike(before, under, now, pitch)
    corrected.push(
      isLast || !isParallel(stroke.pitchMidi)
        ? stroke
        : { ...stroke, pitchMidi: otherTone(stroke, chords, range, isParallel) },
    )
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
