import { CurveMultiplier } from './kernel/curve-multiplier.js'
import type { Kernel, Pointer } from './kernel/kernel.js'

/** Frames put before the kernel at a time; a multiple of every step. */
const BLOCK_FRAMES = 8192
const OVERSAMPLING = 4
/** Frames looked at together when deciding whether a higher peak can hide there. */
const GLANCE_FRAMES = 32

/** Finds the peaks of sound on its samples and, by interpolation, at three points between neighbours (BS.1770-4, annex 2). */
export class PeakFinder {
  private readonly interpolators: Pointer
  private readonly block: Pointer
  private readonly peaks: Pointer
  private readonly curve: CurveMultiplier
  /** No interpolated value exceeds this multiple of the largest sample it is made from. */
  private readonly overshoot: number

  /** `taps`: input frames that make one interpolated value, a multiple of 8. */
  constructor(
    private readonly kernel: Kernel,
    private readonly taps: number,
  ) {
    const interpolators = interpolatorsOf(taps)
    this.overshoot = Math.max(
      ...interpolators.map((values) => values.reduce((sum, value) => sum + Math.abs(value), 0)),
    )
    this.interpolators = kernel.storeFloats(interpolators.flat())
    this.block = kernel.allocateFloats(BLOCK_FRAMES + taps)
    this.peaks = kernel.allocateFloats(BLOCK_FRAMES / 4)
    this.curve = new CurveMultiplier(kernel, BLOCK_FRAMES + taps)
  }

  /**
   * Raises each step's entry in `peaks` to the channel's largest magnitude within that step, the first of which begins at
   * `startFrame` (before or beyond the channel lies silence). Steps that cannot come near `threshold` get their sample peak
   * only. `stepFrames`: a power of two, 4 … 8192. With `gains`: of the channel along that curve, see `CurveMultiplier`.
   */
  raise(
    channel: Float32Array,
    stepFrames: number,
    threshold: number,
    peaks: Float32Array,
    startFrame = 0,
    gains?: Float32Array,
  ): void {
    const { kernel, taps } = this
    const stepsABlock = BLOCK_FRAMES / stepFrames
    for (let first = 0; first < peaks.length; first += stepsABlock) {
      const part = peaks.subarray(first, first + stepsABlock)
      this.load(channel, startFrame + first * stepFrames - taps / 2, gains)
      kernel.floatsAt(this.peaks, part.length).set(part)
      kernel.run.raisePeaks(
        this.block + 4 * (taps / 2),
        part.length,
        stepFrames,
        this.interpolators,
        OVERSAMPLING - 1,
        taps,
        this.overshoot,
        threshold,
        this.peaks,
      )
      part.set(kernel.floatsAt(this.peaks, part.length))
    }
  }

  /** The larger of `startPeak` and the channel's highest magnitude. Skips stretches that cannot beat it. */
  highest(channel: Float32Array, startPeak: number, gains?: Float32Array): number {
    let peak = startPeak
    const peaks = new Float32Array(BLOCK_FRAMES / GLANCE_FRAMES)
    for (let at = -GLANCE_FRAMES; at < channel.length + GLANCE_FRAMES; at += BLOCK_FRAMES) {
      peaks.fill(0)
      this.raise(channel, GLANCE_FRAMES, peak, peaks, at, gains)
      for (const value of peaks) if (value > peak) peak = value
    }
    return peak
  }

  /** Puts a block of the channel from `from` on, and what is looked at beside it, before the kernel. */
  private load(channel: Float32Array, from: number, gains: Float32Array | undefined): void {
    const block = this.kernel.floatsAt(this.block, BLOCK_FRAMES + this.taps)
    const start = Math.max(0, from)
    const part = channel.subarray(start, Math.max(start, from + block.length))
    block.fill(0)
    block.set(part, start - from)
    if (gains) this.curve.multiply([this.block + 4 * (start - from)], part.length, gains, start)
  }
}

/** Windowed-sinc values at 1/4, 2/4 and 3/4 between two samples, each normalised to unity gain at DC. */
function interpolatorsOf(taps: number): number[][] {
  return Array.from({ length: OVERSAMPLING - 1 }, (_, index) => {
    const offset = (index + 1) / OVERSAMPLING
    const values = Array.from({ length: taps }, (_, tap) => {
      const distance = tap - (taps / 2 - 1) - offset
      const sinc = Math.sin(Math.PI * distance) / (Math.PI * distance)
      // Cosine-squared window, wide enough to be flat where the ear and most masters still have content.
      return sinc * Math.cos((Math.PI * distance) / (taps + 1)) ** 2
    })
    const sum = values.reduce((total, value) => total + value, 0)
    return values.map((value) => value / sum)
  })
}
