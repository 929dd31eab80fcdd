import { describe, expect, it } from 'vitest'
import { SAMPLE_RATE, type Audio } from '../../dsp/audio.js'
import { createRandom } from '../../dsp/random.js'
import { STEMS } from '../../music/stems.js'
import { clicks, sungLine } from '../testing/signals.js'
import { BANDS } from './bands.js'
import { findPartShares } from './part-shares.js'
import { renderParts } from './render-parts.js'
import { shareByRules } from './rule-shares.js'
import { separateStems, separateVoice } from './separate.js'
import type { ShareNetwork } from './share-network.js'

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
  ).channels[0]!
  const chord = (pitches: readonly number[]) =>
    pitches.map((pitchMidi) =>
      Array.from({ length: 6 }, (_, i) => ({ startSeconds: i, durationSeconds: 0.95, pitchMidi })),
    )
  const add = (lines: ReturnType<typeof chord>) =>
    lines
      .map((notes) => sungLine(notes, SECONDS).channels[0]!)
      .reduce((sum, line) => sum.map((value, i) => value + 0.5 * line[i]!))
  const drums = clicks(
    Array.from({ length: 12 }, (_, i) => i * 0.5),
    SECONDS,
  ).channels[0]!
  const left = add(chord([40, 52, 59])).map((value, i) => value + drums[i]!)
  const right = add(chord([43, 55, 64])).map((value, i) => value + drums[i]!)
  return {
    voice,
    mix: {
      sampleRate: SAMPLE_RATE,
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

function largestError(mix: Audio, parts: readonly Audio[]): number {
  let error = 0
  mix.channels.forEach((channel, c) =>
    channel.forEach((value, i) => {
      const sum = parts.reduce((total, part) => total + part.channels[c]![i]!, 0)
      error = Math.max(error, Math.abs(sum - value))
    }),
  )
  return error
}

/** Says the same of every cell. */
function constantShares(shares: Readonly<Partial<Record<(typeof STEMS)[number], number>>>): ShareNetwork {
  return async (_, frames) => {
    const planes = new Float32Array(STEMS.length * frames * BANDS)
    for (const [s, stem] of STEMS.entries())
      planes.fill(shares[stem] ?? 0, s * frames * BANDS, (s + 1) * frames * BANDS)
    return planes
  }
}

describe('separation of recordings', () => {
  const { voice, mix } = testMix()

  it('brings the voice out much better than the mix does, by rules alone', async () => {
    const { vocal } = await separateVoice(mix, shareByRules)
    expect(sdr(voice, vocal.channels[0]!)).toBeGreaterThan(sdr(voice, mix.channels[0]!) + 4)
  })

  it('gives stems that sum to the recording', async () => {
    const parts = [...(await separateStems(mix, shareByRules)).values()]
    expect(parts.length).toBeGreaterThan(2)
    expect(largestError(mix, parts)).toBeLessThan(1e-5)
  })

  it('gives each stem the share that the network says, from the first sample to the last', async () => {
    const stems = await separateStems(mix, constantShares({ guitar: 0.75, drums: 0.25 }))
    // The drums have the largest share of no cell: they are not there.
    expect([...stems.keys()]).toEqual(['guitar'])
    const shares = await findPartShares(
      mix,
      constantShares({ guitar: 0.75, drums: 0.25 }),
      undefined,
      new Set(['drums'] as const),
    )
    let error = 0
    for (const { startFrame, parts } of renderParts(mix, shares, [[{ stem: 'drums' }]])) {
      parts[0]![0]!.forEach((value, i) => {
        error = Math.max(error, Math.abs(value - 0.25 * mix.channels[0]![startFrame + i]!))
      })
    }
    expect(error).toBeLessThan(3e-3)
  })

  it('takes for a voice in stems only what is one with conviction, and for a guitar what is not', async () => {
    const short = { ...mix, channels: mix.channels.map((channel) => channel.slice(0, SAMPLE_RATE)) }
    const stemsOf = async (vocal: number): Promise<unknown[]> => [
      ...(
        await separateStems(short, constantShares({ vocal, guitar: 0.35, drums: 0.6 - vocal, bass: 0.05 }))
      ).keys(),
    ]
    expect(await stemsOf(0.6)).toEqual(['vocal'])
    expect(await stemsOf(0.4)).toEqual(['guitar'])
    const doubtful = constantShares({ vocal: 0.4, guitar: 0.3, drums: 0.3 })
    const [guitar] = [...(await separateStems(short, doubtful)).values()]
    expect(largestError(short, [guitar!])).toBeLessThan(1e-5)
    // Who asks for nothing but voices gets a doubtful one too.
    const { vocal, instrumental } = await separateVoice(short, doubtful)
    expect(largestError(short, [vocal, instrumental])).toBeLessThan(1e-5)
    expect(largestError(short, [instrumental])).toBeGreaterThan(0.1)
  })

  it('works through long recordings in blocks that leave no seams', async () => {
    const seconds = 22
    const tone = {
      sampleRate: SAMPLE_RATE,
      channels: [
        Float32Array.from({ length: seconds * SAMPLE_RATE }, (_, i) =>
          Math.sin((2 * Math.PI * 440 * i) / SAMPLE_RATE),
        ),
      ],
    }
    const heard: number[] = []
    const shares = await findPartShares(
      tone,
      constantShares({ synth: 1 }),
      (fraction) => void heard.push(fraction),
    )
    expect(heard).toHaveLength(2)
    expect(heard.at(-1)).toBe(1)
    let length = 0
    let error = 0
    for (const { startFrame, parts } of renderParts(tone, shares, [[{ stem: 'synth' }]])) {
      expect(startFrame).toBe(length)
      length += parts[0]![0]!.length
      for (const value of parts[1]![0]!) error = Math.max(error, Math.abs(value))
    }
    expect(length).toBe(seconds * SAMPLE_RATE)
    expect(error).toBeLessThan(1e-5)
  })

  it('takes mono recordings and very short ones', async () => {
    const short = { sampleRate: SAMPLE_RATE, channels: [mix.channels[0]!.slice(0, 800)] }
    const { vocal, instrumental } = await separateVoice(short, shareByRules)
    expect(vocal.channels[0]).toHaveLength(800)
    expect(instrumental.channels[0]!.every(Number.isFinite)).toBe(true)
  })

  it('refuses recordings at another sample rate', async () => {
    const slow = { sampleRate: 16_000, channels: [new Float32Array(16_000)] }
    await expect(separateVoice(slow, shareByRules)).rejects.toThrow(/16000 Hz; 48000 Hz/)
  })
})
