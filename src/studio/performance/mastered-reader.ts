import type { Audio } from '../../dsp/audio.js'
import { Kernel } from '../../dsp/kernel/kernel.js'
import type { Score, Splice } from '../../music/score.js'
import type { StemName } from '../../music/stems.js'
import { MasterApplier, type MasterPlan } from './master.js'
import { performanceFrames, type Performer, type StereoBlock } from './performer.js'
import {
  cutAudio,
  excerptFrames,
  performerOf,
  sideBySide,
  type Mastering,
  type SongOptions,
} from './performance-steps.js'
import { layOver, spliceWindow, type SpliceWindow } from './splice-window.js'
import { partScore, recordingOf } from './spliced-performance.js'

export interface StemBlock {
  readonly mix: StereoBlock
  /** Stems that may sound here; what is missing is silent. */
  readonly stems: ReadonlyMap<StemName, StereoBlock>
}

/** A mastered song in stems, read from the front. */
export interface MasteredReader {
  /** Length of the song as it is heard. */
  readonly frameCount: number
  /** The next frames, exactly as many as asked for but at the end; undefined after it. */
  next(maxFrames: number): StemBlock | undefined
}

/** The stem that an undivided recording counts as: what cannot be told apart is handed out under this name. */
export const RECORDING_STEM: StemName = 'keyboard'

/** Performs a score with its stems, mastered as `mastering`, made from the same score, says. */
export function createMasteredReader(
  score: Score,
  options: SongOptions,
  mastering: Mastering,
): MasteredReader {
  const { splice, excerpt } = score
  const whole = splice
    ? new SplicedReader(score, splice, options, mastering)
    : new PerformedReader(score, options, mastering.plan)
  return excerpt ? new ExcerptReader(whole, excerptFrames(excerpt)) : whole
}

/** A score performed and mastered from the front. */
class PerformedReader implements MasteredReader {
  readonly frameCount: number
  private readonly performer: Performer
  private readonly kernel = new Kernel()
  private readonly appliers = new Map<StemName | 'mix', MasterApplier>()

  constructor(
    score: Score,
    options: SongOptions,
    private readonly plan: MasterPlan,
  ) {
    this.performer = performerOf(score, options, true)
    this.frameCount = this.performer.frameCount
  }

  next(maxFrames: number): StemBlock | undefined {
    const block = this.performer.next(maxFrames)
    if (!block) return undefined
    this.master('mix', block.mix)
    for (const [name, stem] of block.stems!) this.master(name, stem)
    return { mix: block.mix, stems: block.stems! }
  }

  private master(name: StemName | 'mix', [left, right]: StereoBlock): void {
    let applier = this.appliers.get(name)
    if (!applier) {
      applier = new MasterApplier(this.plan, this.kernel)
      this.appliers.set(name, applier)
    }
    applier.process(left, right)
  }
}

/** A recording as it came. */
class RecordingReader implements MasteredReader {
  readonly frameCount: number
  private readonly stems: ReadonlyMap<StemName, Audio>
  private position = 0

  constructor(
    private readonly audio: Audio,
    stems: ReadonlyMap<StemName, Audio> | undefined,
  ) {
    this.frameCount = audio.channels[0]!.length
    this.stems = stems ?? new Map([[RECORDING_STEM, audio]])
  }

  next(maxFrames: number): StemBlock | undefined {
    const from = this.position
    const until = Math.min(this.frameCount, from + maxFrames)
    if (until <= from) return undefined
    this.position = until
    const copy = (audio: Audio): StereoBlock => {
      const [left, right] = sideBySide(cutAudio(audio, from, until))
      return [left.slice(), right.slice()]
    }
    return {
      mix: copy(this.audio),
      stems: new Map([...this.stems].map(([name, audio]) => [name, copy(audio)])),
    }
  }
}

/** Base and new part side by side, each performed only where it is heard. */
class SplicedReader implements MasteredReader {
  readonly frameCount: number
  private readonly base: MasteredReader
  private readonly part: PerformedReader
  private readonly window: SpliceWindow
  private position = 0
  private partPosition: number

