import { describe, expect, it } from 'vitest'
import { SAMPLE_RATE } from '../../dsp/audio.js'
import { createRandom } from '../../dsp/random.js'
import { Kernel } from '../../dsp/kernel/kernel.js'
import type { StemMix } from '../../music/score.js'
import { ChannelStrip } from './channel-strip.js'
import { Ducker } from './ducker.js'
import { createRealFft } from '../../dsp/fft.js'
import { Reverb, type RoomName } from './reverb.js'
import { SlapEcho, slapSecondsFor } from './slap-echo.js'
import { delaySecondsFor, TempoDelay } from './tempo-delay.js'

const ROOMS: readonly RoomName[] = ['room', 'plate', 'hall']

type Four = [number, number, number, number]

/** What a room answers to a signal, in blocks of 256 frames. */
function answer(
  name: RoomName,
  input: (frame: number, side: 0 | 1) => number,
  frames: number,
): [Float32Array, Float32Array] {
  const kernel = new Kernel()
  const room = new Reverb(name, kernel)
  const [inLeft, inRight, outLeft, outRight] = [0, 1, 2, 3].map(() => kernel.allocateFloats(256)) as Four
  const out: [Float32Array, Float32Array] = [new Float32Array(frames), new Float32Array(frames)]
  for (let start = 0; start < frames; start += 256) {
    const count = Math.min(256, frames - start)
    kernel.floatsAt(inLeft, 256).set(Float32Array.from({ length: 256 }, (_, i) => input(start + i, 0)))
    kernel.floatsAt(inRight, 256).set(Float32Array.from({ length: 256 }, (_, i) => input(start + i, 1)))
    kernel.floatsAt(outLeft, 256).fill(0)
    kernel.floatsAt(outRight, 256).fill(0)
    room.add(start, inLeft, inRight, outLeft, outRight, 256)
    out[0].set(kernel.floatsAt(outLeft, count), start)
    out[1].set(kernel.floatsAt(outRight, count), start)
  }
  return out
}

function powerSpectrum(samples: Float32Array): Float64Array {
  const fft = createRealFft(samples.length)
  const re = new Float64Array(fft.binCount)
  const im = new Float64Array(fft.binCount)
  fft.forward(
    samples.map((x, i) => x * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / samples.length))),
    re,
    im,
  )
  return re.map((value, bin) => value ** 2 + im[bin]! ** 2)
}

const impulse = (frame: number): number => (frame === 0 ? 1 : 0)

function energy(block: Float32Array, from = 0, until = block.length): number {
  let sum = 0
  for (let i = from; i < until; i++) sum += block[i]! ** 2
  return sum
}

