import { setImmediate as letMessagesIn } from 'node:timers/promises'
import type { Audio } from '../../../dsp/audio.js'
import { hash32 } from '../../../dsp/random.js'
import type { Score } from '../../../music/score.js'
import {
  performInSteps,
  performStems,
  type PerformanceStep,
  type PerformedSong,
  type SongOptions,
} from '../../../studio/performance/perform-song.js'
import type { StemBlock } from '../../../studio/performance/mastered-reader.js'
import { createSinger } from '../../../studio/voice/singer.js'
import type { Assets } from './assets.js'
import { readRecordings } from './recordings.js'

/** Frames given out between two looks at the abort signal: a third of a second of music. */
const BLOCK_FRAMES = 16_384

/** Who listens to a song while it is performed. */
export interface LiveAudience {
  isListening(): boolean
  /** The next frames from the beginning of the song on. */
  onBlock(block: NonNullable<PerformanceStep['live']>): void
}

/** A score with the files of the recordings that it, or what it is built on, names. */
export interface PlayableScore {
  readonly score: Score
  readonly recordingFiles: Readonly<Record<string, string>>
}

/** Sounds, singers and recordings that a score needs. */
export async function prepareStudio(
  assets: Assets,
  { score, recordingFiles }: PlayableScore,
  signal: AbortSignal,
): Promise<SongOptions> {
  const [sounds, voiceModel, recordings] = await Promise.all([
    assets.sounds(),
    isSung(score) ? assets.voice() : undefined,
    readRecordings(assets, score, recordingFiles, signal),
  ])
  return {
    sounds,
    recordings,
    ...(voiceModel && {
      voice: (track, score) => createSinger(track, score.tempoMap, voiceModel, takeSeed(score)),
    }),
  }
}

/** Takes of one task share its seed; nobody sings two of them with the same turns. */
function takeSeed({ seed, origin }: Score): number {
  return origin === undefined || origin.takeIndex === 0 ? seed : hash32(`${seed}, take ${origin.takeIndex}`)
}

/** Whether somebody sings in the score or in what it is built on. */
function isSung({ tracks, splice }: Score): boolean {
  if (tracks.some(({ kind }) => kind === 'voice')) return true
  return splice?.base.kind === 'score' && isSung(splice.base.score)
}

/**
 * Performs and masters a score of any kind, letting the thread's messages in between blocks. Who listens is handed the song in
 * a provisional master while it is performed. Throws the signal's reason when it aborts.
 */
export async function playSong(
  score: Score,
  studio: SongOptions,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
  audience?: LiveAudience,
): Promise<PerformedSong> {
  const steps = performInSteps(score, studio, audience && (() => audience.isListening()))
  for (;;) {
    await letMessagesIn()
    signal.throwIfAborted()
    const step = steps.next()
    if (step.done) return step.value
    if (step.value.live) audience?.onBlock(step.value.live)
    onProgress(step.value.fraction)
  }
}

/** The mastered stems of a score from the front, performed like the song whose `plan` is given. */
export async function* playStems(
  score: Score,
  studio: SongOptions,
  plan: PerformedSong['plan'],
  signal: AbortSignal,
): AsyncGenerator<StemBlock, void, undefined> {
  for (const block of performStems(score, { ...studio, plan })) {
    await letMessagesIn()
    signal.throwIfAborted()
    yield block
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
