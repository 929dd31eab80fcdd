import { describe, expect, it } from 'vitest'
import { createRandom } from '../../dsp/random.js'
import { GENRE_FAMILIES } from '../profiles/profile.js'
import { readStyle } from '../style/read-style.js'
import { TITLE_WORDS } from './title-words.js'
import { titleFor } from './titles.js'

/** Title of an instrumental that is only described. */
function titleOf(idea: string, takeIndex = 0, seed = 1): string {
  return titleFor({ idea }, undefined, readStyle({ idea, instrumental: true }), takeIndex, createRandom(seed))
}

describe('titleFor', () => {
  it('takes what it is given, and no more of it than a list can show', () => {
    const reading = readStyle({ idea: 'jazz', instrumental: true })
    expect(titleFor({ title: ' Mine ' }, 'The sheet’s', reading, 0, createRandom(1))).toBe('Mine')
    expect(titleFor({}, 'The sheet’s', reading, 0, createRandom(1))).toBe('The sheet’s')
    expect(titleFor({ title: 'x'.repeat(200) }, undefined, reading, 0, createRandom(1))).toHaveLength(80)
  })

  it('names what the idea is about, or a thing that it names', () => {
    expect(titleOf('a waltz about the old clock tower, please')).toBe('Old Clock Tower')
    expect(titleOf('A relaxing piano piece for a rainy afternoon')).toBe('Rainy Afternoon')
    expect(titleOf('upbeat synthwave for a night drive through the city')).toBe('The City')
    expect(titleOf('driving rock for a cooking show')).not.toMatch(/show/i)
    expect(titleOf('synth-pop with a drum machine, A minor')).not.toMatch(/minor|drum/i)
  })

  it('invents one that suits the genre and its mood, another for each take', () => {
    const metal = titleOf('death metal, 176 bpm, C minor')
    const { first, second } = TITLE_WORDS.metal
    expect(first.dark.some((word) => metal.startsWith(`${word} `))).toBe(true)
    expect(second.some((word) => metal.endsWith(` ${word}`))).toBe(true)
    expect(titleOf('death metal, 176 bpm, C minor', 1)).not.toBe(metal)
    const ambient = titleOf('very calm and quiet ambient')
    expect(TITLE_WORDS.ambient.first.calm.some((word) => ambient.startsWith(word))).toBe(true)
  })
})

describe('TITLE_WORDS', () => {
  it('never says a word twice', () => {
    for (const family of GENRE_FAMILIES) {
      const { first, second } = TITLE_WORDS[family]
      for (const word of Object.values(first).flat()) expect(second).not.toContain(word)
    }
  })
})
