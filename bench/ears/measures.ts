import type { Chord } from '../../src/music/chord.js'
import type { PlayedNote } from '../../src/music/played-notes.js'
import { scaleOf, type Key } from '../../src/music/scale.js'
import type { Stretch } from './material/annotated-song.js'

/** Tempi that differ by less than this share are the same (MIREX). */
const TEMPO_TOLERANCE = 0.04
const BEAT_TOLERANCE_SECONDS = 0.07
/** Beats before this do not count: nobody taps from the first note on (mir_eval). */
const FIRST_COUNTED_SECONDS = 5

/** Median tempo in beats a minute. */
export function medianBpm(beats: readonly number[]): number {
  const periods = beats.slice(1).map((time, i) => time - beats[i]!)
  return 60 / periods.toSorted((a, b) => a - b)[periods.length >> 1]!
}

/** Whether the tempo is right, exactly and but for a factor of two or three. */
export function judgeTempo(bpm: number, truthBpm: number) {
  const isNear = (factor: number) => Math.abs(bpm / (truthBpm * factor) - 1) <= TEMPO_TOLERANCE
  return { strict: isNear(1), tolerant: [1, 2, 0.5, 3, 1 / 3].some(isNear) }
}

/** F-measure of moments within a tolerance, each true one found once at most. */
export function momentF(
  heard: readonly number[],
  truth: readonly number[],
  toleranceSeconds = BEAT_TOLERANCE_SECONDS,
): number {
  let hits = 0
  let at = 0
  for (const time of truth) {
    while (at < heard.length && heard[at]! < time - toleranceSeconds) at++
    if (at < heard.length && heard[at]! <= time + toleranceSeconds) {
      hits++
      at++
    }
  }
  return heard.length + truth.length > 0 ? (2 * hits) / (heard.length + truth.length) : 1
}

/** F-measure of beats at the level of counting where it is best: as heard, every other one, or twice as many. */
export function beatF(heard: readonly number[], truth: readonly number[]) {
  const from = Math.max(FIRST_COUNTED_SECONDS, truth[0]! - BEAT_TOLERANCE_SECONDS)
  const until = truth.at(-1)! + BEAT_TOLERANCE_SECONDS
  const counted = (times: readonly number[]) => times.filter((time) => time >= from && time <= until)
  const f = (times: readonly number[]) => momentF(counted(times), counted(truth))
  const strict = f(heard)
  const doubled = heard.flatMap((time, i) =>
    i + 1 < heard.length ? [time, (time + heard[i + 1]!) / 2] : [time],
  )
  const halves = [0, 1].map((phase) => f(heard.filter((_, i) => i % 2 === phase)))
  return { strict, tolerant: Math.max(strict, f(doubled), ...halves) }
}

/** Exactly right (the modes counting as major or minor by their third), or over the same notes. */
export function judgeKey(heard: Key, truth: Key) {
  const notes = (key: Key) => scaleOf(key).toSorted((a, b) => a - b)
  const isMajor = (key: Key) => scaleOf(key).includes((key.tonic + 4) % 12)
  const exact = heard.tonic === truth.tonic && isMajor(heard) === isMajor(truth)
  return { exact, related: exact || notes(heard).join() === notes(truth).join() }
}

/** Major or minor by the third; undefined for chords without one of the two above a perfect fifth. */
export function majorOrMinor(chord: Chord | undefined): string | undefined {
  if (!chord) return undefined
  const { root, quality } = chord
  if (['maj', '6', '7', 'maj7', 'add9', '9', 'maj9', '13', '7b9'].includes(quality)) return `${root}`
  if (['min', 'm6', 'm7', 'mMaj7', 'madd9', 'm9'].includes(quality)) return `${root}m`
  return undefined
}

/** Share of the time with a true value for which `isRight` holds, looked at 20 times a second. */
export function overlap<T, H>(
  truth: readonly Stretch<T>[],
  heard: readonly Stretch<H>[],
  judge: (truth: T, heard: H | undefined) => boolean | undefined,
): number {
  let right = 0
  let counted = 0
  let t = 0
  let h = 0
  const end = truth.at(-1)?.endSeconds ?? 0
  for (let time = 0.025; time < end; time += 0.05) {
    while (t < truth.length - 1 && truth[t]!.endSeconds <= time) t++
    while (h < heard.length - 1 && heard[h]!.endSeconds <= time) h++
    const here = truth[t]!
    if (time < here.startSeconds || time >= here.endSeconds) continue
    const there = heard[h]
    const isIn = there && time >= there.startSeconds && time < there.endSeconds
    const isRight = judge(here.value, isIn ? there.value : undefined)
    if (isRight === undefined) continue
    counted++
    if (isRight) right++
  }
  return counted > 0 ? right / counted : Number.NaN
}

interface Sounding {
  readonly startSeconds: number
  readonly endSeconds: number
  readonly pitchMidi: number
}

/** How much of a sung line was found: share of its time with the right pitch, with it in any octave, and of false time. */
export function judgeMelody(heard: readonly Sounding[], truth: readonly PlayedNote[]) {
  const at = (notes: readonly Sounding[], time: number) =>
    notes.find(({ startSeconds, endSeconds }) => time >= startSeconds && time < endSeconds)
  let voiced = 0
  let right = 0
  let chroma = 0
  let silent = 0
  let falseAlarms = 0
  const end = truth.at(-1)?.endSeconds ?? 0
  for (let time = 0; time < end; time += 0.02) {
    const wanted = at(truth, time)
    const got = at(heard, time)
    if (!wanted) {
      silent++
      if (got) falseAlarms++
      continue
    }
    voiced++
    if (!got) continue
    const off = got.pitchMidi - wanted.pitchMidi
    if (Math.abs(off) <= 0.5) right++
    if (Math.abs(off - 12 * Math.round(off / 12)) <= 0.5) chroma++
  }
  return {
    pitch: right / voiced,
    chroma: chroma / voiced,
    falseAlarms: silent > 0 ? falseAlarms / silent : 0,
  }
}
