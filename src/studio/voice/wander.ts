import type { Random } from '../../dsp/random.js'

/** A slowly changing random value of deviation 1, one a call: white noise through two equal one-pole low-passes. */
export function createWander(
  random: Random,
  frameSeconds: number,
  timeConstantSeconds: number,
): () => number {
  const keep = Math.exp(-frameSeconds / timeConstantSeconds)
  // Variance of twice-filtered unit noise is (1-a)^4 (1+a²) / (1-a²)³.
  const scale = Math.sqrt((1 - keep * keep) ** 3 / ((1 - keep) ** 4 * (1 + keep * keep)))
  let first = random.gaussian() * Math.sqrt((1 - keep) / (1 + keep))
  let second = random.gaussian() / scale
  return () => {
    first += (1 - keep) * (random.gaussian() - first)
    second += (1 - keep) * (first - second)
    return second * scale
  }
}
