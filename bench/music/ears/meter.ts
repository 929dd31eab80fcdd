import type { Listening } from './listening.js'

/** Bars that are told apart, in beats: 7/8 is three and a half. */
const BAR_LENGTHS = [3, 3.5, 4, 5] as const
/** A bar's features are taken at half beats. */
const SLOTS_PER_BEAT = 2

export interface HeardMeter {
  /** Beats until the music is most like itself again: 3, 3.5, 4 or 5. */
  readonly barBeats: number
  /** Onsets at the thirds of beats against those at their halves, 0 … 1: from a half up beats fall into three. */
  readonly tripleness: number
  /** Similarity at each bar length, for the report. */
  readonly likeness: Readonly<Record<string, number>>
}

/**
 * Length of the bars and division of the beats of a recording whose beat is known: the music is compared with itself
 * one, two and three bars later, in onsets low and high and in harmony.
 */
export function hearMeter(
  { onsets, chroma, durationSeconds }: Pick<Listening, 'onsets' | 'chroma' | 'durationSeconds'>,
  beatSeconds: number,
): HeardMeter {
  const slotSeconds = beatSeconds / SLOTS_PER_BEAT
  const offset = firstBeat(onsets.all, onsets.framesPerSecond, beatSeconds)
  const slotCount = Math.floor((durationSeconds - offset) / slotSeconds)
  const slots = Array.from({ length: Math.max(0, slotCount) }, (_, slot) => {
    const seconds = offset + slot * slotSeconds
    const sums = [onsets.all, onsets.low].map((values) =>
      energyNear(values, onsets.framesPerSecond, seconds, slotSeconds),
    )
    const harmony = chroma.frames[Math.round((seconds + slotSeconds / 2) * chroma.framesPerSecond)]
    return { sums, harmony }
  })
  const likeness = Object.fromEntries(
    BAR_LENGTHS.map((beats) => {
      const lags = [1, 2, 3].map((bars) => Math.round(bars * beats * SLOTS_PER_BEAT))
      return [String(beats), lags.reduce((sum, lag) => sum + likenessAt(slots, lag), 0) / lags.length]
    }),
  )
  const barBeats = BAR_LENGTHS.toSorted((a, b) => likeness[String(b)]! - likeness[String(a)]!)[0]!
  return {
    barBeats,
    likeness,
    tripleness: tripleness(onsets.all, onsets.framesPerSecond, beatSeconds, offset),
  }
}

/** Bar length and division that a written meter must be heard as. */
export function expectedMeter(meter: string): {
  readonly barBeats: readonly number[]
  readonly isTriple: boolean
} {
  const [numerator, denominator] = meter.split('/').map(Number) as [number, number]
  const isTriple = denominator === 8 && numerator % 3 === 0 && numerator > 3
  if (isTriple) return { barBeats: numerator === 9 ? [3] : [4], isTriple }
  return { barBeats: [(numerator * 4) / denominator === 2 ? 4 : (numerator * 4) / denominator], isTriple }
}

/** The phase at which a pulse of this length collects most onsets, in seconds. */
function firstBeat(onsets: Float32Array, framesPerSecond: number, beatSeconds: number): number {
  const period = beatSeconds * framesPerSecond
  let best = 0
  let bestSum = -1
  for (let phase = 0; phase < period; phase++) {
    let sum = 0
    for (let at = phase; at < onsets.length; at += period) sum += onsets[Math.round(at)] ?? 0
    if (sum > bestSum) [best, bestSum] = [phase, sum]
  }
  return best / framesPerSecond
}

/** Strongest onset within a slot around its start. */
function energyNear(
  values: Float32Array,
  framesPerSecond: number,
  seconds: number,
  slotSeconds: number,
): number {
  const from = Math.max(0, Math.round((seconds - slotSeconds * 0.4) * framesPerSecond))
  const to = Math.min(values.length, Math.round((seconds + slotSeconds * 0.4) * framesPerSecond))
  let peak = 0
  for (let i = from; i < to; i++) peak = Math.max(peak, values[i]!)
  return peak
}

interface Slot {
  readonly sums: readonly number[]
  readonly harmony: Float32Array | undefined
}

/** How alike the music and itself `lag` slots later are: correlation of onsets, and of harmony against the mean. */
function likenessAt(slots: readonly Slot[], lag: number): number {
  if (slots.length <= lag + 8) return 0
  const onsets = slots[0]!.sums.map((_, band) => {
    // On the beat is always stronger than off it: that is true of every meter and says nothing about bars.
    const values = withoutSlotMeans(slots.map(({ sums }) => sums[band]!))
    return correlation(values.slice(0, -lag), values.slice(lag))
  })
  let harmony = 0
  let count = 0
  const mean = new Float64Array(12)
  for (const slot of slots) slot.harmony?.forEach((value, i) => (mean[i]! += value / slots.length))
  for (let i = 0; i + lag < slots.length; i++) {
    const [a, b] = [slots[i]!.harmony, slots[i + lag]!.harmony]
    if (!a || !b) continue
    harmony += correlation(
      [...a].map((value, pc) => value - mean[pc]!),
      [...b].map((value, pc) => value - mean[pc]!),
    )
    count++
  }
  return (onsets[0]! + onsets[1]! + harmony / Math.max(1, count)) / 3
}

/** Takes the mean of each place within the beat away. */
function withoutSlotMeans(values: readonly number[]): number[] {
  const means = Array.from({ length: SLOTS_PER_BEAT }, (_, place) => {
    const there = values.filter((_, i) => i % SLOTS_PER_BEAT === place)
    return there.reduce((sum, value) => sum + value, 0) / Math.max(1, there.length)
  })
  return values.map((value, i) => value - means[i % SLOTS_PER_BEAT]!)
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const meanA = a.reduce((sum, value) => sum + value, 0) / a.length
  const meanB = b.reduce((sum, value) => sum + value, 0) / b.length
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    const [da, db] = [a[i]! - meanA, b[i]! - meanB]
    ab += da * db
    aa += da * da
    bb += db * db
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0
}

function tripleness(
  onsets: Float32Array,
  framesPerSecond: number,
  beatSeconds: number,
  offset: number,
): number {
  const at = (share: number): number => {
    let sum = 0
    for (
      let time = offset + share * beatSeconds;
      time * framesPerSecond < onsets.length;
      time += beatSeconds
    ) {
      const centre = Math.round(time * framesPerSecond)
      let peak = 0
      for (let i = Math.max(0, centre - 3); i <= Math.min(onsets.length - 1, centre + 3); i++)
        peak = Math.max(peak, onsets[i]!)
      sum += peak
    }
    return sum
  }
  const thirds = (at(1 / 3) + at(2 / 3)) / 2
  return thirds / Math.max(1e-9, thirds + at(1 / 2))
}
