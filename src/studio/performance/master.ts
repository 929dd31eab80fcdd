import { SAMPLE_RATE, frameCount, type Audio } from '../../dsp/audio.js'
import { equaliserBand } from '../../dsp/biquad.js'
import { reductionFor } from '../../dsp/compressor.js'
import { FilterSections } from '../../dsp/kernel/filter-sections.js'
import { Kernel, type Pointer } from '../../dsp/kernel/kernel.js'
import { copyPart, integratedLufs, integratedLufsOf, truePeakDbtp } from '../../dsp/loudness.js'
import { raiseStepPeaks } from '../../dsp/step-peaks.js'
import { dbToGain } from '../../dsp/units.js'
import type { EqBand, MixSettings } from '../../music/score.js'
import { leanToSpectrum } from '../mix/lean-to-spectrum.js'

/** Frames between two points of the master's gain curve; it runs straight from one to the next. */
export const MASTER_STEP_FRAMES = 64

/**
 * The ceiling that a finished master keeps, in dBTP. What listeners get must stay below -1, and an MP3 of 192 kbit/s,
 * decoded, reaches up to 0.7 dB above the master that went in (measured over the genres).
 */
export const CEILING_DBTP = -2

/** What a master decides about a song's colour, once and for all of it. */
export interface MasterColour {
  /** Filters that lean the mix towards `MixSettings.spectrum`. */
  readonly lean: readonly EqBand[]
  /** Factor on the difference of the channels, 0 … 1. */
  readonly width: number
}

/**
 * All that mastering does to a mix: colour and tone, then one gain that changes over time. It is the same for the mix and
 * for every stem, so mastered stems add up to the mastered mix.
 */
export interface MasterPlan extends MasterColour {
  /** What was asked for on top of the colour. */
  readonly tone: readonly EqBand[]
  /** Linear gain at frames 0, 64, 128 …; one more point than steps. */
  readonly gains: Float32Array
  /** What the mastered mix measures. */
  readonly loudnessLufs: number
  readonly truePeakDbtp: number
}

/** What the limiter aims at: gain that moves between two samples may lift a peak between them by a few hundredths. */
const LIMITER_MARGIN_DB = 0.08
/** Look-ahead of the limiter in steps: 8 ms. */
const LOOK_AHEAD_STEPS = 6
/** Time in which the limiter lets go of 1 - 1/e of its reduction, in seconds. */
const LIMITER_RELEASE_SECONDS = 0.09
const LOUDNESS_TOLERANCE_LU = 0.1
const MAXIMUM_ROUNDS = 8
/** A whisper is not blown up to a shout: the most that mastering adds, in dB. */
const MAXIMUM_GAIN_DB = 60

/** Energy of the channels' difference against that of their sum that a master lets through. */
const MOST_SIDE_TO_MID = 0.65

/**
 * Decides how a performed mix is mastered: to `settings.targetLufs`, never above `CEILING_DBTP`. Silence stays silence.
 * `colour`: of the song that an edited one goes on from; by default it is read from the mix.
 */
