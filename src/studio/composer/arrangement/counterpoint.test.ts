import { expect, test } from 'vitest'
import type { ChordSpan, Track } from '../../../music/score.js'
import { composeSong } from '../../compose.js'
import { withoutParallels } from './counterpoint.js'

const CHORDS: readonly ChordSpan[] = [
  { root: 0, quality: 'maj', startBeat: 0, endBeat: 2 },
  { root: 2, quality: 'min', startBeat: 2, endBeat: 4 },
  { root: 7, quality: 'maj', startBeat: 4, endBeat: 6 },
]
const line = (
  ...pitches: number[]
): { startBeat: number; durationBeats: number; pitchMidi: number; velocity: number }[] =>
  pitches.map((pitchMidi, i) => ({ startBeat: 2 * i, durationBeats: 2, pitchMidi, velocity: 0.8 }))

test('the bass gives way to its third where fifths would follow each other', () => {
  const bass = withoutParallels(line(36, 38, 43), line(67, 69, 71), CHORDS, [28, 55])
  expect(bass.map(({ pitchMidi }) => pitchMidi)).toEqual([36, 41, 43])
})

test('octaves count however many lie between the voices', () => {
  const bass = withoutParallels(line(36, 38, 43), line(72, 74, 71), CHORDS, [28, 55])
  expect(bass[1]!.pitchMidi).toBe(41)
})

test('other intervals, repeated notes and the last chord stay', () => {
  const plain = line(36, 38, 43)
  expect(withoutParallels(plain, line(64, 65, 67), CHORDS, [28, 55])).toEqual(plain)
  expect(withoutParallels(plain, line(67, 67, 67), CHORDS, [28, 55])).toEqual(plain)
  expect(withoutParallels(line(36, 43), line(67, 74), CHORDS, [28, 55])).toEqual(line(36, 43))
})

test('short notes of the tune between two common onsets do not hide octaves', () => {
  const tune = [
    { startBeat: 0, durationBeats: 1, pitchMidi: 72 },
    { startBeat: 1, durationBeats: 1, pitchMidi: 76 },
    { startBeat: 2, durationBeats: 2, pitchMidi: 74 },
  ]
  const bass = withoutParallels(line(36, 38, 43), tune, CHORDS, [28, 55])
  expect(bass.map(({ pitchMidi }) => pitchMidi)).toEqual([36, 41, 43])
  const [first, second, third] = line(36, 38, 43)
  const contrary = [first!, { ...second!, pitchMidi: 26 }, third!]
  expect(withoutParallels(contrary, tune, CHORDS, [24, 55])).toEqual(contrary)
})

test('a line begins anew behind a bar of rest', () => {
  const chords = [
    { ...CHORDS[0]!, endBeat: 6 },
    { ...CHORDS[1]!, startBeat: 6, endBeat: 10 },
  ]
  const at = (startBeat: number, pitchMidi: number) => ({
    startBeat,
    durationBeats: 1,
    pitchMidi,
    velocity: 0.8,
  })
  const bass = [at(0, 36), at(6, 38), at(8, 38)]
  expect(withoutParallels(bass, [at(0, 72), at(3, 76), at(6, 74)], chords, [28, 55])).toEqual(bass)
})

test.each(['baroque', 'orchestral', 'viennese waltz', 'march', 'gospel', 'lullaby'])(
  'hardly a parallel is left in %s',
  (style) => {
    let [moves, parallels] = [0, 0]
    for (const seed of [1, 2]) {
      const brief = { style, instrumental: true, maxDurationSeconds: 480, durationSeconds: 90 }
      const { score } = composeSong(brief, seed, 0)
      const notesOf = (isWanted: (track: Track) => boolean) =>
        score.tracks
          .flatMap((track) => (track.kind === 'instrument' && isWanted(track) ? track.notes : []))
          .toSorted((a, b) => a.startBeat - b.startBeat)
      const tune = notesOf(({ id }) => id === 'lead' || id === 'solo')
      const bass = notesOf(({ id, stem }) => id === 'bass' || stem === 'bass')
      const intervals = tune.map(({ startBeat, pitchMidi }) => {
        const under = bass.findLast((note) => note.startBeat <= startBeat + 0.05)
        return under && under.startBeat + under.durationBeats > startBeat + 0.1
          ? { tune: pitchMidi, bass: under.pitchMidi }
          : undefined
      })
      intervals.forEach((now, i) => {
        const before = intervals[i - 1]
        if (!now || !before || now.tune === before.tune || now.bass === before.bass) return
        moves++
        const [was, is] = [before, now].map((pair) => (pair.tune - pair.bass) % 12)
        if (was === is && (is === 0 || is === 7)) parallels++
      })
    }
    expect(moves).toBeGreaterThan(20)
    expect(parallels / moves).toBeLessThan(0.02)
  },
)