describe('rooms', () => {
  it.each(ROOMS)('%s: silence stays silence', (name) => {
    expect(answer(name, () => 0, 5000)[0].every((x) => x === 0)).toBe(true)
  })

  it.each(ROOMS)('%s: twice the input gives twice the answer (linear)', (name) => {
    const once = answer(name, impulse, 20_000)[0]
    const twice = answer(name, (frame) => 2 * impulse(frame), 20_000)[0]
    const worst = once.reduce((most, x, i) => Math.max(most, Math.abs(twice[i]! - 2 * x)), 0)
    expect(worst).toBeLessThan(1e-6)
  })

  it.each([
    ['room', 0.55],
    ['plate', 1.7],
    ['hall', 2.7],
  ] as const)('%s: falls by 60 dB in about %d s', (name, decaySeconds) => {
    const [left] = answer(name, impulse, Math.round(1.3 * decaySeconds * SAMPLE_RATE))
    const tenth = Math.round(0.1 * decaySeconds * SAMPLE_RATE)
    const early = energy(left, 2 * tenth, 4 * tenth)
    const late = energy(left, 7 * tenth, 9 * tenth)
    // Half the decay time lies between the two: 30 dB, a little more with damping.
    const fallDb = 10 * Math.log10(early / late)
    expect(fallDb).toBeGreaterThan(25)
    expect(fallDb).toBeLessThan(45)
  })

  it.each(ROOMS)(
    '%s: answers differently left and right, equally loud, and does not cancel in mono',
    (name) => {
      const random = createRandom(2)
      const noise = Float32Array.from({ length: 48_000 }, () => random.gaussian())
      const [left, right] = answer(name, (frame) => noise[frame]!, 48_000)
      const balance = energy(left) / energy(right)
      expect(balance).toBeGreaterThan(0.7)
      expect(balance).toBeLessThan(1.4)
      let cross = 0
      left.forEach((x, i) => (cross += x * right[i]!))
      expect(Math.abs(cross) / Math.sqrt(energy(left) * energy(right))).toBeLessThan(0.35)
    },
  )

  it.each([
    ['room', 0.55],
    ['plate', 1.7],
    ['hall', 2.7],
  ] as const)('%s: rings at no pitch of its own between 300 Hz and 3 kHz', (name, decaySeconds) => {
    const frames = 2 ** Math.floor(Math.log2(decaySeconds * SAMPLE_RATE))
    const from = Math.round(0.12 * SAMPLE_RATE)
    const tail = answer(name, impulse, from + frames)[0].subarray(from)
    // As loud at the end as at the beginning, so that every part of the tail counts.
    const steady = tail.map((x, i) => x * 10 ** ((3 * i) / SAMPLE_RATE / decaySeconds))
    const powers = powerSpectrum(steady)
    const binHz = SAMPLE_RATE / frames
    const near = Math.round(75 / binHz)
    let logs = 0
    let count = 0
    for (let bin = Math.round(300 / binHz); bin < 3000 / binHz; bin++) {
      const around = powers.subarray(bin - near, bin + near + 1)
      logs += Math.log(powers[bin]! / (around.reduce((sum, power) => sum + power, 0) / around.length))
      count++
    }
    // Noise has 0.56; rooms of few and short lines stay below 0.15 and sound like tubes.
    expect(Math.exp(logs / count)).toBeGreaterThan(0.3)
  })

  it.each(ROOMS)('%s: a send of 0 dB comes back about as loud as it went in', (name) => {
    const random = createRandom(4)
    const noise = Float32Array.from({ length: 144_000 }, () => 0.1 * random.gaussian())
    const [left] = answer(name, (frame) => noise[frame]!, 144_000)
    const db = 10 * Math.log10(energy(left, 96_000) / energy(noise, 96_000))
    expect(Math.abs(db)).toBeLessThan(3)
  })
})

describe('the tempo delay', () => {
  it('echoes after its time, first left, then right, and dies away', () => {
    const kernel = new Kernel()
    const delay = new TempoDelay(0.25, kernel)
    const frames = SAMPLE_RATE
    const input = kernel.storeFloats(Float32Array.from({ length: frames }, (_, i) => impulse(i)))
    const outLeft = kernel.allocateFloats(frames)
    const outRight = kernel.allocateFloats(frames)
    delay.add(input, input, outLeft, outRight, frames)
    const left = kernel.floatsAt(outLeft, frames)
    const right = kernel.floatsAt(outRight, frames)
    expect(energy(left, 0, 11_999)).toBe(0)
    expect(energy(left, 12_000, 13_000)).toBeGreaterThan(0.05)
    expect(energy(right, 24_000, 25_000)).toBeGreaterThan(0.01)
    expect(energy(left, 36_000, 37_000)).toBeLessThan(0.3 * energy(left, 12_000, 13_000))
  })

  it('keeps to a dotted eighth, or half or twice as long, within reason', () => {
    expect(delaySecondsFor(120)).toBeCloseTo(0.375)
    expect(delaySecondsFor(60)).toBeCloseTo(0.375)
    for (const bpm of [40, 75, 100, 180, 240]) {
      expect(delaySecondsFor(bpm)).toBeGreaterThanOrEqual(0.19)
      expect(delaySecondsFor(bpm)).toBeLessThanOrEqual(0.6)
    }
  })
})

