import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../dsp/random.js'
import { instrumentById } from '../../instruments.js'
import { parseCourse, type CourseBook } from '../../profiles/course.js'
import { PROFILES } from '../../profiles/index.js'
import type { Slot } from '../../profiles/profile.js'
import { FAMILY_COURSES } from '../../profiles/shared/courses.js'
import type { PlannedSection, SongPlan } from '../plan.js'
import { planCourse } from './course.js'
import type { Seat } from './orchestra.js'
import { barsOf, type SongFrame } from './song-frame.js'

const KEY = { tonic: 0, mode: 'major' } as const

function planOf(sections: readonly [kind: PlannedSection['kind'], bars: number, energy: number][]): SongPlan {
  let beat = 0
  const counts = new Map<string, number>()
  const planned = sections.map(([kind, bars, energy]): PlannedSection => {
    const number = (counts.get(kind) ?? 0) + 1
    counts.set(kind, number)
    const startBeat = beat
    beat += bars * 4
    return {
      id: `${kind}-${number}`,
      kind,
      label: kind,
      startBeat,
      endBeat: beat,
      energy,
      key: KEY,
      lines: [],
    }
  })
  return {
    bpm: 120,
    beatsPerBar: 4,
    meter: { numerator: 4, denominator: 4 },
    swing: 0.5,
    key: KEY,
    sections: planned,
    endBeat: beat,
  }
}

function frameOf(plan: SongPlan, more: Partial<SongFrame> = {}): SongFrame {
  return { plan, chords: [], bars: barsOf(plan), leadSpans: [], isSung: false, ...more }
}

const SEATS: Seat[] = [
  ['drums', 'drums', 'standard-kit'],
  ['bass', 'bass', 'electric-bass'],
  ['guitar', 'chords', 'acoustic-guitar'],
  ['organ', 'pad', 'rock-organ'],
  ['piano', 'chords', 'grand-piano'],
].map(([id, role, instrument], i) => ({
  slot: { id, role, instruments: [instrument], fromEnergy: 0.1 * i, gainDb: 0, pan: 0 } as unknown as Slot,
  instrument: instrumentById(instrument!),
}))

function courseOf(frame: SongFrame, book: CourseBook, seats = SEATS): ReturnType<typeof planCourse> {
  return planCourse({
    frame,
    seats,
    book,
    keepsClave: false,
    isReady: () => true,
    takeIndex: 0,
    random: createRandom(1),
  })
}

function playersIn(frame: SongFrame, book: CourseBook, bar: number, seats = SEATS): string[] {
  const course = courseOf(frame, book, seats)
  return seats.filter((seat) => course.plays(seat, frame.bars[bar]!)).map(({ slot }) => slot.id)
}

const SONG = planOf([
  ['intro', 8, 0.6],
  ['verse', 8, 0.6],
  ['chorus', 8, 0.9],
  ['chorus', 8, 1],
])

describe('the course of a section', () => {
  test('lets players in one after another', () => {
    const book = { sections: { intro: ['alone rhythm trio all'] }, stops: 0 }
    const frame = frameOf(SONG)
    expect(playersIn(frame, book, 0)).toEqual(['guitar'])
    expect(playersIn(frame, book, 2)).toEqual(['drums', 'bass'])
    expect(playersIn(frame, book, 4)).toEqual(['drums', 'bass', 'guitar'])
    expect(playersIn(frame, book, 7)).toHaveLength(5)
  })

  test('steps back for the last refrain, and never in the last bar', () => {
    const book = { sections: { 'quiet-refrain': ['drums'], chorus: ['alone'] }, stops: 0 }
    const frame = frameOf(SONG)
    expect(playersIn(frame, book, 16)).toEqual(['drums'])
    expect(playersIn(frame, book, 24)).toEqual(['guitar'])
    expect(playersIn(frame, book, 31)).toHaveLength(5)
  })

  test('has no beginning where the song goes on', () => {
    const book = { sections: { 'first-verse': ['alone'], verse: ['all'] }, stops: 0 }
    expect(playersIn(frameOf(SONG), book, 8)).toEqual(['guitar'])
    expect(playersIn(frameOf(SONG, { continues: true }), book, 8)).toHaveLength(5)
  })

  test('leaves a small band and a hushed section as they are', () => {
    const book = { sections: { verse: ['drums'], 'first-verse': ['drums'] }, stops: 0 }
    expect(playersIn(frameOf(SONG), book, 8, SEATS.slice(0, 3))).toHaveLength(3)
    expect(playersIn(frameOf(planOf([['verse', 8, 0.2]])), book, 0)).toHaveLength(5)
  })

  test('keeps whoever was asked for by name when the colours leave', () => {
    const seats = SEATS.map((seat) => (seat.slot.id === 'organ' ? { ...seat, isWished: true } : seat))
    const book = { sections: { 'first-verse': ['trio'] }, stops: 0 }
    expect(playersIn(frameOf(SONG), book, 8, seats)).toContain('organ')
  })
})

describe('a stop', () => {
  const stroke = (startBeat: number, durationBeats: number): Parameters<typeof asStrokes>[0] => ({
    startBeat,
    durationBeats,
    pitchMidi: 60,
    velocity: 0.7,
  })
  const asStrokes = (
    ...strokes: { startBeat: number; durationBeats: number; pitchMidi: number; velocity: number }[]
  ) => strokes

  test('silences the band before a louder section, and cuts what would sound into it', () => {
    const course = courseOf(frameOf(SONG), { sections: {}, stops: 1 })
    const kept = course.withStops(asStrokes(stroke(56, 8), stroke(63.5, 0.5), stroke(64, 1)), 'chords')
    expect(kept.map(({ startBeat }) => startBeat)).toEqual([56, 64])
    expect(kept[0]!.startBeat + kept[0]!.durationBeats).toBeLessThanOrEqual(63)
  })

  test('is none without a louder section behind it', () => {
    const course = courseOf(frameOf(SONG), { sections: {}, stops: 1 })
    const strokes = asStrokes(stroke(31, 1), stroke(127, 1))
    expect(course.withStops(strokes, 'chords')).toEqual(strokes)
  })

  test('leaves one stroke a bar under a soloist, and plays on where nobody solos', () => {
    const book = { sections: { chorus: ['all/hits'] }, stops: 0 }
    const strokes = asStrokes(stroke(100, 4), stroke(101.5, 0.5), stroke(102, 0.5))
    const soloed = frameOf(SONG, { leadSpans: [{ startBeat: 96, endBeat: 120 }] })
    expect(courseOf(soloed, book).withStops(strokes, 'chords')).toHaveLength(1)
    expect(courseOf(frameOf(SONG), book).withStops(strokes, 'chords')).toHaveLength(3)
  })
})

test('every course of every genre can be read', () => {
  const books = [...Object.values(FAMILY_COURSES), ...PROFILES.flatMap(({ form }) => form.course ?? [])]
  for (const { sections, stops } of books) {
    expect(stops).toBeGreaterThanOrEqual(0)
    expect(stops).toBeLessThanOrEqual(1)
    for (const course of Object.values(sections).flat()) expect(parseCourse(course).length).toBeGreaterThan(0)
  }
  expect(() => parseCourse('everybody')).toThrow(/allowed: all, most/)
})
