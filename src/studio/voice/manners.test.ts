import { describe, expect, it } from 'vitest'
import { SAMPLE_RATE } from '../../dsp/audio.js'
import { SINGING_MANNERS, type SingingManner } from '../../music/score.js'
import { note, sing, syllable, voiceTrack, word } from '../../../test/support/voice-fixtures.js'
import { inManner } from './manners.js'
import { SINGERS } from './singers.js'
import {
  clickCount,
  fundamentalHz,
  harmonicsToNoiseDb,
  percentile,
  vowelOnsetErrorSeconds,
} from './testing/measure.js'

const LINE = [
  word('take', syllable('t ey k', note(0.5, 0.5, 64))),
  word('the', syllable('dh ax', note(1, 0.25, 65))),
  word('tan', syllable('t ae n', note(1.25, 0.75, 67))),
]

function line(manner: SingingManner): Float32Array {
  return sing({ ...voiceTrack('clara', { words: LINE }), manner }, 2.5)
}

function held(manner: SingingManner): Float32Array {
  return sing(
    { ...voiceTrack('clara', { words: [word('ah', syllable('aa', note(0.3, 2, 62)))] }), manner },
    2.5,
  )
}

const hzAt = (samples: Float32Array, seconds: number): number =>
  fundamentalHz(samples, Math.round(seconds * SAMPLE_RATE), 80, 800)

describe('manners of singing', () => {
  it.each(SINGING_MANNERS)('%s is heard, bounded and free of clicks', (manner) => {
    const samples = line(manner)
    const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
    expect(peak).toBeGreaterThan(0.05)
    expect(peak).toBeLessThan(0.9)
    expect(clickCount(samples)).toBe(0)
  })

  it.each<SingingManner>(['rap', 'spoken'])('%s keeps vowels on the beat', (manner) => {
    const samples = line(manner)
    for (const start of [0.5, 1.25]) {
      expect(Math.abs(vowelOnsetErrorSeconds(samples, start)!)).toBeLessThan(0.06)
    }
  })

  it('raps below the written tune and lets go of long syllables', () => {
    const samples = line('rap')
    expect(hzAt(samples, 0.62)).toBeLessThan(290)
    const after = samples.subarray(1.85 * SAMPLE_RATE, 1.95 * SAMPLE_RATE)
    expect(Math.max(...after.map(Math.abs))).toBeLessThan(0.02)
  })

  it('whispers without a pitch', () => {
    const samples = held('whisper')
    const inTune = Array.from({ length: 10 }, (_, i) => hzAt(samples, 0.35 + 0.03 * i)).filter(
      (hz) => Math.abs(hz / 293.7 - 1) < 0.03,
    )
    expect(inTune.length).toBeLessThan(4)
  })

  it('has rougher folds in rock than in a choir', () => {
    const noise = (manner: SingingManner): number => {
      const samples = held(manner)
      const ratios = Array.from({ length: 8 }, (_, i) =>
        harmonicsToNoiseDb(
          samples,
          Math.round((0.8 + 0.15 * i) * SAMPLE_RATE),
          hzAt(samples, 0.8 + 0.15 * i),
        ),
      )
      return percentile(ratios, 0.5)
    }
    expect(noise('choir') - noise('rock')).toBeGreaterThan(2)
  })

  it('leaves the singer as he is in pop, apart from what pop adds', () => {
    for (const singer of SINGERS)
      expect(inManner(singer)).toMatchObject({ ...singer, driftCents: expect.any(Number) as number })
  })
})
