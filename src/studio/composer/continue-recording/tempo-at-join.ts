/** Beats before a join whose lengths tell the tempo there. */
const TEMPO_BEATS = 16
/** Beats that tell how the tempo changes: fewer, since what was before a change says nothing about it. */
const TREND_BEATS = 10
/** With fewer beats than this no tempo can be told. */
const FEWEST_BEATS = 4
/** A beat this far from where the others put it is misheard, in seconds … */
const MISHEARD_SECONDS = 0.03
/** … and so many times as far as they usually are. */
const MISHEARD_SPREADS = 4
/** A tempo changes when the change is this many times as large as its uncertainty. */
const SURE_OF_TREND = 3
/** Beats are heard no more exactly than this, in seconds. */
const LEAST_SPREAD_SECONDS = 0.002
/** What is told by a trend lies within this share of the last beats' own tempo. */
const MOST_BEND = 0.08

/**
 * How long a beat is at the last of `beats`, in seconds; undefined for fewer than five. A steady tempo is told by all of the
 * last sixteen, so that the next beats keep their phase; one that slows down or speeds up by where it has come to.
 * @param beats Rising, in seconds.
 */
export function beatSecondsAtEnd(beats: readonly number[]): number | undefined {
  const last = beats.slice(-TEMPO_BEATS - 1)
  if (last.length <= FEWEST_BEATS) return undefined
  const steady = fit(last, 1)
  const near = last.slice(-TREND_BEATS - 1)
  if (near.length < TREND_BEATS) return steady.slope
  const bent = fit(near, 2)
  if (Math.abs(bent.bend) < SURE_OF_TREND * bent.bendError) return steady.slope
  const own = (near.at(-1)! - near.at(-1 - FEWEST_BEATS)!) / FEWEST_BEATS
  return Math.min(own * (1 + MOST_BEND), Math.max(own * (1 - MOST_BEND), bent.slope))
}

interface BeatFit {
  /** Seconds a beat at the last one. */
  readonly slope: number
  /** By how much a beat is longer than the one before it, in seconds; 0 for a straight line. */
  readonly bend: number
  /** Standard deviation of `bend`. */
  readonly bendError: number
}

/** Least squares over the beats' numbers, counted back from the last; those that are misheard left out. */
function fit(times: readonly number[], degree: 1 | 2): BeatFit {
  const points = times.map((time, i) => ({ x: i + 1 - times.length, time }))
  const first = solve(points, degree)
  const misses = points.map(({ x, time }) => Math.abs(time - first.at(x)))
  const usual = misses.toSorted((a, b) => a - b)[misses.length >> 1]!
  const limit = Math.max(MISHEARD_SECONDS, MISHEARD_SPREADS * usual)
  const kept = points.filter((_, i) => misses[i]! <= limit)
  return kept.length < points.length && kept.length > FEWEST_BEATS + 1 ? solve(kept, degree) : first
}

function solve(
  points: readonly { readonly x: number; readonly time: number }[],
  degree: 1 | 2,
): BeatFit & { at: (x: number) => number } {
  const sum = (of: (point: { x: number; time: number }) => number) =>
    points.reduce((total, point) => total + of(point), 0)
  const count = points.length
  const meanX = sum(({ x }) => x) / count
  const meanTime = sum(({ time }) => time) / count
  const spreadX = sum(({ x }) => (x - meanX) ** 2)
  const slope = sum(({ x, time }) => (x - meanX) * (time - meanTime)) / spreadX
  const line = (x: number): number => meanTime + slope * (x - meanX)
  if (degree === 1) return { slope, bend: 0, bendError: 0, at: line }
  // What x² has beyond a straight line, and how much of it the beats have beyond theirs.
  const meanSquare = sum(({ x }) => x * x) / count
  const squareSlope = sum(({ x }) => (x - meanX) * (x * x - meanSquare)) / spreadX
  const curve = (x: number): number => x * x - meanSquare - squareSlope * (x - meanX)
  const curvature = sum(({ x }) => curve(x) ** 2)
  const half = sum(({ x, time }) => curve(x) * (time - line(x))) / curvature
  const at = (x: number): number => line(x) + half * curve(x)
  const variance = sum(({ x, time }) => (time - at(x)) ** 2) / Math.max(1, count - 3)
  return {
    slope: slope - half * squareSlope,
    bend: 2 * half,
    bendError: 2 * Math.sqrt(Math.max(LEAST_SPREAD_SECONDS ** 2, variance) / curvature),
    at,
  }
}