export function planMaster(
  mix: Audio,
  settings: MixSettings,
  colour: MasterColour = colourOf(mix, settings),
): MasterPlan {
  const { lean, width } = colour
  const shape = { lean, width, tone: settings.tone }
  const toned = applyShape(mix, shape)
  const steps = Math.ceil(frameCount(mix) / MASTER_STEP_FRAMES)
  const startLufs = integratedLufs(toned)
  if (!Number.isFinite(startLufs)) {
    return {
      ...shape,
      gains: new Float32Array(steps + 1).fill(1),
      loudnessLufs: -Infinity,
      truePeakDbtp: truePeakDbtp(toned),
    }
  }
  let gainDb = Math.min(MAXIMUM_GAIN_DB, settings.targetLufs - startLufs)
  const power = stepPower(toned, steps)
  const peaks = new Float32Array(steps)
  // Later rounds raise the gain by a few dB; steps that stay clear of the ceiling even then need no close look.
  const threshold = dbToGain(CEILING_DBTP - gainDb - 4)
  for (const channel of toned.channels) raiseStepPeaks(channel, MASTER_STEP_FRAMES, threshold, peaks)

  let ceilingDb = CEILING_DBTP - LIMITER_MARGIN_DB
  let previous: { readonly gainDb: number; readonly loudnessLufs: number } | undefined
  let gains: Float32Array = new Float32Array(0)
  let loudnessLufs = startLufs
  let peakDb: number | undefined
  for (let round = 0; round < MAXIMUM_ROUNDS; round++) {
    gains = gainCurve(power, peaks, gainDb, settings.glue, ceilingDb)
    loudnessLufs = loudnessAlong(toned, gains)
    peakDb = undefined
    const error = settings.targetLufs - loudnessLufs
    if (Math.abs(error) <= LOUDNESS_TOLERANCE_LU) {
      peakDb = truePeakDbtp(multiplyByCurve(toned, gains))
      if (peakDb <= CEILING_DBTP) break
      ceilingDb -= peakDb - CEILING_DBTP + 0.01
      continue
    }
    // Limited material answers a push only in part: how much is learnt from the round before.
    const answer = previous ? (loudnessLufs - previous.loudnessLufs) / (gainDb - previous.gainDb) : 1
    previous = { gainDb, loudnessLufs }
    const next = gainDb + error / Math.min(1, Math.max(0.15, answer))
    if (next >= MAXIMUM_GAIN_DB && gainDb >= MAXIMUM_GAIN_DB) break
    gainDb = Math.min(MAXIMUM_GAIN_DB, next)
  }
  peakDb ??= truePeakDbtp(multiplyByCurve(toned, gains))
  if (peakDb > CEILING_DBTP) {
    // The ceiling is a promise, the loudness a goal.
    const trimDb = CEILING_DBTP - 0.01 - peakDb
    gains = gains.map((gain) => gain * dbToGain(trimDb))
    loudnessLufs += trimDb
    peakDb += trimDb
  }
  return { ...shape, gains, loudnessLufs, truePeakDbtp: peakDb }
}

/** The whole of an audio, mastered. Channels of the result are new. */
export function applyMaster(mix: Audio, plan: MasterPlan): Audio {
  return multiplyByCurve(applyShape(mix, plan), plan.gains)
}

/** Masters one stem (or the mix) block by block, in place. Each needs an applier of its own, fed from frame 0. */
export class MasterApplier {
  private readonly worker: MasterWorker
  private position = 0

  constructor(private readonly plan: MasterPlan) {
    this.worker = new MasterWorker(plan)
  }

  process(left: Float32Array, right: Float32Array): void {
    this.worker.shape(left, right)
    multiplyBlock(left, this.plan.gains, this.position)
    multiplyBlock(right, this.plan.gains, this.position)
    this.position += left.length
  }
}

/** Frames put before a kernel at a time. */
const WORK_FRAMES = 8192

type MasterShape = Pick<MasterPlan, 'lean' | 'width' | 'tone'>

/** Reads a mix's colour: what its spectrum and its width lack against the reference. */
function colourOf(mix: Audio, { spectrum }: MixSettings): MasterColour {
  const sideToMid = sideToMidOf(mix)
  return {
    lean: spectrum === undefined ? [] : leanToSpectrum(mix, spectrum),
    width: sideToMid > MOST_SIDE_TO_MID ? Math.sqrt(MOST_SIDE_TO_MID / sideToMid) : 1,
  }
}

function sideToMidOf({ channels }: Audio): number {
  const left = channels[0]!
  const right = channels[1] ?? left
  let middle = 0
  let side = 0
  for (let i = 0; i < left.length; i++) {
    middle += (left[i]! + right[i]!) ** 2
    side += (left[i]! - right[i]!) ** 2
  }
  return side / Math.max(1e-12, middle)
}

