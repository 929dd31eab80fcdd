import { expect, test } from 'vitest'
import type { InstrumentTrack } from '../../../music/score.js'
import { composeSong } from '../../compose.js'
import { DRUM_KEYS } from '../../profiles/shared/drum-keys.js'

function bandOf(style: string, seed: number, takeIndex = 0): InstrumentTrack[] {
  const brief = { style, instrumental: true, durationSeconds: 60, maxDurationSeconds: 480 }
  const { tracks } = composeSong(brief, seed, takeIndex).score
  return tracks.filter((track) => track.kind === 'instrument')
}

/** Strokes of one drum in a bar of four, by their sixteenth, as shares of the bars in which the drummer plays. */
function strokesOf(style: string, lane: keyof typeof DRUM_KEYS, seed: number, takeIndex: number): number[] {
  const drums = bandOf(style, seed, takeIndex).find(({ id }) => id === 'drums')!
  const bars = new Set(drums.notes.map(({ startBeat }) => Math.floor(startBeat / 4)))
  const counts = new Array<number>(16).fill(0)
  for (const { startBeat, pitchMidi } of drums.notes) {
    if (pitchMidi === DRUM_KEYS[lane]) counts[Math.round((startBeat % 4) * 4) % 16]! += 1 / bars.size
  }
  return counts
}

test.each(['rock', 'indie folk', 'k-pop', 'trap at 140 bpm'])('four on the floor is heard in %s', (genre) => {
  for (const takeIndex of [0, 1]) {
    const kicks = strokesOf(`${genre}, four on the floor`, 'kick', 3, takeIndex)
    for (const beat of [0, 4, 8, 12]) expect(kicks[beat]).toBeGreaterThan(0.6)
  }
})

test('blast beats alternate bass drum and snare in sixteenths, and metal by itself does not', () => {
  const offbeats = (style: string): number => {
    const snares = strokesOf(style, 'snare', 2, 0)
    return [1, 3, 5, 7, 9, 11, 13, 15].reduce((sum, step) => sum + snares[step]!, 0) / 8
  }
  expect(offbeats('metal, blast beats')).toBeGreaterThan(0.5)
  expect(offbeats('heavy metal')).toBeLessThan(0.25)
})

test('a beat that stands for a dance is heard from the first bar to the last', () => {
  const { notes } = bandOf('bachata', 1).find(({ id }) => id === 'drums')!
  const scraped = notes.filter(({ pitchMidi }) => pitchMidi === DRUM_KEYS.guiro)
  const bars = new Set(scraped.map(({ startBeat }) => Math.floor(startBeat / 4)))
  const played = new Set(notes.map(({ startBeat }) => Math.floor(startBeat / 4)))
  expect(bars.size).toBeGreaterThan(0.7 * played.size)
})

/** How many of a player's strokes sound one note, not a chord. */
function shareOfSingleNotes({ notes }: InstrumentTrack): number {
  const strokes = new Map<string, number>()
  for (const { startBeat } of notes) {
    const when = startBeat.toFixed(2)
    strokes.set(when, (strokes.get(when) ?? 0) + 1)
  }
  return [...strokes.values()].filter((count) => count === 1).length / strokes.size
}

const guitarOf = (style: string, seed: number): InstrumentTrack =>
  bandOf(style, seed).find(({ id, instrument }) => id.includes('guitar') && instrument === 'acoustic-guitar')!

test.each([1, 2, 3])('guitars are picked or strummed as asked (seed %i)', (seed) => {
  expect(shareOfSingleNotes(guitarOf('pop, fingerpicked guitar', seed))).toBeGreaterThan(0.8)
  expect(shareOfSingleNotes(guitarOf('pop, fingerpicked acoustic guitar', seed))).toBeGreaterThan(0.8)
  expect(shareOfSingleNotes(guitarOf('pop, strummed acoustic guitar', seed))).toBeLessThan(0.2)
})

test.each(['pop', 'country', 'lo-fi hip hop'])('the bass walks in %s when it is asked to', (genre) => {
  const bass = bandOf(`${genre}, walking bass`, 4).find(({ stem }) => stem === 'bass')!
  const quarters = bass.notes.filter(({ startBeat }) => Math.abs(startBeat - Math.round(startBeat)) < 0.05)
  const pitches = new Set(bass.notes.map(({ pitchMidi }) => pitchMidi))
  expect(quarters.length).toBeGreaterThan(0.75 * bass.notes.length)
  expect(pitches.size).toBeGreaterThan(8)
})
