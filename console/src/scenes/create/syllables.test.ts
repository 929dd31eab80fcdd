import { describe, expect, it } from 'vitest'
import { countLines, countSyllables, estimateSeconds } from './syllables.js'

describe('counting syllables', () => {
  it.each([
    ['Morning comes over the hill', 7],
    ['Carry me home', 4],
    ['I walked alone', 4],
    ['wanted', 2],
    ['little', 2],
    ["Don't you know", 3],
    ['Über den Fluss', 4],
    ['', 0],
    ['— … —', 0],
    ['そら', 2],
  ])('%s', (line, syllables) => {
    expect(countSyllables(line)).toBe(syllables)
  })

  it('leaves section tags and empty lines out', () => {
    const lines = countLines('[Verse]\nCarry me home\n\n [Chorus: loud] \nla')
    expect(lines.map(({ kind }) => kind)).toEqual(['tag', 'words', 'empty', 'tag', 'words'])
    expect(lines.map(({ syllables }) => syllables)).toEqual([0, 4, 0, 0, 1])
    expect(estimateSeconds(lines)).toBeGreaterThan(15)
    expect(estimateSeconds(countLines('[Intro]\n'))).toBe(0)
  })
})
