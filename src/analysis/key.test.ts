import { describe, expect, it } from 'vitest'
import { estimateKey, estimateKeyOfMusic } from './key.js'

/** Weights of a scale from `tonic`: tonic and fifth most. */
const weights = (tonic: number, steps: readonly number[]) => {
  const result = new Array<number>(12).fill(0)
  for (const step of steps) result[(tonic + step) % 12] = step === 0 ? 3 : step === 7 ? 2 : 1
  return result
}

describe('estimateKey', () => {
  it('knows every major and minor key from its scale', () => {
    for (let tonic = 0; tonic < 12; tonic++) {
      expect(estimateKey(weights(tonic, [0, 2, 4, 5, 7, 9, 11])).key).toEqual({ tonic, mode: 'major' })
      expect(estimateKey(weights(tonic, [0, 2, 3, 5, 7, 8, 10])).key).toEqual({ tonic, mode: 'minor' })
    }
  })

  it('lets phrase endings decide between relative keys', () => {
    const flat = weights(0, [0, 2, 4, 5, 7, 9, 11]).map((value) => (value > 0 ? 1 : 0))
    const endingOn = (pitchClass: number) =>
      new Array<number>(12).fill(0).map((_, i) => (i === pitchClass ? 5 : 0))
    expect(estimateKey(flat, endingOn(0)).key).toEqual({ tonic: 0, mode: 'major' })
    expect(estimateKey(flat, endingOn(9)).key).toEqual({ tonic: 9, mode: 'minor' })
  })

  it('is less sure of noise than of a scale', () => {
    const noise = estimateKey(new Array<number>(12).fill(1)).confidence
    expect(noise).toBeLessThan(estimateKey(weights(2, [0, 2, 4, 5, 7, 9, 11])).confidence)
  })
})

describe('estimateKeyOfMusic', () => {
  it('knows every major and minor key from its scale', () => {
    for (let tonic = 0; tonic < 12; tonic++) {
      const [major, minor] = [weights(tonic, [0, 2, 4, 5, 7, 9, 11]), weights(tonic, [0, 2, 3, 5, 7, 8, 10])]
      expect(estimateKeyOfMusic(major).key).toEqual({ tonic, mode: 'major' })
      expect(estimateKeyOfMusic(minor).key).toEqual({ tonic, mode: 'minor' })
    }
  })

  it('is sure of nothing in noise', () => {
    expect(estimateKeyOfMusic(new Array<number>(12).fill(1)).confidence).toBe(0)
  })
})
