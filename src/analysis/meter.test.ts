import { expect, it } from 'vitest'
import { estimateMeter } from './meter.js'

const accents = (pattern: readonly number[], offset: number) =>
  Array.from({ length: 48 }, (_, beat) => pattern[(beat - offset + 48 * pattern.length) % pattern.length]!)

it.each([0, 1, 2, 3])('finds the first beat of four when it is beat %i', (offset) => {
  expect(estimateMeter(accents([1, 0.2, 0.5, 0.2], offset))).toEqual({
    beatsPerBar: 4,
    firstDownbeatIndex: offset,
  })
})

it.each([0, 1, 2])('finds a waltz that starts on beat %i', (offset) => {
  expect(estimateMeter(accents([1, 0.2, 0.2], offset))).toEqual({
    beatsPerBar: 3,
    firstDownbeatIndex: offset,
  })
})
