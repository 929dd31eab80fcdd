import { describe, expect, it } from 'vitest'
import { onsetStrength } from './onset-strength.js'
import { findPulse } from './pulse.js'
import { clicks } from './testing/signals.js'
import { PITCH_COUNT, PITCH_FRAMES_PER_SECOND } from './transcription/pitch-activity.js'

const RATE = 16_000

/** What is heard of clicks at these times, over chords (one key each) that begin at others. */
function pulseOf(times: readonly number[], seconds: number, chords: readonly number[] = []) {
  const frames = Math.ceil(seconds * PITCH_FRAMES_PER_SECOND)
  const notes = new Float32Array(frames * PITCH_COUNT)
  chords.forEach((from, i) => {
    const until = Math.min(frames, Math.round((chords[i + 1] ?? seconds) * PITCH_FRAMES_PER_SECOND))
    for (let frame = Math.round(from * PITCH_FRAMES_PER_SECOND); frame < until; frame++)
      notes[frame * PITCH_COUNT + 30 + ((5 * i) % 12)] = 0.9
  })
  const activity = { frames, notes, onsets: new Float32Array(notes.length) }
  const { channels } = clicks(times, seconds, RATE)
  return findPulse(onsetStrength(channels[0]!, RATE, 160), [], activity, seconds)
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

  it('counts three and three and two eighths as four beats, not as dotted ones', () => {
    const bars = every(2, 40)
    const rhythm = bars.flatMap((bar) => [bar, bar + 0.75, bar + 1.5])
    const { beatTimesSeconds } = pulseOf(rhythm, 40)
    const beats = bars.flatMap((bar) => [bar, bar + 1])
    expect(worstError(beatTimesSeconds, beats, 2)).toBeLessThan(0.05)
    const period = (beatTimesSeconds.at(-1)! - beatTimesSeconds[0]!) / (beatTimesSeconds.length - 1)
    expect([0.25, 0.5, 1].some((wanted) => Math.abs(period / wanted - 1) < 0.03)).toBe(true)
  })

  it('lies where harmony changes, where strokes on and off the beat are alike', () => {
    const strokes = every(0.25, 30)
    for (const from of [0.3, 0.55]) {
      const { beatTimesSeconds } = pulseOf(strokes, 30, every(2, 30, from))
      const beats = every(0.5, 30, from)
      expect(worstError(beatTimesSeconds, beats, 2)).toBeLessThan(0.05)
      expect(beatTimesSeconds.length).toBeLessThan(beats.length + 4)
    }
  })

  it('goes on over silence, to both ends', () => {
    const { beatTimesSeconds } = pulseOf([4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5], 15)
    expect(beatTimesSeconds[0]).toBeLessThan(1.1)
    expect(beatTimesSeconds.at(-1)).toBeGreaterThan(13.5)
  })
})
