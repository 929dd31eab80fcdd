import { expect, it } from 'vitest'
import { createRandom } from '../../dsp/random.js'
import { createMatrix } from './matrix.js'
import { medianOverFrequency, medianOverTime } from './median.js'

const WIDTH = 1001

const middle = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!

it('gives the same medians as sorting every window', () => {
  const random = createRandom(3)
  const input = createMatrix(12, WIDTH)
  for (let i = 0; i < input.data.length; i++) input.data[i] = random.next()
  const time = medianOverTime(input, 2)
  const frequency = medianOverFrequency(input, 3)
  for (const [frame, bin] of [
    [0, 0],
    [5, 1000],
    [11, WIDTH - 1],
    [7, 2],
  ] as const) {
    const column = [-2, -1, 0, 1, 2].map((d) => frame + d).filter((f) => f >= 0 && f < 12)
    expect(time.data[frame * WIDTH + bin]).toBe(middle(column.map((f) => input.data[f * WIDTH + bin]!)))
    const row = [-3, -2, -1, 0, 1, 2, 3].map((d) => bin + d).filter((k) => k >= 0 && k < WIDTH)
    expect(frequency.data[frame * WIDTH + bin]).toBe(middle(row.map((k) => input.data[frame * WIDTH + k]!)))
  }
})
