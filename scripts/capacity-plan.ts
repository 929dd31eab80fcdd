/**
 * How many cores for so many songs a minute? Simulates an hour of songs that arrive at random, each occupying one core for
 * its own time, and prints for several numbers of cores how long songs wait before somebody performs them.
 *
 *   npm run capacity [-- --songs-per-minute 1000 --core-seconds 30]
 *
 * `core-seconds`: what one song (two takes) costs a core of yours; measure it as docs/operations.md says.
 */
import { parseArgs } from 'node:util'
import { createRandom } from '../src/dsp/random.js'

const { values } = parseArgs({
  options: {
    'songs-per-minute': { type: 'string', default: '1000' },
    'core-seconds': { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
  },
})
const perMinute = Number(values['songs-per-minute'])
const coreSeconds = Number(values['core-seconds'])
const HOUR = 3600
/** Songs take between half and one and a half times the average: they differ in length and number of players. */
const SPREAD = 0.5

const leastCores = Math.ceil((perMinute * coreSeconds) / 60)
console.log(
  `${perMinute} songs a minute of ${coreSeconds} core seconds each keep ${leastCores} cores busy without a pause.`,
)
for (const share of [1, 1.02, 1.05, 1.1, 1.2]) {
  const cores = Math.ceil(leastCores * share)
  const waits = waitsWith(cores).sort((a, b) => a - b)
  const at = (part: number) => waits[Math.floor(part * (waits.length - 1))]!.toFixed(1).padStart(7)
  console.log(`${String(cores).padStart(7)} cores: songs wait ${at(0.5)} s (median), ${at(0.99)} s (p99)`)
}

/** Seconds that each song of an hour waits for a free core. */
function waitsWith(cores: number): number[] {
  const random = createRandom(Number(values.seed))
  // When each core is free again, as a heap: the first one is free first.
  const freeAt = new Float64Array(cores)
  const waits: number[] = []
  let now = 0
  for (;;) {
    now -= (Math.log(1 - random.next()) * 60) / perMinute
    if (now > HOUR) return waits
    const begins = Math.max(now, freeAt[0]!)
    waits.push(begins - now)
    freeAt[0] = begins + coreSeconds * (1 + SPREAD * (2 * random.next() - 1))
    siftDown(freeAt)
  }
}

/** Restores the order of a heap whose first value has grown. */
function siftDown(heap: Float64Array): void {
  for (let parent = 0; ;) {
    const left = 2 * parent + 1
    if (left >= heap.length) return
    const child = left + 1 < heap.length && heap[left + 1]! < heap[left]! ? left + 1 : left
    if (heap[parent]! <= heap[child]!) return
    const value = heap[parent]!
    heap[parent] = heap[child]!
    heap[child] = value
    parent = child
  }
}
