import type { PlayedNote } from '../../music/played-notes.js'
import { attacksOf, type Attack } from './attacks.js'
import { chooseDivisions, isTernary, linesOf, type Division, type StruckBeat } from './divisions.js'
import { findSwing, type Swing } from './swing.js'

/** What speaks against dividing a beat by threes in one part while the band divides it by twos, or the reverse, in nats. */
const AGAINST_THE_BAND = 1.5
/** By how much a part may be heard late or early as a whole, in seconds: bows start slowly. The first is likeliest. */
const LATENESS_SECONDS = [0, 0.01, -0.01, 0.02, -0.02, 0.03, -0.03, 0.04] as const
/** What speaks against each hundredth of a second that a part is late, in nats an attack. */
const AGAINST_LATENESS = 0.05
/** Players who strike the same line are within this of each other, in seconds. */
const SHARED_SECONDS = 0.05
/** Attacks that tell how late a part is. */
const LEAST_ATTACKS = 8

/**
 * The notes of each part on the lines of a heard grid: sixteenths or triplets, chosen beat by beat from what is played;
 * a swing that the song keeps to is kept. Chords stay together; a note is as long as it was, to the nearest line, and
 * one line at least. Parts keep their order, notes are ordered by start, then by key.
 * @param parts As played, in seconds.
 * @param beatTimesSeconds The heard beats, strictly rising, two at least.
 */
export function quantiseNotes(
  parts: readonly (readonly PlayedNote[])[],
  beatTimesSeconds: readonly number[],
): PlayedNote[][] {
  const beats = coveringBeats(
    beatTimesSeconds,
    parts.flatMap((notes) => notes.flatMap(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])),
  )
  const attacks = parts.map(attacksOf)
  const merged = struckBeats(attacks.flat(), beats).map((beat) => ({
    ...beat,
    phases: withoutNeighbours(beat),
  }))
  const swing = findSwing(attacks.flatMap((ofPart) => struckBeats(ofPart, beats).map(({ phases }) => phases)))
  const band = chooseDivisions(merged, swing).divisions
  return parts.map((notes, p) => quantisePart(notes, attacks[p]!, beats, swing, band))
}

function quantisePart(
  notes: readonly PlayedNote[],
  attacks: readonly Attack[],
  beats: readonly number[],
  swing: Swing,
  band: readonly Division[],
): PlayedNote[] {
  const against = (beat: number, division: Division) =>
    isTernary(division) === isTernary(band[beat]!) ? 0 : AGAINST_THE_BAND
  const { late, divisions } = LATENESS_SECONDS.slice(0, attacks.length < LEAST_ATTACKS ? 1 : undefined)
    .map((lateSeconds) => {
      const found = chooseDivisions(struckBeats(attacks, beats, lateSeconds), swing, against)
      const cost = found.cost + AGAINST_LATENESS * attacks.length * Math.abs(lateSeconds / 0.01)
      return { late: lateSeconds, divisions: found.divisions, cost }
    })
    .reduce((best, found) => (found.cost < best.cost ? found : best))
  const starts = timesOf(beats, divisions, swing)
  const ends = timesOf(
    beats,
    divisions.map((division) => (division < 3 ? 4 : division)),
    swing,
  )
  const placed = attacks.flatMap(({ seconds, indices }) => {
    const startSeconds = starts[nearestIndex(starts, seconds - late)]!
    // Every line where notes begin is also one where they end.
    const shortest = ends[nearestIndex(ends, startSeconds) + 1]!
    return indices.map((index): PlayedNote => {
      const note = notes[index]!
      const end = ends[nearestIndex(ends, seconds - late + note.endSeconds - note.startSeconds)]!
      return { ...note, startSeconds, endSeconds: Math.max(shortest, end) }
    })
  })
  return withoutOverlaps(placed).toSorted(
    (a, b) => a.startSeconds - b.startSeconds || a.pitchMidi - b.pitchMidi,
  )
}

/** Each key sounds once at a time: a note ends where its key is struck again, and two on one line are one. */
function withoutOverlaps(notes: readonly PlayedNote[]): PlayedNote[] {
  const kept: PlayedNote[] = []
  for (const note of notes.toSorted((a, b) => a.pitchMidi - b.pitchMidi || a.startSeconds - b.startSeconds)) {
    const last = kept.at(-1)
    if (last?.pitchMidi !== note.pitchMidi || last.endSeconds <= note.startSeconds) kept.push(note)
    else if (last.startSeconds === note.startSeconds) {
      kept[kept.length - 1] = {
        ...note,
        endSeconds: Math.max(last.endSeconds, note.endSeconds),
        velocity: Math.max(last.velocity, note.velocity),
      }
    } else kept.splice(-1, 1, { ...last, endSeconds: note.startSeconds }, note)
  }
  return kept
}

/** The beats, continued at both ends past the earliest and latest of the times. */
function coveringBeats(beatTimesSeconds: readonly number[], times: readonly number[]): number[] {
  const beats = [...beatTimesSeconds]
  const first = beats[1]! - beats[0]!
  const last = beats.at(-1)! - beats.at(-2)!
  const from = times.reduce((least, time) => Math.min(least, time), 0) - first
  const to = times.reduce((most, time) => Math.max(most, time), 0) + 2 * last
  const before: number[] = []
  for (let time = beats[0]! - first; time > from - first; time -= first) before.push(time)
  while (beats.at(-1)! < to) beats.push(beats.at(-1)! + last)
  return [...before.reverse(), ...beats]
}

/** What is struck during each beat, were it not for the lateness. */
function struckBeats(attacks: readonly Attack[], beats: readonly number[], lateSeconds = 0): StruckBeat[] {
  const sorted = attacks.map(({ seconds }) => seconds - lateSeconds).sort((a, b) => a - b)
  let at = 0
  return beats.slice(0, -1).map((start, b) => {
    const end = beats[b + 1]!
    const periodSeconds = end - start
    while (at < sorted.length && sorted[at]! < start) at++
    const phases: number[] = []
    for (; at < sorted.length && sorted[at]! < end; at++) phases.push((sorted[at]! - start) / periodSeconds)
    return { periodSeconds, phases }
  })
}

/** The places of a beat where anything is struck; those that several players share are one. */
function withoutNeighbours({ phases, periodSeconds }: StruckBeat): number[] {
  const groups: number[][] = []
  for (const phase of phases) {
    const group = groups.at(-1)
    if (group && (phase - group[0]!) * periodSeconds < SHARED_SECONDS) group.push(phase)
    else groups.push([phase])
  }
  return groups.map((group) => group.reduce((sum, phase) => sum + phase, 0) / group.length)
}

/** The lines of all beats, in seconds; none before the recording's first frame, which is one itself. */
function timesOf(beats: readonly number[], divisions: readonly Division[], swing: Swing): number[] {
  const times = divisions.flatMap((division, b) => {
    const period = beats[b + 1]! - beats[b]!
    return linesOf(division, swing).map((line) => beats[b]! + line * period)
  })
  return times[0]! > 0 || times.includes(0) ? times : [0, ...times.filter((time) => time > 0)]
}

/** Index of the line nearest to a time. */
function nearestIndex(grid: readonly number[], seconds: number): number {
  let low = 0
  let high = grid.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (grid[middle]! <= seconds) low = middle
    else high = middle
  }
  return seconds - grid[low]! <= grid[high]! - seconds ? low : high
}
