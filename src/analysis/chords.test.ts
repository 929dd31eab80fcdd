import { expect, it } from 'vitest'
import { recogniseChords } from './chords.js'

const chroma = (pitchClasses: readonly number[]) =>
  Array.from({ length: 12 }, (_, pitchClass) => (pitchClasses.includes(pitchClass) ? 1 : 0.1))

it('reads a progression off clean chroma, joining beats of the same chord', () => {
  const [c, am, f, g] = [chroma([0, 4, 7]), chroma([9, 0, 4]), chroma([5, 9, 0]), chroma([7, 11, 2])]
  const spans = recogniseChords([c, c, c, c, am, am, f, f, g, g, g, g], { tonic: 0, mode: 'major' })
  expect(spans.map(({ root, quality, startBeat, endBeat }) => [root, quality, startBeat, endBeat])).toEqual([
    [0, 'maj', 0, 4],
    [9, 'min', 4, 6],
    [5, 'maj', 6, 8],
    [7, 'maj', 8, 12],
  ])
})

it('does not change the chord for one doubtful beat', () => {
  const c = chroma([0, 4, 7])
  const smeared = chroma([0, 4, 7, 9])
  expect(recogniseChords([c, c, smeared, c], { tonic: 0, mode: 'major' })).toHaveLength(1)
})
