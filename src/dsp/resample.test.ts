import { describe, expect, it } from 'vitest'
import { type Audio, createAudio, frameCount } from './audio.js'
import { resample } from './resample.js'
import { gainToDb } from './units.js'

function sine(hz: number, sampleRate: number, seconds = 0.5): Audio {
  const frames = Math.round(seconds * sampleRate)
  const channel = Float32Array.from({ length: frames }, (_, i) =>
    Math.sin((2 * Math.PI * hz * i) / sampleRate),
  )
  return { sampleRate, channels: [channel] }
}

/** Level in dB of everything in the middle of a signal, 0 dB for a full-scale sine. */
function levelDb(samples: Float32Array): number {
  const middle = samples.subarray(Math.floor(samples.length / 4), Math.floor((samples.length * 3) / 4))
  const power = middle.reduce((sum, x) => sum + x * x, 0) / middle.length
  return gainToDb(Math.sqrt(2 * power))
}

/** Level in dB of what differs from the ideal result: images, aliases, delay and wrong gain alike. */
function errorDb(hz: number, fromRate: number, toRate: number): number {
  const converted = resample(sine(hz, fromRate), toRate).channels[0]!
  const ideal = sine(hz, toRate).channels[0]!
  return levelDb(converted.map((x, i) => x - ideal[i]!))
}

describe('resample', () => {
  it.each([
    [44_100, 48_000],
    [48_000, 44_100],
    [22_050, 48_000],
    [96_000, 48_000],
    [8_000, 48_000],
    // Hardly any common factor: the interpolating path.
    [44_099, 48_000],
  ])('keeps a tone from %i Hz in place and at level at %i Hz, with images below -90 dB', (from, to) => {
    expect(errorDb(1000, from, to)).toBeLessThan(-90)
    const edgeHz = 0.45 * Math.min(from, to)
    expect(Math.abs(levelDb(resample(sine(edgeHz, from), to).channels[0]!))).toBeLessThan(0.1)
  })

  it.each([
    [48_000, 44_100, 22_100],
    [96_000, 48_000, 24_100],
    [96_000, 48_000, 40_000],
    [48_000, 8_000, 4_010],
  ])('removes from %i to %i Hz what the lower rate cannot hold (%i Hz)', (from, to, hz) => {
    expect(levelDb(resample(sine(hz, from), to).channels[0]!)).toBeLessThan(-90)
  })

  it('lets a constant pass as a constant', () => {
    const ones = { sampleRate: 44_100, channels: [new Float32Array(4410).fill(1)] }
    const output = resample(ones, 48_000).channels[0]!.subarray(200, 4600)
    for (const x of output) expect(Math.abs(x - 1)).toBeLessThan(1e-5)
  })

  it('gives the length that the ratio asks for, on all channels', () => {
    const output = resample(createAudio(2, 44_101, 44_100), 48_000)
    expect(output.channels.map((channel) => channel.length)).toEqual([48_001, 48_001])
    expect(frameCount(resample(createAudio(1, 0, 44_100), 48_000))).toBe(0)
  })

  it('gives back audio that has the rate already', () => {
    const audio = createAudio(1, 5, 48_000)
    expect(resample(audio, 48_000)).toBe(audio)
  })

  it('refuses rates that are none', () => {
    expect(() => resample(createAudio(1, 5), 0)).toThrow(
      'targetRate must be a positive whole number of hertz, got 0',
    )
    expect(() => resample(createAudio(1, 5), Number.NaN)).toThrow('targetRate')
  })
})
