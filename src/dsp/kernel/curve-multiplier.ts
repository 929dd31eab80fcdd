import type { Kernel, Pointer } from './kernel.js'

/** Frames between two points of a gain curve; gains run straight from one to the next. */
export const CURVE_STEP_FRAMES = 64

/** Multiplies blocks in a kernel's memory by a curve of gains. */
export class CurveMultiplier {
  private readonly points: Pointer

  /** `maximumFrames`: the longest block. */
  constructor(
    private readonly kernel: Kernel,
    maximumFrames: number,
  ) {
    this.points = kernel.allocateFloats(Math.ceil(maximumFrames / CURVE_STEP_FRAMES) + 2)
  }

  /** In place. `gains`: linear, at frames 0, 64, 128 …; the last one goes on. `startFrame`: the block's place on the curve. */
  multiply(blocks: readonly Pointer[], frames: number, gains: Float32Array, startFrame: number): void {
    const { kernel, points } = this
    const first = Math.floor(startFrame / CURVE_STEP_FRAMES)
    const into = startFrame - first * CURVE_STEP_FRAMES
    const count = Math.ceil((into + frames) / CURVE_STEP_FRAMES) + 1
    const target = kernel.floatsAt(points, count)
    const part = gains.subarray(first, first + count)
    target.set(part)
    target.fill(gains[gains.length - 1]!, part.length)
    for (const block of blocks) kernel.run.multiplyCurve(block, frames, points, into)
  }
}
