/** Settings of a compressor; levels against full scale. */
export interface CompressorSettings {
  readonly thresholdDb: number
  /** 2: half of what lies above the threshold is left. */
  readonly ratio: number
  /** Width of the soft corner around the threshold, in dB. */
  readonly kneeDb: number
  readonly attackSeconds: number
  readonly releaseSeconds: number
  readonly makeupDb: number
}

/** Frames between two looks at the level; the gain moves in a straight line from one to the next. */
const STEP_FRAMES = 16

/** Feed-forward stereo compressor with linked channels and a power detector. Works in place, without look-ahead. */
export class Compressor {
  private power = 0
  private peakPower = 0
  private framesIntoStep = 0
  private reductionDb = 0
  private gain: number
  private slope = 0
  private readonly attack: number
  private readonly release: number

  constructor(
    private readonly settings: CompressorSettings,
    sampleRate: number,
  ) {
    const perStep = (seconds: number): number =>
      1 - Math.exp(-STEP_FRAMES / (Math.max(1e-4, seconds) * sampleRate))
    this.attack = perStep(settings.attackSeconds)
    this.release = perStep(settings.releaseSeconds)
    this.gain = 10 ** (settings.makeupDb / 20)
  }

  process(left: Float32Array, right: Float32Array, frames: number): void {
    for (let i = 0; i < frames; i++) {
      const l = left[i]!
      const r = right[i]!
      const power = l * l > r * r ? l * l : r * r
      if (power > this.peakPower) this.peakPower = power
      left[i] = l * this.gain
      right[i] = r * this.gain
      this.gain += this.slope
      if (++this.framesIntoStep === STEP_FRAMES) this.finishStep()
    }
  }

  private finishStep(): void {
    const { thresholdDb, ratio, kneeDb, makeupDb } = this.settings
    // Peaks of the last step, smoothed over about 5 ms: follows loudness rather than single waves.
    this.power += (this.peakPower > this.power ? 0.25 : 0.06) * (this.peakPower - this.power)
    this.peakPower = 0
    this.framesIntoStep = 0
    const levelDb = this.power > 1e-12 ? 10 * Math.log10(this.power) : -120
    const target = reductionFor(levelDb - thresholdDb, ratio, kneeDb)
    this.reductionDb += (target > this.reductionDb ? this.attack : this.release) * (target - this.reductionDb)
    const next = 10 ** ((makeupDb - this.reductionDb) / 20)
    this.slope = (next - this.gain) / STEP_FRAMES
  }
}

/** Gain reduction in dB (≥ 0) for a level `overDb` above the threshold. */
export function reductionFor(overDb: number, ratio: number, kneeDb: number): number {
  const slope = 1 - 1 / ratio
  if (overDb <= -kneeDb / 2) return 0
  if (overDb >= kneeDb / 2) return slope * overDb
  return (slope * (overDb + kneeDb / 2) ** 2) / (2 * kneeDb)
}
