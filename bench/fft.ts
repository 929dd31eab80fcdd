/**
 * How long one transform takes, in microseconds: ours against the fft.js package (best of many short rounds). Run the compiled
 * form: tsx costs the loops about a third of their speed.
 */
import FFT from 'fft.js'
import { createRealFft } from '../src/dsp/fft.js'
import { createRandom } from '../src/dsp/random.js'

const REPEATS = 4000
const random = createRandom(1)

function microseconds(work: () => void): number {
  let best = Infinity
  for (let round = 0; round < 5; round++) {
    const start = performance.now()
    for (let i = 0; i < REPEATS; i++) work()
    best = Math.min(best, ((performance.now() - start) * 1000) / REPEATS)
  }
  return best
}

for (const size of [512, 1024, 2048, 4096]) {
  const input = Float64Array.from({ length: size }, () => random.gaussian())
  const ours = createRealFft(size)
  const re = new Float64Array(ours.binCount)
  const im = new Float64Array(ours.binCount)
  const theirs = new FFT(size)
  const spectrum = theirs.createComplexArray()
  console.log(
    `real FFT of ${size}: ours ${microseconds(() => ours.forward(input, re, im)).toFixed(1)} µs forward, ` +
      `${microseconds(() => ours.inverse(re, im, input)).toFixed(1)} µs inverse; ` +
      `fft.js ${microseconds(() => theirs.realTransform(spectrum, input)).toFixed(1)} µs forward`,
  )
}
