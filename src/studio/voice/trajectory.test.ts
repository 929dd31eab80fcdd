import { describe, expect, it } from 'vitest'
import { createRandom } from '../../dsp/random.js'
import { generateTrajectory, type StateSpan } from './trajectory.js'

const WINDOWS = [
  [0, 1, 0],
  [-0.5, 0, 0.5],
  [1, -2, 1],
] as const

/** The same by the full normal equations and Gauss-Jordan elimination. */
function bruteForce(spans: readonly StateSpan[], size: number, coefficient: number): number[] {
  const states = spans.flatMap(({ density, frames }) => Array.from({ length: frames }, () => density))
  const count = states.length
  const a = Array.from({ length: count }, () => new Array<number>(count + 1).fill(0))
  for (const [t, { mean, variance }] of states.entries()) {
    for (const [w, window] of WINDOWS.entries()) {
      if (w > 0 && (t === 0 || t === count - 1)) continue
      const i = w * size + coefficient
      for (let x = -1; x <= 1; x++) {
        if (!window[x + 1]) continue
        for (let y = -1; y <= 1; y++) {
          if (window[y + 1]) a[t + x]![t + y]! += (window[x + 1]! * window[y + 1]!) / variance[i]!
        }
        a[t + x]![count]! += (window[x + 1]! * mean[i]!) / variance[i]!
      }
    }
  }
  for (let pivot = 0; pivot < count; pivot++) {
    for (let row = 0; row < count; row++) {
      if (row === pivot) continue
      const factor = a[row]![pivot]! / a[pivot]![pivot]!
      for (let column = pivot; column <= count; column++) a[row]![column]! -= factor * a[pivot]![column]!
    }
  }
  return a.map((row, i) => row[count]! / row[i]!)
}

function randomSpans(size: number, lengths: readonly number[]): StateSpan[] {
  const random = createRandom(7)
  return lengths.map((frames) => ({
    frames,
    density: {
      mean: Float32Array.from({ length: 3 * size }, (_, i) => random.gaussian() * (i < size ? 1 : 0.1)),
      variance: Float32Array.from({ length: 3 * size }, () => random.range(0.05, 1)),
    },
  }))
}

describe('maximum-likelihood tracks', () => {
  it('solve the full normal equations', () => {
    const spans = randomSpans(3, [4, 1, 6, 2, 3])
    const track = generateTrajectory(spans, 3, WINDOWS)
    for (let coefficient = 0; coefficient < 3; coefficient++) {
      const expected = bruteForce(spans, 3, coefficient)
      for (const [t, value] of expected.entries()) expect(track[t * 3 + coefficient]).toBeCloseTo(value, 4)
    }
  })

  it('stay on the mean where nothing changes', () => {
    const density = { mean: Float32Array.of(2.5, 0, 0), variance: Float32Array.of(0.1, 0.1, 0.1) }
    const track = generateTrajectory([{ density, frames: 50 }], 1, WINDOWS)
    expect(Math.max(...track)).toBeCloseTo(2.5, 5)
    expect(Math.min(...track)).toBeCloseTo(2.5, 5)
  })

  it('manage a single frame', () => {
    const density = { mean: Float32Array.of(1, 5, 5), variance: Float32Array.of(1, 1, 1) }
    expect(generateTrajectory([{ density, frames: 1 }], 1, WINDOWS)[0]).toBeCloseTo(1, 6)
  })
})