  constructor(score: Score, splice: Splice, options: SongOptions, mastering: Mastering) {
    this.base =
      splice.base.kind === 'score'
        ? createMasteredReader(splice.base.score, options, mastering.base!)
        : new RecordingReader(
            recordingOf(splice.base.recordingId, options),
            options.recordingStems?.(splice.base.recordingId),
          )
    this.window = spliceWindow(splice, this.base.frameCount, performanceFrames(score))
    this.frameCount = this.window.frameCount
    this.partPosition = this.window.warmUpStart
    this.part = new PerformedReader(partScore(score, this.window), options, mastering.plan)
  }

  next(maxFrames: number): StemBlock | undefined {
    const from = this.position
    const until = Math.min(this.frameCount, from + maxFrames)
    if (until <= from) return undefined
    this.position = until
    const { mix, stems } = this.readBase(from, until)
    const part = this.readPart(from, until)
    if (part) {
      layOver(mix, part.mix, from, this.window)
      for (const name of new Set([...stems.keys(), ...part.stems.keys()])) {
        const stem = stems.get(name) ?? silence(until - from)
        stems.set(name, stem)
        layOver(stem, part.stems.get(name) ?? silence(until - from), from, this.window)
      }
    }
    return { mix, stems }
  }

  private readBase(
    from: number,
    until: number,
  ): { readonly mix: StereoBlock; readonly stems: Map<StemName, StereoBlock> } {
    const { start, end, shareAt } = this.window
    const isOver = from >= start && shareAt(from) === 1 && end === this.frameCount
    const block = isOver ? undefined : this.base.next(until - from)
    const stems = new Map<StemName, StereoBlock>()
    for (const [name, stem] of block?.stems ?? []) stems.set(name, laidOut(stem, 0, until - from))
    return { mix: block ? laidOut(block.mix, 0, until - from) : silence(until - from), stems }
  }

  /** The new part over the same frames; undefined where none of it is played. */
  private readPart(from: number, until: number): StemBlock | undefined {
    const wanted = Math.min(until, this.window.end) - this.partPosition
    if (wanted <= 0) return undefined
    const offset = this.partPosition - from
    const block = this.part.next(wanted)
    this.partPosition += wanted
    if (!block) return undefined
    const place = (stereo: StereoBlock): StereoBlock => laidOut(stereo, offset, until - from)
    return {
      mix: place(block.mix),
      stems: new Map([...block.stems].map(([name, stem]) => [name, place(stem)])),
    }
  }
}

/** A part of a song, cut to the sample; beyond the song's end silence. */
class ExcerptReader implements MasteredReader {
  readonly frameCount: number
  private framesBefore: number
  private position = 0

  constructor(
    private readonly song: MasteredReader,
    { from, until }: { readonly from: number; readonly until: number },
  ) {
    this.framesBefore = from
    this.frameCount = until - from
  }

  next(maxFrames: number): StemBlock | undefined {
    const frames = Math.min(maxFrames, this.frameCount - this.position)
    if (frames <= 0) return undefined
    while (this.framesBefore > 0) {
      const skipped = this.song.next(Math.min(this.framesBefore, maxFrames))
      if (!skipped) break
      this.framesBefore -= skipped.mix[0].length
    }
    this.position += frames
    const block = this.song.next(frames)
    if (!block) return { mix: silence(frames), stems: new Map() }
    return {
      mix: laidOut(block.mix, 0, frames),
      stems: new Map([...block.stems].map(([name, stem]) => [name, laidOut(stem, 0, frames)])),
    }
  }
}

function silence(frames: number): StereoBlock {
  return [new Float32Array(frames), new Float32Array(frames)]
}

/** A block with silence around it, so that it is `frames` long; the same block where it is that already. */
function laidOut(block: StereoBlock, offset: number, frames: number): StereoBlock {
  if (offset === 0 && block[0].length === frames) return block
  const laid = silence(frames)
  block.forEach((channel, side) => laid[side]!.set(channel, offset))
  return laid
}
