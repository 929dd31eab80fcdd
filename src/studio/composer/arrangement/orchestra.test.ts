import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../dsp/random.js'
import { readStyle } from '../../style/read-style.js'
import { chooseOrchestra } from './orchestra.js'

/** Instruments of everybody on stage. */
function playing(style: string, seed: number, takeIndex: number): Set<string> {
  const reading = readStyle({ style, instrumental: true })
  const { seats, lead } = chooseOrchestra(reading.blend[0]!.profile, reading, takeIndex, createRandom(seed))
  return new Set([...seats.map(({ instrument }) => instrument.id), ...(lead ? [lead.instrument.id] : [])])
}

describe('wishes for several instruments', () => {
  test.each([
    ['celtic jig with fiddle and whistle', ['fiddle', 'whistle']],
    ['jazz with trumpet, clarinet and flute', ['trumpet', 'clarinet', 'flute']],
    ['pop with violin, cello and oboe', ['violin', 'cello', 'oboe']],
    ['funk with slap bass and fretless bass', ['slap-bass', 'fretless-bass']],
    ['techno with 808 drums and brushes', ['808-kit', 'brush-kit']],
  ])('"%s": nobody sends another away', (style, instruments) => {
    for (const seed of [1, 2, 3, 91]) {
      for (const takeIndex of [0, 1]) {
        expect([...playing(style, seed, takeIndex)]).toEqual(expect.arrayContaining(instruments))
      }
    }
  })

  test('one tuneful instrument is in front, whatever other keys the genre would put there', () => {
    const reading = readStyle({ style: 'soft lullaby with celesta', instrumental: true })
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const { lead } = chooseOrchestra(reading.blend[0]!.profile, reading, 0, createRandom(seed))
      expect(lead?.instrument.id).toBe('celesta')
    }
  })

  test.each([
    ['flamenco guitar', 'nylon-guitar', 'electric-guitar'],
    ['bossa nova with guitar', 'nylon-guitar', 'electric-guitar'],
  ])(
    '"%s" means the guitar that the genre has (%s), and brings none of another kind (%s)',
    (style, own, other) => {
      for (const seed of [1, 2, 3, 4]) {
        const instruments = playing(style, seed, 0)
        expect(instruments).toContain(own)
        expect(instruments).not.toContain(other)
      }
    },
  )

  test('seats keep names of their own', () => {
    for (const seed of [1, 2, 3]) {
      const reading = readStyle({ style: 'celtic with fiddle, whistle and flute', instrumental: true })
      const { seats } = chooseOrchestra(reading.blend[0]!.profile, reading, 0, createRandom(seed))
      const ids = seats.map(({ slot }) => slot.id)
      expect(new Set(ids).size).toBe(ids.length)
    }
  })
})
