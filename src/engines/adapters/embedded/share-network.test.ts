import { expect, it } from 'vitest'
import { separateVoice } from '../../../analysis/separation/separate.js'
import { clicks, sungLine } from '../../../analysis/testing/signals.js'
import { SAMPLE_RATE } from '../../../dsp/audio.js'
import { loadShareNetwork, loadVoiceNetwork } from './share-network.js'

const SECONDS = 4

it('hears the click of drums apart from a line in the middle', async () => {
  const line = sungLine(
    [55, 62, 59, 64, 60, 67, 57].map((pitchMidi, i) => ({
      startSeconds: i * 0.55,
      durationSeconds: 0.5,
      pitchMidi,
    })),
    SECONDS,
  ).channels[0]!
  const drums = clicks([0.3, 0.8, 1.3, 1.8, 2.3, 2.8, 3.3, 3.8], SECONDS).channels[0]!
  const mix = line.map((value, i) => value + drums[i]!)
  const network = await loadVoiceNetwork()
  const { vocal, instrumental } = await separateVoice(
    { sampleRate: SAMPLE_RATE, channels: [mix, mix] },
    network,
  )
  const energy = (samples: Float32Array, at: number, seconds: number) =>
    samples
      .subarray(Math.round(at * SAMPLE_RATE), Math.round((at + seconds) * SAMPLE_RATE))
      .reduce((sum, value) => sum + value * value, 0)
  // Where only drums sound next to nothing is taken for a voice.
  expect(energy(vocal.channels[0]!, 3.8, 0.03)).toBeLessThan(0.2 * energy(drums, 3.8, 0.03))
  expect(energy(instrumental.channels[0]!, 0.3, 0.03)).toBeGreaterThan(0.3 * energy(drums, 0.3, 0.03))
})

it('divides every cell, and nothing more', async () => {
  const network = await loadShareNetwork(await loadVoiceNetwork())
  const frames = 8
  const shares = await network(
    Float32Array.from({ length: 16 * frames * 386 }, (_, i) => (i % 97) / 97),
    frames,
  )
  for (let cell = 0; cell < frames * 386; cell += 13) {
    let sum = 0
    for (let stem = 0; stem < 12; stem++) sum += shares[stem * frames * 386 + cell]!
    expect(sum).toBeCloseTo(1, 4)
  }
})
