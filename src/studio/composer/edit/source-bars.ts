import type { Key } from '../../../music/scale.js'
import type { MeterChange, Score, Section } from '../../../music/score.js'
import { beatToSeconds, bpmAt, secondsToBeat } from '../../../music/tempo-map.js'

/** Positions this near to each other are the same, in beats. */
export const SAME_BEAT = 1e-6
/** A moment this little before a bar line is meant to be on it, in seconds: clients round times. */
const ROUNDING_SECONDS = 0.06

/** Length of a song as it is heard, in seconds. */
export function songSeconds({ tempoMap, endBeat, tailSeconds }: Score): number {
  return beatToSeconds(tempoMap, endBeat) + tailSeconds
}

/** The meter in force at a beat. */
export function meterAt({ meters }: Score, beat: number): MeterChange {
  return meters.findLast((meter) => meter.beat <= beat + SAME_BEAT) ?? meters[0]!
}

/** Quarter notes in a bar of a meter. */
export function beatsPerBarOf({
  numerator,
  denominator,
}: Pick<MeterChange, 'numerator' | 'denominator'>): number {
  return (numerator * 4) / denominator
}

/** The key in force at a beat. */
export function keyAt({ keys }: Score, beat: number): Key {
  const { tonic, mode } = keys.findLast((key) => key.beat <= beat + SAME_BEAT) ?? keys[0]!
  return { tonic, mode }
}

/** The section that sounds at a beat; the last one after the end. */
export function sectionAt({ sections }: Score, beat: number): Section {
  return sections.findLast(({ startBeat }) => startBeat <= beat + SAME_BEAT) ?? sections[0]!
}

/** The last bar line that is not after a moment. */
export function barLineBefore(score: Score, seconds: number): number {
  const beat = secondsToBeat(score.tempoMap, seconds + ROUNDING_SECONDS)
  return barStart(score, beat)
}

/** The first bar line that is not before a moment. */
export function barLineAfter(score: Score, seconds: number): number {
  const beat = secondsToBeat(score.tempoMap, Math.max(0, seconds - ROUNDING_SECONDS))
  const before = barStart(score, beat)
  return beat - before < SAME_BEAT ? before : before + beatsPerBarOf(meterAt(score, beat))
}

/** Where the bar begins that holds a beat. */
export function barStart(score: Score, beat: number): number {
  const meter = meterAt(score, beat)
  const beats = beatsPerBarOf(meter)
  return Math.max(0, meter.beat + Math.floor((beat - meter.beat) / beats + SAME_BEAT) * beats)
}

/** Tempo just before a beat, in quarter notes a minute: the median of a few beats where it follows a human. */
export function tempoBefore({ tempoMap }: Score, beat: number): number {
  const tempos = Array.from({ length: 9 }, (_, i) => bpmAt(tempoMap, Math.max(0, beat - 0.01 - i))).sort(
    (a, b) => a - b,
  )
  return tempos[4]!
}
