import { createAudio, SAMPLE_RATE, type Audio } from '../../dsp/audio.js'
import { CURVE_STEP_FRAMES } from '../../dsp/kernel/curve-multiplier.js'
import type { Score, Splice } from '../../music/score.js'
import { applyMaster, planMaster, type MasterPlan } from './master.js'
import { performanceFrames, type StereoBlock } from './performer.js'
import {
  BLOCK_FRAMES,
  blocksOf,
  cutAudio,
  performerOf,
  sideBySide,
  type Performed,
  type SongOptions,
  type Step,
} from './performance-steps.js'
import { planToMeet } from './plan-to-meet.js'
import { scoreFrom } from './score-from.js'
import { layOver, spliceWindow, type SpliceWindow } from './splice-window.js'
import { createStreamingMaster } from './streaming-master.js'

/**
 * Performs an edited song: the base as it was, the new part from a little before it is heard, and one faded into the
 * other inside the window. Outside the window the samples are the base's own. `perform` performs a score whole.
 */
export function* performSpliced(
  score: Score,
  splice: Splice,
  options: SongOptions,
  perform: (score: Score) => Generator<Step, Performed, undefined>,
): Generator<Step, Performed, undefined> {
  const startFrame = Math.round(splice.startSeconds * SAMPLE_RATE)
  const base =
    splice.base.kind === 'score'
      ? yield* heardUntil(startFrame, perform(splice.base.score))
      : yield* playRecording(startFrame, recordingOf(splice.base.recordingId, options))
  const window = spliceWindow(splice, base.mastered.channels[0]!.length, performanceFrames(score))
  return base.raw
    ? yield* overMix(score, options, window, { ...base, raw: base.raw })
    : yield* overFinished(score, options, window, base)
}

/** The recording of a splice. Throws RangeError when it was not given or has another sample rate. */
export function recordingOf(id: string, { recordings }: SongOptions): Audio {
  const audio = recordings?.[id]
  if (!audio) throw new RangeError(`the recording "${id}" that the song is built on was not given`)
  if (audio.sampleRate !== SAMPLE_RATE) {
    throw new RangeError(`recording "${id}" has ${audio.sampleRate} Hz; ${SAMPLE_RATE} Hz are needed`)
  }
  return audio
}

/** The part of a score that is performed for a window: from its warm-up on. */
export function partScore(score: Score, { warmUpStart }: SpliceWindow): Score {
  return scoreFrom(score, warmUpStart / SAMPLE_RATE)
}

/** The plan of a whole song, for a part of it that begins at the window's warm-up. */
function planFrom(plan: MasterPlan, { warmUpStart }: SpliceWindow): MasterPlan {
  return { ...plan, gains: plan.gains.subarray(warmUpStart / CURVE_STEP_FRAMES) }
}

interface Base extends Omit<Performed, 'mastering'> {
  /** Absent for a recording. */
  readonly mastering?: Performed['mastering']
}

/** Passes on what a performance sounds like before a frame; the rest is played and kept. */
function* heardUntil(
  frame: number,
  steps: Generator<Step, Performed, undefined>,
): Generator<Step, Performed, undefined> {
  let position = 0
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    const { block, ...rest } = step.value
    const heard = block && Math.min(block[0].length, Math.max(0, frame - position))
    yield block && heard
      ? { ...rest, block: [block[0].subarray(0, heard), block[1].subarray(0, heard)] }
      : rest
    position += block?.[0].length ?? 0
  }
}

function* playRecording(startFrame: number, audio: Audio): Generator<Step, Base, undefined> {
  const frames = audio.channels[0]!.length
  for (const block of blocksOf(audio, 0, Math.min(startFrame, frames)))
    yield { played: block[0].length, block, isFinished: true }
  return { mastered: cutAudio(audio, 0, frames) }
}

/**
 * The new part in the mix of a song of ours: the master is planned over the whole edited song, so that the part is as
 * loud in it as its playing wants it, and applied to the part alone.
 */
