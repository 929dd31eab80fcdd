import { SAMPLE_RATE } from '../../dsp/audio.js'
import { equaliserBand, highPass, type BiquadCoefficients } from '../../dsp/biquad.js'
import { FilterSections } from '../../dsp/kernel/filter-sections.js'
import type { Kernel, Pointer } from '../../dsp/kernel/kernel.js'
import { dbToGain } from '../../dsp/units.js'
import type { StemMix } from '../../music/score.js'

/** What an absent field of a stem's mix means. */
export const NEUTRAL_STEM_MIX: StemMix = { gainDb: 0 }

/** Frames between two looks of the compressor at the level, as in `kernel/dynamics.ts`. */
const COMPRESSOR_STEP_FRAMES = 16

/**
 * One stem's channel: low cut, equaliser, compressor, saturation, width, fader, in this order. Works in place on blocks in the
 * kernel's memory, of a multiple of 16 frames. Sends are taken after it.
 */
export class ChannelStrip {
  private readonly filters: FilterSections
  private readonly compressor: Pointer | undefined
  private readonly saturation: number
  private readonly width: number
  private readonly gain: number

  constructor(
    settings: StemMix,
    private readonly kernel: Kernel,
  ) {
    const coefficients: BiquadCoefficients[] = []
    const { lowCutHz = 0 } = settings
    if (lowCutHz > 0) coefficients.push(highPass(lowCutHz, Math.SQRT1_2, SAMPLE_RATE))
    for (const band of settings.eq ?? []) {
      if (band.gainDb !== 0) coefficients.push(equaliserBand(band, SAMPLE_RATE))
    }
    const amount = Math.min(1, Math.max(0, settings.compression ?? 0))
    this.saturation = Math.min(1, Math.max(0, settings.saturation ?? 0))
    this.filters = new FilterSections(kernel, coefficients)
    this.compressor = amount > 0 ? kernel.storeDoubles(compressorState(amount)) : undefined
    this.width = Math.min(1.5, Math.max(0, settings.width ?? 1))
    this.gain = dbToGain(settings.gainDb)
  }

  process(left: Pointer, right: Pointer, frames: number): void {
    const { run } = this.kernel
    this.filters.processStereo(left, right, frames)
    if (this.compressor !== undefined) run.compress(this.compressor, left, right, frames)
    if (this.saturation > 0) {
      // Driven into a soft curve; the output gain keeps a signal of calibrated loudness about as loud as it was.
      const drive = 1 + 5 * this.saturation
      run.saturateStereo(left, right, frames, drive, (1 + 0.5 * this.saturation) / drive)
    }
    const { width, gain } = this
    if (width !== 1) run.widen(left, right, frames, 0.5 * gain * (1 + width), 0.5 * gain * (1 - width))
    else if (gain !== 1) run.scaleStereo(left, right, frames, gain)
  }
}

/**
 * State and settings for `compress`. Instruments are calibrated to about -20 LUFS, so the threshold may be fixed; the make-up
 * gives back what a player at that loudness loses.
 */
function compressorState(amount: number): number[] {
  const makeupDb = 1 + 4.5 * amount
  const perStep = (seconds: number): number => 1 - Math.exp(-COMPRESSOR_STEP_FRAMES / (seconds * SAMPLE_RATE))
  return [
    0,
    0,
    dbToGain(makeupDb),
    0,
    -14 - 10 * amount,
    1.5 + 3.5 * amount,
    8,
    makeupDb,
    perStep(0.018 - 0.012 * amount),
    perStep(0.16),
  ]
}
