import { describe, expect, it } from 'vitest'
import type { Score } from '../../music/score.js'
import { note, scoreOf, trackOf } from '../performance/testing/test-score.js'
import { rideSections } from './section-faders.js'

/** Sections of 16 beats: their energy, and at what velocity a piano strikes every beat of them. */
function song(parts: readonly (readonly [number, number])[], dynamicsDb?: number): Score {
  const notes = parts.flatMap(([, velocity], part) =>
    Array.from({ length: 16 }, (_, beat) => note(16 * part + beat, 1, 60, velocity)),
  )
  return {
    ...scoreOf([trackOf('grand-piano', notes)], {
      endBeat: 16 * parts.length,
      ...(dynamicsDb !== undefined && { mix: { dynamicsDb } }),
    }),
    sections: parts.map(([energy], i) => ({
      id: `${i}`,
      kind: 'verse',
      label: `${i}`,
      startBeat: 16 * i,
      endBeat: 16 * (i + 1),
      energy,
    })),
  }
}

const fadersOf = ({ sections }: Score) => sections.map(({ faderDb }) => faderDb)

describe('faders of the sections', () => {
  it('take down what plays as loud as the loudest with less energy', () => {
    const ridden = rideSections(
      song(
        [
          [0.6, 0.8],
          [0.9, 0.8],
        ],
        10,
      ),
    )
    expect(fadersOf(ridden)).toEqual([-3, 0])
  })

  it('help who is softer than that up, within bounds, and not all the way', () => {
    // Power of velocity: 3.2 × 10 × log10(0.8 / 0.4) = 9.6 dB softer; 10 dB × 0.2 are wanted.
    const [quiet, loud] = fadersOf(
      rideSections(
        song(
          [
            [0.7, 0.4],
            [0.9, 0.8],
          ],
          10,
        ),
      ),
    )
    expect(quiet).toBeCloseTo(0.6 * (9.6 - 2), 0)
    expect(loud).toBe(0)
    const [silent, hushed] = fadersOf(
      rideSections(
        song(
          [
            [0.1, 0],
            [0.9, 0.05],
            [0.9, 0.8],
          ],
          10,
        ),
      ),
    )
    expect(silent).toBeUndefined()
    expect(hushed).toBe(5)
  })

  it('stay where they are in sections that have one, as after an edit', () => {
    const score = song(
      [
        [0.6, 0.8],
        [0.9, 0.8],
      ],
      10,
    )
    const [first, second] = score.sections
    expect(fadersOf(rideSections({ ...score, sections: [{ ...first!, faderDb: 1 }, second!] }))).toEqual([
      1, 0,
    ])
  })

  it('are left alone where the mix has no wish', () => {
    const score = song([
      [0.6, 0.8],
      [0.9, 0.8],
    ])
    expect(rideSections(score)).toBe(score)
  })
})
