import type { TempoProfile } from './tempo-profile.js'

/** Share of a beat on each side of it in which an onset belongs to the beat. */
const BEAT_SHARE = 1 / 16
/** How much a beat's length may change to the next: cost of a change by 10 %. */
const CHANGE_COST = 1.2
/** Beats longer or shorter than the last by more than this share are not considered. */
const LARGEST_CHANGE = 0.12
/** How much a tempo that is unlikely for the whole recording costs a second. */
const TEMPO_COST = 3
/** Support below this counts as this. */
const LEAST_SUPPORT = 0.02
/** Stretch in which onsets are measured against each other, in seconds. */
const LOUDNESS_SECONDS = 4

/**
 * Beat times in seconds: the likeliest sequence of beats of slowly changing length (a hidden Markov model over beats and
 * their lengths, after Krebs, Böck and Widmer, ISMIR 2015). Onsets speak for beats on them and against beats around
 * them; the tempo profile says which lengths suit the recording. Over silence beats go on at the tempo around them.
 */
export function findBeats(onsets: Float32Array, framesPerSecond: number, profile: TempoProfile): number[] {
  const count = onsets.length
  const shortest = Math.max(4, Math.floor((60 * framesPerSecond) / profile.bpms.at(-1)!))
  const longest = Math.ceil((60 * framesPerSecond) / profile.bpms[0]!)
  const lengths = longest - shortest + 1
  const { on, offSum } = likelihoods(onsets, framesPerSecond)
  const tempoCost = Float32Array.from({ length: lengths }, (_, i) => {
    const support = supportAt(profile, (60 * framesPerSecond) / (shortest + i))
    // By the time, not by the beat: else slow tempi would pay less often.
    const seconds = (shortest + i) / framesPerSecond
    return TEMPO_COST * seconds * Math.log(Math.max(LEAST_SUPPORT, support))
  })

  // best[t * lengths + i]: the likeliest way to a beat at frame t after which the next comes shortest + i frames later.
  const best = new Float32Array(count * lengths)
  const origin = new Int16Array(count * lengths).fill(-1)
  const changeCost = changeCosts(shortest, longest)
  const offBetween = (from: number, to: number) => {
    const margin = Math.max(1, Math.round((to - from) * BEAT_SHARE))
    return (
      offSum[Math.max(0, Math.min(count, to - margin))]! -
      offSum[Math.min(count, Math.max(0, from + margin))]!
    )
  }
  for (let t = 0; t < count; t++) {
    const row = t * lengths
    const own = on[t]!
    // What arrives here, by the length of the beat that ends here.
    let bestArrival = -Infinity
    const firstLength = Math.min(lengths, t - shortest + 1)
    for (let i = 0; i < lengths; i++) best[row + i] = -Infinity
    for (let j = 0; j < firstLength; j++) {
      const from = t - shortest - j
      const arrival = best[from * lengths + j]! + offBetween(from, t) + tempoCost[j]!
      if (arrival > bestArrival) bestArrival = arrival
      const { first, costs } = changeCost[j]!
      for (let c = 0; c < costs.length; c++) {
        const at = row + first + c
        const value = arrival + costs[c]! + own
        if (value > best[at]!) {
          best[at] = value
          origin[at] = j
        }
      }
    }
    // The recording may begin anywhere in a beat.
    for (let i = 0; i < lengths; i++) {
      if (t >= shortest + i) continue
      const value = own + offSum[Math.max(0, t - 1)]! + (tempoCost[i]! * t) / (shortest + i)
      if (value > best[row + i]!) {
        best[row + i] = value
        origin[row + i] = -1
      }
    }
  }
  return trace({ best, origin, offSum, tempoCost, shortest, lengths, count }).map(
    (frame) => frame / framesPerSecond,
  )
}

interface Lattice {
  readonly best: Float32Array
  readonly origin: Int16Array
  readonly offSum: Float64Array
  readonly tempoCost: Float32Array
  readonly shortest: number
  readonly lengths: number
  readonly count: number
}

function trace({ best, origin, offSum, tempoCost, shortest, lengths, count }: Lattice): number[] {
  let bestScore = -Infinity
  let frame = -1
  let length = 0
  for (let t = Math.max(0, count - shortest - lengths); t < count; t++) {
    for (let i = 0; i < lengths; i++) {
      // The last beat lasts beyond the end.
      if (t + shortest + i < count) continue
      const rest = offSum[count]! - offSum[Math.min(count, t + 1)]!
      const score = best[t * lengths + i]! + rest + (tempoCost[i]! * (count - t)) / (shortest + i)
      if (score > bestScore) {
        bestScore = score
        frame = t
        length = i
      }
    }
  }
  const frames: number[] = []
  while (frame >= 0) {
    frames.unshift(frame)
    const from = origin[frame * lengths + length]!
    if (from < 0) break
    frame -= shortest + from
    length = from
  }
  return frames
}

/** How likely each frame is to have a beat by its onset alone, against what is usual around it: 0.01 … 0.98. */
export function activationOf(onsets: Float32Array, framesPerSecond: number): Float32Array {
  const level = localLevel(onsets, Math.round((LOUDNESS_SECONDS * framesPerSecond) / 2))
  return onsets.map((value, t) => Math.min(0.98, Math.max(0.01, (0.9 * value) / (level[t]! + 1e-9))))
}

/** Log-likelihood of a beat on each frame, and running sums of that of no beat. */
function likelihoods(onsets: Float32Array, framesPerSecond: number) {
  const activation = activationOf(onsets, framesPerSecond)
  const offSum = new Float64Array(onsets.length + 1)
  activation.forEach((value, t) => (offSum[t + 1] = offSum[t]! + OFF_WEIGHT * Math.log(1 - value)))
  return { on: activation.map((value) => Math.log(value)), offSum }
}

/** Frames beside beats are many, and neighbours say the same thing twice. */
const OFF_WEIGHT = 0.25

/** Root mean square of what is above zero within ±radius, at least a tenth of the whole recording's, times three. */
function localLevel(values: Float32Array, radius: number): Float32Array {
  const sums = new Float64Array(values.length + 1)
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i]! + values[i]! ** 2
  const whole = Math.sqrt(sums[values.length]! / (values.length || 1))
  return values.map((_, i) => {
    const from = Math.max(0, i - radius)
    const to = Math.min(values.length, i + radius + 1)
    return 3 * Math.max(Math.sqrt((sums[to]! - sums[from]!) / (to - from)), 0.1 * whole)
  })
}

/** Cost of going from each length to the lengths near it. */
function changeCosts(shortest: number, longest: number) {
  return Array.from({ length: longest - shortest + 1 }, (_, j) => {
    const from = shortest + j
    const low = Math.max(shortest, Math.ceil(from * (1 - LARGEST_CHANGE)))
    const high = Math.min(longest, Math.floor(from * (1 + LARGEST_CHANGE)))
    return {
      first: low - shortest,
      // A frame more or less is free: most tempi lie between whole frames.
      costs: Float32Array.from(
        { length: high - low + 1 },
        (_, k) => -CHANGE_COST * 10 * Math.log(Math.max(1, (Math.abs(low + k - from) - 1) / from + 1)),
      ),
    }
  })
}

function supportAt({ bpms, support }: TempoProfile, bpm: number): number {
  const step = Math.log(bpms[1]! / bpms[0]!)
  const at = Math.max(0, Math.min(bpms.length - 1, Math.round(Math.log(bpm / bpms[0]!) / step)))
  return support[at]!
}
