import { describe, expect, it } from 'vitest'
import { touchOf, type TouchHabit } from './touch.js'

const HABIT: TouchHabit = { intonationCents: 5, wanderCents: 4, scoopCents: 12, swellDb: 1 }
const VIBRATO = { rateHz: 5.5, depthCents: 15, onsetSeconds: 0.3 }
const SECONDS = Array.from({ length: 200 }, (_, i) => i / 50)

describe('a touch', () => {
  it('is the same for the same name and another for another', () => {
    const [first, again, other] = ['violin 1', 'violin 1', 'violin 2'].map((name) => {
      const { pitch, level, vibrato } = touchOf(HABIT, name, VIBRATO)
      return { cents: SECONDS.map(pitch), levels: SECONDS.map(level), vibrato }
    })
    expect(again).toEqual(first)
    expect(other!.cents).not.toEqual(first!.cents)
    expect(other!.vibrato).not.toEqual(first!.vibrato)
  })

  it('stays within its habit, and moves', () => {
    for (let i = 0; i < 50; i++) {
      const { pitch, level } = touchOf(HABIT, `note ${i}`)
      const cents = SECONDS.map(pitch)
      expect(Math.min(...cents)).toBeGreaterThanOrEqual(-5 - 4 - 12)
      expect(Math.max(...cents)).toBeLessThanOrEqual(5 + 4)
      const db = SECONDS.map((seconds) => 20 * Math.log10(level(seconds)))
      expect(Math.max(...db.map(Math.abs))).toBeLessThanOrEqual(1.2)
      expect(Math.max(...cents.slice(20)) - Math.min(...cents.slice(20))).toBeGreaterThan(1)
    }
  })

  it('leaves the pitch of what is struck where the stick hit it', () => {
    const { pitch, level } = touchOf({ ...HABIT, wanderCents: 0, scoopCents: 0, swellDb: 0 }, 'snare 1')
    expect(new Set(SECONDS.map(pitch)).size).toBe(1)
    expect(new Set(SECONDS.map(level))).toEqual(new Set([1]))
  })

  it('finds the pitch of a blown note from below', () => {
    const begin = Array.from({ length: 40 }, (_, i) => {
      const { pitch } = touchOf(HABIT, `flute ${i}`)
      return pitch(0) - pitch(0.25)
    })
    expect(begin.reduce((sum, cents) => sum + cents, 0) / begin.length).toBeLessThan(-2)
  })
})
