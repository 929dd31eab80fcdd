import { pitchClassOf } from '../../../music/pitch.js'
import type { ChordSpan } from '../../../music/score.js'
import { chordAt, isChordTone } from './harmony-view.js'
import type { PlacedNote } from './line-rhythm.js'
import type { LineTune } from './line-tune.js'

/** Notes of one phrase with their pitches. */
export interface MelodyLine {
  readonly notes: readonly PlacedNote[]
  readonly pitches: readonly number[]
}

/** What any melody is judged by, each mark 0 (bad) … 1 (as it should be). */
export interface ShapeMarks {
  /** Share of strong and long notes that belong to their chord. */
  readonly chordTones: number
  /** Nearness to two steps of up to a whole tone in three. */
  readonly steps: number
  /** Share of leaps of a fourth or more that are followed by a step back. */
  readonly leapRecovery: number
  /** Range of the section between a fifth and a tenth. */
  readonly range: number
  /** The highest note is rare and not at the very beginning. */
  readonly climax: number
  /** The same pitch not more than three times running, and not more than a third of all intervals. */
  readonly movement: number
}

/** What a sung melody is judged by besides. */
export interface VocalMarks extends ShapeMarks {
  /** Stressed syllables lie on stronger beats than light ones. */
  readonly accents: number
  /** Lines that should answer each other begin alike and end differently. */
  readonly answers: number
  /** Onsets a line do not crowd together while the rest of the window is empty. */
  readonly pace: number
}

const WEIGHTS: Readonly<Record<keyof VocalMarks, number>> = {
  chordTones: 2,
  steps: 1.2,
  leapRecovery: 0.8,
  range: 1,
  climax: 0.8,
  movement: 1.2,
  accents: 1.6,
  answers: 1,
  pace: 0.8,
}

/** Weighted sum of the marks: higher is better; comparable between candidates judged by the same marks. */
export function scoreMelody(marks: ShapeMarks | VocalMarks): number {
  return Object.entries(marks).reduce(
    (sum, [name, mark]: [string, number]) => sum + WEIGHTS[name as keyof VocalMarks] * mark,
    0,
  )
}

/** Judges the phrases of a section as one melody. */
export function judgeShape(lines: readonly MelodyLine[], chords: readonly ChordSpan[]): ShapeMarks {
  const pitches = lines.flatMap((line) => line.pitches)
  const intervals = lines.flatMap((line) => line.pitches.slice(1).map((pitch, i) => pitch - line.pitches[i]!))
  return {
    chordTones: chordToneShare(lines, chords),
    steps: closeness(
      share(intervals, (step) => Math.abs(step) <= 2),
      0.7,
      0.5,
    ),
    leapRecovery: leapRecovery(lines),
    range: rangeMark(pitches),
    climax: climaxMark(pitches),
    movement: movementMark(lines, intervals),
  }
}

/** Judges the sung lines of a section. */
export function judgeMelody(lines: readonly LineTune[], chords: readonly ChordSpan[]): VocalMarks {
  return {
    ...judgeShape(lines, chords),
    accents: accentMark(lines),
    answers: answerMark(lines),
    pace: paceMark(lines),
  }
}

function share<T>(items: readonly T[], test: (item: T) => boolean): number {
  return items.length === 0 ? 1 : items.filter(test).length / items.length
}

/** 1 at `goal`, falling to 0 at `tolerance` away from it. */
function closeness(value: number, goal: number, tolerance: number): number {
  return Math.max(0, 1 - Math.abs(value - goal) / tolerance)
}

function chordToneShare(lines: readonly MelodyLine[], chords: readonly ChordSpan[]): number {
  let total = 0
  let good = 0
  for (const line of lines) {
    line.notes.forEach((note, i) => {
      const importance = note.weight >= 0.5 || note.durationBeats >= 1 ? note.weight + note.durationBeats : 0
      total += importance
      if (isChordTone(pitchClassOf(line.pitches[i]!), chordAt(chords, note.beat + 0.01))) good += importance
    })
  }
  return total === 0 ? 1 : good / total
}

