import type { Random } from '../../src/dsp/random.js'

/** How far a second take wanders from the first, in seconds, and how often a second it turns. */
const WANDER_SECONDS = 0.002
const TURNS_PER_SECOND = 0.7

/**
 * Makes two takes of one part, hard left and right, as rock guitars are recorded: the second comes a little later, and its
 * time and so its tuning wander. In place, of stereo channels.
 */
export function playTwice([left, right]: readonly Float32Array[], sampleRate: number, random: Random): void {
  const take = left!.map((value, i) => (value + right![i]!) / 2)
  left!.set(take)
  const lateSeconds = random.range(0.004, 0.025)
  const turns = Array.from({ length: 3 }, () => ({
    step: (2 * Math.PI * TURNS_PER_SECOND * random.range(0.4, 1.6)) / sampleRate,
    phase: random.range(0, 2 * Math.PI),
  }))
  for (let i = 0; i < take.length; i++) {
    let wander = 0
    for (const { step, phase } of turns) wander += Math.sin(phase + step * i) / turns.length
    const from = i - sampleRate * (lateSeconds + WANDER_SECONDS * wander)
    const whole = Math.floor(from)
    right![i] = whole < 0 ? 0 : take[whole]! + (from - whole) * ((take[whole + 1] ?? 0) - take[whole]!)
  }
}
