import { SAMPLE_RATE } from '../../dsp/audio.js'

/** Frames between two looks at the key. */
const STEP_FRAMES = 32
const ATTACK_SECONDS = 0.006
const RELEASE_SECONDS = 0.17
/** The key's loudest moments fade from memory with this time constant. */
const MEMORY_SECONDS = 6

/** Side-chain: steps back while another stem (the key) sounds, whatever that stem's absolute level. In place. */
export class Ducker {
  private envelope = 0
  private loudest = 1e-4
  private reduction = 0
  private gain = 1
  private slope = 0
  private framesIntoStep = 0
  private peak = 0
  private readonly fall = Math.exp(-STEP_FRAMES / (0.03 * SAMPLE_RATE))
  private readonly forget = Math.exp(-STEP_FRAMES / (MEMORY_SECONDS * SAMPLE_RATE))
  private readonly attack = 1 - Math.exp(-STEP_FRAMES / (ATTACK_SECONDS * SAMPLE_RATE))
  private readonly release = 1 - Math.exp(-STEP_FRAMES / (RELEASE_SECONDS * SAMPLE_RATE))

  /** `depthDb` ≥ 0: how far it steps back when the key is at its loudest. */
  constructor(private readonly depthDb: number) {}

  /** `key`: the other stem before its channel strip, mono. */
  process(left: Float32Array, right: Float32Array, key: Float32Array, frames: number): void {
    for (let i = 0; i < frames; i++) {
      const size = Math.abs(key[i]!)
      if (size > this.peak) this.peak = size
      left[i] = left[i]! * this.gain
      right[i] = right[i]! * this.gain
      this.gain += this.slope
      if (++this.framesIntoStep === STEP_FRAMES) this.finishStep()
    }
  }

  private finishStep(): void {
    this.framesIntoStep = 0
    this.envelope = Math.max(this.peak, this.envelope * this.fall)
    this.loudest = Math.max(1e-4, this.envelope, this.loudest * this.forget)
    this.peak = 0
    // Only the strong half of the key counts: a kick ducks the pads, a quiet hi-hat does not.
    const strength = Math.min(1, Math.max(0, 2.2 * (this.envelope / this.loudest) - 1))
    this.reduction += (strength > this.reduction ? this.attack : this.release) * (strength - this.reduction)
    const next = 10 ** ((-this.depthDb * this.reduction) / 20)
    this.slope = (next - this.gain) / STEP_FRAMES
  }
}
