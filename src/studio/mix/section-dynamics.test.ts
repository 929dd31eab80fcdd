import { describe, expect, it } from 'vitest'
import { SAMPLE_RATE } from '../../dsp/audio.js'
import { CURVE_STEP_FRAMES } from '../../dsp/kernel/curve-multiplier.js'
import { gainToDb } from '../../dsp/units.js'
import type { Score, SectionKind } from '../../music/score.js'
import { scoreOf, sectionsOf } from '../performance/testing/test-score.js'
import { sectionGains } from './section-dynamics.js'

/** A song at 120 bpm of sections of 16 beats, 8 seconds, each: kind, energy and fader in dB. */
function song(kinds: readonly [SectionKind, number, number?][]): Score {
  const parts = kinds.map(([kind, energy, faderDb]) => ({
    kind,
    energy,
    ...(faderDb !== undefined && { faderDb }),
  }))
  return { ...scoreOf([], { endBeat: 16 * kinds.length }), sections: sectionsOf(parts, 16) }
}

/** The curve's level at a second, in dB. */
function levelAt(gains: Float32Array | undefined, seconds: number): number {
  return gainToDb(gains![Math.round((seconds * SAMPLE_RATE) / CURVE_STEP_FRAMES)]!)
}

describe('dynamics of the sections', () => {
  it('arrives with a louder section', () => {
    const gains = sectionGains(
      song([
        ['verse', 0.4, -3],
        ['chorus', 0.9],
      ]),
    )
    expect(levelAt(gains, 0)).toBeCloseTo(-3, 3)
    expect(levelAt(gains, 7)).toBeCloseTo(-3, 3)
    expect(levelAt(gains, 8)).toBeCloseTo(0, 3)
    expect(levelAt(gains, 15.9)).toBeCloseTo(0, 3)
  })

  it('lets a loud section ring out into a soft one', () => {
    const gains = sectionGains(
      song([
        ['chorus', 0.9],
        ['verse', 0.4, -3],
      ]),
    )
    expect(levelAt(gains, 8)).toBeCloseTo(0, 3)
    expect(levelAt(gains, 8.4)).toBeCloseTo(-1.5, 1)
    expect(levelAt(gains, 9)).toBeCloseTo(-3, 3)
  })

  it('moves against the players in the softer section only, and slowly', () => {
    const gains = sectionGains(
      song([
        ['intro', 0.3, 4],
        ['chorus', 0.9],
        ['break', 0.2, 4],
      ]),
    )
    const levels = [6.4, 7.25, 8, 15.9, 16.75, 17.6].map((seconds) => levelAt(gains, seconds))
    const expected = [4, 2, 0, 0, 2, 4]
    levels.forEach((level, i) => expect(level).toBeCloseTo(expected[i]!, 1))
  })

  it('climbs through a build to what it leads to', () => {
    const gains = sectionGains(
      song([
        ['break', 0.3, -7],
        ['build', 0.5, -5],
        ['drop', 1],
      ]),
    )
    const levels = [9, 12.5, 14, 15.5, 16].map((seconds) => levelAt(gains, seconds))
    expect(levels[0]).toBeCloseTo(-5, 3)
    expect(levels.every((level, i) => i === 0 || level > levels[i - 1]!)).toBe(true)
    expect(levels.at(-1)).toBeCloseTo(0, 3)
  })

  it('leaves a mix alone that asks for none, and one over a recording, which has its own', () => {
    const recording = {
      id: 'voice',
      stem: 'vocal',
      gainDb: 0,
      startSeconds: 0,
      durationSeconds: 4,
    } as const
    const flat = song([
      ['verse', 0.4],
      ['chorus', 0.9, 0],
    ])
    const ridden = song([
      ['verse', 0.4, -3],
      ['chorus', 0.9],
    ])
    expect(sectionGains(flat)).toBeUndefined()
    expect(sectionGains({ ...ridden, recordings: [recording] })).toBeUndefined()
  })
})
