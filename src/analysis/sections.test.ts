import { expect, it } from 'vitest'
import type { BarFeatures } from './bar-features.js'
import { findSections } from './sections.js'

/** Bars of two seconds: each letter a kind of music of four bars, upper case loud. */
function song(form: string): BarFeatures[] {
  return [...form].flatMap((letter, part) =>
    Array.from({ length: 4 }, (_, i): BarFeatures => {
      const kind = letter.toLowerCase().charCodeAt(0) - 97
      const bar = 4 * part + i
      const isLoud = letter !== letter.toLowerCase()
      const harmony = Array.from({ length: 24 }, (_, pc) =>
        pc % 12 === (kind * 3 + i * 5) % 12 || pc % 12 === (kind * 3 + i * 5 + 4) % 12 ? 0.5 : 0,
      )
      return {
        startSeconds: 2 * bar,
        endSeconds: 2 * bar + 2,
        harmony,
        timbreDb: Array.from(
          { length: 14 },
          (_, band) => (isLoud ? -20 : -30) - band - (band % 3 === kind ? 8 : 0),
        ),
        levelDb: isLoud ? -12 : -20,
      }
    }),
  )
}

it('finds the parts of a song, which of them come again, and which is the chorus', () => {
  const form = 'aabbBBbbBBcBB'.replace(/./g, (c) => ({ a: 'a', b: 'b', B: 'C', c: 'd' })[c]!)
  const bars = song(form)
  const sections = findSections(bars, bars.at(-1).endSeconds + 1)
  expect(sections.map(({ label, kind }) => `${label} ${kind}`)).toEqual([
    'A intro',
    'B verse',
    'C chorus',
    'B verse',
    'C chorus',
    'D bridge',
    'C chorus',
  ])
  expect(sections.map(({ startSeconds }) => startSeconds)).toEqual([0, 16, 32, 48, 64, 80, 88])
  expect(sections.at(-1).endSeconds).toBe(105)
  expect(sections[2]!.levelDb).toBe(0)
})

it('leaves music that does not change in one piece', () => {
  const bars = song('aaaa')
  expect(findSections(bars, 32)).toMatchObject([{ startSeconds: 0, endSeconds: 32, label: 'A' }])
  expect(findSections([], 5)).toEqual([])
})
