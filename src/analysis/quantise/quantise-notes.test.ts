import { describe, expect, it } from 'vitest'
import { createRandom } from '../../dsp/random.js'
import type { PlayedNote } from '../../music/played-notes.js'
import { quantiseNotes } from './quantise-notes.js'

/** Beats of a recording that begins 0.3 s late, at a tempo that rises from 96 to 120 beats a minute. */
const BEATS = Array.from({ length: 65 }, (_, beat) => 0.3 + 0.625 * beat - 0.001 * beat ** 2)

/** Clock time of a place in beats. */
function at(beat: number): number {
  const whole = Math.min(Math.floor(beat), BEATS.length - 2)
  return BEATS[whole]! + (beat - whole) * (BEATS[whole + 1]! - BEATS[whole]!)
}

interface Written {
  readonly beat: number
  readonly beats?: number
  readonly pitchMidi?: number
}

/** Notes as somebody plays them whose hands are so exact, in seconds (standard deviation). */
function played(written: readonly Written[], jitterSeconds: number, lateSeconds = 0): PlayedNote[] {
  const random = createRandom(7)
  return written.map(({ beat, beats = 0.2, pitchMidi = 60 }) => {
    const startSeconds = at(beat) + jitterSeconds * random.gaussian() + lateSeconds
    const endSeconds = at(beat + beats) + 2 * jitterSeconds * random.gaussian() + lateSeconds
    return { pitchMidi, startSeconds, endSeconds, velocity: 0.7 }
  })
}

/** Share of the notes that begin where they were written. */
function shareInPlace(notes: readonly PlayedNote[], written: readonly Written[]): number {
  const right = written.filter(({ beat, pitchMidi = 60 }) =>
    notes.some((note) => note.pitchMidi === pitchMidi && Math.abs(note.startSeconds - at(beat)) < 1e-6),
  )
  return right.length / written.length
}

const each = (from: number, to: number, step: number, pitch = 60): Written[] =>
  Array.from({ length: Math.round((to - from) / step) }, (_, i) => ({
    beat: from + i * step,
    beats: 0.8 * step,
    pitchMidi: pitch + (i % 5),
  }))

describe('quantising', () => {
  it('puts sixteenths back on their lines whatever the tempo does', () => {
    const written = each(0, 60, 0.25)
    const [notes] = quantiseNotes([played(written, 0.015)], BEATS)
    expect(shareInPlace(notes!, written)).toBeGreaterThan(0.97)
  })

  it('tells triplets from sixteenths beat by beat', () => {
    const written = [
      ...each(0, 16, 0.25),
      ...each(16, 24, 1 / 3),
      ...each(24, 40, 0.5),
      ...each(40, 56, 1 / 3),
    ]
    const [notes] = quantiseNotes([played(written, 0.012)], BEATS)
    expect(shareInPlace(notes!, written)).toBeGreaterThan(0.95)
  })

  it('lets one player divide by threes while the others divide by twos', () => {
    const [twos, threes] = [each(0, 48, 0.25), each(0, 48, 1 / 3, 40)]
    const parts = quantiseNotes([played(twos, 0.01), played(threes, 0.01)], BEATS)
    expect(shareInPlace(parts[0]!, twos)).toBeGreaterThan(0.97)
    expect(shareInPlace(parts[1]!, threes)).toBeGreaterThan(0.97)
  })

  it('keeps the swing of a song', () => {
    const written = Array.from({ length: 48 }, (_, beat) => [{ beat }, { beat: beat + 0.59 }]).flat()
    const [notes] = quantiseNotes([played(written, 0.01)], BEATS)
    const places = notes!
      .filter((_, i) => i % 2 === 1)
      .map(({ startSeconds }, beat) => (startSeconds - at(beat)) / (at(beat + 1) - at(beat)))
    expect(Math.min(...places)).toBeGreaterThan(0.57)
    expect(Math.max(...places)).toBeLessThan(0.61)
    expect(Math.max(...places) - Math.min(...places)).toBeLessThan(1e-6)
  })

  it('keeps swung sixteenths, also where they are as uneven as triplets', () => {
    const written = Array.from({ length: 48 }, (_, beat) =>
      [0, 1 / 3, 0.5, 5 / 6].map((place) => ({ beat: beat + place })),
    ).flat()
    const [notes] = quantiseNotes([played(written, 0.01)], BEATS)
    const errors = written.map(({ beat }, i) => Math.abs(notes![i]!.startSeconds - at(beat)))
    expect(Math.max(...errors)).toBeLessThan(0.015)
  })

  it('does not take loose playing for a swing', () => {
    const written = each(0, 48, 0.5)
    const [notes] = quantiseNotes([played(written, 0.022)], BEATS)
    expect(shareInPlace(notes!, written)).toBeGreaterThan(0.95)
  })

  it('moves a part that is late as a whole', () => {
    const written = each(0, 48, 0.25)
    const [notes] = quantiseNotes([played(written, 0.008, 0.035)], BEATS)
    expect(shareInPlace(notes!, written)).toBeGreaterThan(0.97)
  })

  it('keeps chords together and lets no key sound twice at once', () => {
    const chords = Array.from({ length: 40 }, (_, i) =>
      [60, 64, 67].map((pitchMidi) => ({ beat: i, beats: 1.1, pitchMidi })),
    ).flat()
    const [notes] = quantiseNotes([played(chords, 0.01)], BEATS)
    expect(new Set(notes!.map(({ startSeconds }) => startSeconds)).size).toBe(40)
    const key = notes!.filter(({ pitchMidi }) => pitchMidi === 60)
    key.slice(1).forEach((note, i) => expect(note.startSeconds).toBeGreaterThanOrEqual(key[i]!.endSeconds))
  })

  it('keeps the length of notes to the nearest line, one line at least', () => {
    const written = [
      { beat: 4, beats: 2 },
      { beat: 8, beats: 0.03 },
      { beat: 10, beats: 0.52 },
    ]
    const [notes] = quantiseNotes([played(written, 0.01)], BEATS)
    const lengths = notes!.map(
      ({ startSeconds, endSeconds }, i) =>
        (endSeconds - startSeconds) / (at(written[i]!.beat + 1) - startSeconds),
    )
    expect(lengths[0]).toBeCloseTo(2, 1)
    expect(lengths[1]).toBeCloseTo(0.25, 1)
    expect(lengths[2]).toBeCloseTo(0.5, 1)
  })

  it('leaves nothing before the recording or out of order, and nothing of nothing', () => {
    const early: PlayedNote = { pitchMidi: 60, startSeconds: 0, endSeconds: 0.1, velocity: 0.5 }
    const [notes, none] = quantiseNotes([[early, { ...early, pitchMidi: 55 }], []], BEATS)
    expect(none).toEqual([])
    expect(notes!.map(({ pitchMidi }) => pitchMidi)).toEqual([55, 60])
    for (const { startSeconds, endSeconds } of notes!) {
      expect(startSeconds).toBeGreaterThanOrEqual(0)
      expect(endSeconds).toBeGreaterThan(startSeconds)
    }
  })
})
