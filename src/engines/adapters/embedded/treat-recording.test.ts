import { describe, expect, it } from 'vitest'
import { shareByRules } from '../../../analysis/separation/rule-shares.js'
import { clicks } from '../../../analysis/testing/signals.js'
import { createAudio, frameCount, SAMPLE_RATE } from '../../../dsp/audio.js'
import { treatRecording } from './treat-recording.js'

const WARP = [
  { recordingSeconds: 1, treatedSeconds: 0 },
  { recordingSeconds: 3, treatedSeconds: 2.5 },
]

const network = async () => shareByRules

describe('fitting a recording to a song', () => {
  it('cuts it to its moments and stretches it between them', async () => {
    const audio = clicks([1.5, 2.5], 4)
    const treated = await treatRecording(audio, { part: 'whole', transposeSemitones: 0, warp: WARP }, network)
    expect(frameCount(treated)).toBe(2.5 * SAMPLE_RATE)
    const [channel] = treated.channels
    const energyAt = (seconds: number): number => {
      const from = Math.round((seconds - 0.03) * SAMPLE_RATE)
      return channel!.subarray(from, from + 0.08 * SAMPLE_RATE).reduce((sum, x) => sum + x * x, 0)
    }
    expect(energyAt(0.625)).toBeGreaterThan(20 * energyAt(1.2))
    expect(energyAt(1.875)).toBeGreaterThan(20 * energyAt(1.2))
  })

  it('leaves silence silent whatever part is asked for', async () => {
    for (const part of ['voice', 'band', 'whole'] as const) {
      const treated = await treatRecording(
        createAudio(2, 4 * SAMPLE_RATE),
        { part, transposeSemitones: 2, warp: WARP },
        network,
      )
      expect(treated.channels.every((channel) => channel.every((x) => x === 0))).toBe(true)
    }
  })
})