function* overMix(
  score: Score,
  options: SongOptions,
  window: SpliceWindow,
  base: Base & { readonly raw: Audio },
): Generator<Step, Performed, undefined> {
  const { start, end, frameCount, warmUpStart } = window
  const part = createAudio(2, end - warmUpStart)
  const raw = resized(base.raw, frameCount)
  let position = warmUpStart
  for (const block of playPart(score, options, window)) {
    const length = block[0].length
    block.forEach((channel, side) => part.channels[side]!.set(channel, position - warmUpStart))
    const heard = Math.max(0, position + length - Math.max(position, start))
    yield heard > 0
      ? { played: length, block: heardOfPart(raw, block, position, heard, window), isFinished: false }
      : { played: length, isFinished: false }
    position += length
  }
  for (const block of blocksOf(raw, end, frameCount)) yield { played: 0, block, isFinished: false }
  // The plan sees the new part unfaded: what passes the limiter whole passes it faded as well.
  part.channels.forEach((channel, side) =>
    raw.channels[side]!.set(channel.subarray(start - warmUpStart), start),
  )
  // The colour is the base's own: a part that was coloured otherwise would stick out of the song.
  const plan = planFrom(planMaster(raw, score.mix, base.mastering?.plan), window)
  const mastered = resized(base.mastered, frameCount)
  lay(applyMaster(part, plan), mastered, window)
  return { raw, mastered, mastering: { plan, ...(base.mastering && { base: base.mastering }) } }
}

/** The new part over what is finished and has no mix: mastered by itself, to sound like what lies beside it. */
function* overFinished(
  score: Score,
  options: SongOptions,
  window: SpliceWindow,
  base: Base,
): Generator<Step, Performed, undefined> {
  const { start, end, frameCount, warmUpStart } = window
  const part = createAudio(2, end - warmUpStart)
  const mastered = resized(base.mastered, frameCount)
  const live = createStreamingMaster(partScore(score, window))
  let position = warmUpStart
  let livePosition = warmUpStart
  const heardLive = (block: StereoBlock): Partial<Step> => {
    const length = block[0].length
    const heard = Math.max(0, livePosition + length - Math.max(livePosition, start))
    livePosition += length
    return heard === 0 ? {} : { block: heardOfPart(mastered, block, livePosition - length, heard, window) }
  }
  for (const block of playPart(score, options, window)) {
    const length = block[0].length
    block.forEach((channel, side) => part.channels[side]!.set(channel, position - warmUpStart))
    position += length
    yield { played: length, isFinished: true, ...heardLive(live.push(block)) }
  }
  yield { played: 0, isFinished: true, ...heardLive(live.finish()) }
  for (const block of blocksOf(mastered, end, frameCount)) yield { played: 0, block, isFinished: true }
  const plan = planToMeet(part, score.mix, base.mastered, window)
  lay(applyMaster(part, plan), mastered, window)
  return { mastered, mastering: { plan, ...(base.mastering && { base: base.mastering }) } }
}

/** The new part's mix from the window's warm-up to its end. */
function* playPart(
  score: Score,
  options: SongOptions,
  window: SpliceWindow,
): Generator<StereoBlock, void, undefined> {
  const performer = performerOf(partScore(score, window), options, false)
  for (let left = window.end - window.warmUpStart; left > 0;) {
    const block = performer.next(Math.min(left, BLOCK_FRAMES))
    if (!block) return
    left -= block.mix[0].length
    yield block.mix
  }
}

/** The last `heard` frames of a block of the new part that begins at `position`, faded from and to the base. */
function heardOfPart(
  base: Audio,
  block: StereoBlock,
  position: number,
  heard: number,
  window: SpliceWindow,
): StereoBlock {
  const length = block[0].length
  const from = position + length - heard
  const under = cutAudio(base, from, position + length).channels
  const faded: StereoBlock = [under[0]!.slice(), under[1]!.slice()]
  layOver(faded, [block[0].subarray(length - heard), block[1].subarray(length - heard)], from, window)
  return faded
}

/** Fades a performed part, which begins at the window's warm-up, into a whole song. */
function lay(part: Audio, song: Audio, window: SpliceWindow): void {
  const { start, end, warmUpStart } = window
  const [left, right] = sideBySide(song)
  layOver(
    [left.subarray(start, end), right.subarray(start, end)],
    sideBySide(cutAudio(part, start - warmUpStart, end - warmUpStart)),
    start,
    window,
  )
}

/** A copy with another number of frames: cut, or with silence after it. */
function resized(audio: Audio, frames: number): Audio {
  const copy = createAudio(2, frames, audio.sampleRate)
  sideBySide(audio).forEach((channel, side) => copy.channels[side]!.set(channel.subarray(0, frames)))
  return copy
}
