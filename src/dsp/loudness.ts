import { type Audio, frameCount } from './audio.js'
import { sharedKernel, type Kernel, type Pointer } from './kernel/kernel.js'
import { PeakFinder } from './peak-finder.js'

/** Blocks quieter than this never count (BS.1770-4, absolute gate), in LUFS. */
const ABSOLUTE_GATE_LUFS = -70
/** Blocks this far below the mean of the rest do not count either (relative gate), in LU. */
const RELATIVE_GATE_LU = -10
/** Blocks of 400 ms start every 100 ms. */
const STEPS_A_SECOND = 10
const STEPS_A_BLOCK = 4

/**
 * Programme loudness of mono or stereo in LUFS: ITU-R BS.1770-4, both gates. Each channel counts with weight 1, so one
 * mono channel is 3 LU quieter than the same signal on two. Silence, and audio shorter than 0.4 s that holds nothing
 * above the absolute gate, gives `-Infinity`; other audio shorter than 0.4 s is measured as one block.
 */
export function integratedLufs(audio: Audio): number {
  return gatedLufs(stepEnergies(audio), frameCount(audio), Math.round(audio.sampleRate / STEPS_A_SECOND))
}

/** K-weighted energy of each whole 100 ms, all channels together; of less, one value. */
export function stepEnergies(audio: Audio): Float64Array {
  const { sampleRate, channels } = audio
  const { kernel, meter, left, right } = theWorkspace()
  const frames = frameCount(audio)
  const stepFrames = Math.round(sampleRate / STEPS_A_SECOND)
  const energies = new Float64Array(Math.max(1, Math.floor(frames / stepFrames)))
  meter.start(sampleRate)
  if (channels.length === 1) kernel.floatsAt(right, stepFrames).fill(0)
  for (let step = 0; step < energies.length; step++) {
    copyPart(kernel, channels[0]!, step * stepFrames, left, stepFrames)
    if (channels[1]) copyPart(kernel, channels[1], step * stepFrames, right, stepFrames)
    const count = Math.min(stepFrames, frames - step * stepFrames)
    meter.measure(left, right, count, energies.subarray(step, step + 1))
  }
  return energies
}

/**
 * The loudness of a programme whose K-weighted energies (`EnergyMeter`) are known for each step of 100 ms. Frames beyond the
 * last whole step are left out, as the standard leaves out an incomplete block.
 */
export function gatedLufs(stepEnergy: Float64Array, frames: number, stepFrames: number): number {
  const blockSteps = Math.min(STEPS_A_BLOCK, stepEnergy.length)
  const blockFrames = Math.min(frames, blockSteps * stepFrames)
  const blockPower: number[] = []
  for (let step = 0; step + blockSteps <= stepEnergy.length; step++) {
    let energy = 0
    for (let i = 0; i < blockSteps; i++) energy += stepEnergy[step + i]!
    blockPower.push(energy / blockFrames)
  }
  const audible = blockPower.filter((power) => powerToLufs(power) > ABSOLUTE_GATE_LUFS)
  if (audible.length === 0) return -Infinity
  const relativeGateLufs = powerToLufs(mean(audible)) + RELATIVE_GATE_LU
  return powerToLufs(mean(audible.filter((power) => powerToLufs(power) > relativeGateLufs)))
}

/** K-weighted energy (BS.1770) of two channels together, step by step, from the front. */
export class EnergyMeter {
  private readonly sections: Pointer
  private readonly energies: Pointer

  /** `maximumSteps`: the most that are measured at a time. */
  constructor(
    private readonly kernel: Kernel,
    maximumSteps: number,
  ) {
    // Two filters of five coefficients and the memories between them: see `kernel/measure.ts`.
    this.sections = kernel.storeDoubles(new Array<number>(22).fill(0))
    this.energies = kernel.storeDoubles(new Array<number>(maximumSteps).fill(0))
  }

  /** Begins with another programme. */
  start(sampleRate: number): void {
    const { doubles } = this.kernel
    const filters = [highShelf(sampleRate), lowCut(sampleRate)]
    const coefficients = filters.flatMap(({ b0, b1, b2, a1, a2 }) => [b0, b1, b2, a1, a2])
    doubles.fill(0, this.sections / 8, this.sections / 8 + 22)
    doubles.set(coefficients, this.sections / 8)
  }

  /** The energies of the next steps, as many as `out` has room for, which lie at `left` and `right`. */
  measure(left: Pointer, right: Pointer, stepFrames: number, out: Float64Array): void {
    const { kernel, sections, energies } = this
    kernel.run.weightedEnergies(sections, left, right, out.length, stepFrames, energies)
    out.set(kernel.doubles.subarray(energies / 8, energies / 8 + out.length))
  }
}

/** Copies a part of a channel into a kernel's block; beyond the channel's end lies silence. */
export function copyPart(
  kernel: Kernel,
  channel: Float32Array,
  start: number,
  block: Pointer,
  frames: number,
): void {
  const part = channel.subarray(start, start + frames)
  const target = kernel.floatsAt(block, frames)
  target.set(part)
  target.fill(0, part.length)
}

function powerToLufs(power: number): number {
  return -0.691 + 10 * Math.log10(power)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

interface Workspace {
  readonly kernel: Kernel
  readonly meter: EnergyMeter
  readonly left: Pointer
  readonly right: Pointer
}

/** The longest step that is measured: of sound at 192 kHz. */
const MAXIMUM_STEP_FRAMES = 19_200
let workspace: Workspace | undefined

function theWorkspace(): Workspace {
  if (!workspace) {
    const kernel = sharedKernel()
    workspace = {
      kernel,
      meter: new EnergyMeter(kernel, 1),
      left: kernel.allocateFloats(MAXIMUM_STEP_FRAMES),
      right: kernel.allocateFloats(MAXIMUM_STEP_FRAMES),
    }
  }
  return workspace
}

interface Biquad {
  readonly b0: number
  readonly b1: number
  readonly b2: number
  readonly a1: number
  readonly a2: number
}

/**
 * First stage of the K weighting. BS.1770 prints coefficients for 48 kHz only; these are the analogue corner, gain and Q
 * that give back its table at 48 kHz and the same curve at other rates.
 */
function highShelf(sampleRate: number): Biquad {
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRate)
  const q = 0.7071752369554196
  const gain = 10 ** (3.999843853973347 / 20)
  const middle = gain ** 0.4996667741545416
  const a0 = 1 + k / q + k * k
  return {
    b0: (gain + (middle * k) / q + k * k) / a0,
    b1: (2 * (k * k - gain)) / a0,
    b2: (gain - (middle * k) / q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / q + k * k) / a0,
  }
}

/** Second stage of the K weighting; its numerator is 1, -2, 1 in the standard, not scaled to unity gain. */
function lowCut(sampleRate: number): Biquad {
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRate)
  const q = 0.5003270373238773
  const a0 = 1 + k / q + k * k
  return { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0 }
}

/** Input frames that make one interpolated value. */
const TAPS = 24
let finder: PeakFinder | undefined

/**
 * Highest peak between and on the samples of any channel in dBTP, four times oversampled (BS.1770-4, annex 2). Reads up
 * to 0.2 dB low for content just below half the sample rate. Silence gives `-Infinity`. With `gains`: of the audio along that
 * curve, see `CurveMultiplier`.
 */
export function truePeakDbtp(audio: Audio, gains?: Float32Array): number {
  finder ??= new PeakFinder(sharedKernel(), TAPS)
  let peak = 0
  for (const channel of audio.channels) peak = finder.highest(channel, peak, gains)
  return 20 * Math.log10(peak)
}
