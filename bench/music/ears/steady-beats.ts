import { extendToEdges } from '../../../src/analysis/beats.js'

/** Weight of steady spacing against onset strength: high for music that keeps time. */
const TIGHTNESS = 400

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
