import { createAudio, SAMPLE_RATE, type Audio } from '../../dsp/audio.js'
import { integratedLufs, truePeakDbtp } from '../../dsp/loudness.js'
import type { Score } from '../../music/score.js'
import { masterMix } from './master.js'
import { createMasteredReader, type StemBlock } from './mastered-reader.js'
import { performanceFrames, type StereoBlock } from './performer.js'
import {
  BLOCK_FRAMES,
  cutAudio,
  excerptFrames,
  performerOf,
  restsOnRecording,
  type Mastering,
  type Performed,
  type SongOptions,
  type Step,
} from './performance-steps.js'
import { scoreFrom } from './score-from.js'
import { performSpliced } from './spliced-performance.js'
import { createStreamingMaster, type StreamingMaster } from './streaming-master.js'

export type { SongOptions } from './performance-steps.js'

export interface PerformedSong {
  /** Mastered, stereo, 48 kHz. */
  readonly mix: Audio
  readonly loudnessLufs: number
  readonly truePeakDbtp: number
  /** What mastering did; `performStems` takes it to spare a pass. */
  readonly plan: Mastering
}

export interface PerformanceStep {
  /** 0 … 1. */
  readonly fraction: number
  /** When somebody listens: the next frames of the song in a provisional master, possibly none. */
  readonly live?: StereoBlock
}

/** The blocks of a song's first third of a second: just enough for the first frames of an MP3. */
const FIRST_BLOCK_FRAMES = 4096
/** Blocks of a song that go out at a step to who begins to listen in its middle: quickly, and its making goes on. */
const CATCH_UP_BLOCKS = 4

/**
 * Performs and masters a score of any kind: a song written whole, an edited one (`Score.splice`), a loop
 * (`Score.excerpt`). Works a block at a time, so that the caller can let others in between steps; the finished song is
 * the generator's result. `isHeard` is asked at each step: from its first yes on steps also bring the song from its beginning,
 * as far as it is ready to be listened to. What nobody listens to is mastered once only, when it is whole.
 */
export function* performInSteps(
  score: Score,
  options: SongOptions,
  isHeard?: () => boolean,
): Generator<PerformanceStep, PerformedSong, undefined> {
  const total = workFrames(score)
  const unheard: StereoBlock[] = []
  let master: StreamingMaster | undefined
  const steps = perform(score, options, () => master === undefined)
  let played = 0
  for (;;) {
    const step = steps.next()
    if (step.done) {
      if (master) {
        for (const block of unheard) yield { fraction: 1, live: master.push(block) }
        yield { fraction: 1, live: master.finish() }
      }
      const { mastered, mastering } = step.value
      const isWhole = score.splice === undefined && score.excerpt === undefined
      return {
        mix: mastered,
        loudnessLufs: isWhole ? mastering.plan.loudnessLufs : integratedLufs(mastered),
        truePeakDbtp: isWhole ? mastering.plan.truePeakDbtp : truePeakDbtp(mastered),
        plan: mastering,
      }
    }
    played += step.value.played
    const { block } = step.value
    if (block && isHeard) unheard.push(block)
    const fraction = Math.min(1, played / total)
    if (!master && isHeard?.()) master = liveMasterOf(score)
    const ready = master ? unheard.splice(0, CATCH_UP_BLOCKS) : []
    if (ready.length === 0) yield { fraction }
    for (const next of ready) yield { fraction, live: master!.push(next) }
  }
}

/** What is built on a recording is as loud as it from the start. */
function liveMasterOf(score: Score): StreamingMaster {
  if (!restsOnRecording(score))
    return createStreamingMaster(scoreFrom(score, score.excerpt?.startSeconds ?? 0))
  return { push: (block) => block, finish: () => [new Float32Array(0), new Float32Array(0)] }
}

/** Performs and masters a whole song in one go. */
export function performSong(score: Score, options: SongOptions): PerformedSong {
  const steps = performInSteps(score, options)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The mix before mastering of a score that was written whole. */
export function performMix(score: Score, options: SongOptions): Audio {
  const steps = playMix(score, options)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/**
 * Mastered stems from the front, a few at a time; together they are the mastered mix. Without a plan of the same score the
 * song is performed once more beforehand to make one.
 */
export function* performStems(
  score: Score,
  options: SongOptions & { readonly plan?: Mastering },
): Generator<StemBlock, void, undefined> {
  const reader = createMasteredReader(score, options, options.plan ?? performSong(score, options).plan)
  for (;;) {
    const block = reader.next(BLOCK_FRAMES)
    if (!block) return
    yield block
  }
}

/** Frames that have to be played to perform a score. */
function workFrames(score: Score): number {
  const { splice } = score
  if (!splice) return performanceFrames(score)
  const base =
    splice.base.kind === 'score' ? workFrames(splice.base.score) : splice.startSeconds * SAMPLE_RATE
  const end = splice.endSeconds === null ? performanceFrames(score) : splice.endSeconds * SAMPLE_RATE
  return base + Math.max(1, end - splice.startSeconds * SAMPLE_RATE)
}

/** `isMixSpent` is asked when the whole mix is there: whether nobody needs it any more once it is mastered. */
function* perform(
  score: Score,
  options: SongOptions,
  isMixSpent = () => false,
): Generator<Step, Performed, undefined> {
  const steps = score.splice
    ? performSpliced(score, score.splice, options, (base) => perform(base, options))
    : performWhole(score, options, isMixSpent)
  return score.excerpt ? yield* excerptOf(score.excerpt, steps) : yield* steps
}

function* performWhole(
  score: Score,
  options: SongOptions,
  isMixSpent: () => boolean,
): Generator<Step, Performed, undefined> {
  const raw = yield* playMix(score, options)
  const isSpent = isMixSpent()
  const { plan, mastered } = masterMix(raw, score.mix, isSpent ? 'spent' : 'kept')
  return { ...(!isSpent && { raw }), mastered, mastering: { plan } }
}

function* playMix(score: Score, options: SongOptions): Generator<Step, Audio, undefined> {
  const performer = performerOf(score, options, false)
  const raw = createAudio(2, performer.frameCount)
  let position = 0
  for (;;) {
    // A listener waits for the first ones.
    const block = performer.next(position < BLOCK_FRAMES ? FIRST_BLOCK_FRAMES : BLOCK_FRAMES)
    if (!block) return raw
    block.mix.forEach((channel, side) => raw.channels[side]!.set(channel, position))
    const end = position + block.mix[0].length
    // Views, so that a song that is kept for a listener to come is kept once.
    const [left, right] = raw.channels.map((channel) => channel.subarray(position, end))
    yield { played: end - position, block: [left!, right!], isFinished: false }
    position = end
  }
}

/** Lets only a part of a performance be heard, cut to the sample. */
function* excerptOf(
  excerpt: NonNullable<Score['excerpt']>,
  steps: Generator<Step, Performed, undefined>,
): Generator<Step, Performed, undefined> {
  const { from, until } = excerptFrames(excerpt)
  let position = 0
  for (;;) {
    const step = steps.next()
    if (step.done) {
      const { raw, mastered, mastering } = step.value
      return {
        ...(raw && { raw: cutAudio(raw, from, until) }),
        mastered: cutAudio(mastered, from, until),
        mastering,
      }
    }
    const { block, ...rest } = step.value
    const length = block?.[0].length ?? 0
    const first = Math.min(length, Math.max(0, from - position))
    const last = Math.min(length, Math.max(first, until - position))
    position += length
    yield block && last > first
      ? { ...rest, block: [block[0].subarray(first, last), block[1].subarray(first, last)] }
      : rest
  }
}