describe('the slap echo', () => {
  /** Left and right of what it answers to one sample on the left, in blocks of 1024 frames. */
  const answerTo = (height: number): [Float32Array, Float32Array] => {
    const kernel = new Kernel()
    const slap = new SlapEcho(0.1, 1024, kernel)
    const [input, silence, outLeft, outRight] = [0, 1, 2, 3].map(() => kernel.allocateFloats(1024)) as Four
    const out: [Float32Array, Float32Array] = [new Float32Array(16 * 1024), new Float32Array(16 * 1024)]
    for (let start = 0; start < 16 * 1024; start += 1024) {
      kernel.floatsAt(input, 1024)[0] = start === 0 ? height : 0
      kernel.floatsAt(outLeft, 1024).fill(0)
      kernel.floatsAt(outRight, 1024).fill(0)
      slap.add(input, silence, outLeft, outRight, 1024)
      out[0].set(kernel.floatsAt(outLeft, 1024), start)
      out[1].set(kernel.floatsAt(outRight, 1024), start)
    }
    return out
  }

  it('answers once, in the middle, after its time', () => {
    const [left, right] = answerTo(1)
    expect(right).toEqual(left)
    expect(energy(left, 0, 4800)).toBe(0)
    expect(energy(left, 4800, 5500)).toBeGreaterThan(0.02)
    // No echo of the echo.
    expect(energy(left, 8000)).toBeLessThan(1e-8)
  })

  it('is linear, so that stems can have their own', () => {
    const once = answerTo(1)[0]
    const worst = answerTo(3)[0].reduce((most, x, i) => Math.max(most, Math.abs(x - 3 * once[i]!)), 0)
    expect(worst).toBeLessThan(1e-6)
  })

  it('keeps time with the song and is never an echo of its own', () => {
    expect(slapSecondsFor(120)).toBeCloseTo(0.125)
    for (const bpm of [40, 60, 75, 100, 164, 180, 240]) {
      expect(slapSecondsFor(bpm)).toBeGreaterThanOrEqual(0.08)
      expect(slapSecondsFor(bpm)).toBeLessThanOrEqual(0.15)
      // A whole number of them fills a beat.
      const echoesABeat = 60 / bpm / slapSecondsFor(bpm)
      expect(echoesABeat).toBeCloseTo(Math.round(echoesABeat))
    }
  })
})

describe('a channel strip', () => {
  const sine = (hz: number, level: number, frames = 24_000): Float32Array =>
    Float32Array.from({ length: frames }, (_, i) => level * Math.sin((2 * Math.PI * hz * i) / SAMPLE_RATE))
  /** What a strip makes of two channels. */
  const through = (settings: StemMix, left: Float32Array, right: Float32Array): Float32Array[] => {
    const kernel = new Kernel()
    const strip = new ChannelStrip(settings, kernel)
    const pointers = [kernel.storeFloats(left), kernel.storeFloats(right)] as const
    strip.process(...pointers, left.length)
    return pointers.map((pointer) => kernel.floatsAt(pointer, left.length))
  }
  const levelAfter = (settings: StemMix, hz: number, level = 0.1): number => {
    const [left] = through(settings, sine(hz, level), sine(hz, level))
    return 10 * Math.log10(energy(left!, 12_000) / energy(sine(hz, level), 12_000))
  }

  it('changes nothing but its fader when everything is neutral', () => {
    expect(levelAfter({ gainDb: 0 }, 1000)).toBeCloseTo(0, 2)
    expect(levelAfter({ gainDb: -6 }, 1000)).toBeCloseTo(-6, 2)
  })

  it('cuts lows and shapes bands as asked', () => {
    const strip = { gainDb: 0, lowCutHz: 200, eq: [{ type: 'peak', frequencyHz: 2000, gainDb: 6 }] } as const
    expect(levelAfter(strip, 50)).toBeLessThan(-20)
    expect(levelAfter(strip, 2000)).toBeCloseTo(6, 0)
  })

  it('brings loud and quiet closer together when it compresses', () => {
    const quiet = levelAfter({ gainDb: 0, compression: 0.8 }, 500, 0.02)
    const loud = levelAfter({ gainDb: 0, compression: 0.8 }, 500, 0.7)
    expect(quiet - loud).toBeGreaterThan(6)
  })

  it('folds to mono at width 0', () => {
    const [left, right] = through({ gainDb: 0, width: 0 }, sine(300, 0.3), sine(450, 0.2))
    expect(right).toEqual(left)
  })
})

describe('a ducker', () => {
  it('steps back by its depth while the key sounds and comes back afterwards', () => {
    const frames = SAMPLE_RATE
    const kernel = new Kernel()
    const key = kernel.storeFloats(
      Float32Array.from({ length: frames }, (_, i) =>
        i > 12_000 && i < 16_800 ? 0.8 * Math.sin(i * 0.05) : 0,
      ),
    )
    const signal = kernel.storeFloats(new Float32Array(frames).fill(0.5))
    new Ducker(12, kernel).process(signal, kernel.allocateFloats(frames), key, frames)
    const left = kernel.floatsAt(signal, frames)
    expect(left[11_000]).toBeCloseTo(0.5, 3)
    expect(20 * Math.log10(left[16_000]! / 0.5)).toBeCloseTo(-12, 0)
    expect(left[47_000]).toBeGreaterThan(0.47)
  })
})
