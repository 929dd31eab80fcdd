import { expect, it } from 'vitest'
import { chordName, type ChordQuality } from '../music/chord.js'
import { recogniseChords } from './chords.js'
import type { PitchChroma } from './pitch-chroma.js'

const C_MAJOR = { tonic: 0, mode: 'major' } as const
const sound = (pitchClasses: readonly number[], bass = pitchClasses[0]!, level = 1): PitchChroma => ({
  all: Array.from({ length: 12 }, (_, pc) => level * (pitchClasses.includes(pc) ? 0.8 : 0.05)),
  bass: Array.from({ length: 12 }, (_, pc) => level * (pc === bass ? 0.7 : 0)),
})
const read = (beats: readonly PitchChroma[], key = C_MAJOR) =>
  recogniseChords(
    beats,
    () => key,
    (beat) => beat % 4,
  ).map((span) => `${chordName(span)} ${span.startBeat}-${span.endBeat}`)

it('reads a progression, joining beats of the same chord', () => {
  const [c, am, f, g] = [sound([0, 4, 7]), sound([9, 0, 4]), sound([5, 9, 0]), sound([7, 11, 2])]
  expect(read([c, c, c, c, am, am, f, f, g, g, g, g])).toEqual(['C 0-4', 'Am 4-6', 'F 6-8', 'G 8-12'])
})

it.each<[ChordQuality, readonly number[]]>([
  ['7', [7, 11, 2, 5]],
  ['maj7', [0, 4, 7, 11]],
  ['m7', [2, 5, 9, 0]],
  ['sus4', [7, 0, 2]],
  ['sus2', [7, 9, 2]],
  ['dim', [11, 2, 5]],
  ['m7b5', [11, 2, 5, 9]],
  ['aug', [0, 4, 8]],
])('tells %s from the others', (quality, pitchClasses) => {
  const spans = recogniseChords(
    new Array<PitchChroma>(4).fill(sound(pitchClasses)),
    () => C_MAJOR,
    (beat) => beat,
  )
  expect(spans).toEqual([{ root: pitchClasses[0], quality, startBeat: 0, endBeat: 4 }])
})

it('does not change the chord for one doubtful beat', () => {
  const c = sound([0, 4, 7])
  expect(read([c, c, c, sound([0, 4, 7, 9]), c, c])).toEqual(['C 0-6'])
})

it('tells by the bass which of two chords of the same tones it is', () => {
  expect(read(new Array<PitchChroma>(4).fill(sound([9, 0, 4, 7], 9)))).toEqual(['Am7 0-4'])
  expect(read(new Array<PitchChroma>(4).fill(sound([0, 4, 7], 0)))).toEqual(['C 0-4'])
})

it('names no chord where nothing has pitch', () => {
  const [c, silence] = [sound([0, 4, 7]), sound([], 0, 0.01)]
  expect(read([c, c, c, c, silence, silence, silence, silence])).toEqual(['C 0-4'])
  expect(read([])).toEqual([])
})
