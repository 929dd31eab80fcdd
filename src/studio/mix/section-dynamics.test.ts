import { describe, expect, it } from 'vitest'
import { SAMPLE_RATE } from '../../dsp/audio.js'
import { CURVE_STEP_FRAMES } from '../../dsp/kernel/curve-multiplier.js'
import { gainToDb } from '../../dsp/units.js'
import type { Score, SectionKind } from '../../music/score.js'
import { scoreOf } from '../performance/testing/test-score.js'
import { sectionGains } from './section-dynamics.js'

/** A song at 120 bpm whose sections last 16 beats, 8 seconds, each. */
function song(kinds: readonly [SectionKind, number][], dynamicsDb?: number): Score {
  const score = scoreOf([], {
    endBeat: 16 * kinds.length,
    ...(dynamicsDb !== undefined && { mix: { dynamicsDb } }),
  })
  const sections = kinds.map(([kind, energy], i) => ({
    id: `${i}`,
    kind,
    label: kind,
    startBeat: 16 * i,
    endBeat: 16 * (i + 1),
    energy,
  }))
  return { ...score, sections }
}

/** The curve's level at a second, in dB. */
function levelAt(gains: Float32Array | undefined, seconds: number): number {
  return gainToDb(gains![Math.round((seconds * SAMPLE_RATE) / CURVE_STEP_FRAMES)]!)
}

describe('dynamics of the sections', () => {
  it('lets soft sections be softer by what their energy lacks, the loudest be as it is', () => {
    const gains = sectionGains(
      song(
        [
          ['verse', 0.4],
          ['chorus', 0.9],
        ],
        6,
      ),
    )
    expect(levelAt(gains, 0)).toBeCloseTo(-3, 3)
    expect(levelAt(gains, 7)).toBeCloseTo(-3, 3)
    expect(levelAt(gains, 8)).toBeCloseTo(0, 3)
    expect(levelAt(gains, 15.9)).toBeCloseTo(0, 3)
  })

  it('lets a loud section ring out into a soft one', () => {
    const gains = sectionGains(
      song(
        [
          ['chorus', 0.9],
          ['verse', 0.4],
        ],
        6,
      ),
    )
    expect(levelAt(gains, 8)).toBeCloseTo(0, 3)
    expect(levelAt(gains, 8.4)).toBeCloseTo(-1.5, 1)
    expect(levelAt(gains, 9)).toBeCloseTo(-3, 3)
  })

  it('climbs through a build to what it leads to', () => {
    const gains = sectionGains(
      song(
        [
          ['break', 0.3],
          ['build', 0.5],
          ['drop', 1],
        ],
        10,
      ),
    )
    const levels = [9, 12.5, 14, 15.5, 16].map((seconds) => levelAt(gains, seconds))
    expect(levels[0]).toBeCloseTo(-5, 3)
    expect(levels.every((level, i) => i === 0 || level > levels[i - 1]!)).toBe(true)
    expect(levels.at(-1)).toBeCloseTo(0, 3)
  })

  it('leaves a mix alone that asks for none, and one over a recording, which has its own', () => {
    const kinds: [SectionKind, number][] = [
      ['verse', 0.4],
      ['chorus', 0.9],
    ]
    expect(sectionGains(song(kinds))).toBeUndefined()
    const recording = {
      id: 'voice',
      stem: 'vocal',
      gainDb: 0,
      startSeconds: 0,
      durationSeconds: 4,
    } as const
    expect(sectionGains({ ...song(kinds, 6), recordings: [recording] })).toBeUndefined()
  })
})
