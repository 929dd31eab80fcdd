import { expect, it } from 'vitest'
import { STEMS } from '../../music/stems.js'
import { BANDS } from './bands.js'
import { CUES } from './cues.js'
import { FIRST_PLANES, SECOND_PLANES, weighCues, type Perceptron } from './weigh-cues.js'

/** Not a multiple of the frames that are judged at a time. */
const FRAMES = 50

/** Gives as every stem's share what it is told on one plane. */
function repeat(plane: number, count: number): Perceptron {
  return async (planes, cells) => {
    expect(planes).toHaveLength(count * cells)
    const told = planes.subarray(plane * cells, (plane + 1) * cells)
    const said = new Float32Array(STEMS.length * cells)
    for (let stem = 0; stem < STEMS.length; stem++) said.set(told, stem * cells)
    return said
  }
}

const cues = Float32Array.from({ length: CUES.length * FRAMES * BANDS }, (_, i) => (i % 1013) / 1013)
const level = cues.subarray(0, FRAMES * BANDS)

it('tells the first perceptron the cues of each cell, and the second what the first said of it', async () => {
  const shares = await weighCues(
    repeat(CUES.indexOf('level'), FIRST_PLANES),
    repeat(FIRST_PLANES, SECOND_PLANES),
  )(cues, FRAMES)
  for (let stem = 0; stem < STEMS.length; stem += 5)
    expect(shares.subarray(stem * FRAMES * BANDS, (stem + 1) * FRAMES * BANDS)).toEqual(level)
})

it('tells the second perceptron what the first says of the frames that follow', async () => {
  // The plane after the shares themselves: means of the first stem's over five frames and three bands.
  const shares = await weighCues(
    repeat(CUES.indexOf('level'), FIRST_PLANES),
    repeat(FIRST_PLANES + STEMS.length, SECOND_PLANES),
  )(cues, FRAMES)
  for (const frame of [2, 15, 16, 31, 47]) {
    let sum = 0
    for (let f = frame - 2; f <= frame + 2; f++)
      for (let band = 99; band <= 101; band++) sum += level[f * BANDS + band]!
    expect(shares[frame * BANDS + 100]).toBeCloseTo(sum / 15, 5)
  }
})
