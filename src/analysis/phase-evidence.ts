import { onsetNear } from './peak-near.js'
import type { PulseEnvelopes } from './tempo-evidence.js'

/** So that ratios are finite: of onsets (envelopes have root mean square 1), of what begins to sound, of numbers of moments. */
const LEAST_ONSET = 0.1
const LEAST_NEWNESS = 0.02
const LEAST_COUNT = 1
/** Moments between beats must be accented this much more to speak against them: beats were found for their onsets already. */
const MUST_WIN_BY = 1.15
/** So that nothing is told by the harmony where there is none. */
const LEAST_HARMONY = 0.5
/** Of all moments on and off the beat, at this share most begins to sound: so much at least of what begins at the few with the most. */
const STRONG = { share: 0.15, ofLargest: 0.3, largestShare: 0.03 } as const
/** What sounds on is heard over so many beats, what just begins over half a beat. */
const LASTING_BEATS = 2
/** Bass drum and snare take turns over bars of so many beats. */
const BAR_BEATS = 4

/** What tells beats from the moments half a beat after them: above 0 what speaks for the beats, below 0 what speaks against them. */
export interface PhaseEvidence {
  /** Low and long notes, and new ones, by their sums: 1 where they choose the beats, -1 where they choose the moments between. */
  readonly accents: number
  /** Moments at which most begins to sound that did not sound half a beat before: how many are beats, against how many are not. */
  readonly newNotes: number
  /** What sounds for the next two beats and did not in the last two: on beats against between them. */
  readonly newHarmony: number
  /** Onsets a quarter of a beat before beats, which lead to them, against onsets a quarter after them. */
  readonly pickups: number
  /** Treble that is there every other beat, as of a snare on two and four, against treble that is there every other time between them. */
  readonly backbeat: number
}

/**
 * Weighs beats against the moments between them.
 * @param beats In seconds, two at least.
 * @param newness How much sounds within so many seconds after a moment that did not sound before it.
 */
export function phaseEvidence(
  beats: readonly number[],
  envelopes: PulseEnvelopes,
  framesPerSecond: number,
  newness: (seconds: number, span: number) => number,
): PhaseEvidence {
  const moments = (share: number) => beats.slice(1).map((next, i) => beats[i]! + share * (next - beats[i]!))
  const [on, off] = [moments(0), moments(1 / 2)]
  const period = (beats.at(-1)! - beats[0]!) / (beats.length - 1)
  const peaks = (envelope: Float32Array, times: readonly number[]) =>
    times.map((time) => onsetNear(envelope, time, framesPerSecond))
  const onsets = (share: number) => mean(peaks(envelopes.all, moments(share))) + LEAST_ONSET
  const newNotes = (time: number) => newness(time, period / 2)
  const newHarmony = (times: readonly number[]) =>
    mean(times.map((time) => newness(time, LASTING_BEATS * period))) + LEAST_NEWNESS
  const accented = (times: readonly number[]) =>
    sum([...peaks(envelopes.low, times), ...peaks(envelopes.accents, times)]) *
    (LEAST_HARMONY + sum(times.map(newNotes)))
  return {
    accents: accented(off) > MUST_WIN_BY * accented(on) ? -1 : 1,
    newNotes: strongest(on.map(newNotes), off.map(newNotes)),
    newHarmony: Math.log(newHarmony(on) / newHarmony(off)),
    pickups: Math.log(onsets(3 / 4) / onsets(1 / 4)),
    backbeat: alternation(peaks(envelopes.high, on), peaks(envelopes.high, off)),
  }
}

/** How many of the largest values are among the first, against how many are among the second: logarithm of the ratio. */
function strongest(first: readonly number[], second: readonly number[]): number {
  const all = [...first, ...second].toSorted((a, b) => b - a)
  const at = (share: number) => all[Math.floor(share * (all.length - 1))]!
  const least = Math.max(at(STRONG.share), STRONG.ofLargest * at(STRONG.largestShare))
  const count = (values: readonly number[]) =>
    values.filter((value) => value >= least && value > 0).length + LEAST_COUNT
  return Math.log(count(first) / count(second))
}

/** How much more the first values alternate within bars than the second; below 2, above -2. */
function alternation(first: readonly number[], second: readonly number[]): number {
  const level = Math.sqrt(mean([...first, ...second].map((value) => value ** 2)))
  return level === 0 ? 0 : (swing(first) - swing(second)) / level
}

/** How far the second and the fourth value of a bar both stand above the first and the third, or these above them. */
function swing(values: readonly number[]): number {
  if (values.length < BAR_BEATS) return 0
  const place = (at: number) => mean(values.filter((_, i) => i % BAR_BEATS === at))
  const [one, two, three, four] = [place(0), place(1), place(2), place(3)]
  return Math.max(0, Math.min(two, four) - Math.max(one, three), Math.min(one, three) - Math.max(two, four))
}

function mean(values: readonly number[]): number {
  return sum(values) / (values.length || 1)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
