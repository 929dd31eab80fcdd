import type { Kernel, Pointer } from './kernel/kernel.js'

/**
 * Raises and lowers the sample rate by a whole factor with one linear-phase filter (Kaiser-windowed sinc, polyphase), for
 * waveshapers that would alias. Up and down together delay by `latencyFrames` at the low rate. Works in a kernel's memory.
 */
export class Oversampler {
  /** Whole frames of delay through `up` and `down` together, at the low rate. */
  readonly latencyFrames: number
  private readonly phases: Pointer
  private readonly downKernel: Pointer
  /** The last inputs of the call before, followed by those of this one. */
  private readonly upHistory: Pointer
  private readonly downHistory: Pointer
  private readonly past: number

  /**
   * `factor` 2 … 8; `maximumFrames` (at the low rate) bounds one call; `tapsPerPhase` 8 … 24, even, decides how steep the
   * filter is.
   */
  constructor(
    readonly factor: number,
    maximumFrames: number,
    private readonly tapsPerPhase: number,
    private readonly kernel: Kernel,
  ) {
    const filter = designKernel(factor, tapsPerPhase)
    this.latencyFrames = tapsPerPhase
    this.past = filter.length - 1
    // Reversed, so that both run forwards through memory.
    this.phases = kernel.storeFloats(
      Array.from({ length: factor }, (_, phase) =>
        Array.from(
          { length: tapsPerPhase + 1 },
          (_, i) => factor * (filter[(tapsPerPhase - i) * factor + phase] ?? 0),
        ),
      ).flat(),
    )
    // Filled up with zeros to whole vectors of four; so is what they are multiplied with.
    this.downKernel = kernel.allocateFloats(filter.length + 3)
    kernel.floatsAt(this.downKernel, filter.length).set(filter)
    this.upHistory = kernel.allocateFloats(tapsPerPhase + maximumFrames + 4)
    this.downHistory = kernel.allocateFloats(this.past + maximumFrames * factor + 4)
  }

  /** Takes `frames` (a multiple of 4) and returns where frames × factor values at the higher rate lie, to be worked on there. */
  up(input: Pointer, frames: number): Pointer {
    const { kernel, upHistory, phases, factor, tapsPerPhase } = this
    const out = this.downHistory + 4 * this.past
    kernel.run.oversampleUp(input, upHistory, phases, factor, tapsPerPhase, out, frames)
    return out
  }

  /** Overwrites `output` with what became of the last `up`, back at the lower rate. */
  down(output: Pointer, frames: number): void {
    const { kernel, downHistory, past, downKernel, factor } = this
    kernel.run.oversampleDown(downHistory, past, downKernel, factor, output, frames)
  }
}

/** Low-pass at the low rate's Nyquist frequency, unity gain at DC, `factor × tapsPerPhase + 1` taps. */
function designKernel(factor: number, tapsPerPhase: number): Float64Array {
  const length = factor * tapsPerPhase + 1
  const middle = (length - 1) / 2
  const beta = 7
  const kernel = new Float64Array(length)
  let sum = 0
  for (let i = 0; i < length; i++) {
    const x = (i - middle) / factor
    // 0.92: the filter is down before Nyquist, where the first alias would land.
    const cutoff = 0.92
    const sinc = x === 0 ? cutoff : Math.sin(Math.PI * cutoff * x) / (Math.PI * x)
    const edge = (i - middle) / (middle + 1)
    kernel[i] = sinc * besselI0(beta * Math.sqrt(1 - edge * edge))
    sum += kernel[i]!
  }
  for (let i = 0; i < length; i++) kernel[i] = kernel[i]! / sum
  return kernel
}

/** Modified Bessel function of the first kind, order zero (power series). */
function besselI0(x: number): number {
  let term = 1
  let sum = 1
  for (let k = 1; k < 30; k++) {
    term *= (x / (2 * k)) ** 2
    sum += term
    if (term < 1e-12 * sum) break
  }
  return sum
}
