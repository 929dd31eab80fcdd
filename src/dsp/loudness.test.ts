import { describe, expect, it } from 'vitest'
import { type Audio, createAudio, SAMPLE_RATE } from './audio.js'
import { integratedLufs, truePeakDbtp } from './loudness.js'
import { createRandom } from './random.js'
import { dbToGain } from './units.js'

/** Sine parts one after the other: [level in dBFS, seconds]. */
function tone(
  parts: readonly (readonly [db: number, seconds: number])[],
  { channels = 2, hz = 1000, sampleRate = SAMPLE_RATE } = {},
): Audio {
  const samples: number[] = []
  for (const [db, seconds] of parts) {
    const frames = Math.round(seconds * sampleRate)
    for (let i = 0; i < frames; i++) {
      samples.push(dbToGain(db) * Math.sin((2 * Math.PI * hz * samples.length) / sampleRate))
    }
  }
  const channel = Float32Array.from(samples)
  return { sampleRate, channels: Array.from({ length: channels }, () => channel) }
}

describe('integratedLufs', () => {
  it.each([44_100, 48_000, 96_000])(
    'reads a stereo 1 kHz sine at -23 dBFS as -23 LUFS at %i Hz',
    (sampleRate) => {
      expect(Math.abs(integratedLufs(tone([[-23, 5]], { sampleRate })) - -23)).toBeLessThan(0.1)
    },
  )

  it('reads one channel 3 LU below two', () => {
    const difference = integratedLufs(tone([[-23, 3]])) - integratedLufs(tone([[-23, 3]], { channels: 1 }))
    expect(difference).toBeCloseTo(3.01, 2)
  })

  // EBU Tech 3341, table 1, cases 3 to 5 (shortened in proportion, as the result does not depend on it).
  it.each([
    {
      name: 'the relative gate',
      parts: [
        [-36, 2],
        [-23, 12],
        [-36, 2],
      ] as const,
    },
    {
      name: 'both gates',
      parts: [
        [-72, 2],
        [-36, 2],
        [-23, 12],
        [-36, 2],
        [-72, 2],
      ] as const,
    },
    {
      name: 'levels inside the gate',
      parts: [
        [-26, 20],
        [-20, 20.1],
        [-26, 20],
      ] as const,
    },
  ])('applies $name as EBU Tech 3341 asks', ({ parts }) => {
    expect(Math.abs(integratedLufs(tone(parts)) - -23)).toBeLessThan(0.1)
  })

  it('weights frequencies by the K curve', () => {
    const at1k = integratedLufs(tone([[-23, 2]]))
    expect(integratedLufs(tone([[-23, 2]], { hz: 8000 })) - at1k).toBeCloseTo(3.3, 0)
    expect(integratedLufs(tone([[-23, 2]], { hz: 30 })) - at1k).toBeLessThan(-6)
  })

  it('gives -Infinity for silence and for nothing at all', () => {
    expect(integratedLufs(createAudio(2, SAMPLE_RATE))).toBe(-Infinity)
    expect(integratedLufs(createAudio(2, 0))).toBe(-Infinity)
  })

  it('measures audio shorter than one block', () => {
    expect(Math.abs(integratedLufs(tone([[-23, 0.25]])) - -23)).toBeLessThan(0.5)
  })
})

describe('truePeakDbtp', () => {
  // EBU Tech 3341, table 1, cases 15 to 18: a tone whose samples miss its crests. Tolerance +0.2 / -0.4 dB.
  it.each([
    { divider: 4, phaseDegrees: 0 },
    { divider: 4, phaseDegrees: 45 },
    { divider: 6, phaseDegrees: 60 },
    { divider: 8, phaseDegrees: 67.5 },
  ])('finds the crest of fs/$divider at phase $phaseDegrees', ({ divider, phaseDegrees }) => {
    const frames = 4800
    const channel = Float32Array.from({ length: frames }, (_, i) => {
      // Faded, because the start of an abrupt tone overshoots truly.
      const fade = Math.sin((Math.PI * i) / frames) ** 2
      return 0.5 * fade * Math.sin((2 * Math.PI * i) / divider + (phaseDegrees * Math.PI) / 180)
    })
    const level = truePeakDbtp({ sampleRate: SAMPLE_RATE, channels: [channel, channel] })
    expect(level).toBeGreaterThan(-6.02 - 0.4)
    expect(level).toBeLessThan(-6.02 + 0.2)
  })

  it('is never below the sample peak, and finds a peak at the very end', () => {
    const random = createRandom(5)
    const channel = Float32Array.from({ length: 5000 }, () => random.range(-0.3, 0.3))
    channel[4999] = -0.9
    expect(truePeakDbtp({ sampleRate: SAMPLE_RATE, channels: [channel] })).toBeGreaterThanOrEqual(
      20 * Math.log10(Math.fround(0.9)),
    )
  })

  it('gives -Infinity for silence', () => {
    expect(truePeakDbtp(createAudio(2, 100))).toBe(-Infinity)
  })
})
