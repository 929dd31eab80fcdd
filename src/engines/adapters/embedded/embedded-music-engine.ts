import { writeFile } from 'node:fs/promises'
import { createAudio, SAMPLE_RATE, type Audio } from '../../../dsp/audio.js'
import { createRandom } from '../../../dsp/random.js'
import { assembleMp3File, createMp3Encoder, encodeWav } from '../../../media/codecs/index.js'
import { composeSong } from '../../../studio/compose.js'
import { applyMaster, planMaster } from '../../../studio/performance/master.js'
import { createPerformer, type PerformedBlock } from '../../../studio/performance/performer.js'
import { createStreamingMaster } from '../../../studio/performance/streaming-master.js'
import {
  WAVEFORM_POINTS,
  type MusicEngine,
  type Performable,
  type PerformanceListener,
  type PerformedTrack,
} from '../../ports/music-engine.js'
import type { Assets } from './assets.js'
import { playBlocks, prepareStudio, sliceBlocks } from './studio-performance.js'
import { waveformOf } from './waveform.js'

/** To be raised when the same score and seed would sound different. */
export const STUDIO_ID = 'studio/0.1.0'

/** Share of a performance's time that goes into playing; the rest is mastering and encoding. */
const PLAYING_SHARE = 0.85

/** The studio behind the port: composes scores and performs them in this thread. */
export function createEmbeddedMusicEngine(assets: Assets): MusicEngine {
  /** Plays the whole mix before mastering. */
  const playMix = async (
    take: Performable,
    signal: AbortSignal,
    onProgress: (fraction: number) => void,
    onBlock: (block: PerformedBlock) => void = () => undefined,
  ): Promise<Audio> => {
    const studio = await prepareStudio(assets, take.score, take.recordingFiles, signal)
    const performer = createPerformer(take.score, { ...studio, stems: false })
    const mix = createAudio(2, performer.frameCount)
    let position = 0
    for await (const block of playBlocks(performer, signal, onProgress)) {
      block.mix.forEach((channel, c) => mix.channels[c]!.set(channel, position))
      position += block.mix[0].length
      onBlock(block)
    }
    return mix
  }

  return {
    id: STUDIO_ID,

    compose: async ({ seed, takeCount, ...brief }) =>
      Array.from({ length: takeCount }, (_, index) => {
        const { score, warnings, explanation } = composeSong(brief, seed, index)
        return { title: score.title, lyrics: score.lyrics, tags: score.tags, score, warnings, explanation }
      }),

    perform: async (take, listener, signal) => {
      const liveEncoder = await createMp3Encoder({ sampleRate: SAMPLE_RATE, channels: 2 })
      const liveMaster = createStreamingMaster(take.score)
      const send = (mp3: Uint8Array) => {
        if (mp3.length > 0) listener.onEncoded(mp3)
      }
      const mix = await playMix(
        take,
        signal,
        (fraction) => listener.onProgress(PLAYING_SHARE * fraction),
        (block) => send(liveEncoder.encode(liveMaster.push(block.mix))),
      )
      send(liveEncoder.encode(liveMaster.finish()))
      send(liveEncoder.finish())
      return finishTrack(take, mix, listener, signal)
    },

    renderWav: async (take, outputPath, onProgress, signal) => {
      const mix = await playMix(take, signal, onProgress)
      const mastered = applyMaster(mix, planMaster(mix, take.score.mix))
      const random = createRandom(take.score.seed).fork('dither')
      await writeFile(outputPath, encodeWav(mastered, { bitDepth: 16, random }))
    },
  }
}

async function finishTrack(
  take: Performable,
  mix: Audio,
  listener: PerformanceListener,
  signal: AbortSignal,
): Promise<PerformedTrack> {
  const plan = planMaster(mix, take.score.mix)
  const mastered = applyMaster(mix, plan)
  const frames = mastered.channels[0]!.length
  const durationSeconds = frames / SAMPLE_RATE
  const encoder = await createMp3Encoder({ sampleRate: SAMPLE_RATE, channels: 2 })
  const pieces: Uint8Array[] = []
  let encoded = 0
  for await (const channels of sliceBlocks(mastered, signal)) {
    pieces.push(encoder.encode(channels))
    encoded += channels[0]!.length
    listener.onProgress(PLAYING_SHARE + (1 - PLAYING_SHARE) * (encoded / frames))
  }
  pieces.push(encoder.finish())
  return {
    mp3: assembleMp3File(pieces, frames, { ...take.tags, durationSeconds }),
    durationSeconds,
    waveform: waveformOf(mastered, WAVEFORM_POINTS),
    loudnessLufs: plan.loudnessLufs,
    truePeakDbtp: plan.truePeakDbtp,
  }
}