/** A kernel that filters arrays. */
class MasterWorker {
  private readonly kernel = new Kernel()
  private readonly filters: FilterSections
  private readonly left = this.kernel.allocateFloats(WORK_FRAMES)
  private readonly right = this.kernel.allocateFloats(WORK_FRAMES)
  private readonly width: number
  private readonly isNeutral: boolean

  constructor({ lean, width, tone }: MasterShape) {
    const bands = [...lean, ...tone].filter(({ gainDb }) => gainDb !== 0)
    this.width = width
    this.isNeutral = bands.length === 0 && width === 1
    this.filters = new FilterSections(
      this.kernel,
      bands.map((band) => equaliserBand(band, SAMPLE_RATE)),
    )
  }

  /** Filters two channels in place; goes on where the call before ended. */
  shape(left: Float32Array, right: Float32Array): void {
    if (this.isNeutral) return
    const { width } = this
    for (let start = 0; start < left.length; start += WORK_FRAMES) {
      const count = Math.min(WORK_FRAMES, left.length - start)
      copyPart(this.kernel, left, start, this.left, count)
      copyPart(this.kernel, right, start, this.right, count)
      this.filters.processStereo(this.left, this.right, count)
      if (width !== 1)
        this.kernel.run.widen(this.left, this.right, count, 0.5 + 0.5 * width, 0.5 - 0.5 * width)
      left.set(this.kernel.floatsAt(this.left, count), start)
      right.set(this.kernel.floatsAt(this.right, count), start)
    }
  }
}

/** Mono counts as two equal channels and comes back as two. */
function applyShape(audio: Audio, shape: MasterShape): Audio {
  const left = audio.channels[0]!.slice()
  const right = (audio.channels[1] ?? audio.channels[0]!).slice()
  new MasterWorker(shape).shape(left, right)
  return { sampleRate: audio.sampleRate, channels: [left, right] }
}

/** How loud the audio would be along a gain curve, without making it. */
function loudnessAlong(audio: Audio, gains: Float32Array): number {
  const frames = frameCount(audio)
  // A step of the meter, 4800 frames, is a whole number of the curve's.
  return integratedLufsOf(frames, SAMPLE_RATE, 2, (kernel, start, blocks, count) => {
    const curve = curveBlock(kernel)
    const first = start / MASTER_STEP_FRAMES
    const points = gains.subarray(first, first + count / MASTER_STEP_FRAMES + 1)
    kernel.floatsAt(curve, points.length).set(points)
    blocks.forEach((block, i) => {
      copyPart(kernel, audio.channels[i]!, start, block, count)
      kernel.run.multiplyCurve(block, count, curve)
    })
  })
}

let curvePointer: Pointer | undefined

/** Room for the points of one of the meter's steps in the shared kernel. */
function curveBlock(kernel: Kernel): Pointer {
  return (curvePointer ??= kernel.allocateFloats(SAMPLE_RATE / MASTER_STEP_FRAMES))
}

function multiplyByCurve(audio: Audio, gains: Float32Array): Audio {
  const channels = audio.channels.map((channel) => {
    const copy = channel.slice()
    multiplyBlock(copy, gains, 0)
    return copy
  })
  return { sampleRate: audio.sampleRate, channels }
}

/** `startFrame`: where the block lies on the curve. */
function multiplyBlock(block: Float32Array, gains: Float32Array, startFrame: number): void {
  let i = 0
  while (i < block.length) {
    const step = Math.floor((startFrame + i) / MASTER_STEP_FRAMES)
    const within = startFrame + i - step * MASTER_STEP_FRAMES
    const from = gains[Math.min(step, gains.length - 1)]!
    const slope = ((gains[Math.min(step + 1, gains.length - 1)] ?? from) - from) / MASTER_STEP_FRAMES
    const count = Math.min(block.length - i, MASTER_STEP_FRAMES - within)
    for (let k = 0; k < count; k++) block[i + k] = block[i + k]! * (from + slope * (within + k))
    i += count
  }
}

