/** Beats whose distances from a straight line stay below this (median, and nine of ten) are taken as a constant tempo. */
const STEADY_SECONDS = { median: 0.03, ninth: 0.05 } as const
/** Neighbours on each side of a beat that tell where it lies where the tempo moves. */
const LOCAL_BEATS = 6
/** Beats without any weight of their own still tell a little: where nothing sounds they are all there is. */
const LEAST_WEIGHT = 1e-3

/**
 * Takes the trembling out of tracked beats. Where they follow one steady tempo the least-squares line replaces them;
 * where the tempo moves, each beat is put on a parabola through its neighbours (near ones weigh more): a line would put all
 * beats of a tempo that goes down too late.
 * `weightOf` says how surely a beat lies where it is: those over silence would bend the line.
 */
export function smoothBeats(
  beatTimes: readonly number[],
  weightOf: (index: number) => number = () => 1,
): number[] {
  const weights = beatTimes.map((_, i) => weightOf(i) + LEAST_WEIGHT)
  const line = fitLine(beatTimes, 0, beatTimes.length, (i) => weights[i]!)
  const residuals = beatTimes.map((time, i) => Math.abs(time - (line.offset + line.slope * i)))
  residuals.sort((a, b) => a - b)
  const at = (share: number) => residuals[Math.floor(share * (residuals.length - 1))]!
  // Beats that leave the line for a while have a tempo of their own there, however many others keep to it.
  if (at(0.5) < STEADY_SECONDS.median && at(0.9) < STEADY_SECONDS.ninth)
    return beatTimes.map((_, i) => line.offset + line.slope * i)
  const smooth = beatTimes.map((_, i) =>
    fitCurve(
      beatTimes,
      Math.max(0, i - LOCAL_BEATS),
      Math.min(beatTimes.length, i + LOCAL_BEATS + 1),
      (j) => weights[j]! / (1 + Math.abs(j - i)),
      i,
    ),
  )
  return smooth.filter((time, i) => i === 0 || time > smooth[i - 1]! + 0.05)
}

function fitLine(times: readonly number[], from: number, to: number, weightOf: (i: number) => number) {
  let w = 0
  let x = 0
  let y = 0
  let xx = 0
  let xy = 0
  for (let i = from; i < to; i++) {
    const weight = weightOf(i)
    w += weight
    x += weight * i
    y += weight * times[i]!
    xx += weight * i * i
    xy += weight * i * times[i]!
  }
  const slope = (w * xy - x * y) / (w * xx - x * x || 1)
  return { slope, offset: (y - slope * x) / w }
}

/** Where the weighted parabola through some beats puts number `at`; a line where they are too few or too unequal for one. */
function fitCurve(
  times: readonly number[],
  from: number,
  to: number,
  weightOf: (i: number) => number,
  at: number,
): number {
  const line = fitLine(times, from, to, weightOf)
  const onLine = (i: number): number => line.offset + line.slope * i
  // What the square of the distance has beyond a straight line, and how much of it the beats have beyond theirs.
  const squares = times.map((_, i) => (i - at) ** 2)
  const ofSquares = fitLine(squares, from, to, weightOf)
  const curveAt = (i: number): number => squares[i]! - ofSquares.offset - ofSquares.slope * i
  let curved = 0
  let along = 0
  for (let i = from; i < to; i++) {
    const weight = weightOf(i) * curveAt(i)
    curved += weight * curveAt(i)
    along += weight * (times[i]! - onLine(i))
  }
  return onLine(at) + (curved > 1e-9 ? (along / curved) * curveAt(at) : 0)
}

/** Continues beats to the beginning and the end at the tempo of those next to them; seconds, `period` for a lone beat. */
export function extendToEdges(beats: readonly number[], period: number, duration: number): number[] {
  const near = (i: number) => {
    const span = beats.slice(Math.max(0, i), i + 5)
    return span.length > 1 ? (span.at(-1)! - span[0]!) / (span.length - 1) : period
  }
  const result = [...beats]
  const firstPeriod = near(0)
  while (result[0]! - firstPeriod >= 0) result.unshift(result[0]! - firstPeriod)
  const lastPeriod = near(beats.length - 5)
  while (result.at(-1)! + lastPeriod <= duration) result.push(result.at(-1)! + lastPeriod)
  return result
}
