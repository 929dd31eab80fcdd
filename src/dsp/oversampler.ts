/**
 * Raises and lowers the sample rate by a whole factor with one linear-phase filter (Kaiser-windowed sinc, polyphase), for
 * waveshapers that would alias. Up and down together delay by `latencyFrames` at the low rate.
 */
export class Oversampler {
  /** Whole frames of delay through `up` and `down` together, at the low rate. */
  readonly latencyFrames: number
  private readonly phases: readonly Float64Array[]
  private readonly kernel: Float64Array
  /** The last inputs of the call before, followed by those of this one. */
  private readonly upInput: Float64Array
  private readonly downInput: Float64Array

  /**
   * `factor` 2 … 8; `maximumFrames` (at the low rate) bounds one call; `tapsPerPhase` 8 … 24, even, decides how steep the
   * filter is.
   */
  constructor(
    readonly factor: number,
    maximumFrames: number,
    private readonly tapsPerPhase = 12,
  ) {
    this.kernel = designKernel(factor, tapsPerPhase)
    this.latencyFrames = tapsPerPhase
    // Reversed, so that both run forwards through memory.
    this.phases = Array.from({ length: factor }, (_, phase) =>
      Float64Array.from(
        { length: tapsPerPhase + 1 },
        (_, i) => factor * (this.kernel[(tapsPerPhase - i) * factor + phase] ?? 0),
      ),
    )
    this.upInput = new Float64Array(tapsPerPhase + maximumFrames)
    this.downInput = new Float64Array(this.kernel.length - 1 + maximumFrames * factor)
  }

  /** Overwrites `output` (frames × factor) with `input` at the higher rate. */
  up(input: Float32Array, output: Float64Array, frames: number): void {
    const { factor, tapsPerPhase, phases, upInput } = this
    for (let i = 0; i < frames; i++) upInput[tapsPerPhase + i] = input[i]!
    for (let phase = 0; phase < factor; phase++) {
      const taps = phases[phase]!
      for (let i = 0, at = phase; i < frames; i++, at += factor) {
        // Two sums, so that additions need not wait for each other.
        let even = taps[tapsPerPhase]! * upInput[i + tapsPerPhase]!
        let odd = 0
        for (let k = 0; k < tapsPerPhase; k += 2) {
          even += taps[k]! * upInput[i + k]!
          odd += taps[k + 1]! * upInput[i + k + 1]!
        }
        output[at] = even + odd
      }
    }
    upInput.copyWithin(0, frames, frames + tapsPerPhase)
  }

  /** Overwrites `output` with `input` (frames × factor) at the lower rate. */
  down(input: Float64Array, output: Float32Array, frames: number): void {
    const { factor, kernel, downInput } = this
    const past = kernel.length - 1
    const middle = past / 2
    for (let i = 0; i < frames * factor; i++) downInput[past + i] = input[i]!
    for (let i = 0; i < frames; i++) {
      const start = i * factor
      const end = start + past
      // The filter is symmetric: fold it.
      let sum = kernel[middle]! * downInput[start + middle]!
      let other = 0
      for (let k = 0; k < middle; k += 2) {
        sum += kernel[k]! * (downInput[start + k]! + downInput[end - k]!)
        other += kernel[k + 1]! * (downInput[start + k + 1]! + downInput[end - k - 1]!)
      }
      output[i] = sum + other
    }
    downInput.copyWithin(0, frames * factor, frames * factor + past)
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
