import { describe, expect, it } from 'vitest'
import { SAMPLE_RATE } from '../../dsp/audio.js'
import { Kernel } from '../../dsp/kernel/kernel.js'
import type { Score, SectionKind } from '../../music/score.js'
import { scoreOf, sectionsOf } from '../performance/testing/test-score.js'
import { cornerOf, FilterSweep } from './filter-sweep.js'

/** A song at 120 bpm of sections of 8 seconds. */
function song(kinds: readonly SectionKind[], buildSweepHz?: number): Score {
  const score = scoreOf([], { endBeat: 16 * kinds.length })
  const parts = kinds.map((kind) => ({ kind }))
  return {
    ...score,
    sections: sectionsOf(parts, 16),
    mix: { ...score.mix, ...(buildSweepHz !== undefined && { buildSweepHz }) },
  }
}

const BUILDING = song(['verse', 'build', 'drop'], 400)

describe('a filter over a build', () => {
  it('closes just before, opens evenly by octaves, and is open before the drop', () => {
    const corner = cornerOf(BUILDING)!
    expect([0, 7, 15.96, 16, 20].map(corner)).toEqual([20_000, 20_000, 20_000, 20_000, 20_000])
    expect(corner(8)).toBeCloseTo(400)
    const way = [8.5, 10, 12, 14, 15.9].map(corner)
    expect(way).toEqual(way.toSorted((a, b) => a - b))
    expect(corner(8 + 7.95 / 2)).toBeCloseTo(Math.sqrt(400 * 20_000), 0)
  })

  it('is not there in songs without builds and genres without filters', () => {
    expect(cornerOf(song(['verse', 'chorus'], 400))).toBeUndefined()
    expect(cornerOf(song(['verse', 'build', 'drop']))).toBeUndefined()
  })

  it('takes the treble at the beginning of the build, gives it back till its end, and does not click', () => {
    const kernel = new Kernel()
    const [left, right] = [kernel.allocateFloats(1024), kernel.allocateFloats(1024)]
    const sweep = new FilterSweep(cornerOf(BUILDING)!, kernel)
    const levels: number[] = []
    let greatestStep = 0
    let last = 0
    for (let start = 0; start < 24 * SAMPLE_RATE; start += 1024) {
      const wave = Float32Array.from({ length: 1024 }, (_, i) =>
        Math.sin((2 * Math.PI * 3000 * (start + i)) / SAMPLE_RATE),
      )
      kernel.floatsAt(left, 1024).set(wave)
      kernel.floatsAt(right, 1024).set(wave)
      sweep.process(left, right, start, 1024)
      const out = kernel.floatsAt(left, 1024)
      expect(kernel.floatsAt(right, 1024)).toEqual(out)
      let peak = 0
      for (const x of out) {
        peak = Math.max(peak, Math.abs(x))
        greatestStep = Math.max(greatestStep, Math.abs(x - last))
        last = x
      }
      levels.push(20 * Math.log10(peak))
    }
    const levelAt = (seconds: number): number => levels[Math.floor((seconds * SAMPLE_RATE) / 1024)]!
    expect(Math.abs(levelAt(4))).toBeLessThan(0.2)
    expect(levelAt(8.3)).toBeLessThan(-45)
    expect(Math.abs(levelAt(15.9))).toBeLessThan(0.5)
    expect(Math.abs(levelAt(20))).toBeLessThan(0.2)
    // A sine of 3 kHz moves by 0.39 a sample at most; the edge of the filter adds a little.
    expect(greatestStep).toBeLessThan(0.55)
  })
})
