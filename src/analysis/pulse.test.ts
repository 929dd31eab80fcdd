import { describe, expect, it } from 'vitest'
import { onsetStrength } from './onset-strength.js'
import { findPulse } from './pulse.js'
import { clicks } from './testing/signals.js'

const RATE = 16_000

/** What is heard of clicks at these times. */
function pulseOf(times: readonly number[], seconds: number) {
  return findPulse(onsetStrength(clicks(times, seconds, RATE).channels[0]!, RATE, 160), [], seconds)
}

/** Largest distance of a true beat from the nearest one heard, between `from` and the end. */
function worstError(heard: readonly number[], truth: readonly number[], from = 0): number {
  return Math.max(
    ...truth
      .filter((time) => time >= from)
      .map((time) => Math.min(...heard.map((beat) => Math.abs(beat - time)))),
  )
}

const every = (period: number, until: number, from = 0.3) =>
  Array.from({ length: Math.floor((until - from) / period) }, (_, i) => from + i * period)

describe('the pulse', () => {
  it.each([72, 100, 128, 150])('is found at %i beats a minute', (bpm) => {
    const truth = every(60 / bpm, 20)
    const { beatTimesSeconds, confidence } = pulseOf(truth, 20)
    expect(worstError(beatTimesSeconds, truth)).toBeLessThan(0.03)
    expect(beatTimesSeconds.length).toBeLessThan(truth.length + 4)
    expect(confidence).toBeGreaterThan(0.3)
  })

  it('follows a player who speeds up by a third', () => {
    const truth: number[] = []
    for (let time = 0.3, period = 0.6; time < 38; time += period, period *= 0.9955) truth.push(time)
    expect(worstError(pulseOf(truth, 38).beatTimesSeconds, truth, 3)).toBeLessThan(0.05)
  })

  it('lies on the long notes of a shuffle, not on the short ones before them', () => {
    const beats = every(0.5, 24)
    const shuffle = [...beats, ...beats.map((time) => time + 1 / 3)].toSorted((a, b) => a - b)
    const { beatTimesSeconds, division } = pulseOf(shuffle, 24)
    expect(worstError(beatTimesSeconds, beats, 1)).toBeLessThan(0.04)
    expect(division).toBe(3)
  })

  it('goes on over silence, to both ends', () => {
    const { beatTimesSeconds } = pulseOf([4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5], 15)
    expect(beatTimesSeconds[0]).toBeLessThan(1.1)
    expect(beatTimesSeconds.at(-1)).toBeGreaterThan(13.5)
  })
})
