import { describe, expect, it } from 'vitest'
import { packPhoneModel, unpackPhoneModel, type PhoneModelData } from './phone-model-file.js'
import { createPhoneScorer } from './phone-scores.js'

/** Two phones of one state and four densities, told apart by their first feature: -3 … 0 and 1 … 4. */
const MODEL: PhoneModelData = {
  phones: ['LOW', 'HIGH'],
  states: 1,
  densities: 4,
  dimensions: [1, 1],
  means: Float32Array.from([-3, -2, -1, 0, 0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0]),
  variances: new Float32Array(16).fill(0.25),
  logWeights: new Float32Array(16).fill(Math.log(0.25)),
}

const features = (...values: number[]) => ({
  hopSeconds: 0.01,
  width: 2,
  frames: values.length,
  values: Float32Array.from(values.flatMap((value) => [value, 0])),
  levelDb: new Float32Array(values.length),
})

describe('createPhoneScorer', () => {
  it('scores what sounds like a phone higher than what does not', () => {
    const { values } = createPhoneScorer(MODEL).score(features(-2, 3), 1)
    expect(values[0]!).toBeGreaterThan(values[1]! + 5)
    expect(values[3]!).toBeGreaterThan(values[2]! + 5)
  })

  it('gives the logarithm of the mixture', () => {
    const normal = (x: number, mean: number) => Math.exp(-2 * (x - mean) ** 2) / Math.sqrt(2 * Math.PI * 0.25)
    const first = [-3, -2, -1, 0].reduce((sum, mean) => sum + 0.25 * normal(-1.4, mean), 0)
    const [score] = createPhoneScorer(MODEL).score(features(-1.4), 1).values
    expect(score).toBeCloseTo(Math.log(first * normal(0, 0)), 4)
  })

  it('looks at every second frame when told so, and only where it is wanted', () => {
    const { looks, hopSeconds, values } = createPhoneScorer(MODEL).score(
      features(-2, 3, -2, 3, -2),
      2,
      (look) => look !== 1,
    )
    expect([looks, hopSeconds]).toEqual([3, 0.02])
    expect([...values.subarray(2, 4)]).toEqual([0, 0])
    expect(values[4]).toBe(values[0])
  })
})

describe('a phone model as a file', () => {
  it('comes back as it was, to the rounding', () => {
    const back = unpackPhoneModel(packPhoneModel(MODEL))
    expect(back.phones).toEqual(MODEL.phones)
    back.means.forEach((mean, i) => expect(mean).toBeCloseTo(MODEL.means[i]!, 3))
    back.variances.forEach((variance, i) => expect(variance).toBeCloseTo(MODEL.variances[i]!, 3))
    back.logWeights.forEach((weight, i) =>
      expect(Math.abs(weight - MODEL.logWeights[i]!)).toBeLessThan(0.051),
    )
  })

  it('says what is wrong with bytes that are none', () => {
    expect(() => unpackPhoneModel(new Uint8Array(40))).toThrow(/begins with "PHONES01"/)
    expect(() => unpackPhoneModel(packPhoneModel(MODEL).subarray(0, -1))).toThrow(/should have \d+ bytes/)
  })
})
