import { beforeEach, describe, expect, it } from 'vitest'
import { SAMPLE_RATE } from '../../dsp/audio.js'
import { Biquad, bandPass } from '../../dsp/biquad.js'
import { createRandom } from '../../dsp/random.js'
import { HitBlock } from './hit-block.js'

const noise = (frames: number): HitBlock => new HitBlock(frames).addNoise(createRandom(3))

function worstDifference(block: HitBlock, expected: (frame: number) => number): number {
  return block.samples().reduce((worst, x, i) => Math.max(worst, Math.abs(x - expected(i))), 0)
}

describe('a block of a drum hit', () => {
  beforeEach(() => HitBlock.beginHit())

  it('begins as silence and is as long as asked, whatever was there before', () => {
    noise(1000)
    HitBlock.beginHit()
    const block = new HitBlock(777)
    expect(block.samples().length).toBe(777)
    expect(worstDifference(block, () => 0)).toBe(0)
  })

  it('falls by 60 dB in its time, from where it should', () => {
    const block = new HitBlock(SAMPLE_RATE)
    block.samples().fill(1)
    const start = 0.1 * SAMPLE_RATE
    block.fall(0.5, 0.1)
    expect(
      worstDifference(block, (i) => (i < start ? 1 : Math.exp((-6.9 * (i - start)) / (0.5 * SAMPLE_RATE)))),
    ).toBeLessThan(1e-5)
  })

  it('filters as a plain section does', () => {
    const expected = noise(900).samples().slice()
    new Biquad(bandPass(2300, 1.1, SAMPLE_RATE)).process(expected, 0, 900)
    expect(
      worstDifference(noise(900).filter(bandPass(2300, 1.1, SAMPLE_RATE)), (i) => expected[i]!),
    ).toBeLessThan(1e-6)
  })

  it('adds a sine whose pitch comes down', () => {
    const expected = new Float64Array(4000)
    let phase = 0
    expected.forEach((_, i) => {
      phase += (50 + 200 * Math.exp(-i / (0.02 * SAMPLE_RATE))) / SAMPLE_RATE
      expected[i] = 0.5 * Math.sin(2 * Math.PI * 2.31 * phase)
    })
    const block = new HitBlock(4000).addSine(50, {
      level: 0.5,
      multiple: 2.31,
      sweepHz: 200,
      sweepSeconds: 0.02,
    })
    expect(worstDifference(block, (i) => expected[i]!)).toBeLessThan(1e-5)
  })

  it('bends like tanh', () => {
    const before = noise(500).gain(4).samples().slice()
    expect(
      worstDifference(noise(500).gain(4).drive(1.5, 0.9), (i) => 0.9 * Math.tanh(1.5 * before[i]!)),
    ).toBeLessThan(1e-5)
  })

  it('adds squares without a spike where an edge meets a frame', () => {
    // 800 Hz from phase 0.3 passes the middle of its turn exactly at frame 12.
    const samples = new HitBlock(200).addSquare(800, 0.3, 1).samples()
    expect(Math.max(...samples.map(Math.abs))).toBeLessThanOrEqual(1)
    expect(Math.abs(samples[12]!)).toBeLessThan(1e-3)
  })

  it('says when a hit wants too much', () => {
    expect(() => new HitBlock(700_000)).toThrow(/at most 640000/)
  })
})
