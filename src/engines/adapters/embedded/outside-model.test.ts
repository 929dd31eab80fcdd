import { describe, expect, it } from 'vitest'
import { SAMPLE_RATE, type Audio } from '../../../dsp/audio.js'
import type { StemName } from '../../../music/stems.js'
import { projectPath } from '../../../paths.js'
import { loadOutsideModel } from './outside-model.js'
import { pitchNetworkPath } from './asset-paths.js'

/** Fixtures of `training/separation/tiny_models.py`: each gives known fractions of what it gets. */
const pathOf = (name: string) => projectPath(`src/engines/adapters/embedded/testing/separators/${name}.onnx`)

/** Tones of its own on each side, longer than a few chunks of the fixtures. */
const SONG: Audio = {
  sampleRate: SAMPLE_RATE,
  channels: [
    [220, 1330, 5200],
    [310, 2770, 7400],
  ].map((tones) =>
    Float32Array.from({ length: 1.3 * SAMPLE_RATE }, (_, i) =>
      tones.reduce((sum, hz) => sum + 0.2 * Math.sin((2 * Math.PI * hz * i) / SAMPLE_RATE), 0),
    ),
  ),
}

/** How far a source is from a fraction of the song, in dB under it, but for the ends where resampling fades. */
function errorDb(source: Audio, fraction: number): number {
  let [signal, error] = [0, 0]
  SONG.channels.forEach((channel, c) => {
    for (let i = 2000; i < channel.length - 2000; i++) {
      signal += (fraction * channel[i]!) ** 2
      error += (source.channels[c]![i]! - fraction * channel[i]!) ** 2
    }
  })
  return 10 * Math.log10(error / signal)
}

async function fractionsOf(name: string): Promise<Map<StemName, Audio>> {
  const model = await loadOutsideModel(pathOf(name))
  const heard: number[] = []
  const sources = await model.sourcesOf(SONG, (fraction) => void heard.push(fraction))
  expect(heard.at(-1)).toBe(1)
  // Together they are the song, exactly.
  SONG.channels.forEach((channel, c) => {
    for (let i = 0; i < channel.length; i += 97) {
      const sum = sources.reduce((total, { audio }) => total + audio.channels[c]![i]!, 0)
      expect(Math.abs(sum - channel[i]!)).toBeLessThan(1e-6)
    }
  })
  expect(sources.flatMap(({ stems }) => stems)).toHaveLength(12)
  return new Map(sources.map(({ audio, stems }) => [stems[0]!, audio]))
}

describe("an operator's separation network", () => {
  it.each(['htdemucs-waveform', 'htdemucs-open', 'htdemucs-pairs'])(
    'is told by its shapes and gives drums, bass, voices and the rest: %s',
    async (name) => {
      const parts = await fractionsOf(name)
      expect(errorDb(parts.get('drums')!, 0.1)).toBeLessThan(-35)
      expect(errorDb(parts.get('bass')!, 0.2)).toBeLessThan(-35)
      expect(errorDb(parts.get('vocal')!, 0.4)).toBeLessThan(-35)
      expect(errorDb(parts.get('guitar')!, 0.3)).toBeLessThan(-35)
    },
  )

  it.each(['mdx-vocals', 'roformer-vocals'])('may give the voice only: %s', async (name) => {
    const parts = await fractionsOf(name)
    expect(errorDb(parts.get('vocal')!, 0.4)).toBeLessThan(-35)
    expect(errorDb(parts.get('drums')!, 0.6)).toBeLessThan(-35)
  })

  it('may give the accompaniment, one side at a time, when its file says so', async () => {
    const parts = await fractionsOf('mdx-mono-inst')
    expect(errorDb(parts.get('vocal')!, 0.6)).toBeLessThan(-35)
  })

  it('is refused with what it takes and gives when it is no separation network', async () => {
    await expect(loadOutsideModel(pitchNetworkPath())).rejects.toThrow(
      /"basic-pitch.onnx" takes audio \[windows, 43844\] and gives .*known are HTDemucs/,
    )
  })
})
