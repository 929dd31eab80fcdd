import { describe, expect, it } from 'vitest'
import { createRandom } from '../../dsp/random.js'
import { transcribeDrums } from './drums.js'

const RATE = 48_000

/** A bar of bass drum, snare and hi-hat, each as plain as can be. */
function bar(strokes: readonly (readonly [seconds: number, drum: 'kick' | 'snare' | 'hat'])[]) {
  const random = createRandom(2)
  const samples = new Float32Array(3 * RATE)
  for (const [seconds, drum] of strokes) {
    const start = Math.round(seconds * RATE)
    let last = 0
    for (let i = 0; i < 0.15 * RATE; i++) {
      const t = i / RATE
      const noise = random.next() * 2 - 1
      const value =
        drum === 'kick'
          ? Math.sin(2 * Math.PI * 60 * t) * Math.exp(-t / 0.05)
          : drum === 'snare'
            ? 0.6 * Math.sin(2 * Math.PI * 190 * t) * Math.exp(-t / 0.05) + 0.6 * noise * Math.exp(-t / 0.07)
            : (noise - last) * 0.4 * Math.exp(-t / 0.015)
      last = noise
      samples[start + i]! += 0.5 * value
    }
  }
  return { sampleRate: RATE, channels: [samples] }
}

describe('writing drums down', () => {
  it('finds each stroke where it is, as the drum it is', () => {
    const strokes = [
      [0.5, 'kick'],
      [0.75, 'hat'],
      [1, 'snare'],
      [1.25, 'hat'],
      [1.5, 'kick'],
      [2, 'snare'],
    ] as const
    const keys = { kick: 36, snare: 38, hat: 42 }
    const notes = transcribeDrums(bar(strokes))
    for (const [seconds, drum] of strokes) {
      const near = notes.filter(({ startSeconds }) => Math.abs(startSeconds - seconds) < 0.03)
      expect([seconds, near.some(({ pitchMidi }) => pitchMidi === keys[drum])]).toEqual([seconds, true])
    }
    expect(notes.filter(({ pitchMidi }) => pitchMidi === 36)).toHaveLength(2)
  })

  it('writes nothing of silence', () => {
    expect(transcribeDrums({ sampleRate: RATE, channels: [new Float32Array(RATE)] })).toEqual([])
  })

  it('tells loud strokes from soft ones', () => {
    const notes = transcribeDrums(
      mixOf([0.5, 1, 1.5, 2].map((seconds, i) => ({ seconds, gain: i % 2 ? 0.4 : 1 }))),
    )
    const velocities = notes.filter(({ pitchMidi }) => pitchMidi === 38).map(({ velocity }) => velocity)
    expect(velocities).toHaveLength(4)
    expect(velocities[1]!).toBeLessThan(0.8 * velocities[0]!)
    expect(velocities[3]!).toBeLessThan(0.8 * velocities[2]!)
  })
})

/** Snares of different loudness. */
function mixOf(strokes: readonly { readonly seconds: number; readonly gain: number }[]) {
  const samples = new Float32Array(3 * RATE)
  for (const { seconds, gain } of strokes) {
    bar([[seconds, 'snare']]).channels[0]!.forEach((value, i) => (samples[i]! += gain * value))
  }
  return { sampleRate: RATE, channels: [samples] }
}
