import { SAMPLE_RATE } from '../../dsp/audio.js'
import { equaliserBand, highPass, StereoBiquad, type BiquadCoefficients } from '../../dsp/biquad.js'
import { Compressor } from '../../dsp/compressor.js'
import { dbToGain } from '../../dsp/units.js'
import type { StemMix } from '../../music/score.js'

/** What an absent field of a stem's mix means. */
export const NEUTRAL_STEM_MIX: StemMix = { gainDb: 0 }

/** Nothing musical lies below; takes away what shapers, changing gains and samples leave at 0 Hz. */
const DC_BLOCK_HZ = 16

/**
 * One stem's channel: low cut, equaliser, compressor, saturation, width, fader, in this order. Works in place. Sends are
 * taken after it.
 */
export class ChannelStrip {
  private readonly filters: readonly StereoBiquad[]
  private readonly dcBlock: StereoBiquad
  private readonly compressor: Compressor | undefined
  private readonly saturation: number
  private readonly width: number
  private readonly gain: number

  constructor(settings: StemMix) {
    const coefficients: BiquadCoefficients[] = []
    const { lowCutHz = 0 } = settings
    if (lowCutHz > 0) coefficients.push(highPass(lowCutHz, Math.SQRT1_2, SAMPLE_RATE))
    for (const band of settings.eq ?? []) {
      if (band.gainDb !== 0) coefficients.push(equaliserBand(band, SAMPLE_RATE))
    }
    this.filters = coefficients.map((c) => new StereoBiquad(c))
    this.dcBlock = new StereoBiquad(highPass(DC_BLOCK_HZ, Math.SQRT1_2, SAMPLE_RATE))
    const amount = Math.min(1, Math.max(0, settings.compression ?? 0))
    // Instruments are calibrated to about -20 LUFS, so the threshold may be fixed. The make-up gives back what a
    // player at that loudness loses.
    this.compressor =
      amount > 0
        ? new Compressor(
            {
              thresholdDb: -14 - 10 * amount,
              ratio: 1.5 + 3.5 * amount,
              kneeDb: 8,
              attackSeconds: 0.018 - 0.012 * amount,
              releaseSeconds: 0.16,
              makeupDb: 1 + 4.5 * amount,
            },
            SAMPLE_RATE,
          )
        : undefined
    this.saturation = Math.min(1, Math.max(0, settings.saturation ?? 0))
    this.width = Math.min(1.5, Math.max(0, settings.width ?? 1))
    this.gain = dbToGain(settings.gainDb)
  }

  process(left: Float32Array, right: Float32Array, frames: number): void {
    for (const filter of this.filters) filter.process(left, right, frames)
    this.compressor?.process(left, right, frames)
    if (this.saturation > 0) {
      // Driven into a soft curve; the output gain keeps a signal of calibrated loudness about as loud as it was.
      const drive = 1 + 5 * this.saturation
      const level = (1 + 0.5 * this.saturation) / drive
      for (let i = 0; i < frames; i++) {
        left[i] = level * saturate(drive * left[i]!)
        right[i] = level * saturate(drive * right[i]!)
      }
    }
    this.dcBlock.process(left, right, frames)
    const { width, gain } = this
    if (width === 1) {
      if (gain === 1) return
      for (let i = 0; i < frames; i++) {
        left[i] = gain * left[i]!
        right[i] = gain * right[i]!
      }
      return
    }
    const own = 0.5 * gain * (1 + width)
    const other = 0.5 * gain * (1 - width)
    for (let i = 0; i < frames; i++) {
      const l = left[i]!
      const r = right[i]!
      left[i] = own * l + other * r
      right[i] = own * r + other * l
    }
  }
}

/** Rational tanh: slope 1 at rest, ±1 from ±3 on. */
function saturate(x: number): number {
  if (x > 3) return 1
  if (x < -3) return -1
  const squared = x * x
  return (x * (27 + squared)) / (27 + 9 * squared)
}