/** Mean square of the louder channel in each step. */
function stepPower(audio: Audio, steps: number): Float32Array {
  const power = new Float32Array(steps)
  for (const channel of audio.channels) {
    for (let step = 0; step < steps; step++) {
      const start = step * MASTER_STEP_FRAMES
      const end = Math.min(channel.length, start + MASTER_STEP_FRAMES)
      let sum = 0
      for (let i = start; i < end; i++) sum += channel[i]! * channel[i]!
      power[step] = Math.max(power[step]!, sum / (end - start))
    }
  }
  return power
}

/** Loudness gain × glue × limiter at each step's edge. */
function gainCurve(
  power: Float32Array,
  peaks: Float32Array,
  gainDb: number,
  glue: number,
  ceilingDb: number,
): Float32Array {
  const gains = glueCurve(power, gainDb, glue)
  const ceiling = dbToGain(ceilingDb)
  const steps = peaks.length
  // What each edge may let through so that neither step beside it passes the ceiling.
  const allowed = new Float32Array(steps + 1).fill(1)
  for (let step = 0; step < steps; step++) {
    const loudest = peaks[step]! * Math.max(gains[step]!, gains[step + 1]!)
    if (loudest <= ceiling) continue
    const limit = ceiling / loudest
    if (limit < allowed[step]!) allowed[step] = limit
    if (limit < allowed[step + 1]!) allowed[step + 1] = limit
  }
  const limited = limiterCurve(allowed)
  for (let edge = 0; edge <= steps; edge++) gains[edge] = gains[edge]! * limited[edge]!
  return gains
}

/** A slow, gentle compressor over everything, as a curve. `glue` 0 … 1; about 1 to 3 dB of reduction at most. */
function glueCurve(power: Float32Array, gainDb: number, glue: number): Float32Array {
  const stepSeconds = MASTER_STEP_FRAMES / SAMPLE_RATE
  const factor = (seconds: number): number => 1 - Math.exp(-stepSeconds / seconds)
  const smoothing = factor(0.02)
  const attack = factor(0.03)
  const release = factor(0.25)
  const curve = new Float32Array(power.length + 1)
  const ratio = 1 + 1.6 * Math.min(1, Math.max(0, glue))
  let level = power[0] ?? 0
  let reduction = 0
  for (let edge = 0; edge < curve.length; edge++) {
    const now = power[Math.min(edge, power.length - 1)] ?? 0
    level += smoothing * (now - level)
    const levelDb = 10 * Math.log10(level + 1e-12) + gainDb
    const target = glue > 0 ? reductionFor(levelDb + 16, ratio, 10) : 0
    reduction += (target > reduction ? attack : release) * (target - reduction)
    curve[edge] = dbToGain(gainDb - reduction)
  }
  return curve
}

/**
 * A smooth curve that is nowhere above `allowed`: the least of what lies ahead, let go of slowly, averaged over the
 * look-ahead.
 */
export function limiterCurve(allowed: Float32Array): Float32Array {
  const length = allowed.length
  const release = 1 - Math.exp(-MASTER_STEP_FRAMES / (LIMITER_RELEASE_SECONDS * SAMPLE_RATE))
  const held = new Float32Array(length)
  let current = 1
  for (let edge = 0; edge < length; edge++) {
    let ahead = 1
    for (let k = edge; k <= Math.min(length - 1, edge + LOOK_AHEAD_STEPS); k++)
      ahead = Math.min(ahead, allowed[k]!)
    current += release * (1 - current)
    if (ahead < current) current = ahead
    held[edge] = current
  }
  const curve = new Float32Array(length)
  for (let edge = 0; edge < length; edge++) {
    let sum = 0
    for (let k = edge - LOOK_AHEAD_STEPS; k <= edge; k++) sum += held[Math.max(0, k)]!
    curve[edge] = sum / (LOOK_AHEAD_STEPS + 1)
  }
  return curve
}
