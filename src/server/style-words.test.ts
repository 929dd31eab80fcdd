import { expect, it } from 'vitest'
import { PROFILES } from '../studio/profiles/index.js'
import { LEXICON, normaliseTerm } from '../studio/style/lexicon/index.js'
import { styleWords } from './style-words.js'

it('suggests every genre, no word twice, and nothing that style texts do not understand', () => {
  const words = styleWords()
  const spelled = words.map(({ word }) => word)
  expect(new Set(spelled).size).toBe(spelled.length)
  expect(spelled).toEqual(expect.arrayContaining(PROFILES.map(({ label }) => label.toLowerCase())))
  expect(words.find(({ word }) => word === 'dreamy')?.group).toBe('mood')
  const strange = spelled.filter((word) => !LEXICON.has(normaliseTerm(word)))
  expect(strange).toEqual([])
})
