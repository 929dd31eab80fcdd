/**
 * Two-pole filter that may be swept at any speed (topology-preserving state variable filter after Zavalishin). Low-pass,
 * band-pass and high-pass come out together. 64-bit state.
 */
export class StateVariableFilter {
  low = 0
  band = 0
  high = 0
  private state1 = 0
  private state2 = 0
  private g = 0
  private k = Math.SQRT2
  private normaliser = 1

  constructor(private readonly sampleRate: number) {}

  /** Corner in Hz (held below 0.45 of the sample rate) and resonance; `q` 0.707 is maximally flat. */
  set(cutoffHz: number, q: number): void {
    const held = Math.min(Math.max(cutoffHz, 10), 0.45 * this.sampleRate)
    this.g = Math.tan((Math.PI * held) / this.sampleRate)
    this.k = 1 / q
    this.normaliser = 1 / (1 + this.g * (this.g + this.k))
  }

  /** Takes one sample; read `low`, `band` and `high` afterwards. Returns `low`. */
  next(input: number): number {
    const { g, k } = this
    const high = (input - (g + k) * this.state1 - this.state2) * this.normaliser
    const v1 = g * high
    const band = v1 + this.state1
    this.state1 = band + v1
    const v2 = g * band
    const low = v2 + this.state2
    this.state2 = low + v2
    this.high = high
    this.band = band
    this.low = low
    return low
  }

  /** Filters `frames` samples of `block` from `start` in place. Does not touch `low`, `band` and `high`. */
  process(block: Float32Array, start: number, frames: number, output: 'low' | 'band'): void {
    const { g, k, normaliser } = this
    const gk = g + k
    const isLow = output === 'low'
    let { state1, state2 } = this
    for (let i = start, end = start + frames; i < end; i++) {
      const v1 = g * ((block[i]! - gk * state1 - state2) * normaliser)
      const band = v1 + state1
      state1 = band + v1
      const v2 = g * band
      const low = v2 + state2
      state2 = low + v2
      block[i] = isLow ? low : band
    }
    this.state1 = state1
    this.state2 = state2
  }
}
