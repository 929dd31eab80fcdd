/** Beats before a join whose lengths tell the tempo there. */
const TEMPO_BEATS = 24
/** With fewer beats than this no tempo can be told. */
const FEWEST_BEATS = 4
/** How exactly beats may be heard, in shares of a beat: standard deviations. */
const SPREADS = [0.004, 0.008, 0.016, 0.03] as const
/** A beat is misheard altogether with this chance … */
const MISHEARD_CHANCE = 0.03
/** … and is then so far off, in shares of a beat: a standard deviation. */
const MISHEARD_SPREAD = 0.2
/** How far the first beat's length may be from the usual one, in shares of it: a standard deviation. */
const FIRST_SPREAD = 0.1
/** From beat to beat what was heard before counts this much less in telling what the tempo is doing. */
const MEMORY = 0.9

/** What tempos do. The spreads are standard deviations from one beat to the next, in shares of a beat. */
interface Manner {
  /** How usual it is. */
  readonly chance: number
  /** The length of beats wanders by … */
  readonly wander: number
  /** … or changes ever on, by a change which at first is about this … */
  readonly firstBend: number
  /** … and itself changes by. */
  readonly bendWander: number
}

const MANNERS: readonly Manner[] = [
  { chance: 0.6, wander: 0, firstBend: 0, bendWander: 0 },
  { chance: 0.1, wander: 0.002, firstBend: 0, bendWander: 0 },
  { chance: 0.1, wander: 0.01, firstBend: 0, bendWander: 0 },
  { chance: 0.1, wander: 0, firstBend: 0.005, bendWander: 0.0005 },
  { chance: 0.06, wander: 0, firstBend: 0.005, bendWander: 0.004 },
  { chance: 0.04, wander: 0, firstBend: 0.005, bendWander: 0.02 },
]

/**
 * How long a beat is at the last of `beats`, in seconds; undefined for fewer than five. A tempo may be steady, wander, or slow
 * down or speed up: each is followed through the beats, and the more they bear it out, the more it counts.
 * @param beats Rising, in seconds.
 */
export function beatSecondsAtEnd(beats: readonly number[]): number | undefined {
  const last = beats.slice(-TEMPO_BEATS - 1)
  if (last.length <= FEWEST_BEATS) return undefined
  const lengths = last.slice(1).map((time, i) => time - last[i]!)
  const usual = lengths.toSorted((a, b) => a - b)[lengths.length >> 1]!
  const times = last.map((time) => (time - last[0]!) / usual)
  const followed = MANNERS.flatMap((manner) => SPREADS.map((spread) => follow(times, manner, spread)))
  const most = Math.max(...followed.map(({ evidence }) => evidence))
  let sum = 0
  let weights = 0
  for (const { length, evidence } of followed) {
    const weight = Math.exp(evidence - most)
    sum += weight * length
    weights += weight
  }
  return (usual * sum) / weights
}

/**
 * A Kalman filter over a beat's time, its length and how that changes (a local linear trend).
 * @param times Of beats, in usual beats.
 * @returns The last beat's length, and the logarithm of how likely the beats are.
 */
function follow(
  times: readonly number[],
  { chance, wander, firstBend, bendWander }: Manner,
  spread: number,
): { readonly length: number; readonly evidence: number } {
  const noise = wander ** 2
  const bendNoise = bendWander ** 2
  let time = times[0]!
  let length = 1
  let bend = 0
  // Covariances of time, length and bend.
  let [tt, tl, tb, ll, lb, bb] = [spread ** 2, 0, 0, FIRST_SPREAD ** 2, 0, firstBend ** 2]
  let evidence = Math.log(chance)
  let wasMisheard = false
  for (const heard of times.slice(1)) {
    length += bend
    time += length
    const both = noise + bendNoise
    tt += ll + bb + 2 * (tl + tb + lb) + both
    tl += tb + ll + 2 * lb + bb + both
    tb += lb + bb + bendNoise
    ll += 2 * lb + bb + both
    lb += bb + bendNoise
    bb += bendNoise

    const miss = heard - time
    const variance = tt + spread ** 2
    const right = (1 - MISHEARD_CHANCE) * density(miss, variance)
    const wrong = MISHEARD_CHANCE * density(miss, variance + MISHEARD_SPREAD ** 2)
    // Hardly two in a row: those have found another tempo.
    const likelihood = right + (wasMisheard ? MISHEARD_CHANCE * wrong : wrong)
    evidence = MEMORY * evidence + (1 - MEMORY) * Math.log(chance) + Math.log(likelihood)
    wasMisheard = !wasMisheard && wrong > right
    if (wasMisheard) continue
    const [ofTime, ofLength, ofBend] = [tt / variance, tl / variance, tb / variance]
    time += ofTime * miss
    length += ofLength * miss
    bend += ofBend * miss
    bb -= ofBend * tb
    lb -= ofLength * tb
    ll -= ofLength * tl
    tb -= ofTime * tb
    tl -= ofTime * tl
    tt -= ofTime * tt
  }
  return { length, evidence }
}

/** Of a normal distribution around 0, but for a constant; never 0, so that its logarithm can be taken. */
function density(value: number, variance: number): number {
  return Math.exp(-(value ** 2) / (2 * variance)) / Math.sqrt(variance) + Number.MIN_VALUE
}
