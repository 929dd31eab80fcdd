import { describe, expect, it } from 'vitest'
import { SAMPLE_RATE } from '../../dsp/audio.js'
import { Kernel } from '../../dsp/kernel/kernel.js'
import type { Score } from '../../music/score.js'
import { scoreOf, sectionsOf } from '../performance/testing/test-score.js'
import { RotarySpeaker, turningOf } from './rotary-speaker.js'

const BLOCK_FRAMES = 1024
const HORN = { slowHz: 0.8, fastHz: 6.7, inertiaSeconds: 0.4, direction: 1 } as const

/** A calm section of 4 s and a full one of 4 s. */
function song(): Score {
  return { ...scoreOf([], { endBeat: 16 }), sections: sectionsOf([{ energy: 0.3 }, { energy: 0.9 }], 8) }
}

/** What the microphones hear of a sine, from a second of the song on. */
function hear(hz: number, fromSeconds: number, seconds: number): [number[], number[]] {
  const kernel = new Kernel()
  const [block, left, right] = [0, 0, 0].map(() => kernel.allocateFloats(BLOCK_FRAMES))
  const speaker = new RotarySpeaker(song(), kernel)
  const heard: [number[], number[]] = [[], []]
  const first = Math.round((fromSeconds * SAMPLE_RATE) / BLOCK_FRAMES) * BLOCK_FRAMES
  for (let start = first; start < first + seconds * SAMPLE_RATE; start += BLOCK_FRAMES) {
    kernel.floatsAt(block!, BLOCK_FRAMES).forEach((_, i, target) => {
      target[i] = Math.sin((2 * Math.PI * hz * (start + i)) / SAMPLE_RATE)
    })
    kernel.floatsAt(left!, BLOCK_FRAMES).fill(0)
    kernel.floatsAt(right!, BLOCK_FRAMES).fill(0)
    speaker.add(block!, left!, right!, start, BLOCK_FRAMES, 1, 1)
    heard[0].push(...kernel.floatsAt(left!, BLOCK_FRAMES))
    heard[1].push(...kernel.floatsAt(right!, BLOCK_FRAMES))
  }
  return heard
}

/** Peak of each hundredth of a second. */
function envelope(samples: readonly number[]): number[] {
  const window = SAMPLE_RATE / 100
  return Array.from({ length: Math.floor(samples.length / window) }, (_, i) =>
    Math.max(...samples.slice(i * window, (i + 1) * window).map(Math.abs)),
  )
}

/** How often an envelope rises through its middle, a second. */
function swings(levels: readonly number[]): number {
  const middle = (Math.min(...levels) + Math.max(...levels)) / 2
  const rises = levels.filter((level, i) => i > 0 && levels[i - 1]! < middle && level >= middle).length
  return rises / (levels.length / 100)
}

describe('a rotary speaker', () => {
  it('turns slowly where it is calm and gathers speed where it is full', () => {
    const turning = turningOf(HORN, song())
    const speedAt = (seconds: number): number => (turning(seconds + 0.01) - turning(seconds)) / 0.01
    expect(speedAt(2)).toBeCloseTo(0.8, 3)
    expect(speedAt(4.2)).toBeGreaterThan(1.5)
    expect(speedAt(4.2)).toBeLessThan(5)
    expect(speedAt(7)).toBeCloseTo(6.7, 1)
    expect(turning(4.001) - turning(3.999)).toBeLessThan(0.01)
  })

  it('is heard coming and going, and not alike left and right', () => {
    const [left, right] = hear(2000, 6, 1.5)
    const levels = envelope(left)
    expect(Math.abs(swings(levels) - 6.7)).toBeLessThan(0.8)
    const depthDb = 20 * Math.log10(Math.max(...levels) / Math.min(...levels))
    expect(depthDb).toBeGreaterThan(4)
    expect(depthDb).toBeLessThan(9)
    const other = envelope(right)
    expect(Math.max(...levels.map((level, i) => Math.abs(level - other[i]!)))).toBeGreaterThan(0.2)
  })

  it('hears the same from the middle of a song as from its beginning', () => {
    const whole = hear(440, 0, 4)[0].slice(3.5 * SAMPLE_RATE)
    const from = Math.round((3 * SAMPLE_RATE) / BLOCK_FRAMES) * BLOCK_FRAMES
    const part = hear(440, 3, 1)[0].slice(3.5 * SAMPLE_RATE - from)
    const length = Math.min(whole.length, part.length)
    const off = Math.max(...Array.from({ length }, (_, i) => Math.abs(whole[i]! - part[i]!)))
    expect(off).toBeLessThan(1e-4)
  })
})
