import { describe, expect, it } from 'vitest'
import { Biquad, equaliserBand, highPass, lowPass, magnitudeAt, StereoBiquad } from './biquad.js'
import { Kernel } from './kernel/kernel.js'
import { Oversampler } from './oversampler.js'
import { createRandom } from './random.js'
import { StateVariableFilter } from './state-variable-filter.js'
import { raiseStepPeaks } from './step-peaks.js'

const RATE = 48_000
const db = (gain: number): number => 20 * Math.log10(gain)

function sine(hz: number, frames: number, level = 1): Float32Array {
  return Float32Array.from({ length: frames }, (_, i) => level * Math.sin((2 * Math.PI * hz * i) / RATE))
}

function peakOf(block: ArrayLike<number>, from: number): number {
  let peak = 0
  for (let i = from; i < block.length; i++) peak = Math.max(peak, Math.abs(block[i]!))
  return peak
}

describe('second-order sections', () => {
  it('pass DC or block it, and are 3 dB down at their corner', () => {
    expect(magnitudeAt(lowPass(1000, Math.SQRT1_2, RATE), 0, RATE)).toBeCloseTo(1, 9)
    expect(magnitudeAt(highPass(1000, Math.SQRT1_2, RATE), 0, RATE)).toBeCloseTo(0, 9)
    expect(db(magnitudeAt(lowPass(1000, Math.SQRT1_2, RATE), 1000, RATE))).toBeCloseTo(-3.01, 2)
    expect(db(magnitudeAt(highPass(1000, Math.SQRT1_2, RATE), 1000, RATE))).toBeCloseTo(-3.01, 2)
  })

  it('give equaliser bands their gain where they should and leave the rest alone', () => {
    const low = equaliserBand({ type: 'low-shelf', frequencyHz: 200, gainDb: 5 }, RATE)
    const high = equaliserBand({ type: 'high-shelf', frequencyHz: 5000, gainDb: -4 }, RATE)
    const bell = equaliserBand({ type: 'peak', frequencyHz: 1000, gainDb: 7, q: 2 }, RATE)
    expect(db(magnitudeAt(low, 10, RATE))).toBeCloseTo(5, 1)
    expect(db(magnitudeAt(low, 8000, RATE))).toBeCloseTo(0, 1)
    expect(db(magnitudeAt(high, 20_000, RATE))).toBeCloseTo(-4, 1)
    expect(db(magnitudeAt(high, 100, RATE))).toBeCloseTo(0, 1)
    expect(db(magnitudeAt(bell, 1000, RATE))).toBeCloseTo(7, 3)
  })

  it('filter stereo as two mono filters would', () => {
    const coefficients = lowPass(900, 2, RATE)
    const random = createRandom(1)
    const left = Float32Array.from({ length: 500 }, () => random.gaussian())
    const right = Float32Array.from({ length: 500 }, () => random.gaussian())
    const [expectedLeft, expectedRight] = [left.slice(), right.slice()]
    new Biquad(coefficients).process(expectedLeft, 0, 500)
    new Biquad(coefficients).process(expectedRight, 0, 500)
    new StereoBiquad(coefficients).process(left, right, 500)
    expect(left).toEqual(expectedLeft)
    expect(right).toEqual(expectedRight)
  })
})

describe('the state variable filter', () => {
  it('gives the same low-pass by blocks as by samples', () => {
    const block = sine(440, 600)
    const one = new StateVariableFilter(RATE)
    const other = new StateVariableFilter(RATE)
    one.set(800, 3)
    other.set(800, 3)
    const expected = block.map((x) => one.next(x))
    other.process(block, 0, 250, 'low')
    other.process(block, 250, 350, 'low')
    expect(block).toEqual(expected)
  })

  it('stays finite when swept from end to end at high resonance', () => {
    const filter = new StateVariableFilter(RATE)
    let worst = 0
    for (let i = 0; i < 20_000; i++) {
      filter.set(20 + (i % 100) * 250, 8)
      worst = Math.max(worst, Math.abs(filter.next(i % 50 === 0 ? 1 : 0)))
    }
    expect(worst).toBeLessThan(20)
  })
})

describe('the oversampler', () => {
  it('keeps a tone as it was but for its delay', () => {
    const kernel = new Kernel()
    const oversampler = new Oversampler(4, 256, 12, kernel)
    const input = sine(1000, 256 * 8)
    const output = new Float32Array(input.length)
    const block = kernel.allocateFloats(256)
    for (let start = 0; start < input.length; start += 256) {
      kernel.floatsAt(block, 256).set(input.subarray(start, start + 256))
      oversampler.up(block, 256)
      oversampler.down(block, 256)
      output.set(kernel.floatsAt(block, 256), start)
    }
    for (let i = 200; i < input.length; i++) {
      expect(Math.abs(output[i]! - input[i - oversampler.latencyFrames]!)).toBeLessThan(2e-3)
    }
  })

  it('takes away what would alias: a tone above the low rate’s reach comes down 60 dB', () => {
    const kernel = new Kernel()
    const oversampler = new Oversampler(4, 1024, 12, kernel)
    const block = kernel.allocateFloats(1024)
    const high = oversampler.up(block, 1024)
    kernel
      .floatsAt(high, 4096)
      .set(Float32Array.from({ length: 4096 }, (_, i) => Math.sin((2 * Math.PI * 40_000 * i) / (4 * RATE))))
    oversampler.down(block, 1024)
    const output = kernel.floatsAt(block, 1024)
    expect(db(peakOf(output, 100))).toBeLessThan(-60)
  })
})

describe('raiseStepPeaks', () => {
  it('finds the peak between two samples', () => {
    // A quarter of the sample rate, sampled 45 degrees off its peaks: samples reach 0.707, the wave reaches 1.
    const block = Float32Array.from({ length: 640 }, (_, i) => Math.sin((Math.PI / 2) * i + Math.PI / 4))
    const peaks = new Float32Array(10)
    raiseStepPeaks(block, 64, 0, peaks)
    expect(peaks[5]).toBeGreaterThan(0.99)
    expect(peaks[5]).toBeLessThan(1.02)
  })
})
