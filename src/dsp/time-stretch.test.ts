import { describe, expect, test } from 'vitest'
import { createAudio, frameCount, type Audio } from './audio.js'
import { timeStretch } from './time-stretch.js'

const RATE = 48_000

function tone(hz: number, seconds: number, channels = 1): Audio {
  const audio = createAudio(channels, Math.round(seconds * RATE))
  audio.channels.forEach((channel, c) => {
    for (let i = 0; i < channel.length; i++)
      channel[i] = (0.5 / (c + 1)) * Math.sin((2 * Math.PI * hz * i) / RATE)
  })
  return audio
}

const points = (...pairs: [number, number][]) =>
  pairs.map(([inputSeconds, outputSeconds]) => ({ inputSeconds, outputSeconds }))

/** Frequency by rising zero crossings within a stretch. */
function pitchOf(samples: Float32Array, from: number, to: number): number {
  const places: number[] = []
  for (let i = Math.round(from * RATE) + 1; i < Math.round(to * RATE); i++)
    if (samples[i - 1]! <= 0 && samples[i]! > 0)
      places.push(i - samples[i]! / (samples[i]! - samples[i - 1]!))
  return ((places.length - 1) * RATE) / (places.at(-1) - places[0]!)
}

const rms = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / Math.max(1, samples.length))

describe('stretching in time', () => {
  test('lasts as long as the points say and keeps pitch and level', () => {
    for (const factor of [0.8, 1.25, 2]) {
      const out = timeStretch(tone(440, 2), points([0, 0], [2, 2 * factor]))
      expect(frameCount(out)).toBe(Math.round(2 * factor * RATE))
      const middle = out.channels[0]!.subarray(0.3 * RATE, (2 * factor - 0.3) * RATE)
      expect(pitchOf(out.channels[0]!, 0.3, 2 * factor - 0.3)).toBeCloseTo(440, 0)
      expect(rms(middle) / (0.5 / Math.SQRT2)).toBeCloseTo(1, 1)
    }
  })

  test('passes unchanged what keeps its speed', () => {
    const input = tone(330, 1.5, 2)
    const out = timeStretch(input, points([0, 0], [1.5, 1.5]))
    for (let i = 5000; i < 60_000; i += 97) expect(out.channels[0]![i]).toBeCloseTo(input.channels[0]![i]!, 4)
  })

  test('moves pitch without moving time', () => {
    for (const semitones of [-5, 3, 7]) {
      const out = timeStretch(tone(300, 2), points([0, 0], [2, 2]), semitones)
      expect(Math.abs(frameCount(out) - 2 * RATE)).toBeLessThanOrEqual(1)
      expect(pitchOf(out.channels[0]!, 0.4, 1.6) / (300 * 2 ** (semitones / 12))).toBeCloseTo(1, 3)
    }
  })

  test('puts clicks where the points want them, to a few milliseconds, and keeps them short', () => {
    const input = createAudio(1, 4 * RATE)
    for (const at of [1, 2, 3])
      for (let i = 0; i < 200; i++)
        input.channels[0]![at * RATE + i] = (i % 2 === 0 ? 1 : -1) * Math.exp(-i / 50)
    const out = timeStretch(input, points([0, 0], [1, 1.3], [2, 2.1], [3, 3.4], [4, 4.2])).channels[0]!
    for (const at of [1.3, 2.1, 3.4]) {
      let loudest = 0
      for (let i = Math.round((at - 0.08) * RATE); i < (at + 0.08) * RATE; i++)
        if (Math.abs(out[i]!) > Math.abs(out[loudest]!)) loudest = i
      expect(Math.abs(loudest / RATE - at)).toBeLessThan(0.012)
    }
  })

  test('keeps the balance of the channels', () => {
    const out = timeStretch(tone(500, 2, 2), points([0, 0], [2, 2.3]), 2)
    expect(rms(out.channels[0]!) / rms(out.channels[1]!)).toBeCloseTo(2, 1)
  })

  test('starts and ends with the points', () => {
    const input = createAudio(1, 3 * RATE)
    input.channels[0]!.fill(0.3, RATE, 2 * RATE)
    const out = timeStretch(input, points([1, 0], [2, 1]))
    expect(frameCount(out)).toBe(RATE)
    expect(out.channels[0]![RATE / 2]).toBeCloseTo(0.3, 2)
  })

  test('refuses points that do not rise', () => {
    expect(() => timeStretch(tone(440, 1), points([0, 0]))).toThrow(RangeError)
    expect(() => timeStretch(tone(440, 1), points([0, 0], [1, 1], [0.5, 2]))).toThrow(RangeError)
  })
})