function leapRecovery(lines: readonly MelodyLine[]): number {
  let leaps = 0
  let recovered = 0
  for (const { pitches } of lines) {
    for (let i = 2; i < pitches.length; i++) {
      const leap = pitches[i - 1]! - pitches[i - 2]!
      if (Math.abs(leap) < 5) continue
      leaps++
      const after = pitches[i]! - pitches[i - 1]!
      if (after * leap < 0 && Math.abs(after) <= 4) recovered++
      else if (after === 0) recovered += 0.5
    }
  }
  return leaps === 0 ? 1 : recovered / leaps
}

function rangeMark(pitches: readonly number[]): number {
  const span = Math.max(...pitches) - Math.min(...pitches)
  if (span < 7) return span / 7
  return span <= 16 ? 1 : Math.max(0, 1 - (span - 16) / 6)
}

function climaxMark(pitches: readonly number[]): number {
  const highest = Math.max(...pitches)
  const count = pitches.filter((pitch) => pitch === highest).length
  const first = pitches.indexOf(highest) / pitches.length
  return Math.max(0, 1 - Math.max(0, count / pitches.length - 0.1) * 4) * (first < 0.05 ? 0.6 : 1)
}

function movementMark(lines: readonly MelodyLine[], intervals: readonly number[]): number {
  let longest = 1
  for (const { pitches } of lines) {
    let run = 1
    for (let i = 1; i < pitches.length; i++) {
      run = pitches[i] === pitches[i - 1] ? run + 1 : 1
      longest = Math.max(longest, run)
    }
  }
  const still = intervals.length === 0 ? 0 : intervals.filter((step) => step === 0).length / intervals.length
  return Math.max(0, 1 - Math.max(0, longest - 3) * 0.25) * Math.max(0, 1 - Math.max(0, still - 0.34) * 2.5)
}

function accentMark(lines: readonly LineTune[]): number {
  let [stressed, light, stressedCount, lightCount] = [0, 0, 0, 0]
  for (const { line, notes } of lines) {
    notes.forEach((note, i) => {
      if (line.syllables[i]!.stress === 1) {
        stressed += note.weight
        stressedCount++
      } else {
        light += note.weight
        lightCount++
      }
    })
  }
  if (stressedCount === 0 || lightCount === 0) return 1
  return Math.min(1, Math.max(0, 0.4 + (stressed / stressedCount - light / lightCount) * 1.5))
}

function answerMark(lines: readonly LineTune[]): number {
  const pairs = lines.filter((line) => line.answers !== undefined)
  if (pairs.length === 0) return 1
  const marks = pairs.map((line) => {
    const model = lines[line.answers!]!
    const common = Math.min(line.pitches.length, model.pitches.length, 5)
    let alike = 0
    for (let i = 0; i < common; i++) {
      const sameRhythm =
        Math.abs(
          line.notes[i]!.beat -
            line.line.window.startBeat -
            (model.notes[i]!.beat - model.line.window.startBeat),
        ) < 0.01
      alike += (sameRhythm ? 0.6 : 0) + (Math.abs(line.pitches[i]! - model.pitches[i]!) <= 2 ? 0.4 : 0)
    }
    return alike / common
  })
  return marks.reduce((sum, mark) => sum + mark, 0) / marks.length
}

function paceMark(lines: readonly LineTune[]): number {
  const marks = lines.map(({ line, notes }) => {
    const length = line.window.endBeat - line.window.startBeat
    const last = notes.at(-1)!
    const used = (last.beat + last.durationBeats - Math.max(notes[0]!.beat, line.window.startBeat)) / length
    return Math.min(1, used / 0.6)
  })
  return marks.reduce((sum, mark) => sum + mark, 0) / Math.max(1, marks.length)
}
