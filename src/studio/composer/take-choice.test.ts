import { describe, expect, test } from 'vitest'
import { createRandom } from '../../dsp/random.js'
import { handForTake, pickForTake } from './take-choice.js'

const SEEDS = Array.from({ length: 20 }, (_, seed) => seed)

test('neighbouring takes pick different options as long as there are two', () => {
  for (const seed of SEEDS) {
    const [first, second] = [0, 1].map((take) => pickForTake(['a', 'b'], take, createRandom(seed)))
    expect(new Set([first, second]).size).toBe(2)
  }
})

describe('a hand', () => {
  const options = [1, 2, 3, 4, 5]

  test('of one take and that of the next make up all options, in their order', () => {
    for (const seed of SEEDS) {
      const [first, second] = [0, 1].map((take) => handForTake(options, take, createRandom(seed)))
      expect([first, second].toSorted((a, b) => a![0]! - b![0]!)).toEqual([
        [1, 3, 5],
        [2, 4],
      ])
    }
  })

  test('begins with the first option in some tasks and with the second in others', () => {
    const begins = SEEDS.map((seed) => handForTake(options, 0, createRandom(seed))[0])
    expect(new Set(begins)).toEqual(new Set([1, 2]))
  })

  test('moves alike, and the other take otherwise, where it is known how the options move', () => {
    const figures = [
      { id: 'soft on the beat', places: [0, 1, 2, 3] },
      { id: 'soft off the beat', places: [0.5, 1.5, 2.5, 3.5] },
      { id: 'loud off the beat', places: [0, 0.5, 1.5, 2.5, 3.5] },
      { id: 'loud on the beat', places: [0, 1, 2, 3, 3.5] },
    ]
    for (const seed of SEEDS) {
      const hands = [0, 1].map((take) =>
        handForTake(
          figures,
          take,
          createRandom(seed),
          ({ places }) => new Map(places.map((place) => [String(place), 1])),
        ).map(({ id }) => id),
      )
      expect(hands.toSorted()).toEqual([
        ['soft off the beat', 'loud off the beat'],
        ['soft on the beat', 'loud on the beat'],
      ])
    }
  })
})
