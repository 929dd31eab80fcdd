import { expect, it } from 'vitest'
import { createRandom } from '../../dsp/random.js'
import { BANDS } from './bands.js'
import { runningMeans } from './neighbourhoods.js'

const FRAMES = 12
const random = createRandom(7)
const plane = Float32Array.from({ length: FRAMES * BANDS }, () => random.range(-1, 1))

/** By their definition: what lies outside does not count. */
function meanAround(frame: number, band: number, spanFrames: number, spanBands: number): number {
  let sum = 0
  let count = 0
  for (let f = frame - (spanFrames >> 1); f <= frame + (spanFrames >> 1); f++) {
    for (let b = band - (spanBands >> 1); b <= band + (spanBands >> 1); b++) {
      if (f < 0 || f >= FRAMES || b < 0 || b >= BANDS) continue
      sum += plane[f * BANDS + b]!
      count++
    }
  }
  return sum / count
}

it.each([
  [1, 1],
  [5, 3],
  [9, 161],
  [61, 5],
] as const)(
  'gives the means of %i frames and %i bands around each cell, at the edges too',
  (frames, bands) => {
    const rows = runningMeans(plane, FRAMES, [frames, bands])
    const out = new Float32Array(BANDS + 3)
    for (let frame = 0; frame < FRAMES; frame++) {
      rows(frame, out, 3)
      for (const band of [0, 1, 2, 79, 80, 200, BANDS - 81, BANDS - 2, BANDS - 1])
        expect(out[3 + band]).toBeCloseTo(meanAround(frame, band, frames, bands), 5)
    }
  },
)
