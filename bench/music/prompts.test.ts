import { expect, test } from 'vitest'
import { instrumentById } from '../../src/studio/instruments.js'
import { PROFILES } from '../../src/studio/profiles/index.js'
import { GENRE_FAMILIES } from '../../src/studio/profiles/profile.js'
import { PROMPTS } from './prompts.js'

test('six prompts of each family name every genre there is', () => {
  for (const family of GENRE_FAMILIES)
    expect(PROMPTS.filter((prompt) => prompt.family === family)).toHaveLength(6)
  const genres = new Set(PROMPTS.map(({ genre }) => genre))
  expect(PROFILES.map(({ id }) => id).filter((id) => !genres.has(id))).toEqual([])
})

test('prompts stand on the shelf of their genre, and name instruments that exist', () => {
  for (const { genre, family, asked } of PROMPTS) {
    expect(PROFILES.find(({ id }) => id === genre)?.family, genre).toBe(family)
    for (const id of [...(asked.instruments ?? []).flat(), ...(asked.without ?? [])])
      expect(instrumentById(id).id).toBe(id)
  }
})

test('what is listened for stands in the prompt', () => {
  for (const { text, asked } of PROMPTS) {
    if (asked.bpm !== undefined) expect(text).toContain(`${asked.bpm} bpm`)
    if (asked.meter !== undefined) expect(text).toContain(asked.meter)
  }
})
