import { SAMPLE_RATE, frameCount, type Audio } from '../../dsp/audio.js'
import { dcBlocker, equaliserBand } from '../../dsp/biquad.js'
import { FilterSections } from '../../dsp/kernel/filter-sections.js'
import { Kernel, type Pointer } from '../../dsp/kernel/kernel.js'
import { CURVE_STEP_FRAMES, CurveMultiplier } from '../../dsp/kernel/curve-multiplier.js'
import { copyPart, EnergyMeter, gatedLufs, truePeakDbtp } from '../../dsp/loudness.js'
import { raiseStepPeaks } from '../../dsp/step-peaks.js'
import { dbToGain } from '../../dsp/units.js'
import type { EqBand, MixSettings, SpectrumName } from '../../music/score.js'
import { leanToSpectrum } from '../mix/lean-to-spectrum.js'
import { gainCurve } from './gain-curve.js'
import type { StereoBlock } from './performer.js'

/**
 * The ceiling that a finished master keeps, in dBTP. What listeners get must stay below -1, and an MP3 of 192 kbit/s,
 * decoded, reaches up to 0.7 dB above the master that went in (measured over the genres).
 */
export const CEILING_DBTP = -2

/** What a master decides about a song's colour, once and for all of it. */
export interface MasterColour {
  /** Filters that lean the mix towards `MixSettings.spectrum`. */
  readonly lean: readonly EqBand[]
  /** Factor on the difference of the channels, 0 … 1.4. */
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
const LOUDNESS_TOLERANCE_LU = 0.1
const MAXIMUM_ROUNDS = 8
/** A whisper is not blown up to a shout: the most that mastering adds, in dB. */
const MAXIMUM_GAIN_DB = 60

/** Energy of the channels' difference against that of their sum that a master lets through. */
const MOST_SIDE_TO_MID = 0.65
/** What records of a kind measure at least, the common one where none is named; a narrower mix is drawn apart towards it … */
const LEAST_SIDE_TO_MID = 0.13
/** Bass and beats stand in the middle, old discs were all but mono; doubled guitars, synthesisers and films are wide. */
const LEAST_SIDE_OF: Readonly<Partial<Record<SpectrumName, number>>> = {
  heavy: 0.07,
  vintage: 0.06,
  tape: 0.08,
  acoustic: 0.11,
  radio: 0.16,
  club: 0.15,
  guitars: 0.18,
  metal: 0.2,
  screen: 0.2,
}
/** … by this factor at most: beyond, what is panned far would be heard inverted on the other side. */
const MOST_WIDTH = 1.4

/**
 * Decides how a performed mix is mastered: to `settings.targetLufs`, never above `CEILING_DBTP`. Silence stays silence.
 * `colour`: of the song that an edited one goes on from; by default it is read from the mix.
 */
export function planMaster(
  mix: Audio,
  settings: MixSettings,
  colour: MasterColour = colourOf(mix, settings),
): MasterPlan {
  return planColoured(copyOf(mix), settings, colour)
}

/**
 * Decides how a whole mix is mastered, and masters it. Channels of the result are new; a `spent` mix, in stereo, is overwritten
 * instead, for a long song's samples are much of the memory that its making takes.
 */
export function masterMix(
  mix: Audio,
  settings: MixSettings,
  use: 'kept' | 'spent' = 'kept',
): { readonly plan: MasterPlan; readonly mastered: Audio } {
  const colour = colourOf(mix, settings)
  const shaped = use === 'spent' ? stereoOf(mix) : copyOf(mix)
  const plan = planColoured(shaped, settings, colour)
  new MasterWorker(NEUTRAL_SHAPE).process(shaped, plan.gains)
  return { plan, mastered: { sampleRate: mix.sampleRate, channels: shaped } }
}

/** The plan; all of it but the gain is laid on the channels. */
function planColoured(
  channels: StereoBlock,
  settings: MixSettings,
  { lean, width }: MasterColour,
): MasterPlan {
  const shape = { lean, width, tone: settings.tone }
  return { ...shape, ...planGains(new MasterWorker(shape).measure(channels), settings) }
}

/** What is known of a shaped mix. */
interface MeasuredMix {
  readonly channels: StereoBlock
  /** For each step of 64 frames: K-weighted energy and mean square of the louder channel. */
  readonly energies: Float64Array
  readonly power: Float32Array
}

function planGains(
  { channels, energies, power }: MeasuredMix,
  settings: MixSettings,
): Pick<MasterPlan, 'gains' | 'loudnessLufs' | 'truePeakDbtp'> {
  const audio: Audio = { sampleRate: SAMPLE_RATE, channels }
  const steps = energies.length
  const level = new Float32Array(steps + 1).fill(1)
  const loudnessAlong = (curve: Float32Array): number => lufsAlong(energies, curve, frameCount(audio))
  const startLufs = loudnessAlong(level)
  if (!Number.isFinite(startLufs)) {
    return { gains: level, loudnessLufs: -Infinity, truePeakDbtp: truePeakDbtp(audio) }
  }
  let gainDb = Math.min(MAXIMUM_GAIN_DB, settings.targetLufs - startLufs)
  const peaks = new Float32Array(steps)
  // Later rounds raise the gain by a few dB; steps that stay clear of the ceiling even then need no close look.
  const threshold = dbToGain(CEILING_DBTP - gainDb - 4)
  for (const channel of channels) raiseStepPeaks(channel, CURVE_STEP_FRAMES, threshold, peaks)

  let ceilingDb = CEILING_DBTP - LIMITER_MARGIN_DB
  let previous: { readonly gainDb: number; readonly loudnessLufs: number } | undefined
  let gains: Float32Array = level
  let loudnessLufs = startLufs
  let peakDb: number | undefined
  for (let round = 0; round < MAXIMUM_ROUNDS; round++) {
    gains = gainCurve({ power, peaks }, gainDb, settings.glue, ceilingDb)
    loudnessLufs = loudnessAlong(gains)
    peakDb = undefined
    const error = settings.targetLufs - loudnessLufs
    if (Math.abs(error) <= LOUDNESS_TOLERANCE_LU) {
      peakDb = truePeakDbtp(audio, gains)
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
  peakDb ??= truePeakDbtp(audio, gains)
  if (peakDb > CEILING_DBTP) {
    // The ceiling is a promise, the loudness a goal.
    const trimDb = CEILING_DBTP - 0.01 - peakDb
    gains = gains.map((gain) => gain * dbToGain(trimDb))
    loudnessLufs += trimDb
    peakDb += trimDb
  }
  return { gains, loudnessLufs, truePeakDbtp: peakDb }
}

/**
 * How loud a mix is along a gain curve, from the energies of its steps: true to a few hundredths of an LU, since gains move
 * slowly against what the weighting remembers.
 */
function lufsAlong(energies: Float64Array, gains: Float32Array, frames: number): number {
  // A step of the meter, 100 ms, is a whole number of the curve's.
  const meterFrames = SAMPLE_RATE / 10
  const perMeterStep = meterFrames / CURVE_STEP_FRAMES
  const meterSteps = new Float64Array(Math.max(1, Math.floor(frames / meterFrames)))
  const counted = Math.min(energies.length, perMeterStep * meterSteps.length)
  for (let step = 0; step < counted; step++) {
    const from = gains[step]!
    const to = gains[step + 1]!
    const square = (from * from + from * to + to * to) / 3
    const at = Math.floor(step / perMeterStep)
    meterSteps[at] = meterSteps[at]! + energies[step]! * square
  }
  return gatedLufs(meterSteps, frames, meterFrames)
}

/** The whole of an audio, mastered. Channels of the result are new. */
export function applyMaster(mix: Audio, plan: MasterPlan): Audio {
  const channels = copyOf(mix)
  new MasterWorker(plan).process(channels, plan.gains)
  return { sampleRate: mix.sampleRate, channels }
}

/** Masters one stem (or the mix) block by block, in place. Each needs an applier of its own, fed from frame 0. */
export class MasterApplier {
  private readonly worker: MasterWorker

  /** Appliers may share a kernel. */
  constructor(
    private readonly plan: MasterPlan,
    kernel: Kernel,
  ) {
    this.worker = new MasterWorker(plan, kernel)
  }

  process(left: Float32Array, right: Float32Array): void {
    this.worker.process([left, right], this.plan.gains)
  }
}

function stereoOf({ channels }: Audio): StereoBlock {
  const [left, right] = channels
  if (!left || !right) throw new TypeError(`expected a stereo mix, got ${channels.length} channels`)
  return [left, right]
}

/** Mono counts as two equal channels. */
function copyOf({ channels }: Audio): StereoBlock {
  return [channels[0]!.slice(), (channels[1] ?? channels[0]!).slice()]
}

type MasterShape = Pick<MasterPlan, 'lean' | 'width' | 'tone'>

const NEUTRAL_SHAPE: MasterShape = { lean: [], width: 1, tone: [] }

/** Reads a mix's colour: what its spectrum and its width lack against the reference. */
function colourOf(mix: Audio, { spectrum }: MixSettings): MasterColour {
  const sideToMid = sideToMidOf(mix)
  return {
    lean: spectrum === undefined ? [] : leanToSpectrum(mix, spectrum),
    width: widthFor(sideToMid, (spectrum && LEAST_SIDE_OF[spectrum]) ?? LEAST_SIDE_TO_MID),
  }
}

function widthFor(sideToMid: number, least: number): number {
  if (sideToMid > MOST_SIDE_TO_MID) return Math.sqrt(MOST_SIDE_TO_MID / sideToMid)
  return Math.min(MOST_WIDTH, Math.max(1, Math.sqrt(least / Math.max(1e-9, sideToMid))))
}

/** Energy of the channels' difference against that of their sum. */
export function sideToMidOf({ channels }: Audio): number {
  const kernel = new Kernel()
  const left = kernel.allocateFloats(WORK_FRAMES)
  const right = kernel.allocateFloats(WORK_FRAMES)
  let middle = 0
  let side = 0
  for (let start = 0; start < channels[0]!.length; start += WORK_FRAMES) {
    copyPart(kernel, channels[0]!, start, left, WORK_FRAMES)
    copyPart(kernel, channels[1] ?? channels[0]!, start, right, WORK_FRAMES)
    middle += kernel.run.energyOf(left, right, WORK_FRAMES, 1)
    side += kernel.run.energyOf(left, right, WORK_FRAMES, -1)
  }
  return side / Math.max(1e-12, middle)
}

/**
 * Gain that drops at each stroke of a bass whose halves are unlike (most are) turns a mix without a constant part into one
 * with: it is taken away after the gain, far below what is heard.
 */
const DC_CORNER_HZ = 1

/** Frames put before a kernel at a time; a multiple of the curve's steps. */
const WORK_FRAMES = 8192
const WORK_STEPS = WORK_FRAMES / CURVE_STEP_FRAMES

/** Masters arrays in a kernel; goes on where the call before ended. */
class MasterWorker {
  private readonly filters: FilterSections
  private readonly curve: CurveMultiplier
  private readonly dcBlocker: FilterSections
  private readonly left: Pointer
  private readonly right: Pointer
  private readonly width: number
  private position = 0

  constructor(
    { lean, width, tone }: MasterShape,
    private readonly kernel = new Kernel(),
  ) {
    const bands = [...lean, ...tone].filter(({ gainDb }) => gainDb !== 0)
    this.width = width
    this.filters = new FilterSections(
      kernel,
      bands.map((band) => equaliserBand(band, SAMPLE_RATE)),
    )
    this.curve = new CurveMultiplier(kernel, WORK_FRAMES)
    this.dcBlocker = new FilterSections(kernel, [dcBlocker(DC_CORNER_HZ, SAMPLE_RATE)])
    this.left = kernel.allocateFloats(WORK_FRAMES)
    this.right = kernel.allocateFloats(WORK_FRAMES)
  }

  /** Shapes two channels, multiplies them by the curve and takes away what the curve left constant, in place. */
  process(channels: StereoBlock, gains: Float32Array): void {
    this.work(channels, (count) => {
      this.curve.multiply([this.left, this.right], count, gains, this.position)
      this.dcBlocker.processStereo(this.left, this.right, count)
    })
  }

  /** Shapes the two channels of a whole mix in place and measures what became of them. */
  measure(channels: StereoBlock): MeasuredMix {
    const { kernel, left, right } = this
    const steps = Math.ceil(channels[0].length / CURVE_STEP_FRAMES)
    const energies = new Float64Array(steps)
    const power = new Float32Array(steps)
    const meter = new EnergyMeter(kernel, WORK_STEPS)
    meter.start(SAMPLE_RATE)
    const powers = kernel.allocateFloats(WORK_STEPS)
    this.work(channels, () => {
      const first = this.position / CURVE_STEP_FRAMES
      meter.measure(left, right, CURVE_STEP_FRAMES, energies.subarray(first, first + WORK_STEPS))
      const part = power.subarray(first, first + WORK_STEPS)
      kernel.run.stepPowers(left, right, part.length, CURVE_STEP_FRAMES, powers)
      part.set(kernel.floatsAt(powers, part.length))
    })
    return { channels, energies, power }
  }

  /** Puts the channels before the kernel block by block, shapes them, has something done and takes them back. */
  private work([left, right]: StereoBlock, during: (count: number) => void): void {
    const { kernel, width } = this
    for (let start = 0; start < left.length; start += WORK_FRAMES) {
      const count = Math.min(WORK_FRAMES, left.length - start)
      copyPart(kernel, left, start, this.left, WORK_FRAMES)
      copyPart(kernel, right, start, this.right, WORK_FRAMES)
      this.filters.processStereo(this.left, this.right, count)
      if (width !== 1)
        kernel.run.widen(this.left, this.right, WORK_FRAMES, 0.5 + 0.5 * width, 0.5 - 0.5 * width)
      during(count)
      this.position += count
      left.set(kernel.floatsAt(this.left, count), start)
      right.set(kernel.floatsAt(this.right, count), start)
    }
  }
}
