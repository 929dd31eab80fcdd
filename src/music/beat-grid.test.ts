import { describe, expect, it } from 'vitest'
import { beatGridOf, tempoMapOf } from './beat-grid.js'
import { secondsToBeat } from './tempo-map.js'

const heard = (firstBeat: number, firstDownbeatIndex: number) => ({
  beatTimesSeconds: Array.from({ length: 16 }, (_, i) => firstBeat + 0.5 * i),
  firstDownbeatIndex,
  beatsPerBar: 4,
})

describe('the grid of a recording', () => {
  it('begins with the recording, whose first beat may be cut off', () => {
    const grid = beatGridOf(heard(0.2, 0), 8)
    expect(grid.beatTimesSeconds.slice(0, 3)).toEqual([0, 0.2, 0.7])
    expect(grid.pickupBeats).toBe(1)
  })

  it('takes a beat at the first frame for the first', () => {
    const grid = beatGridOf(heard(0.01, 0), 8)
    expect(grid.beatTimesSeconds.slice(0, 2)).toEqual([0, 0.51])
    expect(grid.pickupBeats).toBe(0)
  })

  it('counts back to the first frame and on to the end', () => {
    const grid = beatGridOf(heard(1.2, 2), 20)
    expect(grid.beatTimesSeconds.slice(0, 4).map((time) => Number(time.toFixed(3)))).toEqual([
      0, 0.2, 0.7, 1.2,
    ])
    expect(grid.beatTimesSeconds.at(-1)).toBeGreaterThanOrEqual(20)
    // Heard: two beats, then the bar line; before them two more and what is left of one.
    expect(grid.pickupBeats).toBe(1)
  })

  it('is a tempo map with a beat a quarter', () => {
    const map = tempoMapOf(beatGridOf(heard(0.2, 0), 8))
    expect(secondsToBeat(map, 0.7)).toBeCloseTo(2, 9)
    expect(secondsToBeat(map, 0.95)).toBeCloseTo(2.5, 9)
  })
})
