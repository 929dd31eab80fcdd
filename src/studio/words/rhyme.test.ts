import { describe, expect, it } from 'vitest'
import { rhymeKey, rhymes } from './rhyme.js'

describe('rhymes', () => {
  it.each([
    ['night', 'light'],
    ['tonight', 'moonlight'],
    ['station', 'creation'],
    ['year', 'here'],
    ['fire', 'choir'],
    ["runnin'", "gunnin'"],
    ['you', 'blue'],
  ])('%s and %s do', (a, b) => {
    expect(rhymes(a, b)).toBe(true)
  })

  it.each([
    ['night', 'day'],
    ['their', 'there'],
    ['love', 'move'],
    ['night', 'night'],
    ['😀', '😀'],
  ])('%s and %s do not', (a, b) => {
    expect(rhymes(a, b)).toBe(false)
  })

  it('compares from the last stressed vowel on', () => {
    expect(rhymeKey('emotion')).toBe('ow sh ah n')
  })
})
