/**
 * How long does composing take? Composes three minutes of each of several genres, played and sung, with several seeds,
 * and prints the CPU milliseconds of one core that each took: median and worst, and the very first song of the process,
 * which pays for cold code. The goal is below 300 ms.
 * Run: npm run bench:compose [seeds]
 */
import type { Brief } from '../src/studio/brief.js'
import { composeSong } from '../src/studio/compose.js'

const GOAL_MS = 300
const GENRES = [
  'pop',
  'jazz',
  'house',
  'metal',
  'orchestral',
  'hip hop',
  'salsa',
  'folk',
  'drum and bass',
  'baroque',
] as const

const seeds = Number(process.argv[2] ?? 7)
const common = { maxDurationSeconds: 480, durationSeconds: 180 }
const played = (style: string): Brief => ({ ...common, style, instrumental: true })
const sung = (style: string): Brief => ({
  ...common,
  style,
  idea: 'a song about the sea and a lost friend',
  instrumental: false,
})

function composeMs(brief: Brief, seed: number): number {
  const before = process.cpuUsage()
  composeSong(brief, seed, 0)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function summary(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b)
  return `${sorted[sorted.length >> 1]!.toFixed(0).padStart(4)} (worst ${sorted.at(-1).toFixed(0)})`
}

console.log(`first song of the process (pop, sung): ${composeMs(sung('pop'), 1).toFixed(0)} ms`)
const all: number[] = []
console.log('CPU milliseconds for three minutes'.padEnd(36), 'played'.padEnd(20), 'sung')
for (const genre of GENRES) {
  const row = [played, sung].map((brief) =>
    Array.from({ length: seeds }, (_, i) => composeMs(brief(genre), i + 1)),
  )
  all.push(...row.flat())
  console.log(genre.padEnd(36), ...row.map((times) => summary(times).padEnd(20)))
}
const within = all.filter((ms) => ms < GOAL_MS).length
console.log(`below ${GOAL_MS} ms: ${within} of ${all.length}; all together: median ${summary(all)}`)
