import { beforeAll, describe, expect, it } from 'vitest'
import { shareByRules } from '../../../analysis/separation/rule-shares.js'
import { separateStems } from '../../../analysis/separation/separate.js'
import type { ShareNetwork } from '../../../analysis/separation/share-network.js'
import { createAudio, SAMPLE_RATE, type Audio } from '../../../dsp/audio.js'
import type { StemName } from '../../../music/stems.js'
import { composeSong } from '../../../studio/compose.js'
import { createPerformer } from '../../../studio/performance/performer.js'
import { createSinger } from '../../../studio/voice/singer.js'
import { createAssets } from './assets.js'
import { loadShareNetwork, loadVoiceNetwork } from './share-network.js'

/** A genre that the network was not made from (`training/separation/README.md`), and a seed of its own. */
const GENRE = 'hard-rock'
const SEED = 31
const FROM_SECONDS = 10
const SECONDS = 6

/** Stems of a sung song of ours, and all of them together. */
async function performedStretch(): Promise<{ stems: Map<StemName, Audio>; mix: Audio }> {
  const assets = createAssets()
  const [sounds, voiceModel] = [await assets.sounds(), await assets.voice()]
  const { score } = composeSong(
    {
      style: GENRE,
      idea: 'rain on the road',
      instrumental: false,
      durationSeconds: 40,
      maxDurationSeconds: 45,
    },
    SEED,
    0,
  )
  const performer = createPerformer(score, {
    sounds,
    stems: true,
    voice: (track) => createSinger(track, score.tempoMap, voiceModel, SEED),
  })
  const mix = createAudio(2, SECONDS * SAMPLE_RATE, SAMPLE_RATE)
  const stems = new Map<StemName, Audio>()
  for (let position = 0; position < (FROM_SECONDS + SECONDS) * SAMPLE_RATE;) {
    const block = performer.next(16_384)
    if (!block) break
    for (const [name, channels] of block.stems!) {
      if (!stems.has(name)) stems.set(name, createAudio(2, SECONDS * SAMPLE_RATE, SAMPLE_RATE))
      channels.forEach((channel, c) => {
        for (let i = 0; i < channel.length; i++) {
          const at = position - FROM_SECONDS * SAMPLE_RATE + i
          if (at < 0 || at >= SECONDS * SAMPLE_RATE) continue
          stems.get(name)!.channels[c]![at] = channel[i]!
          mix.channels[c]![at]! += channel[i]!
        }
      })
    }
    position += block.mix[0].length
  }
  return { stems, mix }
}

/** Signal-to-distortion ratio in dB; nothing heard is silence. */
function sdr(truth: Audio, heard: Audio | undefined): number {
  let signal = 0
  let error = 0
  truth.channels.forEach((channel, c) =>
    channel.forEach((value, i) => {
      signal += value * value
      error += (value - (heard?.channels[c]![i] ?? 0)) ** 2
    }),
  )
  return 10 * Math.log10(signal / error)
}

type HeardBy = (stem: StemName) => number

describe('the separation network', () => {
  let [network, rules]: HeardBy[] = []

  beforeAll(async () => {
    const { stems, mix } = await performedStretch()
    const heardBy = async (by: ShareNetwork): Promise<HeardBy> => {
      const found = await separateStems(mix, by)
      return (stem) => sdr(stems.get(stem)!, found.get(stem))
    }
    network = await heardBy(await loadShareNetwork(await loadVoiceNetwork()))
    rules = await heardBy(shareByRules)
  }, 120_000)

  it.each(['vocal', 'drums', 'bass'] as const)('gets nearer to the true %s than rules alone do', (stem) => {
    expect(network!(stem)).toBeGreaterThan(rules!(stem) + 1)
  })
})
