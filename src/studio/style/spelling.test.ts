import { describe, expect, test } from 'vitest'
import { readStyle } from './read-style.js'
import { areSwapped, isOneSlip, soundOf, withoutAccents } from './spelling.js'

const genreOf = (style: string): string => readStyle({ style, instrumental: true }).blend[0]!.profile.id

test('accents are dropped, letters stay', () => {
  expect(withoutAccents('acordeón für große Chöre')).toBe('acordeon fur grosse Chore')
})

test('one slip is one letter more, less, other or swapped', () => {
  for (const slip of ['synthwve', 'synthwavee', 'synthwawe', 'sytnhwave']) {
    expect(isOneSlip(slip, 'synthwave'), slip).toBe(true)
  }
  for (const other of ['synthwave', 'synthpop', 'sythwve']) expect(isOneSlip(other, 'synthwave')).toBe(false)
  expect(areSwapped('reggea', 'reggae')).toBe(true)
  expect(soundOf('regae')).toBe(soundOf('reggae'))
})

describe('misspelt words', () => {
  test.each([
    ['regae roots', 'reggae'],
    ['reggea', 'reggae'],
    ['tecno', 'techno'],
    ['reggeaton perreo', 'reggaeton'],
    ['synthwve night drive', 'synthwave'],
    ['bossanova', 'bossa-nova'],
  ])('%s is read as %s', (style, genre) => {
    expect(genreOf(style)).toBe(genre)
  })

  test('other words stay themselves, and are reported', () => {
    for (const style of ['horse riding, folk', 'a trace of love, folk', 'cantada, folk']) {
      expect(genreOf(style)).toBe('folk')
    }
    expect(readStyle({ style: 'florble, folk', instrumental: true }).notUnderstood).toEqual(['florble'])
  })
})

describe('other languages', () => {
  test.each([
    ['ジャズ ピアノ', 'jazz-swing'],
    ['рок баллада', 'rock'],
    ['valse triste', 'waltz'],
    ['deutsche Klassik mit Geige', 'classical-piano'],
  ])('%s is %s', (style, genre) => {
    expect(genreOf(style)).toBe(genre)
  })

  test.each(['rock sin batería', 'pop ohne Schlagzeug', 'jazz sans batterie', 'pop w/o drums'])(
    '%s has no drums',
    (style) => {
      expect(readStyle({ style, instrumental: true }).withoutStems).toContain('drums')
    },
  )

  test('sin is English where nothing is to be left out', () => {
    expect(readStyle({ style: 'sin city rock', instrumental: true }).withoutStems.size).toBe(0)
  })
})

describe('a waltz', () => {
  test('is a genre by itself and a meter beside another', () => {
    expect(genreOf('a slow waltz with strings and accordion')).toBe('waltz')
    expect(genreOf('waltz with ukulele')).toBe('waltz')
    expect(genreOf('jazz waltz')).toBe('jazz-swing')
    expect(readStyle({ style: 'metal waltz', instrumental: true }).meter).toEqual({
      numerator: 3,
      denominator: 4,
    })
  })
})

test('what is refused somewhere in the song plays elsewhere', () => {
  const reading = readStyle({ style: 'rock, no drums in the intro', instrumental: true })
  expect(reading.withoutStems.size).toBe(0)
  expect(reading.sectionCues.get('intro')).toBe('no drums')
  expect(reading.notUnderstood).toEqual([])
})
