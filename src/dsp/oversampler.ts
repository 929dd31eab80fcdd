/**
 * Raises and lowers the sample rate by a whole factor with one linear-phase filter (Kaiser-windowed sinc, polyphase), for
 * waveshapers that would alias. Up and down together delay by `latencyFrames` at the low rate.
 */
export class Oversampler {
  /** Whole frames of delay through `up` and `down` together, at the low rate. */
  readonly latencyFrames: number
  private readonly taps: number
  private readonly phases: readonly Float64Array[]
  private readonly kernel: Float64Array
  private readonly upHistory: Float64Array
  private readonly downHistory: Float64Array

  /** `factor` 2 … 8; `tapsPerPhase` 8 … 24 decides how steep the filter is. */
  constructor(
    readonly factor: number,
    tapsPerPhase = 12,
  ) {
    this.taps = tapsPerPhase
    this.kernel = designKernel(factor, tapsPerPhase)
    this.latencyFrames = tapsPerPhase
    this.phases = Array.from({ length: factor }, (_, phase) => {
      const taps = new Float64Array(tapsPerPhase + 1)
      for (let i = 0; i <= tapsPerPhase; i++) taps[i] = factor * (this.kernel[i * factor + phase] ?? 0)
      return taps
    })
    this.upHistory = new Float64Array(tapsPerPhase + 1)
    this.downHistory = new Float64Array(this.kernel.length)
  }

  /** Overwrites `output` (frames × factor) with `input` at the higher rate. */
  up(input: Float32Array, output: Float64Array, frames: number): void {
    const { factor, taps, phases, upHistory: history } = this
    for (let i = 0; i < frames; i++) {
      history.copyWithin(1, 0, taps)
      history[0] = input[i]!
      for (let phase = 0; phase < factor; phase++) {
        const coefficients = phases[phase]!
        let sum = 0
        for (let k = 0; k <= taps; k++) sum += coefficients[k]! * history[k]!
        output[i * factor + phase] = sum
      }
    }
  }

  /** Overwrites `output` with `input` (frames × factor) at the lower rate. */
  down(input: Float64Array, output: Float32Array, frames: number): void {
    const { factor, kernel, downHistory: history } = this
    const length = kernel.length
    const middle = (length - 1) / 2
    for (let i = 0; i < frames; i++) {
      history.copyWithin(factor, 0, length - factor)
      for (let phase = 0; phase < factor; phase++) history[factor - 1 - phase] = input[i * factor + phase]!
      // The filter is symmetric: fold it.
      let sum = kernel[middle]! * history[middle]!
      for (let k = 0; k < middle; k++) sum += kernel[k]! * (history[k]! + history[length - 1 - k]!)
      output[i] = sum
    }
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
