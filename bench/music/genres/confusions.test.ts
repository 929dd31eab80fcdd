import { expect, test } from 'vitest'
import { GENRE_FAMILIES } from '../../../src/studio/profiles/profile.js'
import { confusionLines, familyLines, type HeardAnswer } from './confusions.js'
import { PLAIN_PROMPTS } from './plain-prompts.js'

const answers = PLAIN_PROMPTS.map((prompt, i): HeardAnswer => ({
  prompt,
  genre: 'some',
  heard: i === 0 ? 'rock' : prompt.family,
}))

test('songs that were taken for others are named with what they were taken for', () => {
  const [pop, rock] = familyLines(answers)
  expect(pop).toEqual({ family: 'pop', right: '5 of 6', takenFor: 'some: rock' })
  expect(rock).toEqual({ family: 'rock', right: '6 of 6', takenFor: '' })
})

test('the table of confusions counts every song once', () => {
  const table = confusionLines(answers)
  expect(table['pop']).toEqual({ rock: 1, pop: 5 })
  const counts = Object.values(table).flatMap((row) => Object.values(row))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(PLAIN_PROMPTS.length)
})

test('every family is asked for six times, never twice in the same words', () => {
  for (const family of GENRE_FAMILIES)
    expect(PLAIN_PROMPTS.filter((prompt) => prompt.family === family)).toHaveLength(6)
  expect(new Set(PLAIN_PROMPTS.map(({ text }) => text)).size).toBe(PLAIN_PROMPTS.length)
})
