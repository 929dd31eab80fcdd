import { describe, expect, it } from 'vitest'
import { PITCH_FRAMES_PER_SECOND, PITCH_RATE } from './pitch-activity.js'
import { velocitiesOf } from './velocities.js'

/** Decaying tones of 0.3 s, one each half second. */
function tones(notes: readonly { readonly pitchMidi: number; readonly amplitude: number }[]) {
  const samples = new Float32Array(Math.ceil(PITCH_RATE * 0.5 * (notes.length + 1)))
  notes.forEach(({ pitchMidi, amplitude }, n) => {
    const hz = 440 * 2 ** ((pitchMidi - 69) / 12)
    const start = Math.round(0.5 * n * PITCH_RATE)
    for (let i = 0; i < 0.3 * PITCH_RATE; i++) {
      const seconds = i / PITCH_RATE
      samples[start + i] = amplitude * Math.sin(2 * Math.PI * hz * seconds) * Math.exp(-seconds / 0.2)
    }
  })
  const events = notes.map(({ pitchMidi }, n) => {
    const startFrame = Math.round(0.5 * n * PITCH_FRAMES_PER_SECOND)
    return { pitchMidi, startFrame, endFrame: startFrame + 26, likelihood: 1 }
  })
  return { samples, events }
}

describe('velocities', () => {
  it('follow amplitude as SoundFont players do: half the velocity is a quarter of it', () => {
    const { samples, events } = tones([0.4, 0.8, 0.1, 0.4].map((amplitude) => ({ pitchMidi: 60, amplitude })))
    const [middling, loud, soft] = velocitiesOf(events, samples, 40)
    expect(loud).toBe(0.76)
    expect(middling! / loud!).toBeCloseTo(2 ** -0.5, 1)
    expect(soft! / middling!).toBeCloseTo(0.5, 1)
  })

  it('do not take the slope of an instrument for playing', () => {
    const { samples, events } = tones(
      [40, 50, 60, 70, 80].map((pitchMidi) => ({
        pitchMidi,
        amplitude: 0.8 * 10 ** (-(pitchMidi - 40) / 60),
      })),
    )
    const velocities = velocitiesOf(events, samples, 40)
    expect(Math.max(...velocities) - Math.min(...velocities)).toBeLessThan(0.1)
  })

  it('are told by the loudest moment of a beginning: of what swells, too', () => {
    const { samples, events } = tones([0.6, 0.6, 0.3].map((amplitude) => ({ pitchMidi: 60, amplitude })))
    const late = events.map((event) => ({ ...event, startFrame: event.startFrame - 8 }))
    const [first, second, soft] = velocitiesOf(late, samples, 40)
    expect(first).toBeCloseTo(second!, 1)
    expect(soft! / first!).toBeCloseTo(2 ** -0.5, 1)
  })

  it('are none for no notes', () => {
    expect(velocitiesOf([], new Float32Array(10), 40)).toEqual([])
  })
})
