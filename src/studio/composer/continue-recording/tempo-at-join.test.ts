import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../dsp/random.js'
import { beatSecondsAtEnd } from './tempo-at-join.js'

const beatsOf = (lengths: readonly number[]): number[] => {
  const beats = [0.4]
  for (const length of lengths) beats.push(beats.at(-1) + length)
  return beats
}

describe('the tempo where a recording is left', () => {
  test('keeps the phase of a steady recording over eight beats, however its beats tremble', () => {
    const random = createRandom(5)
    const errors = Array.from({ length: 40 }, () => {
      const beats = beatsOf(new Array<number>(40).fill(0.55)).map((time) => time + 0.006 * random.gaussian())
      return Math.abs(8 * (beatSecondsAtEnd(beats)! - 0.55)) * 1000
    }).toSorted((a, b) => a - b)
    expect(errors[20]).toBeLessThan(6)
    expect(errors[37]).toBeLessThan(25)
  })

  test('follows one that slows down to where it has come to', () => {
    const random = createRandom(6)
    const lengths = Array.from({ length: 40 }, (_, i) => 0.6 * (1 + 0.02 * Math.max(0, i - 31)))
    const beats = beatsOf(lengths).map((time) => time + 0.002 * random.gaussian())
    expect(Math.abs(beatSecondsAtEnd(beats)! / lengths.at(-1) - 1)).toBeLessThan(0.025)
    // Until it slows, what comes later does not count.
    expect(beatSecondsAtEnd(beats.slice(0, 32))).toBeCloseTo(0.6, 2)
  })

  test.each([
    ['all along', (beat: number) => 1 + 0.004 * beat, 20],
    ['in its last four beats', (beat: number) => 1 + 0.05 * Math.max(0, beat - 35), 60],
    ['at once, eight beats before', (beat: number) => (beat < 32 ? 1 : 1.06), 40],
  ] as const)('follows one that slows down %s', (_, lengthAt, mostMs) => {
    const random = createRandom(7)
    const errors = Array.from({ length: 20 }, () => {
      const lengths = Array.from({ length: 40 }, (_, beat) => 0.5 * lengthAt(beat))
      const beats = beatsOf(lengths).map((time) => time + 0.004 * random.gaussian())
      return Math.abs(8 * (beatSecondsAtEnd(beats)! - lengths.at(-1))) * 1000
    }).toSorted((a, b) => a - b)
    expect(errors[10]).toBeLessThan(mostMs)
  })

  test('is not led astray by a misheard beat', () => {
    const beats = beatsOf(new Array<number>(30).fill(0.5))
    beats[22] = beats[22]! + 0.12
    expect(beatSecondsAtEnd(beats)).toBeCloseTo(0.5, 4)
  })

  test('cannot be told by a few beats', () => {
    expect(beatSecondsAtEnd([0, 0.5, 1, 1.5])).toBeUndefined()
    expect(beatSecondsAtEnd([0, 0.5, 1, 1.5, 2])).toBeCloseTo(0.5, 9)
  })
})
