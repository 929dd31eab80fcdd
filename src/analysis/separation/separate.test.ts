import { describe, expect, it } from 'vitest'
import { createRandom } from '../../dsp/random.js'
import { clicks, sungLine } from '../testing/signals.js'
import { separateStems, separateVoice } from './separate.js'

const RATE = 16_000
const SECONDS = 6

/** A voice in the middle over repeating chords at the sides. */
function testMix() {
  const random = createRandom(4)
  const voice = sungLine(
    Array.from({ length: 12 }, (_, i) => ({
      startSeconds: i * 0.5,
      durationSeconds: 0.45,
      pitchMidi: 60 + random.int(12),
    })),
    SECONDS,
    RATE,
  ).channels[0]!
  const chord = (pitches: readonly number[]) =>
    pitches.map((pitchMidi) =>
      Array.from({ length: 6 }, (_, i) => ({ startSeconds: i, durationSeconds: 0.95, pitchMidi })),
    )
  const add = (lines: ReturnType<typeof chord>) =>
    lines
      .map((notes) => sungLine(notes, SECONDS, RATE).channels[0]!)
      .reduce((sum, line) => sum.map((value, i) => value + 0.5 * line[i]!))
  const drums = clicks(
    Array.from({ length: 12 }, (_, i) => i * 0.5),
    SECONDS,
    RATE,
  ).channels[0]!
  const left = add(chord([40, 52, 59])).map((value, i) => value + drums[i]!)
  const right = add(chord([43, 55, 64])).map((value, i) => value + drums[i]!)
  return {
    voice,
    mix: {
      sampleRate: RATE,
      channels: [left, right].map((side) => side.map((value, i) => value + voice[i]!)),
    },
  }
}

/** Signal-to-distortion ratio in dB. */
function sdr(reference: Float32Array, estimate: Float32Array): number {
  let signal = 0
  let error = 0
  for (let i = 0; i < reference.length; i++) {
    signal += reference[i]! ** 2
    error += (reference[i]! - estimate[i]!) ** 2
  }
  return 10 * Math.log10(signal / error)
}

describe('separation of recordings', () => {
  const { voice, mix } = testMix()

  it('brings the voice out much better than the mix does', () => {
    const { vocal } = separateVoice(mix)
    expect(sdr(voice, vocal.channels[0]!)).toBeGreaterThan(sdr(voice, mix.channels[0]!) + 4)
  })

  it('gives stems that sum to the recording', () => {
    const parts = [...separateStems(mix).values()]
    let residual = 0
    mix.channels.forEach((channel, c) =>
      channel.forEach((value, i) => {
        const sum = parts.reduce((total, part) => total + part.channels[c]![i]!, 0)
        residual = Math.max(residual, Math.abs(sum - value))
      }),
    )
    expect(residual).toBeLessThan(1e-5)
  })

  it('takes mono recordings and very short ones', () => {
    const short = { sampleRate: RATE, channels: [mix.channels[0]!.slice(0, 800)] }
    const { vocal, instrumental } = separateVoice(short)
    expect(vocal.channels[0]).toHaveLength(800)
    expect(instrumental.channels[0]!.every(Number.isFinite)).toBe(true)
  })
})
