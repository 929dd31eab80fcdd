import { setImmediate as letMessagesIn } from 'node:timers/promises'
import type { Audio } from '../../../dsp/audio.js'
import type { Score } from '../../../music/score.js'
import type { PerformedBlock, Performer, PerformerOptions } from '../../../studio/performance/performer.js'
import { createSinger } from '../../../studio/voice/singer.js'
import type { Assets } from './assets.js'
import { readRecordings } from './recordings.js'

/** Frames performed between two looks at the abort signal: a third of a second of music. */
const BLOCK_FRAMES = 16_384

export type StudioOptions = Omit<PerformerOptions, 'stems'>

/** Sounds, singers and recordings that a score needs. */
export async function prepareStudio(
  assets: Assets,
  score: Score,
  recordingFiles: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<StudioOptions> {
  const [sounds, voiceModel, recordings] = await Promise.all([
    assets.sounds(),
    score.tracks.some((track) => track.kind === 'voice') ? assets.voice() : undefined,
    readRecordings(recordingFiles, signal),
  ])
  return {
    sounds,
    recordings,
    ...(voiceModel && { voice: (track) => createSinger(track, score.tempoMap, voiceModel, score.seed) }),
  }
}

/** Plays to the end, letting the thread's messages in between blocks. Throws the signal's reason when it aborts. */
export async function* playBlocks(
  performer: Performer,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): AsyncGenerator<PerformedBlock, void, undefined> {
  let position = 0
  for (;;) {
    await letMessagesIn()
    signal.throwIfAborted()
    const block = performer.next(BLOCK_FRAMES)
    if (!block) return
    position += block.mix[0].length
    yield block
    onProgress(position / performer.frameCount)
  }
}

/** The channels of `audio` from the front, in blocks of the same size, letting messages in between. */
export async function* sliceBlocks(
  audio: Audio,
  signal: AbortSignal,
): AsyncGenerator<readonly Float32Array[], void, undefined> {
  const frames = audio.channels[0]!.length
  for (let start = 0; start < frames; start += BLOCK_FRAMES) {
    await letMessagesIn()
    signal.throwIfAborted()
    yield audio.channels.map((channel) => channel.subarray(start, start + BLOCK_FRAMES))
  }
}
