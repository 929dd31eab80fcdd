import { describe, expect, it } from 'vitest'
import { findWordPath, type LookGains, type WordStates } from './word-path.js'

const word = (...columns: number[]): WordStates => ({
  columns,
  stayCosts: columns.map(() => 0),
  beginsPhone: columns.map(() => true),
  pauseCost: 0,
})

/** One character a look: the column that sounds there, or `-` for silence. */
function gainsOf(sounds: string): LookGains {
  const width = 4
  const columns = new Float32Array(sounds.length * width).fill(-3)
  const pauses = new Float32Array(sounds.length).fill(-1)
  ;[...sounds].forEach((sound, look) => {
    if (sound === '-') pauses[look] = 0
    else columns[look * width + Number(sound)] = 2
  })
  return { looks: sounds.length, width, columns, pauses }
}

const placed = (words: readonly WordStates[], sounds: string) =>
  findWordPath(words, gainsOf(sounds))?.map(({ first, last }) => sounds.slice(first, last + 1))

describe('findWordPath', () => {
  it('finds each word where its sounds are, with pauses between them', () => {
    expect(placed([word(0, 1), word(2, 3)], '---00111--2333-')).toEqual(['00111', '2333'])
  })

  it('finds words that follow each other at once, from the first look to the last', () => {
    expect(placed([word(0), word(1), word(0)], '00110')).toEqual(['00', '11', '0'])
  })

  it('keeps to the order of the words when one of them is sung twice', () => {
    expect(placed([word(1), word(0, 2)], '--02--11--02-')).toEqual(['11', '02'])
  })

  it('puts a word that nobody sings between its neighbours, and says that it gained nothing', () => {
    const spans = findWordPath([word(0), word(3), word(1)], gainsOf('-000---111-'))!
    expect(spans[1]!.first).toBeGreaterThan(spans[0]!.last)
    expect(spans[1]!.last).toBeLessThan(spans[2]!.first)
    expect(spans[0]!.gain).toBe(2)
    expect(spans[1]!.gain).toBeLessThan(0)
  })

  it('is undefined when there are fewer looks than states to pass', () => {
    expect(findWordPath([word(0, 1, 2), word(0, 1, 2), word(0, 1, 2)], gainsOf('012'))).toBeUndefined()
    expect(findWordPath([word(0)], gainsOf(''))).toBeUndefined()
  })
})
