/** Weight of steady spacing against onset strength: high for music that keeps time. */
const TIGHTNESS = 400
/** Beats whose distances from a straight line stay below this (median) are taken as a constant tempo. */
const STEADY_SECONDS = 0.03

/**
 * Beat times in seconds by dynamic programming (Ellis 2007): the sequence that collects the most onset strength while
 * its spacing stays near the tempo. Beats cover the whole envelope: over silence they go on at the tempo around them.
 */
export function trackBeats(onsets: Float32Array, framesPerSecond: number, bpm: number): number[] {
  const period = (60 / bpm) * framesPerSecond
  const count = onsets.length
  const score = new Float32Array(count)
  const previous = new Int32Array(count).fill(-1)
  const shortest = Math.round(period * 0.6)
  const longest = Math.round(period * 1.6)
  const cost = new Float32Array(longest + 1)
  for (let distance = shortest; distance <= longest; distance++) {
    const octaves = Math.log2(distance / period)
    cost[distance] = TIGHTNESS * octaves * octaves
  }
  const scale = 1 / (deviation(onsets) || 1)
  for (let i = 0; i < count; i++) {
    let best = 0
    let from = -1
    for (let distance = shortest; distance <= longest && distance <= i; distance++) {
      const candidate = score[i - distance]! - cost[distance]!
      if (candidate > best || from < 0) {
        best = candidate
        from = i - distance
      }
    }
    score[i] = onsets[i]! * scale + Math.max(best, 0)
    if (from >= 0 && best > 0) previous[i] = from
  }

  let last = count - 1
  for (let i = Math.max(0, count - Math.ceil(period * 1.2)); i < count; i++)
    if (score[i]! > score[last]!) last = i
  const frames: number[] = []
  for (let i = last; i >= 0; i = previous[i]!) frames.unshift(i)
  if (frames.length < 2) return steadyGrid(0, 60 / bpm, count / framesPerSecond)
  return extendToEdges(
    frames.map((frame) => frame / framesPerSecond),
    60 / bpm,
    count / framesPerSecond,
  )
}

/**
 * Takes the trembling out of tracked beats. Where they follow one steady tempo the least-squares line replaces them;
 * where the tempo moves, each beat is replaced by a local line through its neighbours (±4 beats, near ones weigh more).
 */
export function smoothBeats(beatTimes: readonly number[]): number[] {
  const line = fitLine(beatTimes, 0, beatTimes.length, () => 1)
  const residuals = beatTimes.map((time, i) => Math.abs(time - (line.offset + line.slope * i)))
  residuals.sort((a, b) => a - b)
  if (residuals[residuals.length >> 1]! < STEADY_SECONDS)
    return beatTimes.map((_, i) => line.offset + line.slope * i)
  const smooth = beatTimes.map((_, i) => {
    const local = fitLine(
      beatTimes,
      Math.max(0, i - 4),
      Math.min(beatTimes.length, i + 5),
      (j) => 1 / (1 + Math.abs(j - i)),
    )
    return local.offset + local.slope * i
  })
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

function deviation(values: Float32Array): number {
  let sum = 0
  let squares = 0
  for (const value of values) {
    sum += value
    squares += value * value
  }
  const mean = sum / (values.length || 1)
  return Math.sqrt(Math.max(0, squares / (values.length || 1) - mean * mean))
}

function steadyGrid(offset: number, period: number, duration: number): number[] {
  const times: number[] = []
  for (let time = offset; time < duration || times.length < 2; time += period) times.push(time)
  return times
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
