/**
 * Seeded randomness. Everything in the studio that "throws dice" takes one of these, so that the same seed gives the
 * same bytes (promise P3).
 */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform integer in [0, maxExclusive). */
  int(maxExclusive: number): number
  /** Uniform in [low, high). */
  range(low: number, high: number): number
  /** Normal distribution, mean 0, deviation 1 (Box-Muller). */
  gaussian(): number
  /** True with the given probability (0 … 1). */
  chance(probability: number): boolean
  /** One element, all equally likely. Throws RangeError on an empty list. */
  pick<T>(items: readonly T[]): T
  /** One element, likely in proportion to its weight (≥ 0). Throws RangeError when no weight is positive. */
  weighted<T>(items: readonly T[], weightOf: (item: T) => number): T
  /** A new list in random order (Fisher-Yates). */
  shuffle<T>(items: readonly T[]): T[]
  /**
   * An independent stream named by `label`. It depends on this stream's seed and the label only, never on how many
   * numbers were drawn: adding a draw in one place changes nothing elsewhere.
   */
  fork(label: string | number): Random
}

/** FNV-1a over UTF-16 code units, finished with an avalanche step. 32 bits. */
export function hash32(text: string, start = 0x811c9dc5): number {
  let h = start >>> 0
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i)
    h = Math.imul(h, 0x01000193)
  }
  h ^= h >>> 16
  h = Math.imul(h, 0x7feb352d)
  h ^= h >>> 15
  return h >>> 0
}

/** A random stream from a 32-bit seed (larger or negative seeds are folded). Generator: sfc32. */
export function createRandom(seed: number): Random {
  return new Sfc32(hash32(String(seed)))
}

/** A class rather than closures: composing a song makes thousands of streams and draws a million numbers. */
class Sfc32 implements Random {
  private a: number
  private b: number
  private c: number
  private counter = 1
  private spareGaussian: number | undefined

  constructor(private readonly root: number) {
    this.a = root | 0
    this.b = hash32('b', root) | 0
    this.c = hash32('c', root) | 0
    for (let i = 0; i < 12; i++) this.nextInt32()
  }

  private nextInt32(): number {
    const { b, c } = this
    const t = (this.a + b + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = b ^ (b >>> 9)
    this.b = (c + (c << 3)) | 0
    this.c = (((c << 21) | (c >>> 11)) + t) | 0
    return t
  }

  next(): number {
    return (this.nextInt32() >>> 0) / 4294967296
  }

  int(maxExclusive: number): number {
    return Math.floor(this.next() * maxExclusive)
  }

  range(low: number, high: number): number {
    return low + this.next() * (high - low)
  }

  gaussian(): number {
    const spare = this.spareGaussian
    if (spare !== undefined) {
      this.spareGaussian = undefined
      return spare
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()))
    const angle = 2 * Math.PI * this.next()
    this.spareGaussian = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('pick() needs at least one item')
    return items[this.int(items.length)]!
  }

  weighted<T>(items: readonly T[], weightOf: (item: T) => number): T {
    const weights = items.map((item) => Math.max(0, weightOf(item)))
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    if (!(total > 0)) throw new RangeError('weighted() needs at least one positive weight')
    let left = this.next() * total
    for (let i = 0; i < items.length; i++) {
      left -= weights[i]!
      if (left < 0) return items[i]!
    }
    return items[weights.findLastIndex((weight) => weight > 0)]!
  }

  shuffle<T>(items: readonly T[]): T[] {
    const result = [...items]
    for (let i = result.length - 1; i > 0; i--) {
      const j = this.int(i + 1)
      ;[result[i], result[j]] = [result[j]!, result[i]!]
    }
    return result
  }

  fork(label: string | number): Random {
    return createRandom(hash32(String(label), this.root))
  }
}
