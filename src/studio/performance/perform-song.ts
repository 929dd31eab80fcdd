import { SAMPLE_RATE, type Audio } from '../../dsp/audio.js'
import type { Score } from '../../music/score.js'
import type { StemName } from '../../music/stems.js'
import { applyMaster, MasterApplier, planMaster, type MasterPlan } from './master.js'
import { createPerformer, type PerformerOptions, type StereoBlock } from './performer.js'

export type SongOptions = Omit<PerformerOptions, 'stems'>

export interface PerformedSong {
  /** Mastered, stereo, 48 kHz. */
  readonly mix: Audio
  readonly loudnessLufs: number
  readonly truePeakDbtp: number
  /** What mastering did; `performStems` takes it to spare a pass. */
  readonly plan: MasterPlan
}

export interface SongListener {
  /** Each block before mastering, in order, as it is played (for the live stream). */
  onBlock?(mix: StereoBlock): void
  /** 0 … 1. */
  onProgress?(fraction: number): void
}

const BLOCK_FRAMES = 16_384

/** Performs and masters a whole song. */
export function performSong(score: Score, options: SongOptions, listener: SongListener = {}): PerformedSong {
  const mix = performMix(score, options, listener)
  const plan = planMaster(mix, score.mix)
  return {
    mix: applyMaster(mix, plan),
    loudnessLufs: plan.loudnessLufs,
    truePeakDbtp: plan.truePeakDbtp,
    plan,
  }
}

/** The mix before mastering, whole. */
export function performMix(score: Score, options: SongOptions, listener: SongListener = {}): Audio {
  const performer = createPerformer(score, { ...options, stems: false })
  const left = new Float32Array(performer.frameCount)
  const right = new Float32Array(performer.frameCount)
  let position = 0
  for (;;) {
    const block = performer.next(BLOCK_FRAMES)
    if (!block) break
    left.set(block.mix[0], position)
    right.set(block.mix[1], position)
    position += block.mix[0].length
    listener.onBlock?.(block.mix)
    listener.onProgress?.(position / performer.frameCount)
  }
  return { sampleRate: SAMPLE_RATE, channels: [left, right] }
}

export interface StemBlock {
  readonly mix: StereoBlock
  /** One entry for each stem that the score uses. */
  readonly stems: ReadonlyMap<StemName, StereoBlock>
}

/**
 * Mastered stems from the front, a few at a time; together they are the mastered mix. Without a plan of the same score the
 * song is performed once more beforehand to make one.
 */
export function* performStems(
  score: Score,
  options: SongOptions & { readonly plan?: MasterPlan },
): Generator<StemBlock, void, undefined> {
  const plan = options.plan ?? planMaster(performMix(score, options), score.mix)
  const performer = createPerformer(score, { ...options, stems: true })
  const appliers = new Map<StemName | 'mix', MasterApplier>()
  const master = (name: StemName | 'mix', [left, right]: StereoBlock): void => {
    let applier = appliers.get(name)
    if (!applier) {
      applier = new MasterApplier(plan)
      appliers.set(name, applier)
    }
    applier.process(left, right)
  }
  for (;;) {
    const block = performer.next(BLOCK_FRAMES)
    if (!block) return
    const stems = block.stems!
    master('mix', block.mix)
    for (const [name, stem] of stems) master(name, stem)
    yield { mix: block.mix, stems }
  }
}
